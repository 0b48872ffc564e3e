#!/usr/bin/env python3
"""Packs compiled classes into a jar: sorted, and with one date, so that the same classes are the same jar.

make_jar.py CLASSES JAR
"""

import sys
import zipfile
from pathlib import Path


def main(arguments: list[str]) -> None:
    if len(arguments) != 2:
        sys.exit("usage: make_jar.py CLASSES JAR")
    classes, jar = map(Path, arguments)
    manifest = zipfile.ZipInfo("META-INF/MANIFEST.MF")
    with zipfile.ZipFile(jar, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr(manifest, "Manifest-Version: 1.0\r\n\r\n")
        for path in sorted(classes.rglob("*.class")):
            member = zipfile.ZipInfo(path.relative_to(classes).as_posix())
            out.writestr(member, path.read_bytes(), zipfile.ZIP_DEFLATED)


if __name__ == "__main__":
    main(sys.argv[1:])
