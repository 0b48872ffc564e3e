#!/usr/bin/env python3
"""Replaces and removes jars among those that Spark brings.

    change_jars.py DOWNLOADS JARS JAVA CHANGE...

A CHANGE is NAME@VERSION, whose jar is in DOWNLOADS; NAME>=VERSION, which is left where JARS has a newer one or none, or
where the new one is made for a later Java than JAVA; or NAME, which is removed where it is. NAME is GROUP:ARTIFACT or
GROUP:ARTIFACT:CLASSIFIER. Without a classifier, the whole artifact is removed; replaced is the jar that has none, or the
only one. Classes that are gone afterwards and that others use are named on standard output; whether they are missed, the
acceptance tests decide.
"""

import re
import struct
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

# JVM specification 4.4: bytes of an entry of the constant pool behind its tag. 1 is a text, 7 names a class.
SIZES = {3: 4, 4: 4, 5: 8, 6: 8, 7: 2, 8: 2, 9: 4, 10: 4, 11: 4, 12: 4, 15: 3, 16: 2, 17: 4, 18: 4, 19: 2, 20: 2}
SHOWN = 20


class Jar(NamedTuple):
    path: Path
    version: str  # with what follows it in the file's name, where the jar does not say its version
    classifier: str


def jars_of(group: str, artifact: str, classifier: str, jars: Path) -> list[Jar]:
    """The jars of an artifact, by the properties that Maven puts into them, or where they have none by their names."""
    found = []
    for path in sorted(jars.glob(f"{artifact}-[0-9]*.jar")):
        rest = path.stem.removeprefix(f"{artifact}-")
        with zipfile.ZipFile(path) as jar:
            own = {name.split("/")[2]: name for name in jar.namelist() if name.endswith(f"/{artifact}/pom.properties")}
            if own and group not in own:
                continue
            said = jar.read(own[group]).decode(errors="replace") if own else ""
        version = re.search(r"(?m)^version *= *(\S+)", said)
        known = version[1] if version and f"{rest}-".startswith(f"{version[1]}-") else None
        if known is None:
            known = rest.removesuffix(f"-{classifier}") if classifier else rest
        found.append(Jar(path, known, rest[len(known) + 1 :]))
    return found


def meant(name: str, found: list[Jar], removes: bool) -> list[Jar]:
    """Those of an artifact's jars that a change is about: one, or all that are to be removed."""
    _, _, *classifier = name.split(":")
    if classifier:
        chosen = [jar for jar in found if jar.classifier == classifier[0]]
        if found and not chosen:
            sys.exit(f"{name} is none of Spark's jars, which has {names_of(found)}")
    else:
        is_one = len({jar.version for jar in found}) == 1
        if removes and is_one:
            return found
        chosen = [jar for jar in found if is_one and not jar.classifier] or found
    if len(chosen) > 1:
        advice = f": name one by its classifier, {name}:{chosen[0].classifier}" if chosen[0].classifier else ""
        sys.exit(f"{name} may be any of {names_of(chosen)}{advice}")
    return chosen


def names_of(found: list[Jar]) -> str:
    return ", ".join(jar.path.name for jar in found)


def classes_in(path: Path) -> set[str]:
    with zipfile.ZipFile(path) as jar:
        names = {name for name in jar.namelist() if name.endswith(".class") and not name.startswith("META-INF/")}
    return {name.removesuffix(".class") for name in names}


def used_by(content: bytes) -> Iterator[str]:
    """The classes that a class names."""
    (count,) = struct.unpack_from(">H", content, 8)
    texts: dict[int, bytes] = {}
    classes = []
    at, index = 10, 1
    while index < count:
        tag = content[at]
        if tag == 1:
            (size,) = struct.unpack_from(">H", content, at + 1)
            texts[index] = content[at + 3 : at + 3 + size]
            at += 3 + size
        else:
            if tag == 7:
                classes.append(struct.unpack_from(">H", content, at + 1)[0])
            at += 1 + SIZES[tag]
        # A long or a double takes two places.
        index += 2 if tag in (5, 6) else 1
    for place in classes:
        yield texts[place].decode(errors="replace").lstrip("[").removeprefix("L").removesuffix(";")


def missed(lost: set[str], jars: list[Path]) -> dict[str, str]:
    """Which of the classes others use, each with a jar that does."""
    found: dict[str, str] = {}
    if not lost:
        return found
    packages = {name.rpartition("/")[0] for name in lost}
    mentioned = re.compile(b"|".join(re.escape(f"{package}/".encode()) for package in sorted(packages)))
    for path in jars:
        with zipfile.ZipFile(path) as jar:
            for name in jar.namelist():
                if not name.endswith(".class") or not mentioned.search(content := jar.read(name)):
                    continue
                for used in lost.intersection(used_by(content)):
                    found.setdefault(used, path.name)
    return found


def is_older(version: str, other: str) -> bool:
    """By the numbers that both begin with: what follows, as in 4.2.18.Final or 33.4.8-jre, is a name."""
    one, two = ([int(number) for number in re.match(r"[\d.]*", text)[0].split(".") if number] for text in (version, other))
    return one < two


def java_of(path: Path) -> int:
    """The Java that a jar's classes are made for (JVM specification 4.1): 8 for class files of version 52."""
    with zipfile.ZipFile(path) as jar:
        classes = (name for name in jar.namelist() if name.endswith(".class"))
        # What is in META-INF/versions and module-info.class is for later ones than the jar is.
        own = next((name for name in classes if not name.startswith("META-INF/") and name != "module-info.class"), None)
        return int.from_bytes(jar.read(own)[6:8], "big") - 44 if own else 0


def main(arguments: list[str]) -> None:
    if len(arguments) < 4:
        sys.exit("usage: change_jars.py DOWNLOADS JARS JAVA CHANGE...")
    downloads, jars = map(Path, arguments[:2])
    java = int(arguments[2])
    lost: set[str] = set()
    for change in arguments[3:]:
        name, how, version = re.fullmatch(r"([^@>]+)(?:(@|>=)(.+))?", change).groups(default="")
        group, artifact, *rest = name.split(":")
        classifier = "".join(rest)
        chosen = meant(name, jars_of(group, artifact, classifier, jars), removes=not version)
        if not chosen and how == ">=":
            continue
        if version and not chosen:
            sys.exit(f"{name} is none of Spark's jars: it can't be replaced")
        new = "-".join([artifact, version, *rest]) + ".jar"
        if how == ">=" and any(not is_older(old.version, version) for old in chosen):
            continue
        if how == ">=" and (made_for := java_of(downloads / new)) > java:
            print(f"{new} is for Java {made_for}: {names_of(chosen)} stays")
            continue
        for old in chosen:
            lost |= classes_in(old.path)
            old.path.unlink()
            print(f"{old.path.name} is {new if version else 'removed'}")
        if version:
            (jars / new).write_bytes((downloads / new).read_bytes())
    left = sorted(jars.glob("*.jar"))
    for path in left:
        lost -= classes_in(path)
    missing = sorted(missed(lost, left).items())
    for name, user in missing[:SHOWN]:
        print(f"gone: {name.replace('/', '.')}, which {user} uses")
    if len(missing) > SHOWN:
        print(f"gone: {len(missing) - SHOWN} more classes that others use")


if __name__ == "__main__":
    main(sys.argv[1:])
