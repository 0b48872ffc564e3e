# A standalone master and worker of this image, bin/spark-shell on them, and the history server that
# shows its application.
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
JAVA_TOOL_OPTIONS="$JAVA_TOOL_OPTIONS -Xlog:cds:file=$folder/cds-%p.log"
fail() {
    tail -n 20 "$folder"/logs/* "$SPARK_WORKER_DIR"/*/*/stderr "$folder/log" >&2 || true
    echo "$*" >&2
    exit 1
}
# Until a file has a text in it.
wait_for() {
    local tries
    for tries in $(seq $((120 * ${PATIENCE:-1}))); do
        grep -qs -- "$2" $1 && return 0
        sleep 0.5
    done
    fail "no '$2' within 60 s ($tries tries)"
}

! /opt/decom.sh >"$folder/decom" 2>&1 || fail "decom.sh succeeds without an executor"
grep -q 'no executor' "$folder/decom" || fail "decom.sh without an executor says '$(cat "$folder/decom")'"

/opt/spark/sbin/start-master.sh >&2
wait_for "$folder/logs/*Master*.out" 'I have been elected leader'
# The launcher may take its time, as on a machine with too much to do.
mkdir -p "$folder/slow/bin"
cat >"$folder/slow/bin/java" <<'END'
#!/usr/bin/env bash
case " $* " in *' org.apache.spark.launcher.Main '*) sleep 8 ;; esac
exec /opt/spark/java/bin/java "$@"
END
chmod +x "$folder/slow/bin/java"
JAVA_HOME=$folder/slow /opt/spark/sbin/start-worker.sh spark://127.0.0.1:7077 --cores 2 --memory 2g --host 127.0.0.1 >&2
wait_for "$folder/logs/*Worker*.out" 'Successfully registered with master'
echo "saw: start-master.sh and start-worker.sh, which are spark-class"

# What is typed into the shell. The executor of its job is told to go, as the preStop hook of an
# executor's pod tells it: what runs is finished, the rest runs on the executor that takes its place.
mkdir "$folder/events"
spark-shell --master spark://127.0.0.1:7077 --executor-memory 1g \
    --conf spark.driver.host=127.0.0.1 --conf spark.ui.enabled=false \
    --conf spark.ui.showConsoleProgress=false --conf spark.decommission.enabled=true \
    --conf spark.eventLog.enabled=true --conf "spark.eventLog.dir=file://$folder/events" \
    >"$folder/out" 2>"$folder/log" <<SCALA &
val started = new java.io.File("$folder/started")
val total = sc.parallelize(0 until 24, 24).map { n => Thread.sleep(500); started.createNewFile(); n * n }.sum
println(s"shell \${spark.version} \${sc.master} \$total")
SCALA
job=$!
for tries in $(seq $((120 * ${PATIENCE:-1}))); do
    [ -e "$folder/started" ] && break
    sleep 0.5
done
executor=$(pgrep -f '^([^ ]+ )?[^ ]*java .*ExecutorBackend') || fail "no executor runs after $tries tries"
/opt/decom.sh >"$folder/decom" || fail "decom.sh failed: $(cat "$folder/decom")"
! kill -0 "$executor" 2>/dev/null || fail "decom.sh ended before the executor"
# What an executor says that ends after the last task and its blocks' move; one that was killed does not.
grep -qE 'No running tasks, (all blocks migrated|no block migration configured), stopping' "$SPARK_WORKER_DIR"/*/*/stderr \
    || fail "the executor was not decommissioned"
wait "$job" || fail "the shell failed"
expected="shell $SPARK_VERSION spark://127.0.0.1:7077 4324.0"
# A prompt may be in front of it.
grep -q -- "$expected$" "$folder/out" || fail "the shell printed '$(cat "$folder/out")', expected '$expected'"
echo "saw: spark-shell on a standalone worker: $expected"
echo "saw: decom.sh decommissions the executor of the job and waits for its end"
/opt/spark/sbin/stop-worker.sh >/dev/null
/opt/spark/sbin/stop-master.sh >/dev/null
for tries in $(seq $((40 * ${PATIENCE:-1}))); do
    pgrep -f 'deploy.(master.Master|worker.Worker)' >/dev/null || break
    sleep 0.5
done
! pgrep -f 'deploy.(master.Master|worker.Worker)' >/dev/null || fail "still running after stop ($tries tries)"
echo "saw: stop-worker.sh, stop-master.sh"

# The history server, in the foreground as in a pod, shows the shell's application.
export SPARK_HISTORY_OPTS="-Dspark.history.fs.logDirectory=file://$folder/events -Dspark.history.fs.update.interval=1s"
SPARK_NO_DAEMONIZE=true /opt/spark/sbin/start-history-server.sh >"$folder/log" 2>&1 &
history=$!
wait_for "$folder/log" 'Bound HistoryServer'
for tries in $(seq $((60 * ${PATIENCE:-1}))); do
    found=$(python3 -c 'import urllib.request as u; print(u.urlopen("http://127.0.0.1:18080/api/v1/applications").read().decode())')
    case $found in *'"Spark shell"'*) break ;; esac
    sleep 0.5
done
case $found in
    *'"Spark shell"'*) echo "saw: start-history-server.sh shows the application of spark-shell" ;;
    *) fail "the history server shows $found after $tries tries" ;;
esac
kill -TERM "$history"
status=0
wait "$history" || status=$?
[ "$status" = 143 ] || fail "the history server ended with exit code $status after SIGTERM, expected 143"
echo "saw: SIGTERM reaches the history server's JVM"

# All of them use the archive of Spark's classes (see cds.sh).
if [ -e /opt/spark/cds/classes.jsa ]; then
    without=$(grep -L 'Mapped static  region #0' "$folder"/cds-*.log; grep -l 'Unable to map' "$folder"/cds-*.log) || true
    [ -z "$without" ] || fail "JVMs without the archive: $(tail -n 3 $without)"
    echo "saw: $(find "$folder" -name 'cds-*.log' | wc -l) JVMs use the archive of classes"
fi
