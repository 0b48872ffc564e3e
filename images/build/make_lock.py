#!/usr/bin/env python3
"""Makes the lock files anew from what is wanted.

    make_lock.py FOLDER IN...      writes FOLDER/NAME.lock for each NAME.in

A line of an .in file is one of

    sdist NAME VERSION                 a source distribution
    wheel REQUIREMENT                  Python packages with all they depend on; as sources where no wheel fits, with
                                       what these are built with
    maven NAME VERSION LICENCE         one jar; the licence as an SPDX expression, or - for its POM's
    resolve NAME VERSION EXCLUDE LICENCE
                                       a jar with all it needs but what Spark brings; globs of group:artifact to
                                       leave out, with commas, or -
    maven@ARCHITECTURE, resolve@ARCHITECTURE …
                                       the same for one architecture
    spark VERSION SCALA                the Spark that those jars are for
    brings NAME VERSION [PACKAGE]      a jar of that Spark, by group:artifact, or by artifact and its root package
    beside NAME VERSION                a Python package that is there already: not locked again
    installed NAME VERSION             one that is there already with all that it needs, whatever an index says, such as
                                       Spark's pyspark; of several versions, the packages fit each
    architecture NAME                  x86_64 or aarch64: what wheels are for; both by default

Everything is downloaded and measured. Licences of Python packages are taken
from their own metadata. The rows are sorted, so the same answers of the
registries give the same bytes. A lock notes the lines that it was made for, so
that one made for others is known as such; the jars that a source distribution
(Spark's) brings, with what prove_jars.py finds of them; and each jar that was
wanted in several versions.
"""

import io
import json
import os
import platform
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import zipfile
from email.message import Message
from email.parser import HeaderParser
from hashlib import sha1
from pathlib import Path
from xml.etree import ElementTree

from build_wheels import NotBuilt, build, make_environment, variables, why_not_built
from fetch_maven import complaint_of
from fetch_maven import download as download_maven
from jar_names import name_of
from locks import ARCHITECTURES, Row, fail, sha256_of
from prove_jars import Brought, notes_on
from repositories import pip_environment, refusing
from resolve_maven import Root, Spark, refuse, resolve
from resolve_python import LIBC, NO_WHEEL, PYTHON, Pin, Resolver, Unresolvable, normalized

LINES = ("sdist", "wheel", "maven", "resolve", "spark", "brings", "beside", "installed", "architecture")
# PEP 600's tags of wheels for the image's C library and older ones, from 2.17 (PEP 599) on.
GLIBC = ("2014", *(f"_2_{minor}" for minor in range(17, int(LIBC.split(".")[1]) + 1)))

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
        (r"^MIT-0$", "MIT-0"),
        (r"\bMIT\b|opensource\.org/licenses/mit", "MIT"),
        (r"BSD.*2.clause|simplified BSD", "BSD-2-Clause"),
        (r"BSD.*3.clause|new BSD|revised BSD", "BSD-3-Clause"),
        (r"EPL.*2|Eclipse Public.*2", "EPL-2.0"),
        (r"EPL.*1|Eclipse Public.*1", "EPL-1.0"),
        (r"MPL.*2|Mozilla.*2", "MPL-2.0"),
        (r"\bEDL.*1|Eclipse Distribution.*1", "BSD-3-Clause"),
        (r"CDDL.*1\.1", "CDDL-1.1"),
        (r"CDDL.*1\.0", "CDDL-1.0"),
        (r"\bCC0\b|Public Domain.*CC0", "CC0-1.0"),
    )
]
STATE_IT = "state it as an SPDX expression, `license:` in the catalog"


def pip_download(folder: Path, arguments: list[str], problem: str = "can't be downloaded") -> None:
    with tempfile.TemporaryDirectory(dir="/dev/shm") as scratch:
        # fmt: off
        done = subprocess.run(
            [
                sys.executable, "-m", "pip", "download", "--dest", str(folder), "--no-deps",
                "--no-cache-dir", "--quiet", "--progress-bar", "off",
                "--disable-pip-version-check", *arguments,
            ],
            text=True,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=pip_environment(Path(scratch)),
        )
        # fmt: on
    if done.returncode != 0:
        raise Unresolvable(f"{arguments[-1]} {problem}: {why_not_built(done.stdout)}")


