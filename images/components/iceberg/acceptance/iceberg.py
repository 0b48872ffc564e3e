"""Iceberg's catalog "iceberg": as the image sets it up, in a local folder; then switched by
configuration to a JDBC catalog with its files in S3, and to a REST catalog, all of them real servers.

The runner starts beside this container: PostgreSQL, whose database, user and password are
"spark"; an S3 server on port 7070 with a bucket "warehouse"; Nessie's REST catalog on 19120.
"""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from pathlib import Path

from pyspark.sql import SparkSession

# What AWS's SDK reads from the environment: the S3 server, and its user.
os.environ.update(
    AWS_REGION="us-east-1",
    AWS_ACCESS_KEY_ID="spark",
    AWS_SECRET_ACCESS_KEY="sparkspark",
    AWS_ENDPOINT_URL_S3="http://127.0.0.1:7070",
)
os.environ["ICEBERG_REST"] = "http://127.0.0.1:19120/iceberg"
FOLDER = Path(tempfile.mkdtemp())


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


def wait_for_bucket(spark: SparkSession, seconds: float) -> None:
    """The S3 server makes its bucket a while after it listens."""
    options = spark._jvm.java.util.HashMap()
    options.put("s3.path-style-access", "true")
    files = spark._jvm.org.apache.iceberg.aws.s3.S3FileIO()
    files.initialize(options)
    deadline = time.monotonic() + seconds
    while True:
        try:
            files.newOutputFile("s3://warehouse/probe").createOrOverwrite().close()
            return
        except Exception as error:
            if time.monotonic() > deadline:
                raise SystemExit(f"no bucket within {seconds:.0f} s: {error}") from None
            time.sleep(0.5)


table = "iceberg.db.events"


def rows(spark: SparkSession, query: str) -> list[tuple]:
    return [tuple(row) for row in spark.sql(query).collect()]


def snapshots(spark: SparkSession) -> list[tuple]:
    query = f"SELECT operation, snapshot_id FROM {table}.snapshots ORDER BY committed_at"
    return rows(spark, query)


def write(name: str, spark: SparkSession, location: str) -> None:
    """A table of four rows, in the place where the session's catalog is to have it."""
    spark.sql("CREATE NAMESPACE IF NOT EXISTS iceberg.db")
    spark.sql(
        f"CREATE TABLE {table} (id bigint, kind string, at timestamp) USING iceberg "
        "PARTITIONED BY (kind) TBLPROPERTIES ("
        "'write.delete.mode'='merge-on-read', 'write.update.mode'='merge-on-read')"
    )
    spark.sql(
        f"INSERT INTO {table} VALUES (1, 'a', TIMESTAMP '2026-01-01 00:00:00'),"
        " (2, 'a', TIMESTAMP '2026-02-01 00:00:00'), (3, 'b', TIMESTAMP '2026-03-01 00:00:00')"
    )
    found = rows(spark, f"SELECT id FROM {table} ORDER BY id")
    check("rows inserted", found, [(1,), (2,), (3,)])
    # Hadoop writes file:/ where a warehouse was given with file:///.
    files = [
        path.replace("file:///", "file:/")
        for (path,) in rows(spark, f"SELECT file_path FROM {table}.files")
    ]
    if not all(file.startswith(location) for file in files):
        raise SystemExit(f"{name}: expected files in {location}, found {files}")
    print(f"saw: {name}: CREATE, INSERT, files in {location}")


def change(name: str, spark: SparkSession) -> None:
    spark.sql(
        f"MERGE INTO {table} t USING (SELECT * FROM VALUES (2, 'a2'), (4, 'c') AS s(id, kind)) s "
        "ON t.id = s.id WHEN MATCHED THEN UPDATE SET t.kind = s.kind "
        "WHEN NOT MATCHED THEN INSERT (id, kind, at) VALUES (s.id, s.kind, NULL)"
    )
    found = rows(spark, f"SELECT id, kind FROM {table} ORDER BY id")
    check("rows after MERGE", found, [(1, "a"), (2, "a2"), (3, "b"), (4, "c")])
    spark.sql(f"UPDATE {table} SET kind = 'z' WHERE id = 1")
    spark.sql(f"DELETE FROM {table} WHERE id = 3")
    found = rows(spark, f"SELECT id, kind FROM {table} ORDER BY id")
    check("rows after UPDATE and DELETE", found, [(1, "z"), (2, "a2"), (4, "c")])
    print(f"saw: {name}: MERGE, UPDATE, DELETE")


