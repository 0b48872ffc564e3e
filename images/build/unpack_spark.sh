#!/bin/sh
# Lays Spark out as a SPARK_HOME in /opt/spark from the pyspark source
# distribution, as the binary tarball would be, in two trees:
#
#   /spark-deps   third-party jars, the same in all patch releases of a series
#   /spark        Spark's own jars, scripts, Python code, examples
#
# usage: unpack_spark.sh SDIST ARCHITECTURE
set -eu

sdist=$1
architecture=$2
source=$(mktemp -d)
spark=/spark/opt/spark
jars=/spark-deps/opt/spark/jars

# connect-repl (59 MB) is the Scala shell for a remote server, a client.
# .cmd files are for Windows; R is not in the image.
tar -xzf "$sdist" -C "$source" --strip-components=1 --no-same-owner \
    --exclude='*/deps/jars/connect-repl' --exclude='*.cmd' --exclude='*/deps/bin/sparkR'
# Without connect-repl it has nothing to start; docker-image-tool.sh builds images.
rm "$source/deps/bin/spark-connect-shell" "$source/deps/bin/docker-image-tool.sh"
# Test data of Spark's own build.
rm -rf "$source/deps/data/artifact-tests"

mkdir -p "$spark/jars" "$spark/conf" "$spark/examples/src/main" "$spark/python/lib" "$jars"
mv "$source"/deps/jars/spark-*.jar "$spark/jars/"
mv "$source"/deps/jars/*.jar "$jars/"
mv "$source/deps/bin" "$source/deps/sbin" "$source/deps/data" "$spark/"
mv "$source/deps/examples" "$spark/examples/src/main/python"
mv "$source"/lib/*.zip "$spark/python/lib/"
mv "$source/pyspark" "$spark/python/pyspark"
# setup.py copies shell.py there for pip's sake; pyspark/shell.py is what is used.
rm -rf "$spark/python/pyspark/python"

# Every Spark command sources this file, whatever started it.
cat >> "$spark/bin/load-spark-env.sh" <<'END'

# Added by these images: a name for user ids that have none.
. "${SPARK_HOME}/sbin/name-this-user.sh"
END

# Native libraries: 92 of 422 MB of jars are other platforms'.
libraries=/spark-deps/usr/java/packages/lib
python3 /build/trim_jars.py "$architecture" "$jars" "$libraries"
strip --strip-unneeded "$libraries"/librocksdbjni*.so

# The byte code that drivers and workers load at each start, by hash and not by date
# (see precompile.py); ml, mllib and pandas-on-Spark only when asked for.
compile() {
    python3 -m compileall -q -s /spark --invalidation-mode checked-hash "$@"
}
compile -l "$spark/python/pyspark"
for package in cloudpickle core errors logger resource sql streaming; do
    if [ -d "$spark/python/pyspark/$package" ]; then
        compile "$spark/python/pyspark/$package"
    fi
done

# `import pyspark` in any python3, and pip knows that it is there.
site=/spark/usr/local/lib/python3.11/dist-packages
version=$(sed -n 's/^Version: //p' "$source/PKG-INFO")
mkdir -p "$site/pyspark-$version.dist-info"
cp "$source/PKG-INFO" "$site/pyspark-$version.dist-info/METADATA"
echo /opt/spark/python > "$site/pyspark.pth"

# The distribution has no LICENSE and NOTICE of Spark itself; its jars do.
mkdir -p /spark/licenses/spark
mv "$source"/deps/licenses /spark/licenses/spark/licenses
for file in LICENSE NOTICE; do
    python3 -c 'import sys, zipfile; sys.stdout.write(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]).decode())' \
        "$spark"/jars/spark-core_*.jar "META-INF/$file" > "/spark/licenses/spark/$file"
done
rm -rf "$source"
