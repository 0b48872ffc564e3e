#!/usr/bin/env bash
# Starts a Spark Connect server on this machine; arguments go to spark-submit.
# With SPARK_NO_DAEMONIZE set it stays in the foreground, as this process.
#
# The pyspark distribution, which these images are made from, leaves this script
# out; operators run it by this path.
set -eu

export SPARK_HOME="${SPARK_HOME:-$(cd "$(dirname "$0")/.." && pwd)}"
class=org.apache.spark.sql.connect.service.SparkConnectServer

case "${1:-}" in
    -h | --help)
        echo "Usage: sbin/start-connect-server.sh [spark-submit options]"
        exec "$SPARK_HOME/bin/spark-submit" --help
        ;;
esac

set -- --class "$class" --name "Spark Connect server" "$@"
if [ -n "${SPARK_NO_DAEMONIZE+set}" ]; then
    # One stream for the log, as container platforms expect of a server.
    exec 2>&1
    # Without spark-daemon.sh's shells in between: signals reach the JVM.
    exec "$SPARK_HOME/bin/spark-submit" "$@"
fi
shift 2
exec "$SPARK_HOME/sbin/spark-daemon.sh" submit "$class" 1 "$@"
