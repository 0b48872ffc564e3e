"""What a user does with a Connect server: SQL, DataFrames, pandas there and back, Python functions.

    client.py REMOTE

Prints one line of JSON for each, as it found it.
"""

import datetime
import json
import sys
from importlib.metadata import distributions

import pandas
import pyspark
from pyspark.sql import SparkSession
from pyspark.sql import functions as f

spark = SparkSession.builder.remote(sys.argv[1]).getOrCreate()


def show(name, **found):
    print(json.dumps({name: found}), flush=True)


show(
    "versions",
    client=pyspark.__version__,
    server=spark.version,
    own=pyspark.__file__.startswith(sys.prefix),
    packages=sorted(d.metadata["Name"] for d in distributions() if "spark" in d.metadata["Name"]),
)

rows = spark.sql(
    "SELECT k, sum(v) AS s, collect_list(v) AS vs FROM VALUES ('a', 1), ('b', 2), ('a', 3) AS t(k, v) "
    "GROUP BY k ORDER BY k"
).collect()
show("sql", rows=[[row.k, row.s, sorted(row.vs)] for row in rows])

numbers = spark.range(1000).withColumn("part", f.col("id") % 3)
names = spark.createDataFrame([(0, "nil"), (1, "one")], "part BIGINT, name STRING")
joined = numbers.join(names, "part", "left").groupBy("name").agg(f.count("*").alias("n"), f.max("id").alias("m"))
show("frame", rows=[list(row) for row in joined.orderBy(f.col("name").asc_nulls_last()).collect()])

there = pandas.DataFrame(
    {
        "i": [1, 2, 3],
        "x": [0.5, -1.25, 1e300],
        "s": ["ä", "", "日本"],
        "flag": [True, False, True],
        "t": pandas.to_datetime(["2026-01-02T03:04:05.678901", "1970-01-01", "2030-12-31T23:59:59"], format="ISO8601"),
        "d": [datetime.date(2026, 2, 28), None, datetime.date(1999, 12, 31)],
        "list": [[1, 2], [], [3]],
    }
)
back = spark.createDataFrame(there).orderBy("i").toPandas()
back["list"] = back["list"].map(list)
pandas.testing.assert_frame_equal(back, there, check_dtype=False)
show("pandas", rows=len(back), types=[str(back[name].dtype) for name in ["i", "x", "flag"]])


@f.udf("string")
def spelled(number):
    return f"<{number}>"


@f.pandas_udf("double")
def halved(numbers: pandas.Series) -> pandas.Series:
    return numbers / 2


try:
    rows = spark.range(4).select(spelled("id"), halved("id")).collect()
    show("functions", rows=[list(row) for row in rows])
except Exception as error:
    show("functions", error=str(error)[:2000])
spark.stop()
