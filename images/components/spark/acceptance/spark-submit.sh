# bin/spark-submit with SparkPi, the example that every guide and every operator's manifest starts
# with. The one in Python, pi.py, is run by pyspark.sh.
#
# This JVM is one as users have it: with Java's own choice of compilers, and the collector for more than one core. All
# other tests are told to do without (JAVA_TOOL_OPTIONS).
set -eu
unset JAVA_TOOL_OPTIONS

folder=$(mktemp -d)
fail() {
    tail -n 20 "$folder/out" "$folder/log" >&2 || true
    echo "$*" >&2
    exit 1
}
jar=$(echo /opt/spark/examples/jars/spark-examples_*-"$SPARK_VERSION".jar)
[ "$(readlink -f /opt/spark/examples/jars/spark-examples.jar)" = "$jar" ] \
    || fail "examples/jars/spark-examples.jar is not $jar"
spark-submit --master 'local[2]' --deploy-mode client --conf spark.ui.enabled=false \
    --driver-java-options "-XX:+UseG1GC -Xlog:gc*,jit+compilation=debug:file=$folder/jvm" \
    --class org.apache.spark.examples.SparkPi local:///opt/spark/examples/jars/spark-examples.jar 20 \
    >"$folder/out" 2>"$folder/log" || fail "SparkPi failed"
pi=$(grep '^Pi is roughly 3\.1' "$folder/out") || fail "SparkPi printed no 'Pi is roughly 3.1…'"
echo "saw: org.apache.spark.examples.SparkPi: $pi"
grep -q 'Using G1$' "$folder/jvm" || fail "the collector is not G1: $(head -n 5 "$folder/jvm")"
# A line is: number, flags, level, method. Level 4 is the optimising compiler's.
compiled=$(grep -cE '^[^ ]*\[jit,compilation\] +[0-9]+ +[%sb!n ]* 4 ' "$folder/jvm") || fail "nothing was compiled at level 4"
echo "saw: G1, and $compiled methods of the optimising compiler"
