#!/usr/bin/env python3
"""Downloads the `maven` rows of a lock file for this machine's architecture with Apache Ivy.

    fetch_maven.py LOCK FOLDER

Ivy, because it can fetch an artifact without its POM (some name parents that
are served nowhere, which Maven does not forgive), because Spark's own
--packages uses it, and because its default repository needs no host name here.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.parse import unquote, urlsplit
from xml.sax.saxutils import quoteattr

from locks import Row, fail, for_this_image, read_lock, verify
from repositories import ivy_settings

IVY = "/usr/share/java/ivy.jar"
JAVA_CACERTS = Path(__file__).with_name("java-cacerts")

def module(rows: list[Row], kind: str) -> str:
    """The dependencies of a file of Ivy's: these artifacts and nothing that they need."""
    # Of two dependencies that differ by classifier only, Ivy takes one.
    modules: dict[tuple[str, str, str], list[str]] = {}
    for row in rows:
        group, artifact, *classifier = row.name.split(":")
        extra = f" m:classifier={quoteattr(classifier[0])}" if classifier and kind == "jar" else ""
        modules.setdefault((group, artifact, row.version), []).append(extra)
    dependencies = [
        f"    <dependency org={quoteattr(group)} name={quoteattr(artifact)}"
        f' rev={quoteattr(version)} transitive="false" conf="default">\n'
        + "".join(
            f'      <artifact name={quoteattr(artifact)} type="{kind}" ext="{kind}"{extra}/>\n'
            for extra in dict.fromkeys(classifiers)
        )
        + "    </dependency>\n"
        for (group, artifact, version), classifiers in modules.items()
    ]
    # Two classifiers may be wanted in two versions.
    return "".join(dependencies) + '    <conflict org="*" module="*" matcher="glob" manager="all"/>\n'


def java_options(scratch: Path) -> list[str]:
    """The proxy and the host's CA, which Java does not take from the environment."""
    options = []
    for scheme in ("http", "https"):
        if not (value := os.environ.get(f"{scheme}_proxy")):
            continue
        proxy = urlsplit(value if "//" in value else f"//{value}")
        options.append(f"-D{scheme}.proxyHost={proxy.hostname}")
        options.append(f"-D{scheme}.proxyPort={proxy.port or 80}")
        if proxy.username:
            # Ivy answers any proxy's challenge with these two; the JDK refuses
            # Basic through a CONNECT tunnel unless told otherwise.
            options.append(f"-Dhttp.proxyUser={unquote(proxy.username)}")
            options.append(f"-Dhttp.proxyPassword={unquote(proxy.password or '')}")
            options.append("-Djdk.http.auth.tunneling.disabledSchemes=")
    if no_proxy := os.environ.get("no_proxy"):
        hosts = [host.strip() for host in no_proxy.split(",") if host.strip()]
        patterns = [f"*{host}" if host.startswith(".") else host for host in hosts]
        options.append(f"-Dhttp.nonProxyHosts={'|'.join(patterns)}")
    if bundle := os.environ.get("SSL_CERT_FILE"):
        store = scratch / "cacerts"
        subprocess.run([sys.executable, JAVA_CACERTS, bundle, store], check=True)
        options.append(f"-Djavax.net.ssl.trustStore={store}")
    return options


def path_of(row: Row) -> str:
    """Where a repository has the artifact, in Maven's layout."""
    group, artifact, *classifier = row.name.split(":")
    file = "-".join([artifact, row.version, *classifier]) + ".jar"
    return "/".join([*group.split("."), artifact, row.version, file])


def download(rows: list[Row], folder: Path, kind: str = "jar") -> None:
    """Downloads artifacts, each alone."""
    if complaint := complaint_of(rows, folder, kind):
        fail(complaint)


def complaint_of(rows: list[Row], folder: Path, kind: str) -> str | None:
    """Downloads artifacts, each alone, and says what can't be had."""
    cache = folder / ".cache"
    pattern = f"{folder}/[artifact]-[revision](-[classifier]).[ext]"
    done = run_ivy(rows[0], module(rows, kind), cache, [], None, "-retrieve", pattern)
    subprocess.run(["rm", "-rf", cache], check=True)
    if done.returncode == 0:
        return None
    lost = re.search(r":: (\S+?)#(\S+?);(\S+?)(?:: |!)", done.stdout)
    what = f"cannot fetch {lost[1]}:{lost[2]}: no {kind} of version {lost[3]} can be had\n" if lost else ""
    return what + java_lines(done)


def run_ivy(
    example: Row,
    dependencies: str,
    cache: Path,
    modules: list[tuple[str, str]],
    empty: Path | None,
    *arguments: str,
) -> subprocess.CompletedProcess[str]:
    """Runs Ivy. `modules` and `empty` are as in ivy_settings()."""
    # /dev/shm: the options may hold a proxy's password, which belongs neither
    # in a layer nor, as an argument or JAVA_TOOL_OPTIONS would put it, in a log.
    with tempfile.TemporaryDirectory(dir="/dev/shm") as scratch_name:
        scratch = Path(scratch_name)
        (scratch / "settings.xml").write_text(ivy_settings(path_of(example), modules, empty))
        (scratch / "ivy.xml").write_text(
            '<ivy-module version="2.0" xmlns:m="http://ant.apache.org/ivy/maven">\n'
            '  <info organisation="local" module="download"/>\n'
            '  <configurations><conf name="default"/></configurations>\n'
            f"  <dependencies>\n{dependencies}  </dependencies>\n"
            "</ivy-module>\n"
        )
        options = scratch / "java.args"
        quoted = (o.replace("\\", "\\\\").replace('"', '\\"') for o in java_options(scratch))
        options.write_text("".join(f'"{option}"\n' for option in quoted))
        # fmt: off
        command = [
            "java", f"@{options}", "-jar", IVY, "-warn",
            "-settings", str(scratch / "settings.xml"), "-ivy", str(scratch / "ivy.xml"),
            "-cache", str(cache), *arguments,
        ]
        # fmt: on
        return subprocess.run(command, text=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)


def java_lines(done: subprocess.CompletedProcess[str]) -> str:
    """What Ivy said, without the progress dots, thousands on a line."""
    lines = (line.strip() for line in done.stdout.splitlines())
    return "\n".join(line for line in lines if not re.fullmatch(r"[.\s]*(\(\d+kB\))?", line))


def main(arguments: list[str]) -> None:
    if len(arguments) != 2:
        fail("usage: fetch_maven.py LOCK FOLDER")
    folder = Path(arguments[1])
    folder.mkdir(parents=True, exist_ok=True)
    rows = [row for row in for_this_image(read_lock(Path(arguments[0]))) if row.kind == "maven"]
    if rows:
        download(rows, folder)
    verify(rows, folder)


if __name__ == "__main__":
    main(sys.argv[1:])
