"""Iceberg as the image sets it up: tables of the catalog "iceberg", in a local folder."""

import os

from pyspark.sql import SparkSession


def check(what: str, found: object, expected: object) -> None:
    if found != expected:
        raise SystemExit(f"{what}: expected {expected!r}, found {found!r}")


# No configuration of Iceberg: what the image sets by default is what is tried.
spark = (
    SparkSession.builder.master("local[2]").config("spark.sql.shuffle.partitions", 2).getOrCreate()
)
spark.sparkContext.setLogLevel("ERROR")
table = "iceberg.db.events"


def rows(query: str) -> list[tuple]:
    return [tuple(row) for row in spark.sql(query).collect()]


def snapshots() -> list[tuple]:
    return rows(f"SELECT operation, snapshot_id FROM {table}.snapshots ORDER BY committed_at")


version = spark._jvm.org.apache.iceberg.IcebergBuild.version()
print(f"saw: Iceberg {version} on Spark {spark.version}")

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
check("rows inserted", rows(f"SELECT id FROM {table} ORDER BY id"), [(1,), (2,), (3,)])
first = snapshots()[0][1]
print("saw: CREATE, INSERT")

spark.sql(
    f"MERGE INTO {table} t USING (SELECT * FROM VALUES (2, 'a2'), (4, 'c') AS s(id, kind)) s "
    "ON t.id = s.id WHEN MATCHED THEN UPDATE SET t.kind = s.kind "
    "WHEN NOT MATCHED THEN INSERT (id, kind, at) VALUES (s.id, s.kind, NULL)"
)
found = rows(f"SELECT id, kind FROM {table} ORDER BY id")
check("rows after MERGE", found, [(1, "a"), (2, "a2"), (3, "b"), (4, "c")])
spark.sql(f"UPDATE {table} SET kind = 'z' WHERE id = 1")
spark.sql(f"DELETE FROM {table} WHERE id = 3")
found = rows(f"SELECT id, kind FROM {table} ORDER BY id")
check("rows after UPDATE and DELETE", found, [(1, "z"), (2, "a2"), (4, "c")])
print("saw: MERGE, UPDATE, DELETE")

found = rows(f"SELECT id, kind FROM {table} VERSION AS OF {first} ORDER BY id")
check("rows of the first snapshot", found, [(1, "a"), (2, "a"), (3, "b")])
spark.sql(f"ALTER TABLE {table} CREATE TAG start AS OF VERSION {first}")
spark.sql(f"ALTER TABLE {table} CREATE BRANCH draft")
spark.sql(f"INSERT INTO {table}.branch_draft VALUES (9, 'd', NULL)")
check("rows of the tag", rows(f"SELECT count(*) FROM {table} VERSION AS OF 'start'"), [(3,)])
check("rows of the branch", rows(f"SELECT count(*) FROM {table} VERSION AS OF 'draft'"), [(4,)])
check("rows of main", rows(f"SELECT count(*) FROM {table}"), [(3,)])
spark.sql(f"CALL iceberg.system.fast_forward('db.events', 'main', 'draft')")
check("rows of main with the branch", rows(f"SELECT count(*) FROM {table}"), [(4,)])
print("saw: time travel, tag, branch, fast_forward")

spark.sql(f"ALTER TABLE {table} ADD COLUMN amount decimal(10, 2)")
spark.sql(f"ALTER TABLE {table} RENAME COLUMN kind TO type")
spark.sql(f"ALTER TABLE {table} DROP COLUMN at")
spark.sql(f"ALTER TABLE {table} ADD PARTITION FIELD bucket(4, id)")
spark.sql(f"INSERT INTO {table} VALUES (10, 'e', 1.50)")
found = rows(f"SELECT id, type, cast(amount AS string) FROM {table} WHERE id >= 9 ORDER BY id")
check("rows of old and new schema", found, [(9, "d", None), (10, "e", "1.50")])
specs = rows(f"SELECT DISTINCT spec_id FROM {table}.files ORDER BY spec_id")
check("partition specs in use", specs, [(0,), (1,)])
print("saw: schema and partition evolution")

operations = [operation for operation, _ in snapshots()]
check("snapshots", len(operations), 6)
result = spark.sql(
    "CALL iceberg.system.rewrite_data_files(table => 'db.events', "
    "options => map('rewrite-all', 'true'))"
).first()
if result["rewritten_data_files_count"] < 4:
    raise SystemExit(f"rewrite_data_files rewrote no more than {result}")
spark.sql(f"ALTER TABLE {table} DROP TAG start")
spark.sql(f"ALTER TABLE {table} DROP BRANCH draft")
result = spark.sql(
    "CALL iceberg.system.expire_snapshots(table => 'db.events', "
    "older_than => TIMESTAMP '2999-01-01 00:00:00', retain_last => 1)"
).first()
if result["deleted_data_files_count"] < 1:
    raise SystemExit(f"expire_snapshots deleted no more than {result}")
check("snapshots left", len(snapshots()), 1)
found = rows(f"SELECT id, type FROM {table} ORDER BY id")
check("rows in the end", found, [(1, "z"), (2, "a2"), (4, "c"), (9, "d"), (10, "e")])
print(f"saw: snapshots {operations}, rewrite_data_files, expire_snapshots")

# Nothing is asked of AWS: the classes that a switch to S3 or Glue needs are there.
spark._jvm.org.apache.iceberg.aws.s3.S3FileIO().close()
spark._jvm.org.apache.iceberg.aws.glue.GlueCatalog()
print("saw: S3FileIO and GlueCatalog load with the bundled SDK")

spark.sql(f"DROP TABLE {table} PURGE")
spark.stop()

# The catalog's place is ordinary configuration.
warehouse = f"/tmp/warehouse-{os.getpid()}"
spark = (
    SparkSession.builder.master("local[2]")
    .config("spark.sql.catalog.iceberg.warehouse", f"file://{warehouse}")
    .getOrCreate()
)
spark.sql("CREATE TABLE iceberg.other.t AS SELECT 1 AS n")
check("metadata where it was asked for", os.path.isdir(f"{warehouse}/other/t/metadata"), True)
print("saw: another warehouse by configuration")
spark.stop()
