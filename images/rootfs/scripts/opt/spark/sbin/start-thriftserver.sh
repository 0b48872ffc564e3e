#!/usr/bin/env bash
# Starts a Thrift server (JDBC and ODBC) on this machine, port 10000; arguments go to
# spark-submit, --hiveconf too. With SPARK_NO_DAEMONIZE set it stays in the foreground,
# as this process. The pyspark distribution leaves Spark's own script out.
set -eu

export SPARK_HOME="${SPARK_HOME:-$(cd "$(dirname "$0")/.." && pwd)}"
class=org.apache.spark.sql.hive.thriftserver.HiveThriftServer2

case "${1:-}" in
    -h | --help)
        echo "Usage: sbin/start-thriftserver.sh [spark-submit options] [--hiveconf KEY=VALUE]"
        exec "$SPARK_HOME/bin/spark-submit" --help
        ;;
esac

set -- --class "$class" --name "Thrift JDBC/ODBC Server" "$@"
if [ -n "${SPARK_NO_DAEMONIZE+set}" ]; then
    # Without spark-daemon.sh's shells in between: signals reach the JVM.
    exec "$SPARK_HOME/bin/spark-submit" "$@"
fi
shift 2
exec "$SPARK_HOME/sbin/spark-daemon.sh" submit "$class" 1 "$@"
