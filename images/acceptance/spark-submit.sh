# bin/spark-submit with SparkPi, the example that every guide and every operator's manifest starts
# with. The one in Python, pi.py, is run by pyspark.sh.
set -eu

folder=$(mktemp -d)
jar=$(echo /opt/spark/examples/jars/spark-examples_*-"$SPARK_VERSION".jar)
[ "$(readlink -f /opt/spark/examples/jars/spark-examples.jar)" = "$jar" ] || {
    echo "examples/jars/spark-examples.jar is not $jar" >&2
    exit 1
}
found=$(spark-submit --master 'local[2]' --deploy-mode client --conf spark.ui.enabled=false \
    --class org.apache.spark.examples.SparkPi local:///opt/spark/examples/jars/spark-examples.jar 2 2>"$folder/log") || {
    tail -n 20 "$folder/log" >&2
    exit 1
}
case $found in
    "Pi is roughly 3.1"*) echo "saw: org.apache.spark.examples.SparkPi: $found" ;;
    *)
        echo "SparkPi printed '$found', expected 'Pi is roughly 3.1…'" >&2
        exit 1
        ;;
esac
