#!/bin/sh
# Takes away of the packages what nothing uses at run time.
#
# usage: build.sh TREE DOWNLOADS
set -eu

tree=$1
site=$tree$(python3 -c 'import site; print(site.getsitepackages()[0])')

cd "$site"
# py4j's jar, which Spark brings itself.
rm -rf share
# Tests of the packages themselves.
find . -depth -type d -name tests -exec rm -rf {} +
# numpy's compiled test modules stay: numpy 1 does not load without them.
rm -f pyarrow/_pyarrow_cpp_tests.*.so
find . -type f -name conftest.py -delete
# Sources, declarations and archives for compiling against the packages.
find . -type f \( -name '*.pyx' -o -name '*.pxd' -o -name '*.pxi' -o -name '*.pyi' \
    -o -name '*.h' -o -name '*.hpp' -o -name '*.a' -o -name '*.c' -o -name '*.cc' \) -delete
rm -rf pyarrow/include pyarrow/src numpy/_core/include numpy/core/include
# Arrow Flight is a server and client of its own; Spark speaks gRPC by grpcio.
rm -f pyarrow/libarrow_flight* pyarrow/libarrow_python_flight* pyarrow/_flight*
# Nor are Substrait's query plans of use to Spark (4.5 MB). All of pyarrow is linked to that library, and only its
# module uses what is in it: for the others, an empty library of that name takes its place.
# `import pyarrow.substrait` says that the installation was built without it, as in other builds of pyarrow.
rm -f pyarrow/_substrait.*.so
printf '' | as -o /tmp/empty.o
for library in pyarrow/libarrow_substrait.so.*; do
    symbols() { nm --dynamic --format=posix "$@" | awk '{ sub(/@.*/, "", $1); print $1 }' | sort -u; }
    symbols --defined-only "$library" >/tmp/defined
    for user in pyarrow/*.so*; do
        if [ "$user" != "$library" ] && symbols --undefined-only "$user" | comm -12 - /tmp/defined | grep -q .; then
            echo "$user uses $library" >&2
            exit 1
        fi
    done
    ld -shared -z noexecstack -soname "$(basename "$library")" -o "$library" /tmp/empty.o
done
# A wheel cannot hold links: libarrow.so and libarrow.so.1.2.3 are copies.
for library in pyarrow/lib*.so.*; do
    for copy in "${library%%.so.*}.so" "$library".*; do
        if [ -f "$copy" ] && cmp -s "$copy" "$library"; then
            ln -sf "$(basename "$library")" "$copy"
        fi
    done
done
# zstandard for PyPy, which also takes cffi.
rm -f zstandard/_cffi*
# Symbol tables, which only debuggers read: 19 of zstandard's 23 MB, 24 of pyarrow's 119, 2
# of yaml's 3. Not numpy's: stripping breaks its bundled libraries.
for package in pyarrow yaml zstandard; do
    # Spark 3.5 has pyarrow only.
    if [ -d "$package" ]; then find "$package" -type f -name '*.so*' -exec strip --strip-unneeded {} +; fi
done
# Time zones are the system's (Debian's tzdata, kept up to date with it), which
# Python prefers anyway; the packages themselves stay, for pandas requires them.
rm -rf tzdata/zoneinfo pytz/zoneinfo
ln -s /usr/share/zoneinfo pytz/zoneinfo
find . -type d -empty -delete
