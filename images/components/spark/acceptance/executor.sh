# The entrypoint's `executor` as Kubernetes starts it, told by SPARK_* variables: the command line that reaches Java, then
# a real executor at a real driver. That driver is one of a standalone cluster, which speaks to executors as one on
# Kubernetes does; a pod's life is tried in tests/kubernetes.
set -eu

folder=$(mktemp -d)
fail() {
    tail -n 20 "$folder"/logs/* "$folder/driver" "$folder/out" >&2 2>/dev/null || true
    echo "$*" >&2
    exit 1
}
export SPARK_LOG_DIR=$folder/logs SPARK_PID_DIR=$folder SPARK_MASTER_HOST=127.0.0.1

# What Spark sets in an executor's pod.
export SPARK_DRIVER_URL=spark://CoarseGrainedScheduler@127.0.0.1:7079 SPARK_EXECUTOR_ID=7 SPARK_EXECUTOR_CORES=2
export SPARK_EXECUTOR_MEMORY=512m SPARK_APPLICATION_ID=spark-test SPARK_EXECUTOR_POD_IP=127.0.0.1
export SPARK_RESOURCE_PROFILE_ID=0 SPARK_EXECUTOR_POD_NAME=test-exec-7
for number in 0 1 2 3 4 5 6 7 8 9 10; do
    export "SPARK_JAVA_OPT_$number=-Dtest.option$number=a 'b' \$HOME *"
done

# A Java that says what it was started with.
mkdir -p "$folder/java/bin"
printf '#!/bin/sh\nprintf "%%s\\n" "$@" >"%s"\necho to standard error >&2\n' "$folder/arguments" >"$folder/java/bin/java"
chmod +x "$folder/java/bin/java"
cd /opt/spark/work-dir
JAVA_HOME=$folder/java SPARK_CONF_DIR=/opt/spark/conf SPARK_CLASSPATH=/one/a.jar HADOOP_CONF_DIR=/two SPARK_EXTRA_CLASSPATH=/three/b.jar \
    SPARK_DIST_CLASSPATH=/four/* SPARK_DEFAULTS_DIR=/five /opt/entrypoint.sh executor >"$folder/out" 2>"$folder/errors" \
    || fail "executor failed"
[ ! -s "$folder/errors" ] || fail "the executor wrote to standard error: $(cat "$folder/errors")"
for number in 0 1 2 3 4 5 6 7 8 9 10; do
    echo "-Dtest.option$number=a 'b' \$HOME *"
done >"$folder/expected"
cat >>"$folder/expected" <<END_OF_ARGUMENTS
-Xms512m
-Xmx512m
-cp
/opt/spark/conf:/two:/one/a.jar:/opt/spark/jars/*:/three/b.jar:/four/*:/opt/spark/work-dir:/five
org.apache.spark.scheduler.cluster.k8s.KubernetesExecutorBackend
--driver-url
spark://CoarseGrainedScheduler@127.0.0.1:7079
--executor-id
7
--cores
2
--app-id
spark-test
--hostname
127.0.0.1
--resourceProfileId
0
--podName
test-exec-7
END_OF_ARGUMENTS
diff "$folder/expected" "$folder/arguments" >&2 || fail "Java is started with other arguments"
echo "saw: executor: $(wc -l <"$folder/arguments") arguments for Java as expected, one stream"

# A driver without an executor: its cluster has no workers.
/opt/spark/sbin/start-master.sh >&2
cat >"$folder/job.py" <<'PYTHON'
import os
import sys

from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
# What a pod gets as SPARK_JAVA_OPT_0 and so on.
with open(f"{sys.argv[1]}/options.new", "w") as file:
    file.write("".join(f"{word}\n" for word in spark.conf.get("spark.executor.extraJavaOptions").split()))
os.rename(f"{sys.argv[1]}/options.new", f"{sys.argv[1]}/options")


def look(numbers):
    seen = [os.environ.get(name) for name in ("SPARK_EXECUTOR_ID", "SPARK_EXECUTOR_POD_NAME")]
    yield sum(numbers), (*seen, f"{os.geteuid()}:{os.getegid()}", os.getcwd())


found = spark.sparkContext.parallelize(range(1000), 4).mapPartitions(look).collect()
print("sum", sum(number for number, _ in found), "on", *sorted({" ".join(seen) for _, seen in found}))
PYTHON
spark-submit --master spark://127.0.0.1:7077 --conf spark.driver.host=127.0.0.1 --conf spark.driver.port=7079 \
    --conf spark.driver.blockManager.port=7080 --conf spark.ui.enabled=false --conf spark.executor.memory=512m \
    "$folder/job.py" "$folder" >"$folder/driver" 2>"$folder/logs/driver" &
driver=$!
for tries in $(seq $((120 * ${PATIENCE:-1}))); do
    [ -e "$folder/options" ] && break
    kill -0 "$driver" 2>/dev/null || fail "the driver ended by itself"
    sleep 0.5
done
[ -e "$folder/options" ] || fail "no driver within 60 s ($tries tries)"
unset "${!SPARK_JAVA_OPT_@}"
number=0
while IFS= read -r option; do
    export "SPARK_JAVA_OPT_$number=$option"
    number=$((number + 1))
done <"$folder/options"
export "SPARK_JAVA_OPT_$number=-Xlog:cds:file=$folder/cds.log"
/opt/entrypoint.sh executor >"$folder/out" 2>"$folder/errors" &
executor=$!
# The JVM is the child of tini, which passes signals on.
for tries in $(seq $((120 * ${PATIENCE:-1}))); do
    pgrep -P "$executor" -f '^([^ ]+ )?[^ ]*java .*KubernetesExecutorBackend' >/dev/null && break
    kill -0 "$executor" 2>/dev/null || fail "the executor ended by itself"
    sleep 0.5
done
pgrep -P "$executor" -f '^([^ ]+ )?[^ ]*java .*KubernetesExecutorBackend' >/dev/null \
    || fail "the JVM is not the child of tini after $tries tries"
pgrep -f '^([^ ]+ )?[^ ]*tini ' | grep -qx "$executor" || fail "the executor does not run under tini"
status=0
wait "$executor" || status=$?
# Its driver stops it.
[ "$status" = 0 ] || fail "the executor ended with exit code $status, expected 0"
wait "$driver" || fail "the driver failed"
expected="sum 499500 on 7 test-exec-7 $(id -u):$(id -g) /opt/spark/work-dir"
grep -qxF -- "$expected" "$folder/driver" || fail "the driver printed '$(cat "$folder/driver")', expected '$expected'"
echo "saw: an executor at a driver: $expected"
[ ! -s "$folder/errors" ] || fail "the executor wrote to standard error: $(cat "$folder/errors")"
grep -q 'Driver commanded a shutdown' "$folder/out" || fail "no log of the executor on standard output"
echo "saw: the executor ends with its driver, with its log on standard output"
if [ -e /opt/spark/cds/classes.jsa ]; then
    grep -q 'Mapped static  region #0' "$folder/cds.log" && ! grep 'Unable to map' "$folder/cds.log" \
        || fail "the executor does not use the archive of classes: $(cat "$folder/cds.log")"
fi
/opt/spark/sbin/stop-master.sh >/dev/null
