"""Dynamic allocation: executors come for work and go when there is none, and their shuffle files move to the others. Prints what it
found as one line of JSON."""
import json
import sys
import time
from operator import add

from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
context = spark.sparkContext
tracker = context._jsc.sc().statusTracker()


def say(line: str) -> None:
    sys.stdout.write(line + "\n")


def executors() -> int:
    # The driver is one of them.
    return len(tracker.getExecutorInfos()) - 1


def wait_for(what: str, reached) -> None:
    deadline = time.monotonic() + 180
    while not reached():
        if time.monotonic() > deadline:
            raise SystemExit(f"{what}: not within 180 s, with {executors()} executors")
        time.sleep(0.5)


def slowly(pairs):
    time.sleep(1.5)
    return pairs


found = {}
shuffled = context.parallelize(range(40_000), 16).mapPartitions(slowly).map(lambda n: (n % 16, n)).reduceByKey(add, 16)
found["first"] = shuffled.values().sum()
found["most"] = executors()
say(f"the shuffle is written by {found['most']} executors")
wait_for("executors go when there is no work", lambda: executors() <= 1)
found["least"] = executors()
# All of the shuffle is read again: what left executors wrote has moved, or is written anew.
found["second"] = shuffled.mapPartitions(slowly).values().sum()
say("found " + json.dumps(found))
spark.stop()
