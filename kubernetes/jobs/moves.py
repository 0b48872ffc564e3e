"""Dynamic allocation: executors come for work and go when there is none, and their shuffle files move to those that stay. Prints what
it found as one line of JSON."""
import json
import sys
import time
from operator import add

from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
context = spark.sparkContext
tracker = context._jsc.sc().statusTracker()
written = context.accumulator(0)


def say(line: str) -> None:
    sys.stdout.write(line + "\n")


def executors() -> int:
    # The driver is one of them.
    return len(tracker.getExecutorInfos()) - 1


def write(numbers):
    time.sleep(1)
    written.add(1)
    return ((n % 16, n) for n in numbers)


shuffled = context.parallelize(range(40_000), 16).mapPartitions(write).reduceByKey(add, 16)
found = {"first": shuffled.values().sum(), "most": executors()}
say(f"the shuffle is written by {found['most']} executors")
deadline = time.monotonic() + 180
while executors() > 2 and time.monotonic() < deadline:
    time.sleep(0.5)
found["least"] = executors()
# All of the shuffle is read again. What did not move is written anew, which counts.
found["second"] = shuffled.values().sum()
found["written"] = written.value
say("found " + json.dumps(found))
spark.stop()
