#!/usr/bin/env bash
# Starts a standalone worker on this machine: start-worker.sh spark://HOST:7077 [options]
# SPARK_WORKER_PORT and SPARK_WORKER_WEBUI_PORT are heeded as in Spark's own script,
# which the pyspark distribution leaves out; SPARK_WORKER_CORES, _MEMORY and _DIR are
# by the worker itself. With SPARK_NO_DAEMONIZE set it stays in the foreground, as
# this process. One worker a machine: SPARK_WORKER_INSTANCES is not heeded.
set -eu

export SPARK_HOME="${SPARK_HOME:-$(cd "$(dirname "$0")/.." && pwd)}"
class=org.apache.spark.deploy.worker.Worker
for argument; do
    case $argument in -h | --help) exec "$SPARK_HOME/bin/spark-class" "$class" --help ;; esac
done
if [ $# = 0 ]; then
    echo "Usage: sbin/start-worker.sh spark://HOST:PORT [options]" >&2
    exit 1
fi

set -- --webui-port "${SPARK_WORKER_WEBUI_PORT:-8081}" \
    ${SPARK_WORKER_PORT:+--port "$SPARK_WORKER_PORT"} "$@"
if [ -n "${SPARK_NO_DAEMONIZE+set}" ]; then
    # Without spark-daemon.sh's shells in between: signals reach the JVM.
    exec "$SPARK_HOME/bin/spark-class" "$class" "$@"
fi
exec "$SPARK_HOME/sbin/spark-daemon.sh" start "$class" 1 "$@"
