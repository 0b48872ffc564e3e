#!/bin/sh
# Adds parts to spark-defaults.conf and to its second copy, which entrypoint.sh reads where something is mounted
# over the first. Of two lines with one key the last holds, so they override what is there.
#
# usage: append_conf.sh BELOW TREE PART...    BELOW has the files that are added to, TREE gets the new ones
set -eu

below=$1
tree=$2
shift 2

for folder in conf defaults; do
    file=opt/spark/$folder/spark-defaults.conf
    mkdir -p "$tree/opt/spark/$folder"
    cat "$below/$file" > "$tree/$file"
    for part; do
        echo >> "$tree/$file"
        cat "$part" >> "$tree/$file"
    done
done
