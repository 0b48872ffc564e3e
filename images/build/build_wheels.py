#!/usr/bin/env python3
"""Builds wheels of a lock file's source distributions, with the build requirements that it pins.

    build_wheels.py LOCK DOWNLOADS WHEELS

It prints the wheels of the lock that are installed, those that were downloaded and those
that it built, each with its path. Nothing is fetched: the environment of a build holds the lock's `build` rows and nothing
else, not Debian's packages either. The same lock gives the same bytes (SOURCE_DATE_EPOCH).
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from locks import fail, for_this_image, read_lock

SENTENCE = 400

# What builds say that miss a compiler or a library's headers: setuptools, meson, CMake, maturin, pg_config and the like.
COMPILER = re.compile(
    r"[^\n]*(?:command '[^']*(?:cc|\+\+|clang)[^']*' failed|unknown compiler|no acceptable C compiler"
    r"|no such file or directory: '[^']*(?:cc|\+\+|clang|cargo|cmake|make|pkg-config|swig)'|command '\['pkg-config'|can't find rust compiler"
    r"|rust not found|cargo, the rust package manager|cmake must be installed|pg_config executable not found"
    r"|unable to find a compiler|broken toolchain|[\w.-]+\.h: no such file)[^\n]*",
    re.IGNORECASE,
)


class NotBuilt(Exception):
    """Its text says why."""


def make_environment(folder: Path, wheels: list[Path]) -> Path:
    """A Python with these wheels alone; returns its program."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", folder], check=True)
    python = folder / "bin/python"
    if wheels:
        pip(python, ["install", "--no-deps", "--no-index", "--no-compile", *map(str, wheels)])
    return python


def build(source: Path, python: Path, target: Path) -> None:
    """Builds a wheel into a folder. Raises NotBuilt."""
    # fmt: off
    pip(python, [
        "wheel", "--no-deps", "--no-index", "--no-build-isolation", "--use-pep517",
        "--wheel-dir", str(target), str(source),
    ])
    # fmt: on


def variables(python: Path) -> dict[str, str]:
    """Of a build: tools' programs are found beside their Python."""
    paths = f"{python.parent}:{os.environ['PATH']}"
    return {"PATH": paths, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}


def pip(python: Path, arguments: list[str]) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "pip", "--python", str(python), "--no-cache-dir", "--disable-pip-version-check", *arguments],
        text=True,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env={**os.environ, **variables(python)},
    )
    if done.returncode != 0:
        raise NotBuilt(why_not_built(done.stdout))


def why_not_built(output: str) -> str:
    """The line of a build's output that says most."""
    # pip frames what the build said between these, and uv has it behind [stderr].
    own = re.split(r"\[\d+ lines of output\]|\[stderr\]", output)[-1].partition("[end of output]")[0]
    if compiler := COMPILER.search(own):
        return f"it needs a compiler or a library that is not there: {compiler[0].strip()[:SENTENCE]}"
    lines = [line.strip() for line in own.splitlines() if line.strip()]
    errors = [line for line in lines if re.match(r"(?:[\w.]*(?:Error|Exception)|error|ERROR)\b", line)]
    return (errors or lines or ["it says nothing"])[-1][:SENTENCE]


def main(arguments: list[str]) -> None:
    if len(arguments) != 3:
        fail("usage: build_wheels.py LOCK DOWNLOADS WHEELS")
    rows = for_this_image(read_lock(Path(arguments[0])))
    downloads, wheels = map(Path, arguments[1:])
    wheels.mkdir(parents=True)
    python = [row for row in rows if row.kind == "pypi"]
    sources = [row for row in python if not row.file.endswith(".whl")]
    if sources:
        with tempfile.TemporaryDirectory() as scratch:
            tools = [downloads / row.file for row in rows if row.kind == "build"]
            environment = make_environment(Path(scratch), tools)
            for row in sources:
                try:
                    build(downloads / row.file, environment, wheels)
                except NotBuilt as error:
                    fail(f"{row.where}: {row.name} {row.version} has no wheel and can't be built: {error}")
    ready = [downloads / row.file for row in python if row not in sources]
    for path in sorted([*ready, *wheels.iterdir()], key=lambda path: path.name):
        print(path)


if __name__ == "__main__":
    main(sys.argv[1:])
