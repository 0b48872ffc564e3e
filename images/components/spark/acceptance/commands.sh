# The commands of a Spark distribution that no other test starts.
set -eu

folder=$(mktemp -d)
cd "$folder"
export SPARK_LOG_DIR=$folder/logs SPARK_PID_DIR=$folder
fail() {
    tail -n 20 log "$folder"/logs/* >&2 || true
    echo "$*" >&2
    exit 1
}
wait_for_port() {
    local tries
    for tries in $(seq $((120 * ${PATIENCE:-1}))); do
        (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null && return 0
        sleep 0.5
    done
    fail "nothing listens on $1 within 60 s ($tries tries)"
}

java -agentlib:jdwp=help >log 2>&1 || fail "no agent for debuggers"
echo "saw: an agent for debuggers"

# A Connect server as a daemon, with a pid file, and a process that looks like one without: as
# under an operator, whose preStop hook has nothing else to go by.
connect=org.apache.spark.sql.connect.service.SparkConnectServer
/opt/spark/sbin/start-connect-server.sh --master 'local[1]' --conf spark.ui.enabled=false \
    --conf spark.connect.grpc.binding.port=15998 >/dev/null
ln -s "$(command -v python3)" java
./java -c 'import time; time.sleep(86400)' --class $connect &
lookalike=$!
wait_for_port 15998
pid_file=$(echo "$folder"/spark-*-$connect-1.pid)
[ -s "$pid_file" ] || fail "no pid file of the daemon in $folder"
daemon=$(cat "$pid_file")
pgrep -f '^([^ ]+ )?[^ ]*java ' | grep -qx "$daemon" || fail "the pid file has $daemon, which is not the daemon"
SPARK_REMOTE=sc://127.0.0.1:15998 python3 - >out 2>log <<'PYTHON' || fail "no session on the daemon"
from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
print(spark.version)
PYTHON
grep -qxF "$SPARK_VERSION" out || fail "the daemon answers '$(cat out)', expected '$SPARK_VERSION'"
echo "saw: start-connect-server.sh: a daemon that answers $SPARK_VERSION"

# An application in Scala as its client. 3.5 has no such client.
scala_client() {
    [ -d /opt/spark/jars/connect-repl ] || return 0
    spark-submit "$@" --class org.apache.spark.examples.SqlPi \
        local:///opt/spark/examples/jars/spark-examples.jar >out 2>log || fail "no client by $*"
    pi=$(grep '^Pi is roughly 3\.1' out) || fail "SqlPi printed '$(cat out)' by $*"
    echo "saw: spark-submit $*: $pi"
}
scala_client --remote sc://127.0.0.1:15998

# As a preStop hook, without the entrypoint, under a user id that has no name.
stop_connect() {
    env -u LD_PRELOAD -u NSS_WRAPPER_PASSWD -u NSS_WRAPPER_GROUP /opt/spark/sbin/stop-connect-server.sh >/dev/null
}
stop_connect
for tries in $(seq $((120 * ${PATIENCE:-1}))); do
    kill -0 "$daemon" 2>/dev/null || break
    sleep 0.5
done
! kill -0 "$daemon" 2>/dev/null || fail "the daemon still runs after $tries tries"
[ ! -e "$pid_file" ] || fail "the pid file of a stopped daemon is left"
kill -0 "$lookalike" || fail "stop-connect-server.sh ended a process that was not its daemon"
stop_connect
for tries in $(seq $((40 * ${PATIENCE:-1}))); do
    kill -0 "$lookalike" 2>/dev/null || break
    sleep 0.5
done
! kill -0 "$lookalike" 2>/dev/null || fail "stop-connect-server.sh stops nothing without a pid file ($tries tries)"
status=0
wait "$lookalike" || status=$?
[ "$status" = 143 ] || fail "the process without a pid file ended with $status, expected 143"
echo "saw: stop-connect-server.sh, by pid file and without"

# stop_connect named this user anew each time.
folders=$(find /tmp -maxdepth 1 -name '.user-*' | wc -l)
[ "$folders" = 1 ] || fail "$folders folders that name this user, expected one for all commands"

# The same as the client of a server that it brings itself. It ends that one by stop-connect-server.sh: another daemon
# would be taken for it.
scala_client --master 'local[1]' --conf spark.api.mode=connect --conf spark.ui.enabled=false
