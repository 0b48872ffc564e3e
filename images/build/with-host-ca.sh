#!/bin/sh
# Runs one command of a build step the way the building host reaches the network.
#
# Where TLS passes an inspecting proxy, the host's CA bundle arrives as the
# build secret `ca-bundle`; pip, apt, Python, curl and (through fetch_maven.py)
# Java are pointed at it for this command only. Proxy settings arrive as
# BuildKit's predefined build arguments, in upper or lower case; tools differ in
# which they read, so both are set. Nothing is written outside /dev/shm, which
# is no part of any layer.
set -eu

ca_bundle=/run/secrets/ca-bundle

for name in http_proxy https_proxy no_proxy; do
    upper=$(printf %s "$name" | tr '[:lower:]' '[:upper:]')
    eval "value=\${$name:-\${$upper:-}}"
    if [ -n "${value:-}" ]; then
        export "$name=$value" "$upper=$value"
    fi
done

[ -r "$ca_bundle" ] || exec "$@"

scratch=$(mktemp -d -p /dev/shm)
trap 'rm -rf "$scratch"' EXIT
echo "Acquire::https::CaInfo \"$ca_bundle\";" > "$scratch/apt.conf"
export APT_CONFIG="$scratch/apt.conf"
export SSL_CERT_FILE="$ca_bundle" PIP_CERT="$ca_bundle"
export REQUESTS_CA_BUNDLE="$ca_bundle" CURL_CA_BUNDLE="$ca_bundle"
"$@"
