#!/bin/sh
# Lays Spark out as a SPARK_HOME in /opt/spark from the pyspark source
# distribution, as the binary tarball would be, in three trees, of which the first two are the same for every platform:
#
#   /spark-deps   third-party jars that are the same in all patch releases of a series
#   /spark        all else: Spark's own jars, scripts, Python code, examples
#   /natives      third-party jars with native libraries, those of all platforms (see trim_jars.py)
#
# usage: unpack_spark.sh FILES SPARK-VERSION SCALA-VERSION
set -eu

files=$1
version=$2
scala=$3
source=$(mktemp -d)
spark=/spark/opt/spark
jars=/spark-deps/opt/spark/jars

# Of connect-repl the client stays, which `--remote` and spark.api.mode=connect put on the class path; the Scala
# shell for a remote server (33 of 59 MB) goes. .cmd files are for Windows; R is not in the image.
tar -xzf "$files/pyspark-$version.tar.gz" -C "$source" --strip-components=1 --no-same-owner \
    --exclude='*.cmd' --exclude='*/deps/bin/sparkR'
# Without the shell it has nothing to start; docker-image-tool.sh builds images.
rm -f "$source/deps/bin/spark-connect-shell" "$source/deps/bin/docker-image-tool.sh"
# Test data of Spark's own build.
rm -rf "$source/deps/data/artifact-tests"

if [ -n "${SPARK_CHANGES:-}" ]; then
    python3 /build/change_jars.py "$files" "$source/deps/jars" "$JAVA_VERSION" $SPARK_CHANGES
fi

mkdir -p "$spark/jars" "$spark/conf" "$spark/examples/src/main" "$spark/python/lib" "$jars"
mv "$source"/deps/jars/spark-*.jar "$spark/jars/"
# Spark 3.5's Connect server, which is a jar apart.
for jar in "$files"/spark-connect_*.jar; do
    if [ -f "$jar" ]; then cp "$jar" "$spark/jars/"; fi
done
# Third-party jars that a patch release has changed: with these in /spark, the others are one layer for all of them.
python3 /build/split_jars.py "$source/deps/jars" "$spark/jars" /components/spark/shared-*.list
mv "$source"/deps/jars/*.jar "$jars/"
for jar in "$source"/deps/jars/connect-repl/spark-connect-client-jvm_*.jar; do
    if [ -f "$jar" ]; then install -D -t "$spark/jars/connect-repl" "$jar"; fi
done
mv "$source/deps/bin" "$source/deps/sbin" "$source/deps/data" "$spark/"
mv "$source/deps/examples" "$spark/examples/src/main/python"
# The small files that the examples read, made here: the distribution has none.
cp -R /build/resources "$spark/examples/src/main/"
mv "$source"/lib/*.zip "$spark/python/lib/"
# PySpark's own tests (1.5 MB), which the archive has and pyspark/ has not.
python3 - "$spark/python/lib/pyspark.zip" <<'END'
import sys, zipfile

path = sys.argv[1]
with zipfile.ZipFile(path) as old:
    kept = [(member, old.read(member)) for member in old.infolist() if "/tests/" not in member.filename]
with zipfile.ZipFile(path, "w") as new:
    for member, content in kept:
        new.writestr(member, content)
END
mv "$source/pyspark" "$spark/python/pyspark"
# setup.py copies shell.py there for pip's sake; pyspark/shell.py is what is used.
rm -rf "$spark/python/pyspark/python"

# With SPARK_NO_DAEMONIZE the daemon takes this script's place: signals reach it. A daemon that does not start is a
# failure, also for who only looks at the exit code.
sed -i -e 's/^      "\$@"$/      exec "$@"/' -e 's/^\( *\)echo "full log in \$log"$/&\n\1exit 1/' "$spark/sbin/spark-daemon.sh"
grep -q '^      exec "\$@"$' "$spark/sbin/spark-daemon.sh"
grep -A 1 '^ *echo "full log in' "$spark/sbin/spark-daemon.sh" | grep -q ' exit 1$'
# A process is Spark's by its command line, since an emulated one has the emulator's name.
sed -i -e 's/ -o comm=) =~ "java" / -o args=) =~ (^|\/)java\\  /' "$spark/sbin/spark-daemon.sh"
grep -qF ' -o args=) =~ (^|/)java\  ' "$spark/sbin/spark-daemon.sh"
[ "$(grep -c 'comm=' "$spark/sbin/spark-daemon.sh")" = 0 ]
# It waits as long as the launcher runs, not seven seconds: a pod with a tenth of a processor takes longer.
sed -i 's/^      for i in {1\.\.10}$/      while kill -0 "$newpid" 2>\/dev\/null/' "$spark/sbin/spark-daemon.sh"
[ "$(grep -c '^      while kill -0 "\$newpid"' "$spark/sbin/spark-daemon.sh")" = 1 ]

# Every Spark command sources this file, whatever started it.
cat >> "$spark/bin/load-spark-env.sh" <<'END'

# Added by these images: a name for user ids that have none; the image's own defaults; Spark's Java (see java/bin/java).
. "${SPARK_HOME}/sbin/name-this-user.sh"
. "${SPARK_HOME}/sbin/with-image-defaults.sh"
if [ "${JAVA_HOME:-}" = /opt/java ]; then export JAVA_HOME="${SPARK_HOME}/java"; fi
END

# Before anything is trimmed: the compiler is among the third-party jars.
mkdir /classpath
ln -s "$spark"/jars/*.jar "$jars"/*.jar /classpath/
sh /build/compile_examples.sh /classpath "$spark/examples" "$scala" "$version"
rm -r /classpath

python3 /build/trim_jars.py common "$jars" "$spark/jars" /natives

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
site=/spark$(python3 -c 'import site; print(site.getsitepackages()[0])')
mkdir -p "$site/pyspark-$version.dist-info"
cp "$source/PKG-INFO" "$site/pyspark-$version.dist-info/METADATA"
echo /opt/spark/python > "$site/pyspark.pth"

# The file that the tarball has, by which tools find a SPARK_HOME and its version.
hadoop=$(basename "$(find "$spark/jars" "$jars" -name 'hadoop-client-api-*.jar')" .jar)
echo "Spark $version built for Hadoop ${hadoop##*-} (from the pyspark source distribution)" > "$spark/RELEASE"

# The distribution has no LICENSE and NOTICE of Spark itself; its jars do.
mkdir -p /spark/licenses/spark
mv "$source"/deps/licenses /spark/licenses/spark/licenses
for file in LICENSE NOTICE; do
    python3 -c 'import sys, zipfile; sys.stdout.write(zipfile.ZipFile(sys.argv[1]).read(sys.argv[2]).decode())' \
        "$spark"/jars/spark-core_*.jar "META-INF/$file" > "/spark/licenses/spark/$file"
done
rm -rf "$source"
