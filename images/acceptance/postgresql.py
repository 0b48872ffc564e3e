"""DataFrames to and from a real PostgreSQL, through the image's driver.

The runner starts PostgreSQL beside this container; database, user and password are "spark".
"""

import datetime
import decimal
import os
import socket
import time

from pyspark.sql import SparkSession
from pyspark.sql.types import (
    ArrayType,
    BinaryType,
    DateType,
    DecimalType,
    IntegerType,
    StringType,
    StructField,
    StructType,
    TimestampType,
)


def check(what: str, found: object, expected: object) -> None:
    if found != expected:
        raise SystemExit(f"{what}: expected {expected!r}, found {found!r}")


def wait_for(port: int, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError as error:
            if time.monotonic() > deadline:
                raise SystemExit(f"no server on port {port} within {seconds:.0f} s: {error}") from None
            time.sleep(0.2)


wait_for(5432, 60)
spark = (
    SparkSession.builder.master("local[2]")
    .config("spark.sql.session.timeZone", "UTC")
    .config("spark.ui.enabled", False)
    .getOrCreate()
)
options = {
    "url": "jdbc:postgresql://127.0.0.1:5432/spark",
    "user": "spark",
    "password": "spark",
    "driver": "org.postgresql.Driver",
}


def query(text: str):
    return spark.read.format("jdbc").options(**options).option("query", text).load()


def table(name: str):
    return spark.read.format("jdbc").options(**options).option("dbtable", name).load()


version = query("SELECT version() AS v").first().v
print(f"saw: {version.split(' on ')[0]}")

schema = StructType(
    [
        StructField("id", IntegerType()),
        StructField("price", DecimalType(20, 4)),
        StructField("at", TimestampType()),
        StructField("day", DateType()),
        StructField("bytes", BinaryType()),
        StructField("tags", ArrayType(StringType())),
        StructField("numbers", ArrayType(IntegerType())),
        StructField("text", StringType()),
    ]
)
rows = [
    (
        1,
        decimal.Decimal("1234567890.1234"),
        datetime.datetime(2024, 2, 29, 12, 34, 56, 789012),
        datetime.date(2024, 2, 29),
        bytearray(b"\x00\xff spark"),
        ["a", "größe"],
        [1, 2, 3],
        "größe 'quoted'",
    ),
    (2, decimal.Decimal("-0.0001"), datetime.datetime(1970, 1, 1), None, bytearray(), [], [0], ""),
    (3, None, None, None, None, None, None, None),
]
spark.createDataFrame(rows, schema).write.format("jdbc").options(**options).option(
    "dbtable", "types"
).mode("overwrite").save()
back = [tuple(row) for row in table("types").orderBy("id").collect()]
check("types written and read back", back, rows)
print(f"saw: {len(back)} rows of {len(schema)} types written and read back as they were")

# Spark 4 keeps its timestamps as what they are, moments in time.
zone = "without" if os.environ["SPARK_VERSION"].startswith("3.") else "with"
expected = {
    "at": f"timestamp {zone} time zone",
    "bytes": "bytea",
    "day": "date",
    "id": "integer",
    "numbers": "ARRAY",
    "price": "numeric",
    "tags": "ARRAY",
    "text": "text",
}
columns = query(
    "SELECT column_name AS c, data_type AS t FROM information_schema.columns WHERE table_name = 'types'"
).collect()
check("types in the database", {row.c: row.t for row in columns}, expected)

json_row = query("""SELECT '{"a": [1, 2]}'::jsonb AS j, 1.50::numeric(6,2) AS n, now() AS z""").first()
check("jsonb", json_row.j, '{"a": [1, 2]}')
check("numeric", json_row.n, decimal.Decimal("1.50"))
print(f"saw: jsonb {json_row.j}, numeric {json_row.n}, timestamptz {json_row.z:%Y-%m-%d}")

spark.range(10_000).selectExpr("CAST(id AS INT) AS id", "CAST(id % 10 AS INT) AS k").write.format(
    "jdbc"
).options(**options).option("dbtable", "numbers").mode("overwrite").save()
frame = table("numbers").where("k = 3 AND id > 5000")
plan = frame._jdf.queryExecution().toString()
if "PushedFilters" not in plan or "EqualTo(k,3)" not in plan or "GreaterThan(id,5000)" not in plan:
    raise SystemExit(f"the predicate is not pushed down to the database:\n{plan}")
check("rows behind a pushed predicate", frame.count(), 500)
parted = (
    spark.read.format("jdbc")
    .options(**options)
    .options(dbtable="numbers", partitionColumn="id", lowerBound=0, upperBound=10_000, numPartitions=4)
    .load()
)
check("partitions of a parallel read", parted.rdd.getNumPartitions(), 4)
check("rows of a parallel read", parted.count(), 10_000)
print("saw: predicates pushed down, a read in 4 partitions")
spark.stop()
