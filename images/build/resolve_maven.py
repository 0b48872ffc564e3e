"""Finds all that Maven artifacts need, with Apache Ivy: for lock files, never for a build.

Ivy reads the POMs (parents, dependencyManagement, relocations) and takes what is needed to compile and to run, without
optional dependencies. Of several versions of a module it takes the latest, but always the one that the catalog names.

What Spark brings is never fetched nor replaced: Ivy gets an empty file for each such module, so that nothing is taken
because of it, and its report says who wants it in which version.
"""

import re
import zipfile
from pathlib import Path
from typing import NamedTuple, NoReturn
from xml.etree import ElementTree
from xml.sax.saxutils import quoteattr

from fetch_maven import java_lines, run_ivy
from fetch_maven import module as module_of_jars
from locks import Row, fail
from repositories import expression, repositories

# Packagings whose main artifact is a jar.
JARS = ("jar", "bundle", "maven-plugin", "eclipse-plugin", "ejb", "test-jar")
# The module that the catalog's artifacts are dependencies of.
CATALOG = "local:download"
CLASSIFIER = "extra-1.m.classifier"
RANGE = re.compile(r"[\[\]()]")
SHOWN = 3


class Root(NamedTuple):
    """An artifact that the catalog names."""

    row: Row
    # Globs of group:artifact; None where the jar alone is wanted.
    exclude: list[str] | None

    @property
    def module(self) -> str:
        return ":".join(self.row.name.split(":")[:2])


class Spark(NamedTuple):
    version: str
    scala: str
    # By group:artifact its version, or by artifact, where a jar does not say its group, version and root package.
    brings: dict[str, tuple[str, ...]]
    # Modules that are named like a jar of Spark's and are something else.
    others: frozenset[str] = frozenset()

    def version_of(self, module: str) -> str | None:
        """The version that Spark brings of a module."""
        found = self.brings.get(module) or self.brings.get(module.split(":")[1], (None,))
        return None if module in self.others else found[0]


class Jar(NamedTuple):
    name: str
    version: str
    path: Path
    licences: list[tuple[str, str]]
    # The artifact of the catalog that it comes with.
    root: Root

    @property
    def file(self) -> str:
        _, artifact, *classifier = self.name.split(":")
        return "-".join([artifact, self.version, *classifier]) + ".jar"


class Revision(NamedTuple):
    version: str
    evicted: bool
    error: str | None
    # Who wants it: module, version, and the version or range that is wanted.
    callers: list[tuple[str, str, str]]
    licences: list[tuple[str, str]]
    artifacts: list[ElementTree.Element]
    pom: str


class Report:
    """What Ivy found: revisions by module."""

    def __init__(self, path: Path, roots: list[Root]) -> None:
        self.roots = roots
        self.modules = {
            f"{module.get('organisation')}:{module.get('name')}": [
                revision_of(revision) for revision in module.findall("revision")
            ]
            for module in ElementTree.parse(path).iter("module")
        }

    def chosen(self, module: str) -> Revision | None:
        return next((r for r in self.modules.get(module, []) if not r.evicted), None)

    def wanted(self, module: str) -> list[tuple[str, str, str]]:
        """Who wants a module, those that were themselves replaced by another version left out."""
        found = {caller for revision in self.modules[module] for caller in revision.callers}
        return sorted(c for c in found if c[0] == CATALOG or self.is_chosen(c[0], c[1]))

    def lost_ranges(self, module: str) -> list[tuple[str, str, str]]:
        """Who wants a range of versions that the chosen one is not in: the latest in it lost to a later one."""
        callers = [c for r in self.modules[module] if r.evicted for c in r.callers]
        return sorted(c for c in callers if RANGE.match(c[2]) and self.is_chosen(c[0], c[1]))

    def is_chosen(self, module: str, version: str) -> bool:
        revision = self.chosen(module)
        return revision is not None and revision.version == version

    def below(self, root: Root) -> set[str]:
        """All that an artifact of the catalog needs, and itself."""
        found, left = set(), [root.module]
        while left:
            module = left.pop()
            if module in found:
                continue
            found.add(module)
            for other, revisions in self.modules.items():
                if any(module == caller for r in revisions for caller, *_ in r.callers):
                    left.append(other)
        return found

    def root_of(self, module: str) -> Root:
        named = (root for root in self.roots if root.module == module)
        return next(named, None) or next(
            (root for root in self.roots if module in self.below(root)), self.roots[0]
        )


