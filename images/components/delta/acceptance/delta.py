"""Delta tables as the image sets them up: in a local folder, and in S3 where the image has a file system for it; by SQL,
and by the Python package where the image has one.

The runner starts beside this container an S3 server on port 7070 with a bucket "warehouse".
"""

import importlib.util
import os
import socket
import tempfile
import time

from pyspark.sql import SparkSession

os.environ.update(AWS_ACCESS_KEY_ID="spark", AWS_SECRET_ACCESS_KEY="sparkspark")
FOLDER = tempfile.mkdtemp()
JARS = os.environ["SPARK_JARS"].split(",")


def check(what: str, found: object, expected: object) -> None:
    if found != expected:
        raise SystemExit(f"{what}: expected {expected!r}, found {found!r}")


def wait_for(what: str, seconds: float, attempt):
    deadline = time.monotonic() + seconds
    while True:
        try:
            return attempt()
        except Exception as error:
            if time.monotonic() > deadline:
                raise SystemExit(f"{what}: not within {seconds:.0f} s: {error}") from None
            time.sleep(0.5)


spark = (
    SparkSession.builder.master("local[2]")
    .config("spark.sql.shuffle.partitions", 1)
    # Tables of a few rows: 50 tasks for each state of their log, and for each vacuum, would take minutes.
    .config("spark.databricks.delta.snapshotPartitions", 1)
    .config("spark.sql.sources.parallelPartitionDiscovery.parallelism", 1)
    .config("spark.ui.enabled", False)
    .config("spark.sql.warehouse.dir", f"{FOLDER}/warehouse")
    # Read by the file system of S3, where the image has it.
    .config("spark.hadoop.fs.s3a.endpoint", "http://127.0.0.1:7070")
    .config("spark.hadoop.fs.s3a.endpoint.region", "us-east-1")
    .config("spark.hadoop.fs.s3a.path.style.access", "true")
    .getOrCreate()
)
spark.sparkContext.setLogLevel("ERROR")
print(f"saw: Delta {spark._jvm.io.delta.package.VERSION()} on Spark {spark.version}")


def rows(query: str) -> list[tuple]:
    return [tuple(row) for row in spark.sql(query).collect()]


def change(place: str, table: str) -> None:
    """What every table is to do in SQL; `table` is how a query names it."""
    spark.sql(f"INSERT INTO {table} VALUES (1, 'a'), (2, 'a'), (3, 'b')")
    spark.sql(
        f"MERGE INTO {table} t USING (SELECT * FROM VALUES (2, 'a2'), (4, 'c') AS s(id, kind)) s "
        "ON t.id = s.id WHEN MATCHED THEN UPDATE SET t.kind = s.kind "
        "WHEN NOT MATCHED THEN INSERT (id, kind) VALUES (s.id, s.kind)"
    )
    spark.sql(f"UPDATE {table} SET kind = 'z' WHERE id = 1")
    found = rows(f"SELECT id, kind FROM {table} ORDER BY id")
    check(f"{place}: rows after MERGE and UPDATE", found, [(1, "z"), (2, "a2"), (3, "b"), (4, "c")])
    check(f"{place}: rows of version 1", rows(f"SELECT count(*) FROM {table} VERSION AS OF 1"), [(3,)])
    print(f"saw: {place}: CREATE, INSERT, MERGE, UPDATE, time travel")


