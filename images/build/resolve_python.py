"""Resolves Python packages for the platforms of the images.

uv resolves: it evaluates markers (`platform_machine` and the like) for the platform
that is asked for, where pip takes those of the machine it runs on, and it says in
words what clashes. pip downloads what uv chose.
"""

import itertools
import platform
import re
import subprocess
import tempfile
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from build_wheels import why_not_built
from repositories import uv_environment

# This is run by the images' own Python.
PYTHON = platform.python_version()
LIBC = platform.libc_ver()[1]
# The newest glibc that uv has a platform for; wheels for a newer one would not be found.
KNOWN_LIBC = min(LIBC, "2.40", key=lambda version: int(version.split(".")[1]))
# What a message has at most of uv's reasoning: each release that doesn't fit adds a sentence or more.
SENTENCES = 4
SENTENCE = 400
NO_WHEEL = f"has no wheel that fits Python {PYTHON}, and its source can't be built"


class Pin(NamedTuple):
    name: str
    version: str
    # Whether it is built from its source distribution, for want of a wheel that fits.
    source: bool = False


class Unresolvable(Exception):
    """Its text says in a few lines what clashes."""


def normalized(name: str) -> str:
    """A project's name as indexes have it (PEP 503)."""
    return re.sub(r"[-_.]+", "-", name).lower()


