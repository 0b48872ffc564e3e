"""The hosts that tasks ran on, as one line of JSON."""
import json
import socket
import sys
import time

from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()


def look(_):
    # Long enough for each executor to have one.
    time.sleep(1)
    yield socket.gethostname()


found = spark.sparkContext.parallelize(range(4), 4).mapPartitions(look).collect()
sys.stdout.write("found " + json.dumps(sorted(set(found))) + "\n")
spark.stop()
