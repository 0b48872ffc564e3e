#!/usr/bin/env python3
"""Removes from jars what nothing in the image can use, and tells those of one platform from those of all.

    trim_jars.py common JARS SPARK-JARS NATIVES
    trim_jars.py natives amd64|arm64 NATIVES LIBRARIES

The first, the same for every platform:

- Third-party jars that have native libraries, or are one platform's own, are moved to NATIVES.
- Spark's Connect server and client bring all of Google's common protocol buffers under names of their own, and use
  those of google.rpc alone: the others go from SPARK-JARS and below (2.5 of 14 MB of the server, as much of the
  client).
- The signatures of Janino's jars go: its build makes them with a key for nothing but that (DUMMY). Java would check
  them for each class, and takes no class of a signed jar into an archive (see archive_classes.sh).

The second, for the image's platform (92 of 422 MB of Spark 4.1's jars are other platforms' libraries):

- A jar that is one platform's own (netty's "-osx-x86_64.jar" and the like) goes
  when the same artifact is there for ours, in whatever version: a catalog may replace one of them.
- Within a jar that carries many platforms (rocksdbjni has ten, 66 of its 72 MB),
  the others' libraries go when it has one for ours.
- Libraries that Spark cannot do without are moved out of their jars to LIBRARIES,
  a folder of java.library.path. From within a jar they would be unpacked to /tmp at
  each start and fail where /tmp is mounted noexec (`docker run --tmpfs /tmp`).
- Netty's QUIC library goes (2.8 MB): nothing in Spark, Hadoop or the Kubernetes client speaks QUIC. Netty's classes
  for it stay, and find that it is not available.
"""

import re
import sys
import zipfile
from pathlib import Path, PurePosixPath

NATIVE = re.compile(r"\.(so|dll|dylib|jnilib|a)$")
# A classifier at the end of a jar's name.
CLASSIFIER = re.compile(r"-(linux|osx|windows)-(x86_64|aarch_64|riscv64)\.jar$")
OURS = {
    # Paths are compared in lower case with every / and _ as -.
    "amd64": (
        "linux-x86_64",
        re.compile(r"(^|-)linux-?(amd64|x86-64|64)(-|\.|$)(?!musl)"),
    ),
    "arm64": (
        "linux-aarch_64",
        re.compile(r"(^|-)linux-?(aarch64|aarch-64|arm64)(-|\.|$)(?!musl)"),
    ),
}
# What is moved out, and where it is in the image. Each of these looks in java.library.path when, or before, it
# looks in its jar. The others (lz4, netty, leveldb, jline, netlib) do without a
# native library when theirs does not load.
MOVED = re.compile(r"(rocksdbjni|zstd-jni|snappy-java)-[0-9.-]+\.jar$")
LIBRARIES = "/usr/java/packages/lib"
UNUSED = re.compile(r"netty-codec-native-quic-")
# com.google.api and the like, relocated by Spark: org.sparkproject.connect.google_protos.api in the server's jar,
# org.sparkproject.com.google.api in the client's. No other code can know them by these names. Spark 4.0's server has
# apps and shopping under their own names; as they use the relocated ones, other code can't use them either.
GOOGLE_PROTOS = re.compile(
    rb"org[/.]sparkproject[/.](?:\w+[/.])*(?:google_protos|com[/.]google)[/.]"
    rb"(?:api|apps|cloud|geo|logging|longrunning|rpc[/.]context|shopping|type)[/.]"
    rb"|\bcom/google/(?:apps|shopping)/"
)
NO_SIGNATURE = re.compile(r"META-INF/DUMMY\.(SF|DSA)$")
# snappy-java must be told to; it reads this file from the class path.
SNAPPY_SETTINGS = "org-xerial-snappy.properties"


def drop_other_jars(paths: list[Path], classifier: str) -> None:
    ours = {artifact_of(path) for path in paths if path.name.endswith(f"-{classifier}.jar")}
    for path in paths:
        found = CLASSIFIER.search(path.name)
        # kqueue is for macOS only: nothing of it can load here.
        is_other = found and found[0] != f"-{classifier}.jar" and (found[1] != "linux" or artifact_of(path) in ours)
        if is_other or UNUSED.match(path.name):
            path.unlink()


