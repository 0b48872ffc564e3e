#!/bin/sh
# Makes a component's tree: its jars and Python packages where Spark and Python find them, beside its files, which are
# there already, and then what its own build script makes of that.
#
# usage: make_component.sh NAME TREE [LOCK DOWNLOADS [OPTION-OF-LICENCES...]]
#
# $COMPONENT_BUILD is its own script in /component/, if it has one.
set -eu

name=$1
tree=$2
shift 2

if [ $# -gt 0 ]; then
    lock=$1
    downloads=$2
    shift 2
    python3 /build/locks.py verify "$lock" "$downloads"
    for jar in "$downloads"/*.jar; do
        if [ -f "$jar" ]; then
            install -D -m 644 -t "$tree/opt/spark/jars" "$jar"
        fi
    done
    python3 /build/build_wheels.py "$lock" "$downloads" /wheels > /tmp/wheels
    python3 /build/licences.py "$lock" "$downloads" "$tree/licenses/$name" --wheels /wheels "$@"
    if [ -s /tmp/wheels ]; then
        site=$tree$(python3 -c 'import site; print(site.getsitepackages()[0])')
        # The files themselves, already verified: no index, no resolving. They may be for another platform than this one.
        # shellcheck disable=SC2046
        xargs python3 -m pip install --quiet --no-deps --no-index --no-compile --no-cache-dir \
            --root-user-action=ignore --disable-pip-version-check --target "$site" \
            --only-binary=:all: $(python3 /build/locks.py platforms /tmp/wheels) < /tmp/wheels
        # Command line tools, whose first line names this build's Python.
        rm -rf "$site/bin"
    fi
fi
if [ -n "${COMPONENT_BUILD:-}" ]; then
    # strip and the like for the image's platform.
    if [ -n "${TARGETARCH:-}" ]; then export PATH="/targets/$TARGETARCH:$PATH"; fi
    sh "/component/$COMPONENT_BUILD" "$tree" "${downloads:-}"
fi
# Spark mounts a ConfigMap over conf/ in drivers and executors on Kubernetes: what the repository has there counts
# from defaults/, too, which is the end of the class path. Of its properties see sbin/with-image-defaults.sh.
conf=$tree/opt/spark/conf
defaults=$tree/opt/spark/defaults
if [ -d "$conf" ]; then
    mkdir -p "$defaults"
    cp -R "$conf/." "$defaults/"
    if [ -f "$conf/spark-defaults.conf" ]; then
        mv "$defaults/spark-defaults.conf" "$defaults/spark-defaults-$name.conf"
    fi
fi
sh /build/settle.sh "$tree"
