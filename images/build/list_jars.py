#!/usr/bin/env python3
"""Lists the jars that Spark starts with, for the archive of their classes and for who looks whether it still fits.

    list_jars.py TREE

In TREE:

    class-path   the jars in their order; the same for all variants
    names        what these jars have at their root
"""

import sys
import zipfile
from pathlib import Path


def main(arguments: list[str]) -> None:
    if len(arguments) != 1:
        sys.exit("usage: list_jars.py TREE")
    tree = Path(arguments[0])
    # SLF4J's first, as Spark has it: others may have parts of it.
    jars = sorted(Path("/opt/spark/jars").glob("*.jar"), key=lambda jar: (not jar.name.startswith("slf4j-api-"), jar.name))
    names = {name.partition("/")[0] for jar in jars for name in zipfile.ZipFile(jar).namelist()}
    tree.mkdir(parents=True)
    (tree / "class-path").write_text(":".join(map(str, jars)) + "\n")
    (tree / "names").write_text("\n".join(sorted(names)) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
