#!/bin/sh
# Compiles the protocol that S3CommitProtocol.java is, against Spark's jars and Hadoop's.
#
# usage: build.sh TREE DOWNLOADS
set -eu

sh /build/compile_java.sh /component "$1/opt/spark/jars/spark-images-s3a.jar" \
    "$2" /from/spark/spark/opt/spark/jars /from/spark-deps/spark-deps/opt/spark/jars
