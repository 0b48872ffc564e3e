#!/bin/sh
# Compiles our SparkPi and SqlPi with the Scala compiler among Spark's own jars (spark-shell
# needs it) into the jar that the binary tarball has and the pyspark distribution
# lacks.
#
# usage: compile_examples.sh JARS EXAMPLES SCALA-VERSION SPARK-VERSION
set -eu

jars=$1
examples=$2
classes=$(mktemp -d)

java -Xss4m -cp "$jars/*" scala.tools.nsc.Main -usejavacp -d "$classes" /build/SparkPi.scala /build/SqlPi.scala
mkdir -p "$examples/jars" "$examples/src/main/scala/org/apache/spark/examples"
cp /build/SparkPi.scala /build/SqlPi.scala "$examples/src/main/scala/org/apache/spark/examples/"
python3 /build/make_jar.py "$classes" "$examples/jars/spark-examples_$3-$4.jar"
# The name that operators' examples have it by.
ln -s "spark-examples_$3-$4.jar" "$examples/jars/spark-examples.jar"
rm -rf "$classes"
