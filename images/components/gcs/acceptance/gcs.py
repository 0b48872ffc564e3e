"""Google Cloud Storage, by an emulator of its JSON API: tables written and read, by Hadoop's two kinds of file system."""

import socket
import time

from pyspark.sql import SparkSession

deadline = time.monotonic() + 60
while socket.socket().connect_ex(("127.0.0.1", 9023)) != 0:
    if time.monotonic() > deadline:
        raise SystemExit("the server does not listen")
    time.sleep(0.2)

spark = (
    # One task at a time: more than the emulator bears otherwise.
    SparkSession.builder.master("local[1]")
    .config("spark.ui.enabled", False)
    .config("spark.hadoop.fs.gs.storage.root.url", "http://127.0.0.1:9023/")
    .config("spark.hadoop.fs.gs.auth.type", "UNAUTHENTICATED")
    .config("spark.hadoop.fs.gs.project.id", "none")
    # The emulator has no objects.move, so that the connector copies and deletes.
    .config("spark.hadoop.fs.gs.operation.move.enable", False)
    .getOrCreate()
)
spark.sparkContext.setLogLevel("ERROR")
table = "gs://warehouse/people"
for rows in (1000, 500):
    people = spark.range(rows).selectExpr("id", "id % 7 AS team")
    people.write.partitionBy("team").mode("overwrite").parquet(table)
    found = spark.read.parquet(table)
    counts = (found.count(), found.where("team = 3").agg({"id": "sum"}).first()[0])
    wanted = (rows, sum(range(3, rows, 7)))
    if counts != wanted:
        raise SystemExit(f"wrote {wanted}, read {counts}")
print("saw: a partitioned table in a bucket, written, replaced and read")

path = spark._jvm.org.apache.hadoop.fs.Path(table)
configuration = spark._jsc.hadoopConfiguration()
print(f"saw: {path.getFileSystem(configuration).getClass().getName()}")
context = spark._jvm.org.apache.hadoop.fs.FileContext.getFileContext(path.toUri(), configuration)
print(f"saw: {context.getDefaultFileSystem().getClass().getName()}, {context.listStatus(path).hasNext()}")
if not context.listStatus(path).hasNext():
    raise SystemExit("the other kind of file system finds nothing")
spark.stop()
