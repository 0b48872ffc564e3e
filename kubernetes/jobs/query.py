"""A query, and its plan, which names what of it runs on a GPU, as one line of JSON."""
import json
import sys

from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
query = spark.range(1_000_000).selectExpr("id % 100 AS k", "id AS v").groupBy("k").sum("v")
if query.count() != 100:
    raise SystemExit("the query has another result")
sys.stdout.write("found " + json.dumps(query._jdf.queryExecution().executedPlan().toString()) + "\n")
spark.stop()
