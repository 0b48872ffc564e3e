#!/usr/bin/env bash
# Starts a Spark Connect server on this machine; arguments go to spark-submit.
# With SPARK_NO_DAEMONIZE set it stays in the foreground, as this process.
#
# The pyspark distribution, which these images are made from, leaves this script
# out; operators run it by this path.
set -eu

exec "${SPARK_HOME:-$(dirname "$0")/..}/sbin/start-server.sh" org.apache.spark.sql.connect.service.SparkConnectServer "Spark Connect server" "$@"
