#!/usr/bin/env python3
"""Downloads the Python rows of a lock file for the image's architecture.

    fetch_pypi.py LOCK FOLDER

pip itself checks each hash before it opens a file (it runs a source
distribution's code to learn its metadata, with the lock's `build` rows); size and
hash are then checked once more by our own code.
"""

import re
import subprocess
import sys
import tempfile
from pathlib import Path

from build_wheels import make_environment, variables
from locks import Row, fail, for_this_image, mismatch, platforms_of, read_lock, verify
from repositories import pip_environment


def download_all(rows: list[Row], folder: Path) -> None:
    """Wheels first: what source distributions are built with has to be there before them."""
    tools = [row for row in rows if row.kind == "build"]
    sources = [row for row in rows if row.kind == "pypi" and not row.file.endswith(".whl")]
    wheels = [row for row in rows if row.kind == "pypi" and row.file.endswith(".whl")]
    # A name can be in each with a version of its own.
    for some in (wheels, tools):
        if some:
            download(some, folder, ["--only-binary", ":all:", *platforms_of([row.file for row in some]), *python_of(some)])
    if not sources:
        return
    with tempfile.TemporaryDirectory() as scratch:
        # Nothing unlocked is fetched to build them. Spark's own has no `build` rows: Debian's setuptools and wheel serve it.
        flags = ["--no-binary", ":all:", "--no-build-isolation", *(["--use-pep517"] if tools else [])]
        python = make_environment(Path(scratch), [folder / row.file for row in tools]) if tools else None
        download(sources, folder, flags, python)


def python_of(rows: list[Row]) -> list[str]:
    """pip's options for the Python that wheels are for, if that is not this one: services take files out of such wheels."""
    found = {(int(major), int(minor)) for row in rows for major, minor in re.findall(r"-cp(\d)(\d+)-cp", row.file)}
    others = found - {sys.version_info[:2]}
    return ["--python-version", ".".join(map(str, *others))] if len(others) == 1 == len(found) else []


def download(rows: list[Row], folder: Path, flags: list[str], python: Path | None = None) -> None:
    with tempfile.NamedTemporaryFile("w", suffix=".txt") as requirements:
        requirements.writelines(
            f"{row.name}=={row.version} --hash=sha256:{row.sha256}\n" for row in rows
        )
        requirements.flush()
        # fmt: off
        command = [
            sys.executable, "-m", "pip", *(["--python", str(python)] if python else []), "download",
            "--require-hashes", "--no-deps", "--requirement", requirements.name, *flags,
            "--dest", str(folder), "--no-cache-dir", "--quiet", "--progress-bar", "off",
            "--disable-pip-version-check",
        ]
        # fmt: on
        with tempfile.TemporaryDirectory(dir="/dev/shm") as scratch:
            done = subprocess.run(
                command,
                text=True,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                env={**pip_environment(Path(scratch)), **(variables(python) if python else {})},
            )
    if done.returncode != 0:
        explain_hash_error(done.stdout, rows)
        fail(done.stdout)


def explain_hash_error(output: str, rows: list[Row]) -> None:
    found = re.search(
        r"^ *(?P<name>[\w.-]+)==(?P<version>[\w.!+-]+)[^\n]* from [^\n]*\n"
        r" *Expected sha256 (?P<expected>[0-9a-f]{64})\n"
        r" *Got +(?P<got>[0-9a-f]{64})",
        output,
        re.MULTILINE,
    )
    if found is None:
        return
    for row in rows:
        if row.sha256 == found["expected"]:
            mismatch(row, "sha256", found["got"], row.sha256)


def main(arguments: list[str]) -> None:
    if len(arguments) != 2:
        fail("usage: fetch_pypi.py LOCK FOLDER")
    folder = Path(arguments[1])
    folder.mkdir(parents=True, exist_ok=True)
    rows = [row for row in for_this_image(read_lock(Path(arguments[0]))) if row.kind != "maven"]
    download_all(rows, folder)
    verify(rows, folder)


if __name__ == "__main__":
    main(sys.argv[1:])
