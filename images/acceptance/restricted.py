"""A session on the image's server under a user id that it does not know, with a read-only
root: all that has to write something, in short. connect.py tries the rest.

The runner sets SPARK_REMOTE.
"""

import os
import socket
import time
import uuid
from urllib.parse import urlsplit

from pyspark.sql import SparkSession
from pyspark.sql.functions import udf


def check(what: str, found: object, expected: object) -> None:
    if found != expected:
        raise SystemExit(f"{what}: expected {expected!r}, found {found!r}")


remote = os.environ["SPARK_REMOTE"]
address = urlsplit(remote)
deadline = time.monotonic() + 120
while True:
    try:
        socket.create_connection((address.hostname, address.port or 15002), 1).close()
        break
    except OSError as error:
        if time.monotonic() > deadline:
            raise SystemExit(f"no server at {remote} within 120 s: {error}") from None
        time.sleep(0.2)
spark = SparkSession.builder.remote(remote).getOrCreate()


@udf("string")
def who(_):
    return f"{os.geteuid()}:{os.getegid()} {'writes' if os.access('/opt', os.W_OK) else 'reads'}"


found = [r[0] for r in spark.range(2).repartition(2).select(who("id")).distinct().collect()]
check("user of the server's workers, and what they may do in /opt", found, [f"{os.geteuid()}:0 reads"])
print(f"saw: a Python UDF behind a shuffle, as {found[0].split()[0]}")

path = f"/tmp/restricted-{uuid.uuid4()}"
spark.range(1000).write.parquet(path)
check("rows read back", spark.read.parquet(path).count(), 1000)
table = f"t_{uuid.uuid4().hex}"
spark.range(10).write.saveAsTable(table)
check("rows of a table", spark.table(table).count(), 10)
spark.sql(f"DROP TABLE {table}")
print("saw: parquet and a table written and read")
spark.stop()
