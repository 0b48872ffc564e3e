"""Kafka, against a real broker: records written and read with their offsets, and a stream into a table that goes on where
it ended. Their values are Avro's, whose schema gets a field in between; and files in Avro.

The runner starts a broker beside this container, on port 9092.
"""

import json
import os
import socket
import tempfile
import time
from pathlib import Path

from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.avro.functions import from_avro, to_avro
from pyspark.sql.functions import col, expr, struct

FOLDER = Path(tempfile.mkdtemp())
BROKER = "127.0.0.1:9092"
TOPIC = "orders"
FIRST = {
    "type": "record",
    "name": "order",
    "fields": [{"name": "id", "type": "long"}, {"name": "item", "type": ["null", "string"], "default": None}],
}
SECOND = {
    **FIRST,
    "fields": [*FIRST["fields"], {"name": "amount", "type": "int", "default": 1}],
}


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


spark = (
    SparkSession.builder.master("local[2]")
    .config("spark.sql.shuffle.partitions", 2)
    .config("spark.ui.enabled", False)
    .config("spark.sql.warehouse.dir", f"{FOLDER}/warehouse")
    .getOrCreate()
)
spark.sparkContext.setLogLevel("ERROR")
clients = spark._jvm.org.apache.kafka.common.utils.AppInfoParser.getVersion()
print(f"saw: Kafka's clients {clients} on Spark {spark.version}")

wait_for(9092, 90)
settings = spark._jvm.java.util.Properties()
settings.setProperty("bootstrap.servers", BROKER)
admin = spark._jvm.org.apache.kafka.clients.admin.AdminClient.create(settings)
topics = spark._jvm.java.util.ArrayList()
topics.add(spark._jvm.org.apache.kafka.clients.admin.NewTopic(TOPIC, 2, 1))
admin.createTopics(topics).all().get()
admin.close()


def source(reader, **options: str):
    reader = reader.format("kafka").option("kafka.bootstrap.servers", BROKER).option("subscribe", TOPIC)
    for key, value in options.items():
        reader = reader.option(key, value)
    return reader.load()


def produce(records: DataFrame, schema: dict) -> None:
    value = to_avro(struct("id", "item", *(["amount"] if schema is SECOND else [])), json.dumps(schema))
    sent = records.select(col("id").cast("string").alias("key"), value.alias("value"), expr("int(id % 2)").alias("partition"))
    sent.write.format("kafka").option("kafka.bootstrap.servers", BROKER).option("topic", TOPIC).save()


def orders(records: DataFrame, schema: dict) -> DataFrame:
    return records.select(from_avro("value", json.dumps(schema)).alias("order")).select("order.*")


def stream() -> None:
    """What is new in the topic, into the table."""
    writer = orders(source(spark.readStream, startingOffsets="earliest"), FIRST).writeStream
    writer = writer.option("checkpointLocation", f"{FOLDER}/checkpoint").trigger(availableNow=True)
    writer.toTable("orders").awaitTermination()


def offsets(batch: int) -> dict:
    return json.loads((FOLDER / f"checkpoint/offsets/{batch}").read_text().splitlines()[-1])


produce(spark.createDataFrame([(1, "tea"), (2, None), (3, "ink")], "id long, item string"), FIRST)
stream()
found = sorted(tuple(row) for row in spark.table("orders").collect())
check("rows of the table", found, [(1, "tea"), (2, None), (3, "ink")])
check("offsets of the first batch", offsets(0), {TOPIC: {"0": 1, "1": 2}})
produce(spark.createDataFrame([(4, "ink")], "id long, item string"), FIRST)
stream()
found = sorted(tuple(row) for row in spark.table("orders").collect())
check("rows of the table, later", found, [(1, "tea"), (2, None), (3, "ink"), (4, "ink")])
check("offsets of the last batch", offsets(1), {TOPIC: {"0": 2, "1": 2}})
print("saw: a stream of Avro records into a table, which goes on where it ended: no record twice, none lost")

chosen = source(
    spark.read,
    startingOffsets=json.dumps({TOPIC: {"0": 1, "1": 0}}),
    endingOffsets=json.dumps({TOPIC: {"0": 2, "1": 1}}),
)
found = sorted(tuple(row) for row in chosen.selectExpr("string(key)", "partition", "offset").collect())
check("records between offsets", found, [("1", 1, 0), ("4", 0, 1)])
print("saw: records between offsets that were named")

# A writer's newer schema: a reader of the older one leaves the field out; old records get its default.
produce(spark.createDataFrame([(5, "pen", 7)], "id long, item string, amount int"), SECOND)
newest = source(spark.read, startingOffsets=json.dumps({TOPIC: {"0": 2, "1": 2}}))
check("a record of the newer schema", [tuple(row) for row in orders(newest, SECOND).collect()], [(5, "pen", 7)])
options = {"avroSchema": json.dumps(SECOND)}
old = source(spark.read, endingOffsets=json.dumps({TOPIC: {"0": 2, "1": 2}}))
evolved = old.select(from_avro("value", json.dumps(FIRST), options).alias("order")).select("order.*")
found = sorted(tuple(row) for row in evolved.collect())
check("old records by the newer schema", found, [(1, "tea", 1), (2, None, 1), (3, "ink", 1), (4, "ink", 1)])
print("saw: a field more in the Avro schema, with its default for older records")

spark.table("orders").coalesce(1).write.format("avro").save(f"{FOLDER}/files")
found = spark.read.format("avro").load(f"{FOLDER}/files")
check("rows in Avro files", found.count(), 4)
check("their columns", found.columns, ["id", "item"])
print("saw: files in Avro")
spark.stop()
if os.environ["SPARK_VERSION"] != spark.version:
    raise SystemExit(f"expected Spark {os.environ['SPARK_VERSION']}, found {spark.version}")
