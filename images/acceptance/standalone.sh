# A standalone master and worker of this image, and a job on them.
set -eu

# Spark's daemons keep their logs and pids here.
folder=$(mktemp -d)
export SPARK_LOG_DIR=$folder/logs SPARK_PID_DIR=$folder
export SPARK_MASTER_HOST=127.0.0.1
# A log of these tests' own, as they read it: a catalog may bring another log4j2.properties.
cat >"$folder/log4j2.properties" <<'PROPERTIES'
rootLogger.level = info
rootLogger.appenderRef.console.ref = console
appender.console.type = Console
appender.console.name = console
appender.console.target = SYSTEM_ERR
appender.console.layout.type = PatternLayout
appender.console.layout.pattern = %p %c{1}: %m%n%ex
PROPERTIES
export JAVA_TOOL_OPTIONS="${JAVA_TOOL_OPTIONS:-} -Dlog4j2.configurationFile=$folder/log4j2.properties"
fail() {
    echo "$*" >&2
    tail -n 20 "$folder"/logs/* "$SPARK_WORKER_DIR"/*/*/stderr "$folder/log" >&2 || true
    exit 1
}
# Until a file has a text in it.
wait_for() {
    local tries
    for tries in $(seq 120); do
        grep -qs -- "$2" $1 && return 0
        sleep 0.5
    done
    fail "no '$2' within 60 s ($tries tries)"
}

! /opt/decom.sh >"$folder/decom" 2>&1 || fail "decom.sh succeeds without an executor"
grep -q 'no executor' "$folder/decom" || fail "decom.sh without an executor says '$(cat "$folder/decom")'"

/opt/spark/sbin/start-master.sh >/dev/null
wait_for "$folder/logs/*Master*.out" 'I have been elected leader'
/opt/spark/sbin/start-worker.sh spark://127.0.0.1:7077 --cores 2 --memory 2g --host 127.0.0.1 >/dev/null
wait_for "$folder/logs/*Worker*.out" 'Successfully registered with master'
echo "saw: start-master.sh and start-worker.sh, which are spark-class"

options="--master spark://127.0.0.1:7077 --conf spark.driver.host=127.0.0.1 --conf spark.ui.enabled=false --executor-memory 1g"
# A job whose executor is told to go, as the preStop hook of an executor's pod tells it:
# what runs is finished, the rest runs on the executor that takes its place.
cat >"$folder/job.py" <<'PYTHON'
import sys
import time

from pyspark.sql import SparkSession


started = sys.argv[1]


def square(number):
    time.sleep(0.5)
    open(started, "w").close()
    return number * number


spark = SparkSession.builder.getOrCreate()
print(spark.sparkContext.parallelize(range(24), 24).map(square).sum())
PYTHON
# shellcheck disable=SC2086
spark-submit $options --conf spark.decommission.enabled=true "$folder/job.py" "$folder/started" \
    >"$folder/out" 2>"$folder/log" &
job=$!
for tries in $(seq 120); do
    [ -e "$folder/started" ] && break
    sleep 0.5
done
executor=$(pgrep -f '^[^ ]*java .*ExecutorBackend') || fail "no executor runs after $tries tries"
/opt/decom.sh >"$folder/decom" || fail "decom.sh failed: $(cat "$folder/decom")"
! kill -0 "$executor" 2>/dev/null || fail "decom.sh ended before the executor"
grep -qiE 'decommission' "$SPARK_WORKER_DIR"/*/*/stderr || fail "the executor was not decommissioned"
wait "$job" || fail "the job failed"
[ "$(cat "$folder/out")" = 4324 ] || fail "the job printed '$(cat "$folder/out")', expected 4324"
echo "saw: a job on a standalone worker; decom.sh decommissions its executor and waits for its end"
/opt/spark/sbin/stop-worker.sh >/dev/null
/opt/spark/sbin/stop-master.sh >/dev/null
for tries in $(seq 40); do
    pgrep -f 'deploy.(master.Master|worker.Worker)' >/dev/null || break
    sleep 0.5
done
! pgrep -f 'deploy.(master.Master|worker.Worker)' >/dev/null || fail "still running after stop ($tries tries)"
echo "saw: stop-worker.sh, stop-master.sh"
