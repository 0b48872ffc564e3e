# Spark's JVMs use the archive of its classes, unless that would change what is found on the class path.
set -eu

folder=$(mktemp -d)
fail() {
    echo "$*" >&2
    tail -n 20 "$folder/log" >&2 || true
    exit 1
}
cd "$folder"
if [ ! -e /opt/spark/cds/classes.jsa ]; then
    echo "saw: no archive, as there is no list of classes for this series"
    exit 0
fi
mkdir conf ..data site
echo 'rootLogger.level = warn' >conf/log4j2.properties
ln -s ../..data conf/..data
mkdir -p site/org/apache/spark
printf 'status = error\n' >named-like-one

# Starts a JVM with a class path; sets shared to whether it uses the archive.
shares() {
    local class_path=$1 answer
    shift
    answer=$(/opt/spark/java/bin/java "$@" -cp "$class_path" -version 2>log) || fail "no JVM with $class_path"
    # What it says of an archive that it can't use would be taken for a program's output.
    [ -z "$answer" ] || fail "with $class_path a JVM prints $answer"
    grep -q 'mode,.* sharing)' log && shared=yes || shared=no
}
expect() {
    local expected=$1 what=$2
    shift 2
    shares "$@"
    [ "$shared" = "$expected" ] || fail "$what: the archive is used: $shared, expected $expected"
    seen="${seen:-}${seen:+, }$what: $shared"
}
jars='/opt/spark/jars/*'
example=/opt/spark/examples/jars/spark-examples.jar
expect yes 'jars' "$jars"
expect yes 'a conf folder first' "$folder/conf/:$jars"
expect yes 'what is not there first' "$folder/none/:$jars"
expect yes 'jars of a folder that is not there first' "none/*:$jars"
expect no 'jars of a folder first' "conf/*:$jars"
expect yes 'a jar behind' "$folder/conf/:$jars:$example"
expect no 'a jar first' "$example:$jars"
expect no "a folder with classes of Spark's packages first" "$folder/site/:$jars"
mv named-like-one conf/hive-log4j2.properties
expect no 'a file first that a jar has, too' "$folder/conf/:$jars"
# Whichever collector is asked for, though G1 made the archive, and with the module that Spark boots with. The
# environment's own options may name another collector, and a JVM takes one only.
for collector in Serial Parallel G1; do
    JAVA_TOOL_OPTIONS= expect yes "collector $collector" "$jars" "-XX:+Use${collector}GC" --add-modules=jdk.incubator.vector
done
expect no 'an archive of the command line' "$jars" "-XX:SharedArchiveFile=$folder/none.jsa"
expect no 'a JVM with other pointers' "$jars" -XX:-UseCompressedOops
echo "saw: $seen"
