#!/usr/bin/env bash
# Starts a standalone master on this machine; arguments go to it (--help lists them).
# SPARK_MASTER_HOST, SPARK_MASTER_PORT and SPARK_MASTER_WEBUI_PORT are heeded as in
# Spark's own script, which the pyspark distribution leaves out. With
# SPARK_NO_DAEMONIZE set it stays in the foreground, as this process.
set -eu

export SPARK_HOME="${SPARK_HOME:-$(cd "$(dirname "$0")/.." && pwd)}"
class=org.apache.spark.deploy.master.Master
for argument; do
    case $argument in -h | --help) exec "$SPARK_HOME/bin/spark-class" "$class" --help ;; esac
done

set -- --host "${SPARK_MASTER_HOST:-$(hostname -f 2>/dev/null || hostname)}" \
    --port "${SPARK_MASTER_PORT:-7077}" \
    --webui-port "${SPARK_MASTER_WEBUI_PORT:-8080}" "$@"
if [ -n "${SPARK_NO_DAEMONIZE+set}" ]; then
    # Without spark-daemon.sh's shells in between: signals reach the JVM.
    exec "$SPARK_HOME/bin/spark-class" "$class" "$@"
fi
exec "$SPARK_HOME/sbin/spark-daemon.sh" start "$class" 1 "$@"
