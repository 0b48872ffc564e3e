#!/usr/bin/env bash
# Stops the Thrift server that start-thriftserver.sh started.
set -eu

export SPARK_HOME="${SPARK_HOME:-$(cd "$(dirname "$0")/.." && pwd)}"
exec "$SPARK_HOME/sbin/spark-daemon.sh" stop org.apache.spark.sql.hive.thriftserver.HiveThriftServer2 1
