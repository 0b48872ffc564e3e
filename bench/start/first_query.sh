# Prints the seconds that a second session's first query takes, after a first one was answered.
set -eu

/opt/entrypoint.sh connect >/dev/null 2>&1 &
server=$!
python3 - <<'PYTHON'
import socket
import time

from pyspark.sql import SparkSession


def count() -> None:
    spark = SparkSession.builder.remote("sc://127.0.0.1").create()
    assert spark.range(10).count() == 10


while socket.socket().connect_ex(("127.0.0.1", 15002)):
    time.sleep(0.02)
count()
began = time.monotonic()
count()
print(time.monotonic() - began)
PYTHON
kill -KILL $(pgrep -f SparkConnectServer) "$server" 2>/dev/null || true
