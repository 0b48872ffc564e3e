"""Google Cloud Storage: no server of it can be had here, so up to the connector's own connection, to a port on which
nothing listens."""

from pyspark.sql import SparkSession

spark = (
    SparkSession.builder.master("local[1]")
    .config("spark.ui.enabled", False)
    .config("spark.hadoop.fs.gs.storage.root.url", "http://127.0.0.1:1/")
    .config("spark.hadoop.fs.gs.auth.type", "UNAUTHENTICATED")
    .config("spark.hadoop.fs.gs.project.id", "none")
    .config("spark.hadoop.fs.gs.http.max.retry", 1)
    .config("spark.hadoop.fs.gs.http.connect-timeout", "2000")
    .getOrCreate()
)
spark.sparkContext.setLogLevel("ERROR")
path = spark._jvm.org.apache.hadoop.fs.Path("gs://bucket/people")
files = path.getFileSystem(spark._jsc.hadoopConfiguration())
print(f"saw: {files.getClass().getName()}")
try:
    spark.read.parquet("gs://bucket/people")
    raise SystemExit("a table was read of no server")
except Exception as error:
    if "127.0.0.1:1" not in str(error) and "Connection refused" not in str(error):
        raise SystemExit(f"expected a refused connection, found {str(error)[:2000]}") from None
print("saw: the connector's connection, refused as nothing listens")
context = spark._jvm.org.apache.hadoop.fs.FileContext.getFileContext(path.toUri(), spark._jsc.hadoopConfiguration())
print(f"saw: {context.getDefaultFileSystem().getClass().getName()}")
spark.stop()
