#!/bin/sh
# Puts the settings of a catalog's components into a file of their own beside the image's spark-defaults.conf, which
# is read before it: of two lines with one key the last holds.
#
# usage: append_conf.sh TREE PART...
set -eu

defaults=$1/opt/spark/defaults
shift

mkdir -p "$defaults"
for part; do
    cat "$part"
    echo
done > "$defaults/spark-defaults-site.conf"
