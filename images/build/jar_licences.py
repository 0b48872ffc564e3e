#!/usr/bin/env python3
"""Lays the licence texts that jars carry inside them beside each other.

    jar_licences.py LOCK JARS TARGET

For each jar of the lock: TARGET/<jar without .jar>/ with its LICENSE, NOTICE and
the like, and SPDX with the licence that the lock names.
"""

import re
import sys
import zipfile
from pathlib import Path, PurePosixPath

from locks import fail, read_lock

TEXT = re.compile(r"(LICEN[CS]E|NOTICE|COPYING|THIRD.?PARTY|EULA)[^/]*$", re.IGNORECASE)


def main(arguments: list[str]) -> None:
    if len(arguments) != 3:
        fail("usage: jar_licences.py LOCK JARS TARGET")
    lock, jars, target = map(Path, arguments)
    for row in read_lock(lock):
        folder = target / row.file.removesuffix(".jar")
        folder.mkdir(parents=True)
        (folder / "SPDX").write_text(row.licence + "\n")
        with zipfile.ZipFile(jars / row.file) as jar:
            for name in jar.namelist():
                path = PurePosixPath(name)
                if TEXT.search(name) and path.suffix != ".class":
                    (folder / path.name).write_bytes(jar.read(name))


if __name__ == "__main__":
    main(sys.argv[1:])
