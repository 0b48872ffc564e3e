#!/bin/sh
# Makes the archive of Spark's classes (class data sharing) that java/bin/java of components/spark/rootfs uses.
#
# usage: archive_classes.sh CLASSES TREE
#
# CLASSES names them (tools/record_classes.sh). Those that this version does not have are left out. TREE has what
# list_jars.py lists, and gets the archive, classes.jsa. /tools is the stage of that name: there is no Python here.
set -eu

classes=$1
tree=$2
class_path=$(cat "$tree/class-path")

if [ ! -f "$classes" ]; then
    echo "no list of classes for this series: Spark starts without an archive" >&2
    exit 0
fi
# G1 alone archives objects, too, such as the modules that each JVM begins with; JVMs with other collectors use them, too.
# Java 17 writes them in an order that follows from addresses, and an emulated Java in one that its threads settle:
# another one each time. The rest is for dump_classes.py, which says why.
collector=G1
[ "$TARGETARCH" = "$BUILDARCH" ] || collector=Serial
! grep -q '^JAVA_VERSION="17' /opt/java/release || collector=Serial
set -- /opt/java/bin/java -Xshare:dump "-XX:+Use${collector}GC" -Xms1g -Xmx1g -XX:ActiveProcessorCount=1 \
    -XX:+UnlockExperimentalVMOptions -XX:hashCode=2 -XX:SharedClassListFile="$classes" \
    -XX:SharedArchiveFile="$tree/classes.jsa" -cp "$class_path"
if [ "$TARGETARCH" = "$BUILDARCH" ]; then
    set -- /tools/lib*/ld-linux-*.so.* --library-path "$(echo /tools/usr/lib/*-linux-gnu | tr ' ' :)" \
        /tools/usr/bin/python3 /build/dump_classes.py "$tree/classes.jsa" "$@"
else
    echo "emulated, threads can't be held: this archive may have other bytes than another build's" >&2
fi
PYTHONHOME=/tools/usr MALLOC_ARENA_MAX=1 "$@" >/tmp/log || {
    echo "java dumps no archive:" >&2
    tail -c 3000 /tmp/log >&2
    exit 1
}
/opt/java/bin/java -Xshare:on -XX:SharedArchiveFile="$tree/classes.jsa" -XX:+VerifySharedSpaces -cp "$class_path" -version
