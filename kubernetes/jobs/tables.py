"""Writes a table of Iceberg from several executors, slowly, so that one can be killed in the middle; or, with `read`, reads what
another job wrote. Prints what it found as one line of JSON."""
import json
import os
import sys
import time

from pyspark.sql import SparkSession

ROWS, PARTS = 20_000, 16
table, mode = sys.argv[1:]
spark = SparkSession.builder.getOrCreate()


def say(line: str) -> None:
    sys.stdout.write(line + "\n")


def rows(part: int):
    time.sleep(1)
    pod = os.environ["SPARK_EXECUTOR_POD_NAME"]
    return [(n, f"row {n}", pod) for n in range(part, ROWS, PARTS)]


if mode == "write":
    spark.sql(f"CREATE NAMESPACE IF NOT EXISTS {table.rpartition('.')[0]}")
    spark.sql(f"CREATE TABLE {table} (n BIGINT, word STRING, pod STRING) USING iceberg")
    say("the write begins")
    numbers = spark.sparkContext.parallelize(range(PARTS), PARTS).flatMap(rows)
    spark.createDataFrame(numbers, "n BIGINT, word STRING, pod STRING").writeTo(table).append()
    spark.sql(f"DELETE FROM {table} WHERE n = 0")
count, distinct, total, pods = spark.sql(
    f"SELECT count(*), count(DISTINCT n), sum(n), count(DISTINCT pod) FROM {table}"
).first()
files = {row[0].split(":")[0] for row in spark.sql(f"SELECT file_path FROM {table}.files").collect()}
found = {"count": count, "distinct": distinct, "sum": total, "pods": pods, "files": sorted(files)}
say("found " + json.dumps(found))
spark.stop()
