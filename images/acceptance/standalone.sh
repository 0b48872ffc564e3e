# A standalone master and worker of this image, and bin/pyspark, the interactive shell, on them.
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

# What is typed into the shell. The executor of its job is told to go, as the preStop hook of an
# executor's pod tells it: what runs is finished, the rest runs on the executor that takes its place.
cat >"$folder/job.py" <<'PYTHON'
import time


def square(number):
    time.sleep(0.5)
    open(started, "w").close()
    return number * number


total = sc.parallelize(range(24), 24).map(square).sum()
rows = spark.range(6).filter("id % 2 = 1").toPandas()
print("shell", spark.version, sc.master, total, list(rows.id))
PYTHON
# -i: Python runs the shell's start-up file only when it takes itself for interactive.
PYSPARK_DRIVER_PYTHON_OPTS=-i pyspark --master spark://127.0.0.1:7077 --executor-memory 1g \
    --conf spark.driver.host=127.0.0.1 --conf spark.ui.enabled=false --conf spark.decommission.enabled=true \
    >"$folder/out" 2>"$folder/log" <<PYTHON &
started = "$folder/started"
exec(open("$folder/job.py").read())
PYTHON
job=$!
for tries in $(seq 120); do
    [ -e "$folder/started" ] && break
    sleep 0.5
done
executor=$(pgrep -f '^[^ ]*java .*ExecutorBackend') || fail "no executor runs after $tries tries"
/opt/decom.sh >"$folder/decom" || fail "decom.sh failed: $(cat "$folder/decom")"
! kill -0 "$executor" 2>/dev/null || fail "decom.sh ended before the executor"
grep -qiE 'decommission' "$SPARK_WORKER_DIR"/*/*/stderr || fail "the executor was not decommissioned"
wait "$job" || fail "the shell failed"
expected="shell $SPARK_VERSION spark://127.0.0.1:7077 4324 [1, 3, 5]"
grep -qxF "$expected" "$folder/out" || fail "the shell printed '$(cat "$folder/out")', expected '$expected'"
echo "saw: pyspark on a standalone worker: $expected"
echo "saw: decom.sh decommissions the executor of the job and waits for its end"
/opt/spark/sbin/stop-worker.sh >/dev/null
/opt/spark/sbin/stop-master.sh >/dev/null
for tries in $(seq 40); do
    pgrep -f 'deploy.(master.Master|worker.Worker)' >/dev/null || break
    sleep 0.5
done
! pgrep -f 'deploy.(master.Master|worker.Worker)' >/dev/null || fail "still running after stop ($tries tries)"
echo "saw: stop-worker.sh, stop-master.sh"
