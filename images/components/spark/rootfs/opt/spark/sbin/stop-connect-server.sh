#!/usr/bin/env bash
# Stops the Spark Connect server of this machine, however it was started: by
# its pid file, or, where SPARK_NO_DAEMONIZE left none (an operator's preStop
# hook), by its command line.
set -eu

export SPARK_HOME="${SPARK_HOME:-$(cd "$(dirname "$0")/.." && pwd)}"
class=org.apache.spark.sql.connect.service.SparkConnectServer

# A preStop hook runs without the entrypoint.
# shellcheck source=images/components/spark/rootfs/opt/spark/sbin/name-this-user.sh
. "$SPARK_HOME/sbin/name-this-user.sh"
pid_file="${SPARK_PID_DIR:-/tmp}/spark-${SPARK_IDENT_STRING:-${USER:-$(id -nu)}}-$class-1.pid"
if [ -f "$pid_file" ]; then
    exec "$SPARK_HOME/sbin/spark-daemon.sh" stop "$class" 1
fi

server=$(pgrep -f "^([^ ]+ )?[^ ]*java .*--class $class" | head -n 1)
if [ -z "$server" ]; then
    echo "no $class to stop"
    exit 0
fi
echo "stopping $class"
kill "$server"
