#!/bin/sh
# Makes the archive of Spark's classes (class data sharing) that java/bin/java of components/spark/rootfs uses.
#
# usage: archive_classes.sh CLASSES TREE
#
# CLASSES names them (tools/record_classes.sh). Those that this version does not have are left out. In TREE:
#
#   classes.jsa   the archive
#   class-path    the jars that it was made of, in their order; the same for all variants
#   names         what these jars have at their root
set -eu

classes=$1
tree=$2
jars=/opt/spark/jars

mkdir -p "$tree"
if [ ! -f "$classes" ]; then
    echo "no list of classes for this series: Spark starts without an archive" >&2
    exit 0
fi
# SLF4J's first, as Spark has it: others may have parts of it.
{ ls $jars/slf4j-api-*.jar; ls $jars/*.jar | grep -v /slf4j-api-; } | paste -sd : > "$tree/class-path"

# The serial collector: without it the archive has the modules as objects, with which no JVM starts that was linked
# without jlink's system-modules.
python3 /build/dump_classes.py "$tree/classes.jsa" /opt/java/bin/java -XX:+UseSerialGC -XX:SharedClassListFile="$classes" \
    -cp "$(cat "$tree/class-path")"
/opt/java/bin/java -Xshare:on -XX:SharedArchiveFile="$tree/classes.jsa" -XX:+VerifySharedSpaces -cp "$(cat "$tree/class-path")" -version

python3 - > "$tree/names" <<'PYTHON'
import zipfile
from pathlib import Path

jars = Path("/opt/spark/jars").glob("*.jar")
names = {name.partition("/")[0] for jar in jars for name in zipfile.ZipFile(jar).namelist()}
print("\n".join(sorted(names)))
PYTHON
