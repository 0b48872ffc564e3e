#!/bin/sh
# Puts spark-defaults.conf together from the parts of what is in the image.
#
# usage: compose_conf.sh PARTS TARGET SPARK-VERSION COMPONENT...
#
# Of each component: PARTS/COMPONENT.conf, and after it PARTS/COMPONENT-VERSION.conf
# with what only this Spark version needs.
set -eu

parts=$1
target=$2
version=$3
shift 3

mkdir -p "$(dirname "$target")"
cat "$parts/header.conf" > "$target"
for component; do
    for part in "$parts/$component.conf" "$parts/$component-$version.conf"; do
        if [ -f "$part" ]; then
            echo >> "$target"
            cat "$part" >> "$target"
        fi
    done
done
