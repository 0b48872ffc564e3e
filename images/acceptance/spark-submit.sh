# spark-submit in local mode: a job of one's own, and the example that guides use.
set -eu

folder=$(mktemp -d)
cat > "$folder/job.py" <<'PYTHON'
import sys

from pyspark.sql import SparkSession

spark = SparkSession.builder.appName("job").getOrCreate()
total = spark.sparkContext.parallelize(range(int(sys.argv[1])), 4).map(lambda n: n * n).sum()
print(f"version={spark.version} master={spark.sparkContext.master} total={total}")
spark.stop()
PYTHON

found=$(spark-submit --master 'local[2]' --deploy-mode client "$folder/job.py" 100 2>"$folder/log") || {
    tail -n 20 "$folder/log" >&2
    exit 1
}
expected="version=$SPARK_VERSION master=local[2] total=328350"
if [ "$found" != "$expected" ]; then
    echo "spark-submit printed '$found', expected '$expected'" >&2
    exit 1
fi
echo "saw: spark-submit job.py: $found"

found=$(spark-submit --master 'local[2]' /opt/spark/examples/src/main/python/pi.py 2 2>"$folder/log") || {
    tail -n 20 "$folder/log" >&2
    exit 1
}
case $found in
    "Pi is roughly 3.1"*) echo "saw: examples/src/main/python/pi.py: $found" ;;
    *)
        echo "pi.py printed '$found', expected 'Pi is roughly 3.1…'" >&2
        exit 1
        ;;
esac