def revision_of(element: ElementTree.Element) -> Revision:
    pom = element.find("metadata-artifact")
    return Revision(
        element.get("name", ""),
        element.get("evicted") is not None,
        element.get("error"),
        [
            (f"{c.get('organisation')}:{c.get('name')}", c.get("callerrev", ""), c.get("rev", ""))
            for c in element.findall("caller")
        ],
        [(one.get("name") or "", one.get("url") or "") for one in element.findall("license")],
        element.findall("artifacts/artifact"),
        "" if pom is None else pom.get("original-local-location", ""),
    )


def refuse(root: Root, message: str) -> NoReturn:
    """Ends the step. `npm run lock` finds the key of the artifact by this form."""
    fail(f"cannot lock {root.row.name}: {message}")


def resolve(roots: list[Root], spark: Spark, folder: Path) -> tuple[list[Jar], list[str]]:
    """The jars that are needed, and each conflict of versions in words."""
    check_roots(roots, spark)
    # What the catalog names is taken: alone, it may be something else that is named like a jar of Spark's.
    spark = spark._replace(others=frozenset(root.module for root in roots))
    report, checked = ask(roots, spark, folder / "ivy", excluding=True), set()
    while alike := named_alike(report, spark) - checked:
        checked |= alike
        if others := other_than_sparks(alike, report, spark, folder / f"alike-{len(checked)}"):
            spark = spark._replace(others=spark.others | others)
            report = ask(roots, spark, folder / f"ivy-{len(checked)}", excluding=True)
    excluded = [root for root in roots if root.exclude]
    if excluded:
        # Without the exclusions, to see what each takes away. What can't be had may be why it is excluded.
        whole = ask(roots, spark, folder / "whole", excluding=False)
        for root in excluded:
            check_exclusions(root, whole)
    for module in sorted(report.modules):
        check_module(module, report, spark)
    jars = sorted(jar for module in report.modules for jar in jars_of(module, report, spark))
    files: dict[str, Jar] = {}
    for jar in jars:
        other = files.setdefault(jar.file, jar)
        if other is not jar:
            refuse(jar.root, f"{jar.name} and {other.name} are both {jar.file}: exclude one")
    conflicts = [conflict_of(module, report, spark) for module in sorted(report.modules)]
    return jars, [conflict for conflict in conflicts if conflict]


def named_alike(report: Report, spark: Spark) -> set[str]:
    """Modules that are named like a jar of Spark's that does not say its group."""
    return {
        module
        for module in report.modules
        if module not in spark.brings and len(spark.brings.get(module.split(":")[1], ())) > 1
    }


def other_than_sparks(modules: set[str], report: Report, spark: Spark, folder: Path) -> set[str]:
    """Those whose jars lack the package that Spark's jar has: AWS and JetBrains both have `annotations`."""
    folder.mkdir()
    others = set()
    for module in sorted(modules):
        artifact = module.split(":")[1]
        chosen = report.chosen(module)
        if chosen is None:
            continue
        row = Row("", "maven", module, chosen.version, "", 0, "", "")
        dependency = module_of_jars([row], "jar")
        run_ivy(row, dependency, folder / "cache", [], None, "-retrieve", f"{folder}/[artifact].[ext]")
        path = folder / f"{artifact}.jar"
        if path.is_file() and zipfile.is_zipfile(path):
            package = spark.brings[artifact][1]
            with zipfile.ZipFile(path) as jar:
                if not any(name.startswith(f"{package}/") for name in jar.namelist()):
                    others.add(module)
            path.unlink()
    return others


