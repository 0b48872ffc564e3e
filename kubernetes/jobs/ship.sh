#!/usr/bin/env bash
# Makes what shipped.py looks for, then submits it with the arguments.
set -eu
cd /tmp
mkdir -p packages
echo 'ANSWER = 42' >packages/acme.py
echo 'by --files' >words.txt
tar -czf packages.tar.gz -C packages acme.py
exec "$@" --files /tmp/words.txt --archives /tmp/packages.tar.gz#packages /opt/jobs/shipped.py