def maintain(place: str, table: str) -> None:
    spark.sql(f"DELETE FROM {table} WHERE id = 3")
    history = spark.sql(f"DESCRIBE HISTORY {table}")
    ((at,),) = map(tuple, history.where("version = 1").select("timestamp").collect())
    found = rows(f"SELECT kind FROM {table} TIMESTAMP AS OF '{at}' WHERE id = 2")
    check(f"{place}: a row at the time of version 1", found, [("a",)])
    spark.sql(f"RESTORE TABLE {table} TO VERSION AS OF 2")
    check(f"{place}: rows after RESTORE", rows(f"SELECT count(*) FROM {table}"), [(4,)])
    history = spark.sql(f"DESCRIBE HISTORY {table}").orderBy("version").select("operation")
    operations = [name for (name,) in history.collect()]
    check(
        f"{place}: history",
        operations,
        ["CREATE TABLE", "WRITE", "MERGE", "UPDATE", "DELETE", "RESTORE"],
    )
    spark.sql(f"OPTIMIZE {table} ZORDER BY (id)")
    spark.sql(f"VACUUM {table} RETAIN 1000 HOURS")
    spark.sql(f"ALTER TABLE {table} ADD COLUMN amount decimal(10, 2)")
    spark.sql(f"INSERT INTO {table} VALUES (10, 'e', 1.50)")
    found = rows(f"SELECT id, kind, cast(amount AS string) FROM {table} WHERE id >= 4 ORDER BY id")
    check(f"{place}: rows of old and new schema", found, [(4, "c", None), (10, "e", "1.50")])
    print(f"saw: {place}: DELETE, RESTORE, OPTIMIZE, VACUUM, a column more")


def stream(place: str, folder: str) -> None:
    """A stream out of a table into another."""
    source = spark.readStream.format("delta").option("ignoreChanges", "true").load(f"{folder}/source")
    query = source.writeStream.format("delta").option("checkpointLocation", f"{folder}/checkpoint")
    query.trigger(availableNow=True).start(f"{folder}/copy").awaitTermination()
    found = spark.read.format("delta").load(f"{folder}/copy").count()
    check(f"{place}: rows of the stream", found, 10)
    print(f"saw: {place}: a stream from table to table")


def python(place: str, folder: str) -> None:
    from delta.tables import DeltaTable

    DeltaTable.create(spark).location(f"{folder}/made").addColumn("id", "bigint").addColumn("n", "int").execute()
    table = DeltaTable.forPath(spark, f"{folder}/made")
    news = spark.createDataFrame([(1, 1), (2, 2)], "id bigint, n int").alias("s")
    for _ in range(2):
        (
            table.alias("t")
            .merge(news, "t.id = s.id")
            .whenMatchedUpdate(set={"n": "t.n + 10"})
            .whenNotMatchedInsertAll()
            .execute()
        )
    check(f"{place}: rows by the Python package", sorted(map(tuple, table.toDF().collect())), [(1, 11), (2, 12)])
    check(f"{place}: versions", table.history().count(), 3)
    print(f"saw: {place}: the Python package's create, merge and history")


def all_of(place: str, folder: str) -> None:
    spark.sql(f"CREATE TABLE delta.`{folder}/events` (id bigint, kind string) USING delta")
    change(place, f"delta.`{folder}/events`")
    spark.range(10).write.format("delta").save(f"{folder}/source")
    stream(place, folder)
    if importlib.util.find_spec("delta") is not None:
        python(place, folder)


all_of("a folder", f"{FOLDER}/tables")
maintain("a folder", f"delta.`{FOLDER}/tables/events`")

# By name, in the session's own catalog, beside a table of another format.
spark.sql("CREATE TABLE named USING delta AS SELECT 1 AS id")
spark.sql("UPDATE named SET id = 2")
check("rows of a table in the session's catalog", rows("SELECT id FROM named"), [(2,)])
check("its first version", rows("SELECT id FROM named VERSION AS OF 0"), [(1,)])
spark.sql("CREATE TABLE other USING parquet AS SELECT 1 AS id")
check("rows of a Parquet table", rows("SELECT id FROM other"), [(1,)])
print("saw: a Parquet table beside it in the same catalog")

if "hadoop-aws" in JARS or "hadoop-aws-3" in JARS:
    wait_for("the S3 server", 60, lambda: socket.create_connection(("127.0.0.1", 7070), 1).close())
    path = spark._jvm.org.apache.hadoop.fs.Path("s3a://warehouse/probe")
    files = path.getFileSystem(spark._jsc.hadoopConfiguration())
    # The server makes its bucket a while after it listens.
    wait_for("the bucket", 60, lambda: files.create(path, True).close())
    all_of("S3", "s3a://warehouse/tables")
spark.stop()
