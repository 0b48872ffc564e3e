"""Azure's Data Lake Storage: no server of it can be had here, so up to the connector's own connection, to a port on which
nothing listens."""

from pyspark.sql import SparkSession

ACCOUNT = "account.dfs.core.windows.net"
spark = (
    SparkSession.builder.master("local[1]")
    .config("spark.ui.enabled", False)
    .config(f"spark.hadoop.fs.azure.account.key.{ACCOUNT}", "a2V5")
    .config("spark.hadoop.fs.azure.io.retry.max.retries", 1)
    .config("spark.hadoop.fs.azure.io.retry.max.backoff.interval", 100)
    .config("spark.hadoop.fs.azure.account.hns.enabled", "true")
    .getOrCreate()
)
spark.sparkContext.setLogLevel("ERROR")
for scheme in ("abfs", "abfss"):
    location = f"{scheme}://container@{ACCOUNT}/people"
    path = spark._jvm.org.apache.hadoop.fs.Path(location)
    files = path.getFileSystem(spark._jsc.hadoopConfiguration())
    print(f"saw: {files.getClass().getName()}")
    try:
        spark.read.parquet(location)
        raise SystemExit("a table was read of no server")
    except Exception as error:
        if "UnknownHostException" not in str(error) and "account.dfs" not in str(error):
            raise SystemExit(f"expected an unknown host, found {str(error)[:2000]}") from None
        print(f"saw: {scheme}: the connector's own request, to a host that is not known here")
spark.stop()
