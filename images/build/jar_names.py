"""What a jar is, as lockfiles say it: `# brings: group:artifact version`, or `# brings: artifact version root-package`."""

import re
import zipfile
from collections import Counter


def name_of(stem: str, jar: zipfile.ZipFile) -> str:
    """By the properties that Maven puts into a jar, else by its file's name."""
    for member in jar.namelist():
        inside = re.fullmatch(r"META-INF/maven/([^/]+)/([^/]+)/pom\.properties", member)
        if not inside:
            continue
        # A jar with others in it has theirs too. A classifier may follow the version.
        group, artifact = inside.groups()
        version = re.search(r"(?m)^version *= *(\S+)", jar.read(member).decode(errors="replace"))
        if version and re.fullmatch(rf"{re.escape(f'{artifact}-{version[1]}')}(-.*)?", stem):
            return f"{group}:{artifact} {version[1]}"
    packages = Counter(
        root_package(member)
        for member in sorted(jar.namelist())
        if member.endswith(".class") and "/" in member and not member.startswith("META-INF/")
    )
    main = [package for package, _ in packages.most_common(1)]
    return " ".join([re.sub(r"-(?=\d)(?!.*-\d+\.)", " ", stem, count=1), *main])


def root_package(member: str) -> str:
    """`org/jetbrains` of org/jetbrains/annotations/NotNull.class, `scala` of scala/Option.class."""
    parts = member.split("/")[:-1]
    return "/".join(parts[: 2 if parts[0] in ("com", "io", "jakarta", "javax", "net", "org") else 1])
