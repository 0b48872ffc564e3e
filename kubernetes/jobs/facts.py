"""What an image is and where it runs, as one line of JSON, for the checks to know which of them apply."""
import json
import os
import socket
import sys
from pathlib import Path

JARS = [jar.name for jar in Path(os.environ["SPARK_HOME"], "jars").iterdir()]


def has(*prefixes: str) -> bool:
    return any(jar.startswith(prefixes) for jar in JARS)


def resolves(name: str) -> bool:
    try:
        return bool(socket.getaddrinfo(name, 443))
    except OSError:
        return False


[core] = [jar for jar in JARS if jar.startswith("spark-core_")]
# In one write: Spark's image has Python start without buffers.
sys.stdout.write(
    json.dumps(
        {
            "spark": core.removesuffix(".jar").split("-")[-1],
            "python": ".".join(map(str, sys.version_info[:2])),
            "user": f"{os.getuid()}:{os.getgid()}",
            "dns": resolves("kubernetes.default.svc"),
            "iceberg": has("iceberg-spark-runtime"),
            "s3a": has("hadoop-aws"),
            "postgresql": has("postgresql-"),
            "gpu": has("rapids-4-spark"),
        }
    )
    + "\n"
)
