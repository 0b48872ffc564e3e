"""Which artifacts the jars within a source distribution are, proved by the checksums that Maven repositories have.

Scanners find no advisory about a jar without coordinates. A jar names itself by the properties that Maven puts into
it. Those that have none and are not known here are looked for in what the others need, by their POMs. Then each is
held against the SHA-1 that the repositories have beside the artifact.
"""

from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import quoteattr

from fetch_maven import run_ivy
from locks import Row
from resolve_maven import Report, Root, module_of

# Groups of the artifacts that don't say theirs in any Spark so far, without `_2.13`; a wrong one would prove nothing.
GROUPS = {
    artifact: group
    for group, artifacts in {
        "com.fasterxml.jackson.module": "jackson-module-scala",
        "com.github.luben": "zstd-jni",
        "com.google.code.findbugs": "jsr305",
        "com.google.code.gson": "gson",
        "com.google.crypto.tink": "tink",
        "com.twitter": "chill chill-java",
        "javax.activation": "activation",
        "javax.jdo": "jdo-api",
        "javax.transaction": "jta transaction-api",
        "net.sourceforge.f2j": "arpack_combined_all",
        "org.apache.derby": "derby derbyshared derbytools",
        "org.apache.hadoop": "hadoop-client-runtime",
        "org.apache.ivy": "ivy",
        "org.apache.thrift": "libfb303 libthrift",
        "org.bouncycastle": "bcprov-jdk18on",
        "org.checkerframework": "checker-qual",
        "org.codehaus.jackson": "jackson-core-asl jackson-mapper-asl",
        "org.jetbrains": "annotations",
        "org.jodd": "jodd-core",
        "org.json4s": "json4s-ast json4s-core json4s-jackson json4s-jackson-core json4s-scalap",
        "org.lz4": "lz4-java",
        "org.objenesis": "objenesis",
        "org.roaringbitmap": "RoaringBitmap shims",
        "org.rocksdb": "rocksdbjni",
        "org.scala-lang": "scala-compiler scala-library scala-reflect",
        "org.scala-lang.modules": "scala-collection-compat scala-parallel-collections scala-parser-combinators scala-xml",
        "org.scalanlp": "breeze breeze-macros",
        "org.tukaani": "xz",
        "org.typelevel": "algebra cats-kernel spire spire-macros spire-platform spire-util",
        "org.xerial.snappy": "snappy-java",
        "oro": "oro",
        "stax": "stax-api",
    }.items()
    for artifact in artifacts.split()
}
# Its own modules need all others.
ROOT = "org.apache.spark:"


class Brought(NamedTuple):
    """A jar that a distribution brings."""

    file: str
    # `group:artifact version`, or `artifact version package` where it does not say its group.
    name: str
    sha1: str

    @property
    def artifact(self) -> str:
        return self.name.split(" ")[0].split(":")[-1]

    @property
    def plain(self) -> str:
        """The artifact without the version of Scala that it is for."""
        return self.artifact.rsplit("_2.", 1)[0]

    @property
    def version(self) -> str:
        return self.name.split(" ")[1]

    @property
    def classifier(self) -> str:
        """What the file's name has behind the version."""
        return self.file.removesuffix(".jar")[len(f"{self.artifact}-{self.version}-") :]


def notes_on(jars: list[Brought], folder: Path) -> list[str]:
    """What a lock notes: how many are proved, what those are that don't say it, and which are not proved and why."""
    if not jars:
        return []
    candidates = candidates_for(jars, folder / "poms")
    sums = checksums(jars, candidates, folder / "sums")
    named, unproved = [], []
    for jar in jars:
        found = [group for group in candidates[jar.file] if sums.get((group, jar.file)) == jar.sha1]
        if not found:
            there = any((group, jar.file) in sums for group in candidates[jar.file])
            unproved.append(f"{jar.file} {'differs from that of the repository' if there else 'is in no repository'}")
        elif ":" not in jar.name:
            named.append(f"{jar.file} {':'.join(filter(None, [found[0], jar.artifact, jar.classifier]))} {jar.version}")
    return [
        f"# proved: {len(jars) - len(unproved)} of {len(jars)}\n",
        *(f"# named: {line}\n" for line in named),
        *(f"# unproved: {line}\n" for line in unproved),
    ]


def candidates_for(jars: list[Brought], folder: Path) -> dict[str, list[str]]:
    """By file the groups that it may be of."""
    groups = {jar.file: jar.name.split(":")[0] if ":" in jar.name else GROUPS.get(jar.plain) for jar in jars}
    others = {jar.artifact for jar in jars if groups[jar.file] is None}
    needed = needed_by([jar for jar in jars if jar.name.startswith(ROOT)], folder) if others else {}
    return {
        jar.file: [group] if (group := groups[jar.file]) else sorted(needed.get(jar.artifact, ())) for jar in jars
    }


def needed_by(jars: list[Brought], folder: Path) -> dict[str, set[str]]:
    """By artifact the groups that have one of that name among all that these need. POMs that can't be had are left out."""
    if not jars:
        return {}
    folder.mkdir(parents=True)
    empty = folder / "empty"
    empty.touch()
    roots = [Root(Row("", "maven", jar.name.split(" ")[0], jar.version, "", 0, "", ""), []) for jar in jars]
    run_ivy(roots[0].row, module_of(roots, excluding=True), folder, [], empty, "-types", "none")
    path = folder / "local-download-default.xml"
    found: dict[str, set[str]] = {}
    for module in Report(path, roots).modules if path.is_file() else ():
        group, artifact = module.split(":")
        found.setdefault(artifact, set()).add(group)
    return found


def checksums(jars: list[Brought], candidates: dict[str, list[str]], folder: Path) -> dict[tuple[str, str], str]:
    """The SHA-1 of each artifact that repositories have, by group and file."""
    modules: dict[tuple[str, str, str], list[str]] = {}
    for jar in jars:
        for group in candidates[jar.file]:
            modules.setdefault((group, jar.artifact, jar.version), []).append(jar.classifier)
    if not modules:
        return {}
    folder.mkdir(parents=True)
    dependencies = "".join(
        f"<dependency org={quoteattr(group)} name={quoteattr(artifact)} rev={quoteattr(version)}"
        f' transitive="false" conf="default">'
        + "".join(
            f'<artifact name={quoteattr(artifact)} type="sum" ext="jar.sha1"'
            + (f" m:classifier={quoteattr(classifier)}/>" if classifier else "/>")
            for classifier in classifiers
        )
        + "</dependency>\n"
        for (group, artifact, version), classifiers in modules.items()
    )
    (group, artifact, version), _ = next(iter(modules.items()))
    example = Row("", "maven", f"{group}:{artifact}", version, "", 0, "", "")
    run_ivy(example, dependencies, folder, [], None)
    # Ivy's cache: some may be missing, and it would give none then.
    return {
        (path.parts[-4], path.name.removesuffix(".sha1")): path.read_text().split()[0].lower()
        for path in folder.glob("*/*/sums/*.jar.sha1")
        if path.stat().st_size > 0
    }
