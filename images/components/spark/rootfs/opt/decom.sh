#!/usr/bin/env bash
# The preStop hook that Spark gives executor pods when
# spark.decommission.enabled is set: asks the executor to hand over its blocks
# and holds the pod's end until it has exited.
set -eu

echo "asked to decommission at $(date)"
# Emulation (QEMU, Rosetta) has a word of its own in front of the program.
executor=$(pgrep -f '^([^ ]+ )?[^ ]*java .*ExecutorBackend' | head -n 1)
if [ -z "$executor" ]; then
    echo "no executor runs here" >&2
    exit 1
fi
kill -s SIGPWR "$executor"
tail --pid="$executor" -f /dev/null
# A moment for the driver to see it go before the pod does.
sleep 1