def download_wheels(folder: Path, pins: list[Pin], architecture: str) -> None:
    """Downloads what resolve_python.py chose for an architecture."""
    folder.mkdir(parents=True, exist_ok=True)
    tag = "".join(PYTHON.split(".")[:2])
    platforms = [f"--platform=manylinux{glibc}_{architecture}" for glibc in GLIBC]
    python = ["--implementation=cp", f"--python-version={PYTHON}", f"--abi=cp{tag}", "--abi=abi3"]
    if names := [f"{pin.name}=={pin.version}" for pin in pins if not pin.source]:
        pip_download(folder, ["--only-binary=:all:", *python, *platforms, "--", *names])


def download_source(folder: Path, pin: Pin) -> Path:
    if not folder.exists():
        folder.mkdir()
        pip_download(folder, [f"--no-binary={pin.name}", f"{pin.name}=={pin.version}"], NO_WHEEL)
    return next(folder.iterdir())


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
            if re.search(r"\.dist-info/(licenses/)?LICEN[CS]E[^/]*$", name)
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


def pypi_row(path: Path, kind: str = "pypi", built: Path | None = None) -> str:
    """`built` is the wheel of a source distribution: its metadata is complete."""
    metadata = metadata_of(built or path)
    name = normalized(metadata["Name"])
    return row(kind, name, metadata["Version"], path, licence_of(metadata, built or path))


def rows_of(folders: dict[str, Path], kind: str, built: dict[str, Path]) -> list[str]:
    """Rows of the files that were downloaded for each architecture."""
    rows = []
    files = {path.name: path for folder in folders.values() for path in folder.iterdir()}
    for name, path in files.items():
        users = [one for one, folder in folders.items() if (folder / name).exists()]
        named = name.endswith(".whl") and any(one in name for one in ARCHITECTURES)
        only = "" if named or len(users) == len(folders) else f"@{users[0]}"
        rows.append(pypi_row(path, f"{kind}{only}", built.get(name)))
    return rows


def python_rows(wanted: list[str], resolver: Resolver, architectures: list[str], scratch: Path) -> list[str]:
    """Rows of Python packages, and of what those without a wheel are built with."""
    folders = {architecture: scratch / "pypi" / architecture for architecture in architectures}
    sources = scratch / "sources"
    sources.mkdir()
    for architecture, folder in folders.items():
        pins = resolver.resolve(wanted, architecture)
        download_wheels(folder, pins, architecture)
        for pin in pins:
            if pin.source:
                sdist = download_source(sources / f"{pin.name}-{pin.version}", pin)
                (folder / sdist.name).symlink_to(sdist)
    sdists = sorted(sources.glob("*/*"))
    tools, built = lock_tools(sdists, architectures, scratch / "build") if sdists else ([], {})
    return rows_of(folders, "pypi", built) + tools


