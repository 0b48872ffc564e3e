#!/usr/bin/env python3
"""Makes the lock files anew from what is wanted.

    make_lock.py FOLDER IN...      writes FOLDER/NAME.lock for each NAME.in

A line of an .in file is one of

    sdist NAME VERSION                 a source distribution
    wheel REQUIREMENT                  Python packages with all they depend on
    maven NAME VERSION LICENCE         one jar; the licence as an SPDX expression

Everything is downloaded and measured. Licences of Python packages are taken
from their own metadata. The rows are sorted, so the same answers of the
registries give the same bytes.
"""

import re
import sys
import tarfile
import tempfile
import subprocess
import zipfile
from email.message import Message
from email.parser import HeaderParser
from pathlib import Path

from fetch_maven import download as download_maven
from locks import Row, fail, sha256_of

ARCHITECTURES = ("x86_64", "aarch64")
PYTHON = "311"
# Debian bookworm has glibc 2.36; PEP 600 tags that wheels are published with.
GLIBC = ("2014", "_2_17", "_2_24", "_2_26", "_2_27", "_2_28", "_2_31", "_2_34", "_2_35", "_2_36")

# What older metadata says where an SPDX expression belongs.
CLASSIFIERS = {
    "License :: OSI Approved :: Apache Software License": "Apache-2.0",
    "License :: OSI Approved :: BSD License": "BSD",
    "License :: OSI Approved :: GNU General Public License v2 (GPLv2)": "GPL-2.0-only",
    "License :: OSI Approved :: MIT License": "MIT",
}
LICENCE_FIELDS = {
    "Apache 2.0": "Apache-2.0",
    "Apache License 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "Apache-2.0": "Apache-2.0",
    "BSD": "BSD",
    "BSD License": "BSD",
    "BSD-3-Clause": "BSD-3-Clause",
    "3-Clause BSD License": "BSD-3-Clause",
    "Dual License": "Apache-2.0 OR BSD-3-Clause",
    "MIT": "MIT",
}


def pip_download(folder: Path, arguments: list[str]) -> None:
    # fmt: off
    subprocess.run(
        [
            sys.executable, "-m", "pip", "download", "--dest", str(folder),
            "--no-cache-dir", "--quiet", "--progress-bar", "off",
            "--disable-pip-version-check", *arguments,
        ],
        check=True,
    )
    # fmt: on


def download_wheels(folder: Path, requirements: list[str]) -> None:
    for architecture in ARCHITECTURES:
        platforms = [f"--platform=manylinux{glibc}_{architecture}" for glibc in GLIBC]
        python = ["--implementation=cp", f"--python-version={PYTHON}"]
        abis = [f"--abi=cp{PYTHON}", "--abi=abi3"]
        pip_download(
            folder, ["--only-binary=:all:", *python, *abis, *platforms, "--", *requirements]
        )


def metadata_of(path: Path) -> Message:
    if path.suffix == ".whl":
        with zipfile.ZipFile(path) as wheel:
            name = next(n for n in wheel.namelist() if n.endswith(".dist-info/METADATA"))
            return HeaderParser().parsestr(wheel.read(name).decode())
    with tarfile.open(path) as source:
        for member in source:
            if member.name.count("/") == 1 and member.name.endswith("/PKG-INFO"):
                return HeaderParser().parsestr(source.extractfile(member).read().decode())
    fail(f"{path.name}: no metadata in it")


def bsd_of(path: Path) -> str:
    """Which BSD licence it is, by its text: the third clause is about names."""
    with zipfile.ZipFile(path) as wheel:
        texts = [
            wheel.read(name).decode()
            for name in wheel.namelist()
            if re.search(r"\.dist-info/(licenses/)?LICENSE[^/]*$", name)
        ]
    if len(texts) != 1 or "Redistributions in binary form" not in texts[0]:
        fail(f"{path.name}: a BSD licence by its metadata, but which one?")
    third = re.search(r"neither the name|the name of the author may not", texts[0], re.IGNORECASE)
    return "BSD-3-Clause" if third else "BSD-2-Clause"


def licence_of(metadata: Message, path: Path) -> str:
    if expression := metadata["License-Expression"]:
        return expression
    named = [CLASSIFIERS[c] for c in metadata.get_all("Classifier", []) if c in CLASSIFIERS]
    field = metadata["License"] or ""
    licence = LICENCE_FIELDS.get(field.strip()) or " OR ".join(sorted(set(named)))
    if not licence:
        fail(f"{metadata['Name']}: no licence known; its metadata says {field[:60]!r}")
    return bsd_of(path) if licence == "BSD" else licence


def row(kind: str, name: str, version: str, path: Path, licence: str) -> str:
    size = path.stat().st_size
    return f"{kind} {name} {version} {path.name} {size} {sha256_of(path)} {licence}"


def pypi_rows(folder: Path) -> list[str]:
    rows = []
    for path in folder.iterdir():
        metadata = metadata_of(path)
        name = metadata["Name"].lower().replace("_", "-")
        rows.append(row("pypi", name, metadata["Version"], path, licence_of(metadata, path)))
    return rows


def maven_rows(folder: Path, wanted: list[Row]) -> list[str]:
    if wanted:
        download_maven(wanted, folder)
    return [row("maven", w.name, w.version, folder / w.file, w.licence) for w in wanted]


def maven_row(line: str) -> Row:
    _, name, version, licence = line.split(" ", 3)
    _, artifact, *classifier = name.split(":")
    file = "-".join([artifact, version, *classifier]) + ".jar"
    return Row("", "maven", name, version, file, 0, "", licence)


def make_lock(source: Path) -> str:
    lines = [
        line for line in source.read_text().splitlines() if line and not line.startswith("#")
    ]
    if odd := [line for line in lines if line.split(" ")[0] not in ("sdist", "wheel", "maven")]:
        fail(f"{source.name}: expected sdist, wheel or maven: {odd[0]}")
    with tempfile.TemporaryDirectory() as scratch:
        pypi, maven = Path(scratch, "pypi"), Path(scratch, "maven")
        pypi.mkdir()
        maven.mkdir()
        for line in lines:
            if line.startswith("sdist "):
                _, name, version = line.split(" ")
                flags = ["--no-deps", "--no-binary=:all:", "--no-build-isolation"]
                pip_download(pypi, [*flags, f"{name}=={version}"])
        wheels = [line.removeprefix("wheel ") for line in lines if line.startswith("wheel ")]
        if wheels:
            download_wheels(pypi, wheels)
        jars = [maven_row(line) for line in lines if line.startswith("maven ")]
        rows = sorted(pypi_rows(pypi)) + sorted(maven_rows(maven, jars))
    return (
        f"# Made by build/make_lock.py from {source.name}: not to be edited by hand.\n"
        "# kind name version file size sha256 licence\n" + "".join(f"{r}\n" for r in rows)
    )


def main(arguments: list[str]) -> None:
    if len(arguments) < 2:
        fail("usage: make_lock.py FOLDER IN...")
    target = Path(arguments[0])
    for name in arguments[1:]:
        source = Path(name)
        (target / f"{source.stem}.lock").write_text(make_lock(source))


if __name__ == "__main__":
    main(sys.argv[1:])
