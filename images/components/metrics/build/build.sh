#!/bin/sh
# Puts the agent where guides of Spark on Kubernetes have it, and off the class path, with settings that pass on all
# that there is.
#
# usage: build.sh TREE DOWNLOADS
set -eu

rm "$1"/opt/spark/jars/*.jar
rmdir "$1/opt/spark/jars" "$1/opt/spark" "$1/opt"
install -D -m 644 "$2"/*.jar "$1/prometheus/jmx_prometheus_javaagent.jar"
cat > "$1/prometheus/jmx.yaml" <<'END'
lowercaseOutputName: true
rules:
  - pattern: 'metrics<name=spark\.(\w+)\.([^,]+), type=\w+><>(Value|Count|Max|Mean|Min|99thPercentile)'
    name: spark_$2_$3
    labels: { process: $1 }
  - pattern: 'java.lang<.*'
END
