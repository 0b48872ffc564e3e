#!/usr/bin/env python3
"""Compiles the Python modules that a PySpark session imports.

    precompile.py TREE SITE MODULE...

The image's users cannot write beside the sources, so without this each start
of a Python driver or worker would compile pandas, numpy and the rest again
(0.7 s of 1.1). Compiling all of them would cost twice the space for modules that
hardly anyone imports: the given modules are imported, and what that loads from
SITE, a folder of TREE, is compiled. TREE is what becomes the image's root.

Byte code is tied to its source by a hash, not by a date: the same bytes in every
build, and a source that a derived image changes is still noticed.
"""

import compileall
import importlib
import py_compile
import sys
from pathlib import Path


def main(arguments: list[str]) -> None:
    if len(arguments) < 3:
        sys.exit("usage: precompile.py TREE SITE MODULE...")
    tree, site, *modules = arguments
    sys.dont_write_bytecode = True
    sys.path.insert(0, site)
    for module in modules:
        importlib.import_module(module)
    loaded = {getattr(module, "__file__", None) for module in sys.modules.values()}
    files = sorted(f for f in loaded if f and f.startswith(f"{site}/") and f.endswith(".py"))
    for file in files:
        if not compileall.compile_file(
            file,
            stripdir=tree,
            prependdir="/",
            quiet=1,
            invalidation_mode=py_compile.PycInvalidationMode.CHECKED_HASH,
        ):
            sys.exit(f"{file} does not compile")
    if not (Path(files[0]).parent / "__pycache__").is_dir():
        sys.exit("nothing was compiled")


if __name__ == "__main__":
    main(sys.argv[1:])
