"""Every shared object in the image finds all that it links against, and every Python package can be imported."""

import importlib
import importlib.metadata
import os
import subprocess
import sys
from pathlib import Path

# libjvm.so is loaded before all else of Java, by no path.
JAVA = "/opt/java/lib/server:/opt/java/lib"
SITE = Path(f"/usr/local/lib/python{sys.version_info[0]}.{sys.version_info[1]}/dist-packages")
FOLDERS = {"/opt/java": JAVA, str(SITE): "", "/usr/java/packages/lib": "", "/opt/spark": "", "/usr/lib": ""}
# Not what a package is for.
ASIDE = {"tests", "test", "docs", "examples", "benchmarks", "scripts"}


def is_elf(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(4) == b"\x7fELF"
    except PermissionError:
        return False


def libraries(folder: str) -> list[Path]:
    paths = (Path(where) / name for where, _, names in os.walk(folder) for name in names)
    return sorted(p for p in paths if ".so" in p.name and not p.is_symlink() and is_elf(p))


def missing(path: Path, more: str) -> list[str]:
    # ldd is the loader itself, which lists what it would load.
    done = subprocess.run(
        ["ldd", str(path)], capture_output=True, text=True, env={**os.environ, "LD_LIBRARY_PATH": more, "LD_PRELOAD": ""}
    )
    return sorted({line.split()[0] for line in done.stdout.splitlines() if "not found" in line})


lost = []
count = 0
for folder, more in FOLDERS.items():
    for path in libraries(folder):
        count += 1
        # What a wheel bundles has no path of its own: the package's modules, which have one, load all of it.
        bundled = str(path.parent) if path.parent.name.endswith(".libs") else more
        if names := missing(path, bundled):
            lost.append(f"{path} needs {', '.join(names)}")
if lost:
    raise SystemExit("shared objects that do not find what they link against:\n" + "\n".join(lost))
if count < 100:
    raise SystemExit(f"no more than {count} shared objects were found")
print(f"saw: {count} shared objects find all that they link against")


def modules(distribution: importlib.metadata.Distribution) -> set[str]:
    """The names at the top of a package, as its files have them."""
    found = set()
    for file in distribution.files or []:
        first, *rest = file.parts
        if first.endswith(".py") and not rest:
            found.add(first.removesuffix(".py"))
        elif rest == ["__init__.py"] and first.isidentifier():
            found.add(first)
    return {name for name in found if not name.startswith("_")} - ASIDE


failed = []
names = []
for distribution in importlib.metadata.distributions(path=[str(SITE)]):
    for module in sorted(modules(distribution)):
        try:
            importlib.import_module(module)
            names.append(module)
        except Exception as error:  # noqa: BLE001 (a package may raise anything)
            failed.append(f"{distribution.metadata['Name']}: import {module}: {type(error).__name__}: {error}")
if failed:
    raise SystemExit("Python packages that cannot be imported:\n" + "\n".join(failed))
print(f"saw: imports of {', '.join(sorted(names))}")