class Resolver:
    """Resolves for one image, which has packages already.

    `beside` were locked before, and count with all that they need. `installed` came some
    other way, such as pyspark with Spark: all that these need counts as installed too. Of
    these a name may have several versions, the newest first, as images of one lock do: the result holds for each.
    """

    def __init__(self, scratch: Path, beside: Sequence[Pin] = (), installed: Sequence[Pin] = ()):
        self.scratch = scratch
        self.beside = beside
        by_name: dict[str, list[Pin]] = {}
        for pin in installed:
            by_name.setdefault(pin.name, []).append(pin)
        self.installed = list(itertools.product(*by_name.values()))
        self.names = sorted(by_name)
        self.links = scratch / "installed"
        self.links.mkdir(parents=True)
        for pin in installed:
            write_empty_wheel(pin, self.links)

    def resolve(self, requirements: list[str], architecture: str) -> list[Pin]:
        """The packages that the requirements add to the image. Raises Unresolvable.

        A wheel is preferred, even of an older release, where the requirements allow one.
        """
        found = None
        for images in self.installed:
            pins = self.resolve_for(requirements, architecture, images)
            try:
                for others in self.installed:
                    if others != images:
                        self.check(pins, requirements, architecture, others)
            except Unresolvable as error:
                found = found or error
                continue
            known = {*self.names, *(pin.name for pin in self.beside)}
            return [pin for pin in pins if pin.name not in known]
        raise found

    def resolve_for(self, requirements: list[str], architecture: str, images: tuple[Pin, ...]) -> list[Pin]:
        sources: list[str] = []
        while (done := self.uv(requirements, architecture, images, sources)).returncode != 0:
            without = re.findall(r"Wheels are required for `([^`]+)`", done.stderr)
            if not (new := sorted({*without} - {*sources})):
                raise Unresolvable(self.explain(requirements, architecture, images, sources))
            sources += new
        for name in sources if len(sources) > 1 else []:
            # Some are named only because a release that was tried had no wheel.
            fewer = [other for other in sources if other != name]
            if (one := self.uv(requirements, architecture, images, fewer)).returncode == 0:
                sources, done = fewer, one
        return [
            Pin(normalized(name), version, normalized(name) in sources)
            for name, version in re.findall(r"^([\w.-]+)==(\S+)", done.stdout, re.MULTILINE)
        ]

    def check(self, pins: list[Pin], requirements: list[str], architecture: str, images: tuple[Pin, ...]) -> None:
        """Raises Unresolvable if the pins don't fit other versions of what is installed."""
        sources = [pin.name for pin in pins if pin.source]
        all_pins = [*requirements, *(f"{pin.name}=={pin.version}" for pin in pins)]
        if (done := self.uv(all_pins, architecture, images, sources)).returncode != 0:
            raise Unresolvable(self.text(done.stderr, requirements, architecture, images))

    def explain(self, requirements: list[str], architecture: str, images: tuple[Pin, ...], sources: list[str]) -> str:
        """Why nothing fits, by the newest releases: uv's reasoning about all of them can fill pages."""
        done = self.uv(requirements, architecture, images, sources, "--no-deps", "--no-strip-extras")
        if done.returncode == 0:
            done = self.uv(done.stdout.splitlines(), architecture, images, sources)
        if done.returncode == 0:
            done = self.uv(requirements, architecture, images, sources)
        return self.text(done.stderr, requirements, architecture, images)

    def text(self, stderr: str, requirements: list[str], architecture: str, images: tuple[Pin, ...]) -> str:
        what = ", ".join(requirements)
        if failed := re.search(r"^error: Failed to \w+ [^`\n]*`([^`]+)`", stderr, re.MULTILINE):
            return f"{failed[1]} {NO_WHEEL}: {why_not_built(stderr)}"
        reasons, *hints = re.split(r"^hint: ", stderr, flags=re.MULTILINE)
        if "No solution found" not in reasons:
            return f"{what}: {' '.join(reasons.split())[-SENTENCE:]}"
        head = f"{what}: nothing fits Python {PYTHON} on {architecture} Linux with glibc {LIBC}"
        reasons = " ".join(reasons.partition("cause:")[2].split())
        sentences = [one[:SENTENCE] for one in re.split(r"(?<=\.)(?: \(\d+\))? (?=And |Because )", reasons)]
        if len(sentences) > SENTENCES:
            sentences = [*sentences[: SENTENCES - 2], "…", *sentences[-1:]]
        hints = [" ".join(hint.split()) for hint in hints if "building from source is disabled" not in hint]
        named = [
            f"{pin.name} {pin.version}"
            for pin in (*images, *self.beside)
            if re.search(rf"(?<![\w.-]){re.escape(pin.name)}(?![\w-])", reasons)
        ]
        there = [f"The image has {', '.join(named)}."] if named else []
        return "\n  ".join([f"{head}:", *sentences, *hints[:2], *there])

    def uv(
        self, requirements: list[str], architecture: str, images: tuple[Pin, ...], sources: list[str], *flags: str
    ) -> subprocess.CompletedProcess[str]:
        wanted, constraints = self.scratch / "wanted.in", self.scratch / "constraints.txt"
        wanted.write_text("".join(f"{line}\n" for line in requirements))
        constraints.write_text("".join(f"{pin.name}=={pin.version}\n" for pin in (*self.beside, *images)))
        # fmt: off
        command = [
            "uv", "pip", "compile", "--quiet", "--color=never", "--no-header", "--no-annotate",
            f"--python-version={PYTHON}", f"--python-platform={architecture}-manylinux_{KNOWN_LIBC.replace('.', '_')}",
            f"--constraints={constraints}", f"--find-links={self.links}",
            "--only-binary=:all:", *(f"--no-binary={name}" for name in sources),
            *(f"--no-emit-package={name}" for name in self.names), *flags, "--", str(wanted),
        ]
        # fmt: on
        with tempfile.TemporaryDirectory(dir="/dev/shm") as secrets:
            environment = {**uv_environment(Path(secrets)), "UV_CACHE_DIR": str(self.scratch / "cache")}
            return subprocess.run(command, text=True, capture_output=True, env=environment)


def write_empty_wheel(pin: Pin, folder: Path) -> None:
    """A wheel that needs nothing, for uv to find what is installed."""
    name = pin.name.replace("-", "_")
    info = f"{name}-{pin.version}.dist-info"
    with zipfile.ZipFile(folder / f"{name}-{pin.version}-py3-none-any.whl", "w") as wheel:
        wheel.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: {pin.name}\nVersion: {pin.version}\n")
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        wheel.writestr(f"{info}/RECORD", "")