def lock_tools(sdists: list[Path], architectures: list[str], scratch: Path) -> tuple[list[str], dict[str, Path]]:
    """Rows of what source distributions are built with, and the wheels that they become, by name of the source.

    They are built here as the images' build will do it, so that what can't be built is known now.
    """
    own = platform.machine()
    trees = [unpacked(path, scratch / "trees") for path in sdists]
    wanted = sorted({line for tree in trees for line in build_system(tree)["requires"]})
    resolver = Resolver(scratch)
    for attempt in ("static", "dynamic"):
        folders = {one: scratch / attempt / one for one in {*architectures, own}}
        for architecture, folder in folders.items():
            try:
                pins = resolver.resolve(wanted, architecture) if wanted else []
            except Unresolvable as error:
                names = ", ".join(path.name for path in sdists)
                raise Unresolvable(f"what {names} is built with can't be had: {error}") from None
            if any(pin.source for pin in pins):
                raise Unresolvable(f"{next(pin.name for pin in pins if pin.source)} has no wheel, and is needed to build others")
            download_wheels(folder, pins, architecture)
        python = make_environment(scratch / attempt / "environment", list(folders[own].iterdir()))
        more = {line for tree in trees for line in asked_for(tree, python)} - {*wanted}
        if not more:
            break
        wanted += sorted(more)
    built = {}
    for path in sdists:
        target = scratch / "wheels" / path.name
        try:
            build(path, python, target)
        except NotBuilt as error:
            raise Unresolvable(f"{path.name} {NO_WHEEL}: {error}") from None
        built[path.name] = next(target.glob("*.whl"))
    return rows_of({one: folders[one] for one in architectures}, "build", {}), built


def unpacked(sdist: Path, folder: Path) -> Path:
    target = folder / sdist.name
    shutil.unpack_archive(sdist, target)
    return next(target.iterdir())


def build_system(tree: Path) -> dict:
    """What pyproject.toml says of the build, with PEP 517's defaults."""
    file = tree / "pyproject.toml"
    said = tomllib.loads(file.read_text()).get("build-system", {}) if file.is_file() else {}
    default = {"requires": ["setuptools"], "build-backend": "setuptools.build_meta:__legacy__", "backend-path": []}
    return {**default, **said}


ASK = """
import importlib, json, sys
backend, *paths = sys.argv[1:]
sys.path[:0] = paths
module, _, attribute = backend.partition(":")
hooks = importlib.import_module(module)
for name in filter(None, attribute.split(".")):
    hooks = getattr(hooks, name)
found = getattr(hooks, "get_requires_for_build_wheel", lambda: [])()
print("\\n" + json.dumps(found))
"""


def asked_for(tree: Path, python: Path) -> list[str]:
    """What a build asks for only when it is run (PEP 517's get_requires_for_build_wheel)."""
    system = build_system(tree)
    done = subprocess.run(
        [python, "-P", "-c", ASK, system["build-backend"], *(str(tree / one) for one in system["backend-path"])],
        text=True,
        capture_output=True,
        cwd=tree,
        env={**os.environ, **variables(python)},
    )
    if done.returncode != 0:
        raise Unresolvable(f"{tree.name} {NO_WHEEL}: {why_not_built(done.stderr)}")
    return json.loads(done.stdout.splitlines()[-1])


def jars_within(folder: Path) -> list[Brought]:
    """The jars within source distributions."""
    found = []
    for path in folder.glob("*.tar.gz"):
        with tarfile.open(path) as source:
            for member in source:
                if re.fullmatch(r"[^/]+/deps/jars/[^/]+\.jar", member.name):
                    file = Path(member.name)
                    # In memory: a zip is read from its end, which the archive can't go back from.
                    content = source.extractfile(member).read()
                    with zipfile.ZipFile(io.BytesIO(content)) as jar:
                        found.append(Brought(file.name, name_of(file.stem, jar), sha1(content).hexdigest()))
    return sorted(found)


def maven_rows(folder: Path, wanted: list[Row]) -> list[str]:
    if wanted:
        download_maven(wanted, folder)
    if unknown := [w for w in wanted if w.licence == "-"]:
        download_maven(unknown, folder, "pom")
    return [
        row("maven", w.name, w.version, jar_of(w.name, folder / w.file), pom_licence(w, folder))
        for w in wanted
    ]


