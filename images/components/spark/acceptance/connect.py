"""A client's session on the Spark Connect server that the image runs by default, as a pod
may: under a user id that the image does not know, with a read-only root.

The runner sets SPARK_REMOTE and SPARK_VERSION.
"""

import datetime
import decimal
import os
import platform
import socket
import time
import uuid
from urllib.parse import urlsplit

import pandas as pd
from pyspark.sql import SparkSession
from pyspark.sql.functions import col, pandas_udf, udf


def check(what: str, found: object, expected: object) -> None:
    if found != expected:
        raise SystemExit(f"{what}: expected {expected!r}, found {found!r}")


def wait_for_server(remote: str, seconds: float) -> None:
    address = urlsplit(remote)
    deadline = time.monotonic() + seconds
    while True:
        try:
            socket.create_connection((address.hostname, address.port or 15002), 1).close()
            return
        except OSError as error:
            if time.monotonic() > deadline:
                raise SystemExit(f"no server at {remote} within {seconds:.0f} s: {error}") from None
            time.sleep(0.2)


remote = os.environ["SPARK_REMOTE"]
wait_for_server(remote, 120 * int(os.environ.get("PATIENCE", "1")))
spark = SparkSession.builder.remote(remote).getOrCreate()

check("server's version", spark.version, os.environ["SPARK_VERSION"])
print(f"saw: Spark {spark.version} over Connect, Python {platform.python_version()}")

rows = spark.sql(
    "SELECT id % 3 AS k, sum(id) AS total FROM range(100) GROUP BY k ORDER BY k"
).collect()
check("SQL aggregate", [(r.k, r.total) for r in rows], [(0, 1683), (1, 1617), (2, 1650)])
print(f"saw: SQL {[tuple(r) for r in rows]}")


@udf("string")
def reverse(value):
    return value[::-1]


@udf("string")
def worker_python():
    return platform.python_version()


@udf("string")
def who():
    return f"{os.geteuid()}:{os.getegid()} {'writes' if os.access('/opt', os.W_OK) else 'reads'}"


words = spark.createDataFrame([("spark",), ("größe",)], "word string")
found = [r[0] for r in words.select(reverse("word")).collect()]
check("Python UDF", found, ["kraps", "eßörg"])
server_python, user = spark.range(1).select(worker_python(), who()).first()
check("Python of the server's workers", server_python, platform.python_version())
check("user of the server's workers, and what they may do in /opt", user, f"{os.geteuid()}:0 reads")
print(f"saw: Python UDF {found}, worker Python {server_python} as {user.split()[0]}")


@pandas_udf("double")
def centred(values: pd.Series) -> pd.Series:
    return values - values.mean()


found = [r[0] for r in spark.range(5).coalesce(1).select(centred(col("id"))).collect()]
check("pandas UDF", found, [-2.0, -1.0, 0.0, 1.0, 2.0])

frame = pd.DataFrame(
    {
        "n": [1, 2, 3],
        "price": [decimal.Decimal("1.50"), decimal.Decimal("2.25"), None],
        "at": [
            datetime.datetime(2024, 2, 29, 12, 34, 56, 789_000),
            datetime.datetime(1999, 12, 31),
            datetime.datetime(2038, 1, 19, 3, 14, 8),
        ],
        "day": [datetime.date(2024, 2, 29), None, datetime.date(1970, 1, 1)],
        "name": ["a", None, "ß"],
    }
)
back = spark.createDataFrame(frame).orderBy("n").toPandas()
check("pandas round trip, n", list(back.n), [1, 2, 3])
check("pandas round trip, price", list(back.price[:2]), list(frame.price[:2]))
check("pandas round trip, at", list(back["at"]), list(frame["at"]))
check("pandas round trip, day", list(back.day), list(frame.day))
check("pandas round trip, name", list(back.name), list(frame.name))
print(f"saw: pandas UDF, Arrow round trip of {len(back)} rows × {len(back.columns)} types")

path = f"/tmp/connect-{uuid.uuid4()}"
(
    spark.range(1000)
    .selectExpr("id", "id % 7 AS part", "cast(id AS string) AS text")
    .write.partitionBy("part")
    .parquet(path)
)
read = spark.read.parquet(path)
check("rows read back", read.count(), 1000)
check("rows of one partition", read.where("part = 3").count(), 143)
check("a row read back", read.where("id = 500").first().text, "500")
print(f"saw: parquet written and read on the server, {read.count()} rows")

table = f"t_{uuid.uuid4().hex}"
spark.range(10).write.saveAsTable(table)
check("rows of a table", spark.table(table).count(), 10)
spark.sql(f"DROP TABLE {table}")
print("saw: table written, read and dropped")
spark.stop()
