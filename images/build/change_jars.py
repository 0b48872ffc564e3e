#!/usr/bin/env python3
"""Replaces and removes jars among those that Spark brings.

    change_jars.py DOWNLOADS JARS CHANGE...

A CHANGE is GROUP:ARTIFACT:VERSION, whose jar is in DOWNLOADS, or GROUP:ARTIFACT, which is removed where it is. Classes that are gone
afterwards and that others use are named on standard output; whether they are missed, the acceptance tests decide.
"""

import re
import struct
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

# JVM specification 4.4: bytes of an entry of the constant pool behind its tag. 1 is a text, 7 names a class.
SIZES = {3: 4, 4: 4, 5: 8, 6: 8, 7: 2, 8: 2, 9: 4, 10: 4, 11: 4, 12: 4, 15: 3, 16: 2, 17: 4, 18: 4, 19: 2, 20: 2}
SHOWN = 20


def jar_of(group: str, artifact: str, jars: Path) -> Path | None:
    """The one jar of an artifact, by the properties that Maven puts into it, or where it has none by its name."""
    found = []
    for path in sorted(jars.glob(f"{artifact}-[0-9]*.jar")):
        with zipfile.ZipFile(path) as jar:
            own = [name.split("/")[2] for name in jar.namelist() if name.endswith(f"/{artifact}/pom.properties")]
        if not own or group in own:
            found.append(path)
    if len(found) > 1:
        sys.exit(f"{group}:{artifact} may be any of {', '.join(path.name for path in found)}")
    return found[0] if found else None


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


def main(arguments: list[str]) -> None:
    if len(arguments) < 3:
        sys.exit("usage: change_jars.py DOWNLOADS JARS CHANGE...")
    downloads, jars = map(Path, arguments[:2])
    lost: set[str] = set()
    for change in arguments[2:]:
        group, artifact, *version = change.split(":")
        old = jar_of(group, artifact, jars)
        if old is None:
            if version:
                sys.exit(f"{group}:{artifact} is none of Spark's jars: it can't be replaced")
            continue
        lost |= classes_in(old)
        old.unlink()
        for one in version:
            new = f"{artifact}-{one}.jar"
            (jars / new).write_bytes((downloads / new).read_bytes())
        print(f"{old.name} is {f'{artifact}-{version[0]}.jar' if version else 'removed'}")
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