def travel(name: str, spark: SparkSession) -> None:
    _, first = snapshots(spark)[0]
    found = rows(spark, f"SELECT id, kind FROM {table} VERSION AS OF {first} ORDER BY id")
    check("rows of the first snapshot", found, [(1, "a"), (2, "a"), (3, "b")])
    query = f"SELECT committed_at FROM {table}.snapshots WHERE snapshot_id = {first}"
    ((at,),) = rows(spark, query)
    found = rows(spark, f"SELECT count(*) FROM {table} TIMESTAMP AS OF '{at}'")
    check("rows at the time of the first snapshot", found, [(3,)])
    spark.sql(f"ALTER TABLE {table} CREATE TAG start AS OF VERSION {first}")
    spark.sql(f"ALTER TABLE {table} CREATE BRANCH draft")
    spark.sql(f"INSERT INTO {table}.branch_draft VALUES (9, 'd', NULL)")
    for what, version, count in (("tag", "start", 3), ("branch", "draft", 4), ("main", "main", 3)):
        found = rows(spark, f"SELECT count(*) FROM {table} VERSION AS OF '{version}'")
        check(f"rows of {what}", found, [(count,)])
    spark.sql("CALL iceberg.system.fast_forward('db.events', 'main', 'draft')")
    check("rows of main with the branch", rows(spark, f"SELECT count(*) FROM {table}"), [(4,)])
    spark.sql(f"ALTER TABLE {table} DROP TAG start")
    spark.sql(f"ALTER TABLE {table} DROP BRANCH draft")
    spark.sql(f"DELETE FROM {table} WHERE id = 9")
    print(f"saw: {name}: time travel by snapshot and time, tag, branch, fast_forward")


def evolve(name: str, spark: SparkSession) -> None:
    spark.sql(f"ALTER TABLE {table} ADD COLUMN amount decimal(10, 2)")
    spark.sql(f"ALTER TABLE {table} RENAME COLUMN kind TO type")
    spark.sql(f"ALTER TABLE {table} DROP COLUMN at")
    spark.sql(f"ALTER TABLE {table} ADD PARTITION FIELD bucket(4, id)")
    spark.sql(f"INSERT INTO {table} VALUES (10, 'e', 1.50)")
    query = f"SELECT id, type, cast(amount AS string) FROM {table} WHERE id >= 4 ORDER BY id"
    check("rows of old and new schema", rows(spark, query), [(4, "c", None), (10, "e", "1.50")])
    specs = rows(spark, f"SELECT DISTINCT spec_id FROM {table}.files ORDER BY spec_id")
    check("partition specs in use", specs, [(0,), (1,)])
    print(f"saw: {name}: schema and partition evolution")


def maintain(name: str, spark: SparkSession) -> None:
    before = [operation for operation, _ in snapshots(spark)]
    result = spark.sql(
        "CALL iceberg.system.rewrite_data_files(table => 'db.events', "
        "options => map('rewrite-all', 'true'))"
    ).first()
    if result["rewritten_data_files_count"] < 4:
        raise SystemExit(f"rewrite_data_files rewrote no more than {result}")
    result = spark.sql(
        "CALL iceberg.system.expire_snapshots(table => 'db.events', "
        "older_than => TIMESTAMP '2999-01-01 00:00:00', retain_last => 1)"
    ).first()
    check("snapshots left", len(snapshots(spark)), 1)
    if len(before) < 6 or result["deleted_data_files_count"] < 1:
        raise SystemExit(f"expire_snapshots deleted no more than {result} of snapshots {before}")
    print(f"saw: {name}: snapshots {before}, rewrite_data_files, expire_snapshots")


def drop(spark: SparkSession, purge: str = "PURGE") -> None:
    found = rows(spark, f"SELECT id, type FROM {table} ORDER BY id")
    check("rows in the end", found, [(1, "z"), (2, "a2"), (4, "c"), (10, "e")])
    spark.sql(f"DROP TABLE {table} {purge}")


def exercise(name: str, spark: SparkSession, location: str) -> None:
    """All that a table is to do, in the catalog as this session has it."""
    write(name, spark, location)
    change(name, spark)
    travel(name, spark)
    evolve(name, spark)
    maintain(name, spark)
    drop(spark)


# No configuration of Iceberg: what the image sets by default is what is tried first.
spark = (
    SparkSession.builder.master("local[2]")
    .config("spark.sql.shuffle.partitions", 2)
    .config("spark.ui.enabled", False)
    .getOrCreate()
)
spark.sparkContext.setLogLevel("ERROR")
version = spark._jvm.org.apache.iceberg.IcebergBuild.version()
print(f"saw: Iceberg {version} on Spark {spark.version}")
exercise("the image's default", spark, "file:/tmp/iceberg/")


def switched(options: dict[str, str]) -> SparkSession:
    """A session whose catalog is elsewhere: a session reads these keys when it first uses it."""
    session = spark.newSession()
    for key, value in options.items():
        session.conf.set(f"spark.sql.catalog.iceberg.{key}", value)
    return session


wait_for(7070, 60)
s3 = {
    "io-impl": "org.apache.iceberg.aws.s3.S3FileIO",
    "s3.path-style-access": "true",
    "s3.multipart.part-size-bytes": str(5 << 20),
}
wait_for_bucket(spark, 60)
# Of the component jdbc, which another variant may not have.
if "postgresql" in os.environ["SPARK_JARS"].split(","):
    wait_for(5432, 60)
    postgresql = {
        "type": "jdbc",
        "uri": "jdbc:postgresql://127.0.0.1:5432/spark",
        "jdbc.user": "spark",
        "jdbc.password": "spark",
    }
    session = switched({**postgresql, **s3, "warehouse": "s3://warehouse/jdbc"})
    exercise("JDBC catalog in PostgreSQL, files in S3", session, "s3://warehouse/jdbc/")

