#!/usr/bin/env python3
"""Dumps an archive of classes (class data sharing) that is the same whenever it is dumped.

    dump_classes.py ARCHIVE JAVA OPTION...

Two dumps of one list differ, in Java 17, by

- the order of symbols, which is that in which the JVM's threads made them: at its start these run beside each other.
  Here they have one processor, none is interrupted for another, and nothing waits for a disk; no compiler works beside
  them, and the thread that returns unused memory every five seconds is held.
- identity hashes, and pointers into the JVM's own code at a few places, which a JVM that maps the archive replaces. They
  become 0.

The checksums are made anew, and a JVM checks them.
"""

import ctypes
import os
import struct
import subprocess
import sys
import time
import zlib
from pathlib import Path

PTRACE_SEIZE, PTRACE_INTERRUPT, WALL = 0x4206, 0x4207, 0x40000000
# HotSpot's filemap.hpp, of Java 17: the version of the format, and where its header has what.
MAGIC, VERSION = 0xF00BABA2, 11
HEADER_CRC, HEADER_SIZE = 4, 520
REGION = struct.Struct("<iiii?7xQQQ")
FIRST_REGION = 16


def calm() -> None:
    """For a process that is about to become the JVM."""
    os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    os.sched_setscheduler(0, os.SCHED_BATCH, os.sched_param(0))


def hold(process: subprocess.Popen[bytes]) -> int | None:
    """Holds the thread that runs periodic tasks, as a debugger would, and returns its id."""
    trace = ctypes.CDLL(None, use_errno=True).ptrace
    trace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]
    while process.poll() is None:
        for task in Path(f"/proc/{process.pid}/task").iterdir():
            if (task / "comm").read_text().startswith("VM Periodic"):
                if trace(PTRACE_SEIZE, int(task.name), None, None) or trace(PTRACE_INTERRUPT, int(task.name), None, None):
                    sys.exit(f"the JVM's periodic tasks can't be held: {os.strerror(ctypes.get_errno())}")
                os.waitpid(int(task.name), WALL)
                return int(task.name)
        time.sleep(0.01)
    return None


def code_of(process: subprocess.Popen[bytes]) -> range:
    """Where the process has the JVM's library."""
    lines = Path(f"/proc/{process.pid}/maps").read_text().splitlines()
    ends = [int(end, 16) for line in lines if line.endswith("/libjvm.so") for end in line.split()[0].split("-")]
    return range(min(ends), max(ends))


def settle(archive: Path, code: range) -> int:
    """Replaces the pointers by 0 and returns how many there were."""
    content = bytearray(archive.read_bytes())
    if struct.unpack_from("<Ii", content, 0)[0] != MAGIC or struct.unpack_from("<i", content, 8)[0] != VERSION:
        sys.exit(f"{archive} is no archive as Java 17 makes it")
    _, _, _, _, _, offset, _, used = REGION.unpack_from(content, FIRST_REGION)
    words = memoryview(content)[offset : offset + used].cast("Q")
    found = [index for index, word in enumerate(words) if word in code]
    for index in found:
        words[index] = 0
    words.release()
    struct.pack_into("<I", content, FIRST_REGION, zlib.crc32(memoryview(content)[offset : offset + used]))
    header = struct.unpack_from("<Q", content, HEADER_SIZE)[0]
    struct.pack_into("<I", content, HEADER_CRC, zlib.crc32(memoryview(content)[HEADER_CRC + 4 : header]))
    archive.chmod(0o644)
    archive.write_bytes(content)
    return len(found)


def main(arguments: list[str]) -> None:
    if len(arguments) < 2:
        sys.exit("usage: dump_classes.py ARCHIVE JAVA OPTION...")
    archive, java, options = Path(arguments[0]), arguments[1], arguments[2:]
    for path in [Path(java).parent.parent / "lib/modules", *Path("/opt/spark/jars").glob("*.jar")]:
        path.read_bytes()
    same = ["-Xint", "-XX:+UnlockExperimentalVMOptions", "-XX:hashCode=2", f"-XX:SharedArchiveFile={archive}"]
    environment = {**os.environ, "MALLOC_ARENA_MAX": "1"}
    with open(f"{archive}.log", "wb") as log:
        process = subprocess.Popen(
            [java, "-Xshare:dump", *same, *options], env=environment, stdout=log, stderr=subprocess.STDOUT, preexec_fn=calm
        )
        # It is up by then.
        time.sleep(1)
        held = hold(process)
        code = code_of(process)
        if held is not None:
            # Who holds a thread is told of its end before the process has one.
            os.waitpid(held, WALL)
        failed = process.wait() != 0
    log_text = Path(log.name).read_text(errors="replace")
    Path(log.name).unlink()
    if failed or not archive.exists():
        sys.exit(f"java dumps no archive:\n{log_text[-3000:]}")
    print(f"{settle(archive, code)} pointers are replaced", file=sys.stderr)


if __name__ == "__main__":
    main(sys.argv[1:])
