#!/bin/sh
# Takes out of the jar what is for other series of Spark, and compiles the image's own plugin.
# CUDA's runtime is linked into the jar and the driver comes from the host, so the image needs no CUDA of its own.
#
# usage: build.sh TREE DOWNLOADS
set -eu

tree=$1
downloads=$2

for jar in "$downloads"/*.jar; do
    target=$tree/opt/spark/jars/${jar##*/}
    rm "$target"
    python3 /component/trim_rapids.py "$SPARK_SERIES" "$jar" "$target"
done
sh /build/compile_java.sh /component "$tree/opt/spark/jars/spark-images-gpu.jar" \
    "$downloads" /from/spark/spark/opt/spark/jars /from/spark-deps/spark-deps/opt/spark/jars
# Where RAPIDS' guides have it, and where Spark's own tarball does.
install -D -m 755 -t "$tree/opt/spark/examples/src/main/scripts" "$tree/opt/sparkRapidsPlugin/getGpusResources.sh"
