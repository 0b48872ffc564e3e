#!/bin/sh
# Gives all of the root file system that changed since then the epoch's date: what a package manager wrote
# just now (files of a package keep the date that the package gives them). settle.sh is for whole trees.
#
# usage: settle_since.sh SECONDS, a time as date +%s prints it
set -eu
since=$1

# What is mounted for the build alone: procfs, secrets, resolv.conf.
skip=$(while read -r _ _ _ _ point _; do
    [ "$point" = / ] || echo "-path $point -prune -o"
done </proc/self/mountinfo)

# /run, too: the build has put its secrets' folder there before it began.
# shellcheck disable=SC2086 # a list of words
find / $skip \( -newermt "@$since" -o -path /run \) -exec touch -h -d "@${SOURCE_DATE_EPOCH:?}" {} +
