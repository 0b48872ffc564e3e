"""Structured streaming with its state in RocksDB, whose native library is trimmed."""

import json
import tempfile
from pathlib import Path

from pyspark.sql import SparkSession


def check(what: str, found: object, expected: object) -> None:
    if found != expected:
        raise SystemExit(f"{what}: expected {expected!r}, found {found!r}")


folder = Path(tempfile.mkdtemp())
source = folder / "in"
source.mkdir()
for number, words in enumerate((["a", "b", "a"], ["b", "c", "a"])):
    lines = (json.dumps({"word": word}) for word in words)
    (source / f"{number}.json").write_text("\n".join(lines))

spark = (
    SparkSession.builder.master("local[2]")
    .config("spark.sql.shuffle.partitions", 2)
    .config("spark.ui.enabled", False)
    .config(
        "spark.sql.streaming.stateStore.providerClass",
        "org.apache.spark.sql.execution.streaming.state.RocksDBStateStoreProvider",
    )
    .getOrCreate()
)
counts = (
    spark.readStream.schema("word string")
    .option("maxFilesPerTrigger", 1)
    .json(str(source))
    .groupBy("word")
    .count()
)
query = (
    counts.writeStream.outputMode("complete")
    .format("memory")
    .queryName("counts")
    .option("checkpointLocation", str(folder / "checkpoint"))
    .trigger(availableNow=True)
    .start()
)
query.awaitTermination()

found = {r["word"]: r["count"] for r in spark.table("counts").collect()}
check("counts over two batches", found, {"a": 3, "b": 2, "c": 1})
metrics = [p["stateOperators"][0]["customMetrics"] for p in query.recentProgress]
puts = sum(m["rocksdbPutCount"] for m in metrics)
if puts < 3:
    raise SystemExit(f"the state was not kept in RocksDB: {puts} writes")
print(f"saw: {len(metrics)} batches, {found}, {puts} writes to RocksDB")
spark.stop()