def artifact_of(path: Path) -> str:
    """`netty-transport-native-epoll` of netty-transport-native-epoll-4.2.7.Final-linux-x86_64.jar."""
    return re.split(r"-(?=\d)", path.name, maxsplit=1)[0]


def third_party(*folders: Path) -> list[Path]:
    """The jars that are not Spark's own: a replaced one lies beside these, as no other version of the series has it."""
    return [path for folder in folders for path in sorted(folder.glob("*.jar")) if not path.name.startswith("spark-")]


def copy_members(jar: zipfile.ZipFile, out: zipfile.ZipFile, drop: set[str]) -> None:
    for member in jar.infolist():
        if member.filename not in drop:
            # The member's own record: its order, date and attributes stay.
            out.writestr(member, jar.read(member), compresslevel=9)


def trim(path: Path, ours: re.Pattern[str], libraries: Path) -> None:
    move = MOVED.match(path.name) is not None
    with zipfile.ZipFile(path) as jar:
        natives = {m.filename for m in jar.infolist() if NATIVE.search(m.filename)}
        keep = {n for n in natives if ours.search(re.sub("[/_]", "-", n.lower()))}
        if not keep:
            return
        if move:
            for name in keep:
                (libraries / PurePosixPath(name).name).write_bytes(jar.read(name))
        drop = natives if move else natives - keep
        if not drop:
            return
        trimmed = path.with_suffix(".trimmed")
        with zipfile.ZipFile(trimmed, "w") as out:
            copy_members(jar, out, drop)
            if move and path.name.startswith("snappy-java-"):
                (library,) = (PurePosixPath(name).name for name in keep)
                place = {"lib.path": LIBRARIES, "lib.name": library}
                lines = (f"org.xerial.snappy.{key}={value}\n" for key, value in place.items())
                out.writestr(zipfile.ZipInfo(SNAPPY_SETTINGS), "".join(lines))
    trimmed.replace(path)


def drop_signature(path: Path) -> None:
    with zipfile.ZipFile(path) as jar:
        drop = {name for name in jar.namelist() if NO_SIGNATURE.match(name)}
        if not drop:
            return
        trimmed = path.with_suffix(".trimmed")
        with zipfile.ZipFile(trimmed, "w") as out:
            copy_members(jar, out, drop)
    trimmed.replace(path)


def drop_google_protos(path: Path) -> None:
    with zipfile.ZipFile(path) as jar:
        drop = {name for name in jar.namelist() if GOOGLE_PROTOS.match(name.encode())}
        if not drop:
            return
        for name in jar.namelist():
            # A class has the names of those that it uses as they are, and for reflection with dots.
            used = None if name in drop else GOOGLE_PROTOS.search(jar.read(name))
            if used:
                sys.exit(f"{path.name}: {name} uses {used[0].decode()}, which would be dropped as unused")
        trimmed = path.with_suffix(".trimmed")
        with zipfile.ZipFile(trimmed, "w") as out:
            copy_members(jar, out, drop)
    trimmed.replace(path)


def has_natives(path: Path) -> bool:
    if CLASSIFIER.search(path.name):
        return True
    with zipfile.ZipFile(path) as jar:
        return any(NATIVE.search(name) for name in jar.namelist())


def common(jars: Path, spark_jars: Path, natives: Path) -> None:
    natives.mkdir()
    for path in third_party(jars, spark_jars):
        if has_natives(path):
            path.rename(natives / path.name)
        else:
            drop_signature(path)
    for path in sorted(spark_jars.rglob("spark-connect*.jar")):
        drop_google_protos(path)


def for_platform(architecture: str, folder: Path, libraries: Path) -> None:
    classifier, ours = OURS[architecture]
    libraries.mkdir(parents=True)
    drop_other_jars(sorted(folder.glob("*.jar")), classifier)
    for path in sorted(folder.glob("*.jar")):
        trim(path, ours, libraries)


def main(arguments: list[str]) -> None:
    match arguments:
        case ["common", jars, spark_jars, natives]:
            common(Path(jars), Path(spark_jars), Path(natives))
        case ["natives", architecture, natives, libraries] if architecture in OURS:
            for_platform(architecture, Path(natives), Path(libraries))
        case _:
            sys.exit(__doc__)


if __name__ == "__main__":
    main(sys.argv[1:])
