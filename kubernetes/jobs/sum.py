"""Sums over a shuffle, then the same again slowly, so that an executor can be killed between, then looks on
until tasks have run on three executors. Prints what it found as one line of JSON."""
import json
import os
import sys
import time
from operator import add

from pyspark import SparkFiles
from pyspark.sql import SparkSession

NUMBERS, PARTS = 40_000, 40


def say(line):
    """In one write: Spark starts Python without buffers, where print() writes a line in pieces."""
    sys.stdout.write(line + "\n")


spark = SparkSession.builder.getOrCreate()
context = spark.sparkContext
context.addFile(__file__)


def where(_):
    # Executors fetch it into the folder that they run in, on a read-only root too.
    open(SparkFiles.get("sum.py")).close()
    return [(os.environ["SPARK_EXECUTOR_POD_NAME"], f"{os.getuid()}:{os.getgid()}")]


def slowly(pairs):
    time.sleep(0.25)
    return [sum(value for _, value in pairs)]


pairs = context.parallelize(range(NUMBERS), PARTS).map(lambda n: (n % PARTS, n)).reduceByKey(add, PARTS)
found = {"before": pairs.values().sum()}
seen = set(context.parallelize(range(8), 8).mapPartitions(where).collect())
say("the shuffle is written")
found["after"] = sum(pairs.mapPartitions(slowly).collect())
# On a busy machine the third one takes its time; the test has a limit of its own.
deadline = time.monotonic() + 240
while len({pod for pod, _ in seen}) < 3 and time.monotonic() < deadline:
    seen |= set(context.parallelize(range(8), 8).mapPartitions(where).collect())
    time.sleep(0.25)
found["pods"] = sorted({pod for pod, _ in seen})
found["users"] = sorted({user for _, user in seen} | {f"{os.getuid()}:{os.getgid()}"})
say("found " + json.dumps(found))
spark.stop()
