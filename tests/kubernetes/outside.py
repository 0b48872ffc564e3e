"""Prints which release a Connect server is, by a Python function that runs there."""
import os
import signal
import sys

from pyspark.sql import SparkSession
from pyspark.sql import functions as F

# kubectl forwards to one pod: where that goes, the client tries again for ten minutes.
signal.alarm(30)
spark = SparkSession.builder.remote(sys.argv[1]).getOrCreate()
release = F.udf(lambda _: os.environ.get("RELEASE"), "string")
print(spark.range(1).select(release("id")).first()[0])
