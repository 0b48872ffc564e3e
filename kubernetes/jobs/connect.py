"""A client of a Connect server, which SPARK_REMOTE names: a query, a Python function, and a table in the catalog, if one is named."""
import json
import sys

from pyspark.sql import SparkSession
from pyspark.sql import functions as F

spark = SparkSession.builder.getOrCreate()
double = F.udf(lambda n: 2 * n, "bigint")
found = {"version": spark.version, "sum": int(spark.range(1000).select(F.sum(double("id"))).first()[0])}
for table in sys.argv[1:]:
    spark.sql(f"CREATE NAMESPACE IF NOT EXISTS {table.rpartition('.')[0]}")
    spark.range(100).writeTo(table).using("iceberg").createOrReplace()
    found["table"] = int(spark.table(table).count())
sys.stdout.write("found " + json.dumps(found) + "\n")
