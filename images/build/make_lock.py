#!/usr/bin/env python3
"""Makes the lock files anew from what is wanted.

    make_lock.py FOLDER IN...      writes FOLDER/NAME.lock for each NAME.in

A line of an .in file is one of

    sdist NAME VERSION                 a source distribution
    wheel REQUIREMENT                  Python packages with all they depend on
    maven NAME VERSION LICENCE         one jar; the licence as an SPDX expression, or - for its POM's
    beside NAME VERSION                a Python package that is there already: not locked again
    architecture NAME                  x86_64 or aarch64: what wheels are for; both by default

Everything is downloaded and measured. Licences of Python packages are taken
from their own metadata. The rows are sorted, so the same answers of the
registries give the same bytes. A lock notes the lines that it was made for, so
that one made for others is known as such.
"""

import re
import subprocess
import sys
import tarfile
import tempfile
import zipfile
from email.message import Message
from email.parser import HeaderParser
from pathlib import Path
from xml.etree import ElementTree

from fetch_maven import download as download_maven
from locks import Row, fail, sha256_of
from repositories import pip_environment

LINES = ("sdist", "wheel", "maven", "beside", "architecture")
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


# What POMs call the usual licences, by name or address.
POM_LICENCES = [
    (re.compile(pattern, re.IGNORECASE), spdx)
    for pattern, spdx in (
        (r"apache.*2|LICENSE-2\.0", "Apache-2.0"),
        (r"\bMIT\b|opensource\.org/licenses/mit", "MIT"),
        (r"BSD.*2.clause|simplified BSD", "BSD-2-Clause"),
        (r"BSD.*3.clause|new BSD|revised BSD", "BSD-3-Clause"),
        (r"EPL.*2|Eclipse Public.*2", "EPL-2.0"),
        (r"EPL.*1|Eclipse Public.*1", "EPL-1.0"),
        (r"MPL.*2|Mozilla.*2", "MPL-2.0"),
    )
]
STATE_IT = "state it as an SPDX expression, `license:` in the catalog"


def pip_download(folder: Path, arguments: list[str]) -> None:
    with tempfile.TemporaryDirectory(dir="/dev/shm") as scratch:
        # fmt: off
        subprocess.run(
            [
                sys.executable, "-m", "pip", "download", "--dest", str(folder),
                "--no-cache-dir", "--quiet", "--progress-bar", "off",
                "--disable-pip-version-check", *arguments,
            ],
            check=True,
            env=pip_environment(Path(scratch)),
        )
        # fmt: on


def download_wheels(
    folder: Path, requirements: list[str], beside: list[tuple[str, str]], architectures: list[str]
) -> None:
    constraints = folder.parent / "constraints.txt"
    constraints.write_text("".join(f"{name}=={version}\n" for name, version in beside))
    for architecture in architectures:
        platforms = [f"--platform=manylinux{glibc}_{architecture}" for glibc in GLIBC]
        python = ["--implementation=cp", f"--python-version={PYTHON}"]
        abis = [f"--abi=cp{PYTHON}", "--abi=abi3"]
        pip_download(
            folder,
            # fmt: off
            [
                "--only-binary=:all:", *python, *abis, *platforms,
                "--constraint", str(constraints), "--", *requirements,
            ],
            # fmt: on
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
    # An expression can't hold SPDX's own word for that, NOASSERTION.
    return bsd_of(path) if licence == "BSD" else licence or "LicenseRef-unknown"


def row(kind: str, name: str, version: str, path: Path, licence: str) -> str:
    size = path.stat().st_size
    return f"{kind} {name} {version} {path.name} {size} {sha256_of(path)} {licence}"


def pypi_rows(folder: Path, beside: list[tuple[str, str]]) -> list[str]:
    rows = []
    for path in folder.iterdir():
        metadata = metadata_of(path)
        name = metadata["Name"].lower().replace("_", "-")
        if (name, metadata["Version"]) in beside:
            continue
        rows.append(row("pypi", name, metadata["Version"], path, licence_of(metadata, path)))
    return rows


def maven_rows(folder: Path, wanted: list[Row]) -> list[str]:
    if wanted:
        download_maven(wanted, folder)
    if unknown := [w for w in wanted if w.licence == "-"]:
        download_maven(unknown, folder, "pom")
    return [
        row("maven", w.name, w.version, folder / w.file, pom_licence(w, folder))
        for w in wanted
    ]


def pom_licence(wanted: Row, folder: Path) -> str:
    """The licence that was given, or the one that the artifact's POM names."""
    if wanted.licence != "-":
        return wanted.licence
    pom = folder / f"{wanted.name.split(':')[1]}-{wanted.version}.pom"
    found = []
    for licence in ElementTree.parse(pom).findall(".//{*}license"):
        texts = [licence.findtext(f"{{*}}{key}") or "" for key in ("name", "url")]
        spdx = next((s for pattern, s in POM_LICENCES if any(pattern.search(t) for t in texts)), None)
        if spdx is None:
            fail(f"{wanted.name}: its POM names the licence {texts[0]!r}: {STATE_IT}")
        found.append(spdx)
    if not found:
        fail(f"{wanted.name}: its POM names no licence: {STATE_IT}")
    return " OR ".join(sorted(set(found)))


def maven_row(line: str) -> Row:
    _, name, version, licence = line.split(" ", 3)
    _, artifact, *classifier = name.split(":")
    file = "-".join([artifact, version, *classifier]) + ".jar"
    return Row("", "maven", name, version, file, 0, "", licence)


def make_lock(source: Path) -> str:
    lines = [
        line for line in source.read_text().splitlines() if line and not line.startswith("#")
    ]
    if odd := [line for line in lines if line.split(" ")[0] not in LINES]:
        fail(f"{source.name}: expected {', '.join(LINES)}: {odd[0]}")
    fields = [line.split(" ") for line in lines]
    beside = [(name, version) for kind, name, *rest in fields if kind == "beside" for version in rest]
    architectures = [name for kind, name, *_ in fields if kind == "architecture"]
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
            download_wheels(pypi, wheels, beside, architectures or list(ARCHITECTURES))
        jars = [maven_row(line) for line in lines if line.startswith("maven ")]
        rows = sorted(pypi_rows(pypi, beside)) + sorted(maven_rows(maven, jars))
    return (
        "# Made by build/make_lock.py: not to be edited by hand.\n"
        + "".join(f"# wanted: {line}\n" for line in lines)
        + "# kind name version file size sha256 licence\n" + "".join(f"{r}\n" for r in rows)
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