def check_roots(roots: list[Root], spark: Spark) -> None:
    versions: dict[str, str] = {}
    for root in roots:
        row = root.row
        if versions.setdefault(root.module, row.version) != row.version:
            refuse(root, f"it is there in two versions, {versions[root.module]} and {row.version}")
        brought = spark.version_of(root.module)
        if brought and root.exclude is not None and root.module in spark.brings:
            refuse(root, f"Spark {spark.version} brings {brought} of it: leave it out")


def check_exclusions(root: Root, whole: Report) -> None:
    needed = whole.below(root) - {root.module}
    for glob in root.exclude or []:
        if not any(re.fullmatch(expression(glob), module) for module in needed):
            refuse(root, f"exclude {glob}: it needs nothing of that name")


def check_module(module: str, report: Report, spark: Spark) -> None:
    """Refuses what can't be in a lock file, or not in this Spark."""
    if spark.version_of(module):
        return
    root = report.root_of(module)
    chosen = report.chosen(module)
    if chosen is None:
        return
    version = chosen.version
    what = "it" if module == root.module else f"{module} {version}, which {callers(report, module)} needs,"
    if chosen.error:
        refuse(root, f"{what} is in none of the repositories{reason(chosen)}")
    if version.endswith("-SNAPSHOT"):
        refuse(root, f"{what} is a snapshot, which changes: only releases can be locked")
    scala = re.search(r"_(2\.\d+|3)$", module)
    if scala and scala[1] != spark.scala:
        refuse(root, f"{what} is for Scala {scala[1]}, Spark {spark.version} is built with {spark.scala}")
    if module in {one.module for one in report.roots}:
        return  # The catalog's version is taken, whatever others want.
    for caller, at, wanted in report.lost_ranges(module):
        refuse(
            root,
            f"{caller} {at} needs {module} {wanted}, but {version} is what {callers(report, module, version)} needs:"
            f" name {module} in the catalog with the version to use, or exclude it",
        )


def reason(revision: Revision) -> str:
    if revision.error != "not found":
        return f": {revision.error}"
    # Ivy does not tell a repository that refuses from one that has nothing.
    return ", or one refuses the credentials" if any(one.username for one in repositories("maven")[0]) else ""


def callers(report: Report, module: str, version: str | None = None) -> str:
    """Who wants a module, in any or in one version, in words."""
    wanted = report.wanted(module)
    return listed([f"{name} {at}" for name, at, rev in wanted if version in (None, rev)] or ["another"])


def listed(names: list[str]) -> str:
    names = ["the catalog" if name.startswith(CATALOG) else name for name in names]
    if len(names) <= SHOWN + 1:
        return ", ".join(names)
    return f"{', '.join(names[:SHOWN])} and {len(names) - SHOWN} others"


def conflict_of(module: str, report: Report, spark: Spark) -> str | None:
    """What is used of a module that is wanted in other versions, and who wants them."""
    brought = spark.version_of(module)
    chosen = report.chosen(module)
    used = brought or (chosen and chosen.version)
    versions: dict[str, list[str]] = {}
    for caller, at, wanted in report.wanted(module):
        versions.setdefault(wanted, []).append(f"{caller} {at}")
    # A range that the chosen version is in is no other version; of Spark's version that is not known.
    lost = {wanted for *_, wanted in report.lost_ranges(module)}
    others = [one for one in versions if one != used and (brought or one in lost or not RANGE.match(one))]
    if not used or not others:
        return None
    wants = "; ".join(f"{wanted} for {listed(names)}" for wanted, names in sorted(versions.items()))
    whose = "Spark's " if brought else ""
    return f"{module}: {whose}{used} is used; wanted: {wants}"


def jars_of(module: str, report: Report, spark: Spark) -> list[Jar]:
    chosen = report.chosen(module)
    if chosen is None or spark.version_of(module):
        return []
    root = report.root_of(module)
    found = {}
    for artifact in chosen.artifacts:
        if artifact.get("status") == "failed":
            refuse(root, missing(module, chosen, artifact))
        name = ":".join(filter(None, [module, artifact.get(CLASSIFIER)]))
        # The catalog's artifact is there once more where another needs it.
        found[name] = Jar(name, chosen.version, Path(artifact.get("location", "")), chosen.licences, root)
    return list(found.values())