# Iceberg itself reads `env:` in the properties of a REST catalog.
wait_for(19120, 60)
session = switched({"type": "rest", "uri": "env:ICEBERG_REST", "warehouse": "warehouse", **s3})
name = "REST catalog of Nessie, files in S3"
write(name, session, "s3://warehouse/nessie/")
change(name, session)
# Nessie has branches and history of its own: a table's metadata has its last snapshot only,
# and files are not purged, as an older commit may have them.
check("snapshots that Nessie shows", len(snapshots(session)), 1)
evolve(name, session)
drop(session, purge="")

# A file of several parts, of which a reader asks for ranges.
numbers = session.range(1_100_000).selectExpr("id", "hash(id, 7) * 1000003L AS x").coalesce(1)
numbers.writeTo("iceberg.db.numbers").create()
((size,),) = session.sql("SELECT file_size_in_bytes FROM iceberg.db.numbers.files").collect()
if size < 6 << 20:
    raise SystemExit(f"expected a file of two parts of 5 MiB, found {size} bytes")
found = tuple(session.table("iceberg.db.numbers").selectExpr("sum(id)", "sum(x)").first())
check("sums of what was written", found, tuple(numbers.selectExpr("sum(id)", "sum(x)").first()))
found = session.table("iceberg.db.numbers").where("id = 1099999").count()
check("rows behind a predicate", found, 1)
session.sql("DROP TABLE iceberg.db.numbers")
print(f"saw: a file of {size:,} bytes written to S3 in parts and read back")

# Nothing is asked of AWS: the class that a switch to Glue needs is there.
spark._jvm.org.apache.iceberg.aws.glue.GlueCatalog()
print("saw: GlueCatalog loads with the bundled SDK")

# Another kind of catalog never has the local folder for a warehouse.
session = switched({"type": "hive", "uri": "thrift://127.0.0.1:1"})
try:
    session.sql("CREATE TABLE iceberg.db.lost (id bigint)")
    raise SystemExit("a Hive catalog without a metastore made a table")
except Exception as error:
    if "/tmp/iceberg" in str(error):
        raise SystemExit(f"a Hive catalog has the local folder: {error}") from None
print("saw: a Hive catalog does not inherit the local folder")
spark.stop()

# Executors that are JVMs of their own, as on other machines: the local folder is refused before anything is written,
# a warehouse that was named is used.
JOB = """
import sys
from pyspark.sql import SparkSession
spark = SparkSession.builder.getOrCreate()
try:
    spark.sql("CREATE TABLE iceberg.apart.t AS SELECT id FROM range(10)")
    print("rows", spark.table("iceberg.apart.t").count())
except Exception as error:
    print("refused", str(error).splitlines()[0])
"""
(FOLDER / "job.py").write_text(JOB)
daemons = {**os.environ, "SPARK_MASTER_HOST": "127.0.0.1", "SPARK_LOG_DIR": f"{FOLDER}/logs", "SPARK_PID_DIR": str(FOLDER)}


def run(*command: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, env=daemons, cwd=FOLDER)
    if done.returncode != 0:
        raise SystemExit(f"{command[0]} ended with {done.returncode}: {done.stdout[-2000:]} {done.stderr[-2000:]}")
    return done.stdout


def submit(*options: str) -> str:
    master = ["--master", "spark://127.0.0.1:7077", "--executor-memory", "1g"]
    options = (*options, "--conf", "spark.driver.host=127.0.0.1", "--conf", "spark.ui.enabled=false")
    return run("spark-submit", *master, *options, f"{FOLDER}/job.py")


shutil.rmtree("/tmp/iceberg", ignore_errors=True)
run("/opt/spark/sbin/start-master.sh")
wait_for(7077, 60)
run("/opt/spark/sbin/start-worker.sh", "spark://127.0.0.1:7077", "--host", "127.0.0.1", "--memory", "1g")
said = submit()
for word in ("refused", "spark.sql.catalog.iceberg.warehouse", "spark.sql.catalog.iceberg.type"):
    if word not in said:
        raise SystemExit(f"expected a refusal that names {word}, found {said!r}")
if Path("/tmp/iceberg").exists():
    raise SystemExit("something was written to /tmp/iceberg")
print(f"saw: executors of their own: {said.strip()}")
said = submit("--conf", f"spark.sql.catalog.iceberg.warehouse=file://{FOLDER}/shared")
check("rows in a warehouse that was named", said, "rows 10\n")
if not list((FOLDER / "shared/apart/t/data").glob("*.parquet")):
    raise SystemExit("no data files in the warehouse that was named")
print("saw: executors of their own write into the warehouse that was named")
run("/opt/spark/sbin/stop-worker.sh")
run("/opt/spark/sbin/stop-master.sh")
