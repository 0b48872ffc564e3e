#!/bin/sh
# Gives every file of the trees the same owner, date and plain modes, so that the
# same content is the same layer whoever built it, and when.
#
# usage: settle.sh TREE...
set -eu

chown -R 0:0 "$@"
chmod -R u=rwX,go=rX "$@"
find "$@" -exec touch -h -d "@${SOURCE_DATE_EPOCH:?}" {} +
