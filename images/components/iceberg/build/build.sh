#!/bin/sh
# Compiles the catalog that IcebergCatalog.java is, against Spark's jars and Iceberg's.
#
# usage: build.sh TREE DOWNLOADS
set -eu

sh /build/compile_java.sh /component "$1/opt/spark/jars/spark-images-iceberg.jar" \
    "$2" /from/spark/spark/opt/spark/jars /from/spark-deps/spark-deps/opt/spark/jars
