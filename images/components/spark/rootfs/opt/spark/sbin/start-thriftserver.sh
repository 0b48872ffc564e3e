#!/usr/bin/env bash
# Starts a Thrift server (JDBC and ODBC) on this machine, port 10000; arguments go to
# spark-submit, --hiveconf too. With SPARK_NO_DAEMONIZE set it stays in the foreground,
# as this process. The pyspark distribution leaves Spark's own script out.
set -eu

exec "${SPARK_HOME:-$(dirname "$0")/..}/sbin/start-server.sh" org.apache.spark.sql.hive.thriftserver.HiveThriftServer2 "Thrift JDBC/ODBC Server" "$@"
