#!/bin/sh
# Adds parts to spark-defaults.conf. Of two lines with one key the last holds, so they override what is there.
#
# usage: append_conf.sh BELOW TARGET PART...
set -eu

below=$1
target=$2
shift 2

mkdir -p "$(dirname "$target")"
cat "$below" > "$target"
for part; do
    echo >> "$target"
    cat "$part" >> "$target"
done
