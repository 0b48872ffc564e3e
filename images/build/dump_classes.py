#!/usr/bin/env python3
"""Dumps an archive of classes (class data sharing) that is the same whenever and wherever it is dumped.

    dump_classes.py ARCHIVE COMMAND...

Two dumps of one list differ by

- the order of symbols, which is that in which the JVM's threads made them, beside each other. Here they run one at a time,
  each until it waits, as a debugger would let them; those for what goes by the clock, or polls, stay at their first wait.
- identity hashes, which are all the same here (-XX:hashCode=2).
- in Java 17, pointers into the JVM's own code at a few places, which a JVM that maps the archive replaces. They become 0.
  Java 21 writes none.

Where ptrace is not to be had, the archive is as good, and the bytes are its own.
"""

import ctypes
import errno
import os
import struct
import sys
import time
import zlib
from pathlib import Path

CONT, SEIZE, INTERRUPT = 7, 0x4206, 0x4207
TRACE_CLONE, TRACE_EXEC, EXIT_KILL = 1 << 3, 1 << 4, 1 << 20
EVENT_STOP = 128
WALL = 0x40000000
SIGTRAP = 5
# Threads that go by the clock, or poll: where such a one never waits, no other has a turn.
LEFT_WAITING = ("VM Periodic", "G1 Refine", "G1 Service")
# Seconds between looks at whether a thread waits.
SHORT, LONG = 0.0002, 0.01
# HotSpot's filemap.hpp, of Java 17: the version of the format that has pointers, and where its header has what.
MAGIC, WITH_POINTERS = 0xF00BABA2, 11
HEADER_CRC, HEADER_SIZE = 4, 520
REGION = struct.Struct("<iiii?7xQQQ")
FIRST_REGION = 16


LIBC = ctypes.CDLL(None, use_errno=True)
LIBC.ptrace.argtypes = [ctypes.c_long, ctypes.c_long, ctypes.c_void_p, ctypes.c_void_p]


def ptrace(request: int, thread: int, data: int = 0) -> str | None:
    """Returns what went wrong; that a thread is gone did not."""
    if not LIBC.ptrace(request, thread, None, data) or ctypes.get_errno() == errno.ESRCH:
        return None
    return os.strerror(ctypes.get_errno())


class Turns:
    """A process whose threads run one at a time; beside each other where `refused` says why they can't be held."""

    def __init__(self, command: list[str]) -> None:
        reader, writer = os.pipe()
        self.process = os.fork()
        if self.process == 0:
            os.read(reader, 1)
            os.dup2(1, 2)
            os.execv(command[0], command)
        self.refused = ptrace(SEIZE, self.process, TRACE_CLONE | TRACE_EXEC | EXIT_KILL)
        os.write(writer, b"x")
        os.close(reader)
        os.close(writer)
        self.threads = [self.process]
        self.code: range | None = None

    def name(self, thread: int) -> str:
        try:
            return Path(f"/proc/{self.process}/task/{thread}/comm").read_text().strip()
        except OSError:
            return ""

    def waits(self, thread: int) -> bool:
        try:
            stat = Path(f"/proc/{self.process}/task/{thread}/stat").read_text()
        except OSError:
            return False
        return stat.rpartition(")")[2].split()[0] == "S"

    def run(self) -> int:
        """Runs it to its end and returns its exit status."""
        if self.refused is not None:
            return os.waitstatus_to_exitcode(os.waitpid(self.process, 0)[1])
        place = 0
        asked = False
        pause = SHORT
        while True:
            thread, status = os.waitpid(-1, WALL if asked else WALL | os.WNOHANG)
            if thread == 0:
                asked = self.waits(self.threads[place])
                if asked:
                    ptrace(INTERRUPT, self.threads[place])
                else:
                    time.sleep(pause)
                    pause = min(pause * 1.1, LONG)
            elif not os.WIFSTOPPED(status):
                if thread == self.process:
                    return os.waitstatus_to_exitcode(status)
                if thread in self.threads:
                    ended = self.threads.index(thread)
                    del self.threads[ended]
                    if ended < place:
                        place -= 1
                    elif ended == place:
                        asked = False
                        place %= len(self.threads)
                        ptrace(CONT, self.threads[place])
            elif status >> 16 == EVENT_STOP and thread != self.threads[place]:
                # A new one, which has its turn later.
                self.threads.append(thread)
            elif status >> 16 == EVENT_STOP:
                asked = False
                pause = SHORT
                self.code = self.code or self.find_code()
                if self.name(thread).startswith(LEFT_WAITING):
                    del self.threads[place]
                else:
                    place += 1
                place %= len(self.threads)
                ptrace(CONT, self.threads[place])
            else:
                signal = os.WSTOPSIG(status)
                ptrace(CONT, thread, 0 if status >> 16 or signal == SIGTRAP else signal)

    def find_code(self) -> range | None:
        """Where the process has the JVM's library."""
        lines = Path(f"/proc/{self.process}/maps").read_text().splitlines()
        ends = [int(end, 16) for line in lines if line.endswith("/libjvm.so") for end in line.split()[0].split("-")]
        return range(min(ends), max(ends)) if ends else None


def settle(archive: Path, code: range) -> None:
    """Replaces the pointers by 0, and makes the checksums anew."""
    content = bytearray(archive.read_bytes())
    magic, _, version = struct.unpack_from("<Iii", content, 0)
    if magic != MAGIC:
        sys.exit(f"{archive} is no archive of classes")
    if version != WITH_POINTERS:
        return
    _, _, _, _, _, offset, _, used = REGION.unpack_from(content, FIRST_REGION)
    words = memoryview(content)[offset : offset + used].cast("Q")
    for index, word in enumerate(words):
        if word in code:
            words[index] = 0
    words.release()
    struct.pack_into("<I", content, FIRST_REGION, zlib.crc32(memoryview(content)[offset : offset + used]))
    header = struct.unpack_from("<Q", content, HEADER_SIZE)[0]
    struct.pack_into("<I", content, HEADER_CRC, zlib.crc32(memoryview(content)[HEADER_CRC + 4 : header]))
    archive.write_bytes(content)


def main(arguments: list[str]) -> None:
    if len(arguments) < 2:
        sys.exit("usage: dump_classes.py ARCHIVE COMMAND...")
    archive, command = Path(arguments[0]), arguments[1:]
    jvm = Turns(command)
    if jvm.run() != 0 or not archive.exists():
        sys.exit(1)
    archive.chmod(0o644)
    if jvm.code is None:
        print(f"this archive has other bytes than another build's: ptrace says {jvm.refused}", file=sys.stderr)
    else:
        settle(archive, jvm.code)


if __name__ == "__main__":
    main(sys.argv[1:])
