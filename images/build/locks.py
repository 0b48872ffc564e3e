#!/usr/bin/env python3
"""Lock files: what the images download, and what must come of it.

One artifact a line, fields separated by single spaces, `#` starts a comment:

    kind name version file size sha256 licence

`kind` is `maven` (name is group:artifact or group:artifact:classifier), `pypi` (a
wheel or a source distribution) or `build` (a wheel that source distributions of the
lock are built with; it is in no image). `pypi@aarch64` is for that architecture only;
a wheel's file name says it where it names one. The licence is an SPDX expression and
takes the rest of the line.

    locks.py verify LOCK FOLDER    every locked file is there, as it was locked, and nothing else
    locks.py platforms LIST        pip's options for the platforms of the wheels that LIST names, one a line
"""

import hashlib
import os
import platform
import re
import sys
from pathlib import Path
from typing import NamedTuple, NoReturn

KINDS = ("maven", "pypi", "build")
ARCHITECTURES = ("x86_64", "aarch64")
# By BuildKit's names for them, in TARGETARCH: https://docs.docker.com/reference/dockerfile/#automatic-platform-args-in-the-global-scope
TARGETS = {"amd64": "x86_64", "arm64": "aarch64"}


class Row(NamedTuple):
    where: str  # "images/components/jdbc/jdbc.lock:3", as a reader finds it in the project
    kind: str
    name: str
    version: str
    file: str
    size: int
    sha256: str
    licence: str
    architecture: str = ""  # the one that it is for, or all


def fail(message: str) -> NoReturn:
    sys.exit(message)


def mismatch(row: Row, what: str, found: object, expected: object) -> NoReturn:
    """Ends the step. The action looks for lines of exactly this form."""
    fail(
        f"lock mismatch: {row.where}: {row.name} {row.version}: "
        f"{what} is {found}, the lock says {expected}"
    )


def read_lock(path: Path) -> list[Row]:
    """Of a lock that lies in a build as it does in the images folder."""
    rows = []
    for number, line in enumerate(path.read_text().splitlines(), 1):
        if not line or line.startswith("#"):
            continue
        where = f"images{path.absolute()}:{number}"
        fields = line.split(" ", 6)
        kind, at, architecture = fields[0].partition("@")
        if (
            len(fields) != 7
            or kind not in KINDS
            or (at and architecture not in ARCHITECTURES)
            or not re.fullmatch(r"[A-Za-z0-9][A-Za-z0-9._+-]*", fields[3])
            or not fields[4].isdigit()
            or not re.fullmatch(r"[0-9a-f]{64}", fields[5])
        ):
            fail(f"lock malformed: {where}: expected `kind name version file size sha256 licence`")
        _, name, version, file, size, sha256, licence = fields
        rows.append(Row(where, kind, name, version, file, int(size), sha256, licence, architecture))
    return rows


def for_this_image(rows: list[Row]) -> list[Row]:
    """Leaves out what is for other architectures: than the image's, and for what is only built with, than this machine's."""
    own = platform.machine()
    target = TARGETS.get(os.environ.get("TARGETARCH", ""), own)
    for one in (own, target):
        if one not in ARCHITECTURES:
            fail(f"no wheels are locked for the architecture {one}")
    return [row for row in rows if architecture_of(row) in ("", own if row.kind == "build" else target)]


def architecture_of(row: Row) -> str:
    """The architecture that a row is for, or none if it is for all."""
    named = [one for one in ARCHITECTURES if row.file.endswith(".whl") and one in row.file]
    return row.architecture or (named[0] if len(named) == 1 else "")


def platforms_of(wheels: list[str]) -> list[str]:
    """pip's options for the platforms that wheels are for, by their file names; none where they are for all."""
    tags = {tag for wheel in wheels for tag in wheel.removesuffix(".whl").rpartition("-")[2].split(".")}
    return [option for tag in sorted(tags - {"any"}) for option in ("--platform", tag)]


def sha256_of(path: Path) -> str:
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 20):
            digest.update(block)
    return digest.hexdigest()


def verify(rows: list[Row], folder: Path) -> None:
    for row in rows:
        path = folder / row.file
        if not path.is_file():
            fail(f"missing download: {row.where}: {row.name} {row.version}: no file {row.file}")
        if path.stat().st_size != row.size:
            mismatch(row, "size", path.stat().st_size, row.size)
        found = sha256_of(path)
        if found != row.sha256:
            mismatch(row, "sha256", found, row.sha256)


def main(arguments: list[str]) -> None:
    if len(arguments) == 2 and arguments[0] == "platforms":
        print(*platforms_of(Path(arguments[1]).read_text().splitlines()))
        return
    if len(arguments) != 3 or arguments[0] != "verify":
        fail("usage: locks.py verify LOCK FOLDER | platforms LIST")
    rows, folder = read_lock(Path(arguments[1])), Path(arguments[2])
    verify(for_this_image(rows), folder)
    # The stages take all that is in the folder.
    others = {path.name for path in folder.iterdir()} - {row.file for row in rows}
    if others:
        fail(f"download in no lock: {sorted(others)[0]}")


if __name__ == "__main__":
    main(sys.argv[1:])
