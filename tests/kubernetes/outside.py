"""Prints which release a Connect server is, by a Python function that runs there."""
import os
import sys

from pyspark.sql import SparkSession
from pyspark.sql import functions as F

spark = SparkSession.builder.remote(sys.argv[1]).getOrCreate()
release = F.udf(lambda _: os.environ.get("RELEASE"), "string")
print(spark.range(1).select(release("id")).first()[0])