def missing(module: str, chosen: Revision, artifact: ElementTree.Element) -> str:
    """Why there is no jar of a module whose POM is there."""
    moved = ElementTree.parse(chosen.pom).find(".//{*}relocation") if chosen.pom else None
    if moved is not None:
        parts = {key: moved.findtext(f"{{*}}{key}") for key in ("groupId", "artifactId", "version")}
        group, name = module.split(":")
        to = f"{parts['groupId'] or group}:{parts['artifactId'] or name} {parts['version'] or chosen.version}"
        return f"it has moved to {to}: name that"
    details = artifact.get("details") or "it is not there"
    return f"there is no jar of {module} {chosen.version} ({details})"


def ask(roots: list[Root], spark: Spark, cache: Path, *, excluding: bool) -> Report:
    """Ivy's report. With exclusions, the jars are downloaded too, to below `cache`."""
    cache.mkdir()
    empty = cache / "empty"
    empty.touch()
    modules = [(root.module, "alone") for root in roots if root.exclude is None]
    modules += [(module, "whole") for module in sorted(spark.others)]
    modules += [(name if ":" in name else f"*:{name}", "brought") for name in spark.brings]
    # fmt: off
    done = run_ivy(
        roots[0].row, module_of(roots, excluding), cache, modules, empty,
        "-types", *(JARS if excluding else ["none"]),
    )
    # fmt: on
    path = cache / "local-download-default.xml"
    if not path.is_file():
        fail("cannot lock: Ivy says:\n" + java_lines(done))
    report = Report(path, roots)
    if excluding and done.returncode != 0:
        explain(report, done.stdout, spark, cache / "alone")
    return report


def explain(report: Report, output: str, spark: Spark, cache: Path) -> None:
    """Refuses what the report does not tell: unreachable repositories, and POMs or their parents that are nowhere."""
    for module in sorted(report.modules):
        chosen = report.chosen(module)
        if chosen is None or not chosen.error or spark.version_of(module):
            continue
        root = report.root_of(module)
        what = "its POM" if module == root.module else f"the POM of {module} {chosen.version}"
        group, name = module.split(":")
        lost = rf"Impossible to load parent for \S*/{re.escape(group)}/{re.escape(name)}/ivy-\S* Parent=([^\s)]+)"
        alone = "`transitive: false` takes the jar alone"
        if module != root.module:
            alone = f"exclude {module}, or name it in the catalog, where {alone}"
        if parent := re.search(lost, output):
            named = re.sub("[#;]", ":", parent[1])
            refuse(root, f"the parent of {what}, {named}, is in none of the repositories: {alone}")
        if problem := re.search(r"Server access error at url (\S+) \((.*?)\)\s*$", output, re.MULTILINE):
            refuse(root, f"{problem[1]} can't be had: {problem[2]}")
        row = Row("", "maven", module, chosen.version, "", 0, "", "")
        if run_ivy(row, module_of_jars([row], "jar"), cache, [], None, "-types", "none").returncode == 0:
            refuse(root, f"{what} can't be had or read: {alone}")


def module_of(roots: list[Root], excluding: bool) -> str:
    dependencies = []
    for root in roots:
        group, artifact, *classifier = root.row.name.split(":")
        extra = f" m:classifier={quoteattr(classifier[0])}" if classifier else ""
        # Of globs that match the artifact itself, Ivy would leave out that, too.
        itself = f"(?!{expression(artifact)}$)"
        excludes = [
            (expression(other), (itself if other == group else "") + expression(glob))
            for other, glob in (one.split(":") for one in root.exclude or [] if excluding)
        ]
        dependencies.append(
            f"<dependency org={quoteattr(group)} name={quoteattr(artifact)} rev={quoteattr(root.row.version)}"
            f' force="true" conf="default->default" transitive="{str(root.exclude is not None).lower()}">'
            f'<artifact name={quoteattr(artifact)} type="jar" ext="jar"{extra}/>'
            + "".join(
                f'<exclude org={quoteattr(org)} module={quoteattr(name)} matcher="regexp"/>'
                for org, name in excludes
            )
            + "</dependency>\n"
        )
    return "".join(dependencies)
