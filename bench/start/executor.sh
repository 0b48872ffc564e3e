# Prints the seconds from the start of an executor's JVM until the driver has registered it.
set -eu

events=$(mktemp -d)
started=$(spark-shell --master 'local-cluster[1,1,1024]' --conf spark.ui.enabled=false \
    --conf spark.eventLog.enabled=true --conf "spark.eventLog.dir=$events" --conf spark.eventLog.compress=false \
    2>/dev/null <<'SCALA' | sed -n 's/^JVM started at //p'
println("JVM started at " + sc.parallelize(Seq(1), 1).map(_ => java.lang.management.ManagementFactory.getRuntimeMXBean.getStartTime).collect.head)
SCALA
)
registered=$(cat "$events"/*/events* "$events"/[la]* 2>/dev/null |
    sed -n '/"SparkListenerExecutorAdded"/s/.*"Timestamp":\([0-9]*\).*/\1/p' | head -n 1)
echo "$started $registered" | awk '{ print ($2 - $1) / 1000 }'
