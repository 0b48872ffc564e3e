#!/bin/sh
# Compiles one class into a jar of its own, the same bytes each time.
#
# usage: compile_java.sh SOURCE JAR FOLDER-OF-JARS...
set -eu

source=$1
jar=$2
shift 2
classes=$(mktemp -d)
path=
for folder; do path="$path:$folder/*"; done

# -proc:none: annotations of the jars are nobody's business here; no warnings about theirs either.
javac --release 11 -encoding UTF-8 -proc:none -nowarn -Xlint:none -cp "$path" -d "$classes" "$source"
python3 /build/make_jar.py "$classes" "$jar"
rm -rf "$classes"
