#!/bin/sh
# Compiles the sources of a folder into a jar of their own, the same bytes each time.
#
# usage: compile_java.sh FOLDER JAR FOLDER-OF-JARS...
set -eu

sources=$1
jar=$2
shift 2
classes=$(mktemp -d)
path=
for folder; do path="$path:$folder/*"; done

# -proc:none: annotations of the jars are nobody's business here; no warnings about theirs either.
javac --release 11 -encoding UTF-8 -proc:none -nowarn -Xlint:none -cp "$path" -d "$classes" "$sources"/*.java
python3 /build/make_jar.py "$classes" "$jar"
rm -rf "$classes"
