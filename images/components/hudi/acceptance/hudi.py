"""Hudi tables as the image sets them up, in a local folder: of both types, changed by MERGE, and read as they were."""

import os
import tempfile

from pyspark.sql import SparkSession

FOLDER = tempfile.mkdtemp()


def check(what: str, found: object, expected: object) -> None:
    if found != expected:
        raise SystemExit(f"{what}: expected {expected!r}, found {found!r}")


spark = (
    SparkSession.builder.master("local[2]")
    .config("spark.sql.shuffle.partitions", 2)
    .config("spark.ui.enabled", False)
    .config("spark.sql.warehouse.dir", f"{FOLDER}/warehouse")
    .getOrCreate()
)
spark.sparkContext.setLogLevel("ERROR")
print(f"saw: Hudi on Spark {spark.version}")


def rows(query: str) -> list[tuple]:
    return [tuple(row) for row in spark.sql(query).collect()]


for kind in ("cow", "mor"):
    table = f"events_{kind}"
    spark.sql(
        f"CREATE TABLE {table} (id bigint, kind string, at bigint) USING hudi "
        f"TBLPROPERTIES (type = '{kind}', primaryKey = 'id', preCombineField = 'at')"
    )
    spark.sql(f"INSERT INTO {table} VALUES (1, 'a', 1), (2, 'a', 1), (3, 'b', 1)")
    ((first,),) = rows(f"SELECT max(_hoodie_commit_time) FROM {table}")
    spark.sql(
        f"MERGE INTO {table} t USING (SELECT 2L AS id, 'a2' AS kind, 2L AS at UNION ALL SELECT 4L, 'c', 2L) s "
        "ON t.id = s.id WHEN MATCHED THEN UPDATE SET * WHEN NOT MATCHED THEN INSERT *"
    )
    spark.sql(f"UPDATE {table} SET kind = 'z' WHERE id = 1")
    spark.sql(f"DELETE FROM {table} WHERE id = 3")
    found = rows(f"SELECT id, kind FROM {table} ORDER BY id")
    check(f"{kind}: rows after MERGE, UPDATE, DELETE", found, [(1, "z"), (2, "a2"), (4, "c")])
    found = rows(f"SELECT id, kind FROM {table} TIMESTAMP AS OF '{first}' ORDER BY id")
    check(f"{kind}: rows of the first commit", found, [(1, "a"), (2, "a"), (3, "b")])
    commits = rows(f"CALL show_commits(table => '{table}', limit => 10)")
    if not commits:
        raise SystemExit(f"{kind}: show_commits shows none")
    print(f"saw: {kind}: CREATE, INSERT, MERGE, UPDATE, DELETE, time travel, show_commits")
spark.sql("CREATE TABLE other USING parquet AS SELECT 1 AS id")
check("rows of a Parquet table", rows("SELECT id FROM other"), [(1,)])
print("saw: a Parquet table beside them in the same catalog")
spark.stop()
if not os.path.isdir(f"{FOLDER}/warehouse/events_cow/.hoodie"):
    raise SystemExit("no table of Hudi in the warehouse")