def resolved_rows(folder: Path, roots: list[Root], spark: Spark) -> tuple[list[str], list[str]]:
    """The rows of all that the artifacts need, and the conflicts of versions."""
    jars, conflicts = resolve(roots, spark, folder)
    alone = [root.row for root in roots if root.exclude is None]
    if unknown := [one for one in alone if one.licence == "-"]:
        download_maven(unknown, folder, "pom")
    stated = {one.name: pom_licence(one, folder) for one in alone}
    stated |= {root.row.name: root.row.licence for root in roots if root.row.licence != "-"}
    rows = []
    for jar in jars:
        found = stated.get(jar.name) or licence_named(jar.licences)
        if found is None:
            names = ", ".join(repr(name or url) for name, url in jar.licences) or "none"
            it = "its" if jar.name == jar.root.row.name else f"{jar.name} {jar.version} is needed, whose"
            where = "" if it == "its" else f", for it as an artifact of its own with version {jar.version}"
            refuse(jar.root, f"{it} POM names a licence that is not known ({names}): {STATE_IT}{where}")
        path = jar_of(jar.root.row.name, jar.path.rename(folder / jar.file))
        rows.append(row("maven", jar.name, jar.version, path, found))
    return rows, conflicts


def jar_rows(folder: Path, roots: list[Root], fields: list[list[str]]) -> tuple[list[str], list[str]]:
    """The rows of what is wanted, and the conflicts of versions. What an architecture has of its own is resolved for it."""
    architectures = ARCHITECTURES if any(root.row.architecture for root in roots) else ("",)
    rows: dict[str, list[str]] = {}
    conflicts: list[str] = []
    for architecture in architectures:
        own = [root for root in roots if root.row.architecture in ("", architecture)]
        (target := folder / architecture).mkdir(exist_ok=True)
        if any(root.exclude is not None for root in own):
            found, clashes = resolved_rows(target, own, spark_of(fields))
        else:
            found, clashes = maven_rows(target, [root.row for root in own]), []
        conflicts += [clash for clash in clashes if clash not in conflicts]
        for one in found:
            rows.setdefault(one, []).append(architecture)
    return [
        one if len(users) == len(architectures) else one.replace("maven", f"maven@{users[0]}", 1)
        for one, users in rows.items()
    ], conflicts


def jar_of(name: str, path: Path) -> Path:
    """A file that was fetched, if it is a jar."""
    with path.open("rb") as file:
        start = file.read(60)
    if not start.startswith(b"PK") or not zipfile.is_zipfile(path):
        fail(f"cannot lock {name}: what came as {path.name} is no jar, it begins with {start!r}")
    return path


def licence_named(licences: list[tuple[str, str]]) -> str | None:
    """One SPDX expression for the licences of a POM, by name and address; None where one is not known."""
    found = {
        next((spdx for pattern, spdx in POM_LICENCES if any(pattern.search(t) for t in texts)), None)
        for texts in licences
    }
    return None if not found or None in found else " OR ".join(sorted(found))


def pom_licence(wanted: Row, folder: Path) -> str:
    """The licence that was given, or the one that the artifact's POM names."""
    if wanted.licence != "-":
        return wanted.licence
    licences = pom_licences(wanted, folder)
    found = licence_named(licences)
    if found is None:
        names = ", ".join(repr(name or url) for name, url in licences) or "none"
        fail(f"cannot lock {wanted.name}: its POM names a licence that is not known ({names}): {STATE_IT}")
    return found


def pom_licences(wanted: Row, folder: Path) -> list[tuple[str, str]]:
    """Names and addresses of an artifact's licences: those of its POM, or of the nearest parent that has any."""
    pom = ElementTree.parse(folder / f"{wanted.name.split(':')[1]}-{wanted.version}.pom")
    if licences := pom.findall("{*}licenses/{*}license"):
        return [tuple(one.findtext(f"{{*}}{key}") or "" for key in ("name", "url")) for one in licences]
    above = [pom.findtext(f"{{*}}parent/{{*}}{key}", "").strip() for key in ("groupId", "artifactId", "version")]
    if not all(above):
        return []
    parent = maven_row("maven {}:{} {} -".format(*above))
    return [] if complaint_of([parent], folder, "pom") else pom_licences(parent, folder)


def maven_row(line: str) -> Row:
    kind, name, version, licence = line.split(" ", 3)
    _, artifact, *classifier = name.split(":")
    file = "-".join([artifact, version, *classifier]) + ".jar"
    return Row("", "maven", name, version, file, 0, "", licence, kind.partition("@")[2])


