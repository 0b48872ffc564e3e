"""Prints which release a Connect server is, by a Python function that runs there."""
import sys

from pyspark.sql import SparkSession
from pyspark.sql import functions as F


@F.udf("string")
def release(_):
    import os

    return os.environ.get("RELEASE")


spark = SparkSession.builder.remote(sys.argv[1]).getOrCreate()
print(spark.range(1).select(release("id")).first()[0])
