"""What spark-submit shipped: a file of --files, a Python package of --archives, and this script itself."""
import json
import sys

from pyspark import SparkFiles
from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()


def look(_):
    # The archive is unpacked in the folder that each process runs in.
    sys.path.insert(0, SparkFiles.get("packages"))
    import acme

    with open(SparkFiles.get("words.txt")) as file:
        yield file.read().strip(), acme.ANSWER


found = spark.sparkContext.parallelize(range(8), 8).mapPartitions(look).collect()
sys.stdout.write("found " + json.dumps([__file__, sorted(set(found))]) + "\n")
spark.stop()