def known(line: str) -> bool:
    kind, at, architecture = line.split(" ")[0].partition("@")
    return kind in LINES and (not at or (kind in ("maven", "resolve") and architecture in ARCHITECTURES))


def roots_of(lines: list[str]) -> list[Root]:
    """The artifacts that are wanted, alone or with what they need."""
    found = []
    for line in lines:
        if line.startswith(("maven ", "maven@")):
            found.append(Root(maven_row(line), None))
        elif line.startswith(("resolve ", "resolve@")):
            kind, name, version, exclude, licence = line.split(" ", 4)
            globs = [] if exclude == "-" else exclude.split(",")
            found.append(Root(maven_row(f"{kind} {name} {version} {licence}"), globs))
    return found


def spark_of(fields: list[list[str]]) -> Spark:
    found = [rest for kind, *rest in fields if kind == "spark"]
    if len(found) != 1:
        fail("expected one line `spark VERSION SCALA`")
    brings = [rest for kind, *rest in fields if kind == "brings"]
    return Spark(*found[0], {name: (version, *package) for name, version, *package in brings})


def make_lock(source: Path) -> str:
    lines = [
        line for line in source.read_text().splitlines() if line and not line.startswith("#")
    ]
    if odd := [line for line in lines if not known(line)]:
        fail(f"{source.name}: expected {', '.join(LINES)}: {odd[0]}")
    fields = [line.split(" ") for line in lines]
    beside, installed = (
        [Pin(normalized(name), version) for kind, name, *rest in fields if kind == which for version in rest]
        for which in ("beside", "installed")
    )
    architectures = [name for kind, name, *_ in fields if kind == "architecture"]
    with tempfile.TemporaryDirectory() as scratch_name:
        scratch = Path(scratch_name)
        sdists, maven = scratch / "sdists", scratch / "maven"
        sdists.mkdir()
        maven.mkdir()
        for line in lines:
            if line.startswith("sdist "):
                _, name, version = line.split(" ")
                pip_download(sdists, ["--no-binary=:all:", "--no-build-isolation", f"{name}=={version}"])
        python = [pypi_row(path) for path in sdists.iterdir()]
        if wheels := [line.removeprefix("wheel ") for line in lines if line.startswith("wheel ")]:
            for host in refusing(re.match(r"[\w.-]+", wheels[0])[0]):
                raise Unresolvable(f"{host} refuses the user and password that it is given, or asks for them (401)")
            resolver = Resolver(scratch, beside, installed)
            python += python_rows(wheels, resolver, architectures or list(ARCHITECTURES), scratch)
        roots = roots_of(lines)
        jars, conflicts = jar_rows(maven, roots, fields)
        rows = sorted(python) + sorted(jars)
        brought = jars_within(sdists)
        notes = notes_on(brought, scratch / "proof")
    noted = [line for line in lines if not line.startswith("brings ")]
    return (
        "# Made by build/make_lock.py: not to be edited by hand.\n"
        + "".join(f"# wanted: {line}\n" for line in noted)
        + "".join(f"# brings: {name}\n" for name in sorted({jar.name for jar in brought}))
        + "".join(notes)
        + "".join(f"# conflict: {line}\n" for line in conflicts)
        + "# kind name version file size sha256 licence\n" + "".join(f"{r}\n" for r in rows)
    )


def main(arguments: list[str]) -> None:
    if len(arguments) < 2:
        fail("usage: make_lock.py FOLDER IN...")
    target = Path(arguments[0])
    for name in arguments[1:]:
        source = Path(name)
        try:
            text = make_lock(source)
        except Unresolvable as error:
            fail(f"cannot lock {source.stem}: {error}")
        except SystemExit as failed:
            fail(f"{source.stem}: {failed}")
        (target / f"{source.stem}.lock").write_text(text)
        # A whole family takes many minutes.
        print(f"locked {source.stem}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
