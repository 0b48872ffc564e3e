#!/usr/bin/env python3
"""Lays the licence texts that jars and wheels carry inside them beside each other.

    licences.py LOCK FILES TARGET [--if-any] [--wheels FOLDER]

For each jar and wheel of the lock: TARGET/<file without its ending>/ (of a wheel
<name>-<version>) with its LICENSE, NOTICE and the like, at their paths inside it,
and SPDX with the licence that the lock names. A source distribution has those of the
wheel in FOLDER that was built from it. An artifact that carries no such
text has one here, licences/<group>.<artifact>.txt: its publisher's, or where
that says it is to be found. Without either, the build ends; with --if-any, as for
components of a catalog's own and jars instead of Spark's, a NOTICE says so.
"""

import argparse
import re
import sys
import zipfile
from pathlib import Path

from locks import Row, fail, for_this_image, read_lock

TEXT = re.compile(r"(LICEN[CS]E|NOTICE|COPYING|THIRD.?PARTY|EULA)[^/]*$", re.IGNORECASE)
OURS = Path(__file__).with_name("licences")


def texts_of(row: Row, file: Path, if_any: bool) -> dict[str, bytes]:
    with zipfile.ZipFile(file) as archive:
        found: dict[str, bytes] = {}
        for entry in archive.infolist():
            name = entry.filename
            if TEXT.search(name) and not name.endswith(".class") and "/services/" not in name:
                # A shaded jar may have several of one name.
                text, there = archive.read(entry), found.get(name, b"")
                found[name] = there if text in there else there + text
    if row.kind == "pypi":
        # The metadata has the texts of all that is in the wheel.
        parts = {name.partition(".dist-info/")[2]: text for name, text in found.items()}
        found = {name: text for name, text in parts.items() if name}
    if found:
        return found
    if if_any:
        return {"NOTICE": f"{row.file} holds no text of its licence: {row.licence}\n".encode()}
    ours = OURS / f"{row.name.replace(':', '.')}.txt"
    if not ours.is_file():
        fail(
            f"no licence: {row.where}: {row.name} {row.version}: {row.file} has no text of its "
            f"licence; put it, or where it is to be found, into images/build/licences/{ours.name}"
        )
    return {"LICENSE": ours.read_bytes()}


def folder_of(row: Row) -> str:
    return f"{row.name}-{row.version}" if row.kind == "pypi" else row.file.removesuffix(".jar")


def file_of(row: Row, files: Path, wheels: Path | None) -> Path | None:
    """What has the texts; none for Spark's own distribution, a tar whose texts unpack_spark.sh puts in place."""
    if row.file.endswith((".jar", ".whl")):
        return files / row.file
    prefix = f"{normalized(row.name)}-{row.version}-"
    built = wheels.glob("*.whl") if wheels else []
    return next((wheel for wheel in built if normalized(wheel.name).startswith(prefix)), None)


def normalized(name: str) -> str:
    """Names of projects and of wheels differ in case, and in what stands between words."""
    return re.sub(r"[-_]+", "-", name).lower()


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("lock", type=Path)
    parser.add_argument("files", type=Path)
    parser.add_argument("target", type=Path)
    parser.add_argument("--if-any", action="store_true")
    parser.add_argument("--wheels", type=Path)
    given = parser.parse_args(arguments)
    for row in for_this_image(read_lock(given.lock)):
        file = file_of(row, given.files, given.wheels)
        if row.kind == "build" or file is None:
            continue
        folder = given.target / folder_of(row)
        folder.mkdir(parents=True)
        (folder / "SPDX").write_text(row.licence + "\n")
        for name, text in texts_of(row, file, given.if_any).items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(text)


if __name__ == "__main__":
    main(sys.argv[1:])
