# The commands of a Spark distribution that no other test starts.
set -eu

folder=$(mktemp -d)
cd "$folder"
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
    tail -n 20 log "$folder"/logs/* >&2 || true
    exit 1
}
wait_for_port() {
    local tries
    for tries in $(seq 120); do
        (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null && return 0
        sleep 0.5
    done
    fail "nothing listens on $1 within 60 s ($tries tries)"
}

found=$(echo 'println(s"shell ${spark.version} ${spark.range(10).selectExpr("sum(id)").first}")' \
    | spark-shell --master 'local[2]' --conf spark.eventLog.enabled=true \
        --conf "spark.eventLog.dir=file://$folder" 2>log) || fail "spark-shell failed"
case $found in
    *"shell $SPARK_VERSION [45]"*) echo "saw: spark-shell: $SPARK_VERSION [45]" ;;
    *) fail "spark-shell printed '$found', expected 'shell $SPARK_VERSION [45]'" ;;
esac

# The history server shows the shell's application.
export SPARK_LOG_DIR=$folder/logs SPARK_PID_DIR=$folder
export SPARK_HISTORY_OPTS="-Dspark.history.fs.logDirectory=file://$folder -Dspark.history.fs.update.interval=1s"
/opt/spark/sbin/start-history-server.sh >/dev/null
wait_for_port 18080
for tries in $(seq 60); do
    found=$(python3 -c 'import urllib.request as u; print(u.urlopen("http://127.0.0.1:18080/api/v1/applications").read().decode())')
    case $found in *'"Spark shell"'*) break ;; esac
    sleep 0.5
done
case $found in
    *'"Spark shell"'*) echo "saw: start-history-server.sh shows the application of spark-shell" ;;
    *) fail "the history server shows $found after $tries tries" ;;
esac
/opt/spark/sbin/stop-history-server.sh >/dev/null
echo "saw: stop-history-server.sh"

spark-class org.apache.spark.deploy.SparkSubmit --version 2>&1 | grep -qF "version $SPARK_VERSION" \
    || fail "spark-class does not run"
echo "saw: spark-class"

# Two Connect servers: a daemon with a pid file, and the entrypoint's, which has none, as
# under an operator, and logs to standard output.
connect=org.apache.spark.sql.connect.service.SparkConnectServer
/opt/spark/sbin/start-connect-server.sh --master 'local[1]' --conf spark.ui.enabled=false \
    --conf spark.connect.grpc.binding.port=15998 >/dev/null
/opt/entrypoint.sh connect --master 'local[1]' --conf spark.ui.enabled=false \
    --conf spark.connect.grpc.binding.port=15999 >log 2>errors &
foreground=$!
wait_for_port 15998
wait_for_port 15999
for tries in $(seq 20); do
    grep -q 'Spark Connect server started at: .*:15999' log && break
    sleep 0.5
done
grep -q 'Spark Connect server started at: .*:15999' log || fail "no log on standard output after $tries tries"
[ ! -s errors ] || fail "on standard error: $(cat errors)"
[ "$(pgrep -f "^[^ ]*java .*--class $connect" | wc -l)" = 2 ] || fail "not two servers"
echo "saw: start-connect-server.sh as a daemon; connect in the foreground, its log on standard output"

/opt/spark/sbin/stop-connect-server.sh >/dev/null
for tries in $(seq 40); do
    (exec 3<>/dev/tcp/127.0.0.1/15998) 2>/dev/null || break
    sleep 0.5
done
! (exec 3<>/dev/tcp/127.0.0.1/15998) 2>/dev/null || fail "the daemon still listens after $tries tries"
kill -0 "$foreground" || fail "stop-connect-server.sh ended the other server too"
/opt/spark/sbin/stop-connect-server.sh >/dev/null
status=0
wait "$foreground" || status=$?
[ "$status" = 143 ] || fail "the server in the foreground ended with $status, expected 143"
echo "saw: stop-connect-server.sh, by pid file and without"
