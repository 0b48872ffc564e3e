#!/bin/sh
# Compiles our SparkPi with the Scala compiler among Spark's own jars (spark-shell
# needs it) into the jar that the binary tarball has and the pyspark distribution
# lacks.
#
# usage: compile_examples.sh JARS EXAMPLES SCALA-VERSION SPARK-VERSION
set -eu

jars=$1
examples=$2
classes=$(mktemp -d)

java -Xss4m -cp "$jars/*" scala.tools.nsc.Main -usejavacp -d "$classes" /build/SparkPi.scala
mkdir -p "$examples/jars" "$examples/src/main/scala/org/apache/spark/examples"
cp /build/SparkPi.scala "$examples/src/main/scala/org/apache/spark/examples/"
# Sorted, and with one date: the same classes are the same jar.
python3 - "$classes" "$examples/jars/spark-examples_$3-$4.jar" <<'END'
import sys
import zipfile
from pathlib import Path

classes, jar = map(Path, sys.argv[1:])
manifest = zipfile.ZipInfo("META-INF/MANIFEST.MF")
with zipfile.ZipFile(jar, "w", zipfile.ZIP_DEFLATED) as out:
    out.writestr(manifest, "Manifest-Version: 1.0\r\n\r\n")
    for path in sorted(classes.rglob("*.class")):
        member = zipfile.ZipInfo(path.relative_to(classes).as_posix())
        out.writestr(member, path.read_bytes(), zipfile.ZIP_DEFLATED)
END
# The name that operators' examples have it by.
ln -s "spark-examples_$3-$4.jar" "$examples/jars/spark-examples.jar"
rm -rf "$classes"
