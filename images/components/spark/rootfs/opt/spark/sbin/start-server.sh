#!/usr/bin/env bash
# Starts a server that is a Spark application, with spark-submit: what its own script,
# start-connect-server.sh or start-thriftserver.sh, calls as
#
#   start-server.sh CLASS NAME [spark-submit options]
#
# With SPARK_NO_DAEMONIZE set it stays in the foreground, as this process.
set -eu

export SPARK_HOME="${SPARK_HOME:-$(cd "$(dirname "$0")/.." && pwd)}"
class=$1 name=$2
shift 2

case "${1:-}" in
    -h | --help)
        echo "The options of $name:"
        exec "$SPARK_HOME/bin/spark-submit" --help
        ;;
esac

if [ -n "${SPARK_NO_DAEMONIZE+set}" ]; then
    # One stream for the log, as container platforms expect of a server; and without
    # spark-daemon.sh's shells in between, so that signals reach the JVM.
    exec 2>&1
    exec "$SPARK_HOME/bin/spark-submit" --class "$class" --name "$name" "$@"
fi
exec "$SPARK_HOME/sbin/spark-daemon.sh" submit "$class" 1 --name "$name" "$@"
