#!/usr/bin/env python3
"""Takes out of Spark's jars those that the versions of a series don't share.

    split_jars.py JARS TARGET LIST

What LIST names stays in JARS, the same for each version; the others go to TARGET. It has a line for each, as a
lockfile's `# brings: ` has it.
"""

import sys
import zipfile
from pathlib import Path

from jar_names import name_of


def main(arguments: list[str]) -> None:
    if len(arguments) != 3:
        sys.exit("usage: split_jars.py JARS TARGET LIST")
    jars, target, listed = map(Path, arguments)
    shared = set(listed.read_text().splitlines())
    for path in sorted(jars.glob("*.jar")):
        with zipfile.ZipFile(path) as jar:
            name = name_of(path.stem, jar)
        if name not in shared:
            path.rename(target / path.name)
            print(f"{path.name} is another one in other versions of the series")


if __name__ == "__main__":
    main(sys.argv[1:])
