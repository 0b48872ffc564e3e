# The examples that every guide and every operator's manifest starts with.
set -eu

folder=$(mktemp -d)
# expect NAME ARGUMENT...: what the example prints.
expect() {
    local name=$1 found
    shift
    found=$(spark-submit --master 'local[2]' --deploy-mode client --conf spark.ui.enabled=false "$@" 2 2>"$folder/log") || {
        tail -n 20 "$folder/log" >&2
        exit 1
    }
    case $found in
        "Pi is roughly 3.1"*) echo "saw: $name: $found" ;;
        *)
            echo "$name printed '$found', expected 'Pi is roughly 3.1…'" >&2
            exit 1
            ;;
    esac
}

expect examples/src/main/python/pi.py /opt/spark/examples/src/main/python/pi.py
jar=$(echo /opt/spark/examples/jars/spark-examples_*-"$SPARK_VERSION".jar)
[ "$(readlink -f /opt/spark/examples/jars/spark-examples.jar)" = "$jar" ] || {
    echo "examples/jars/spark-examples.jar is not $jar" >&2
    exit 1
}
expect org.apache.spark.examples.SparkPi --class org.apache.spark.examples.SparkPi \
    local:///opt/spark/examples/jars/spark-examples.jar
