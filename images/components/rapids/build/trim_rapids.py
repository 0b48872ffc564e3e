#!/usr/bin/env python3
"""Removes from the RAPIDS jar what is for other series of Spark.

    trim_rapids.py SERIES JAR TARGET

The jar has its classes once for each Spark release that it knows: folders
spark350, spark411, spark350db143 (Databricks'), spark332cdh (Cloudera's). Those of
other series than ours can never load here: 90 of 1,008 MB in 26.08. All of our own
series stay, so that the layer is the same for all its patch releases. The list of
providers loses the same ones: what it names must load, and it is what the plugin
prints as supported when it refuses a Spark.

Members are copied as they are, compressed: 900 MB are one library, and packing it
anew would take a minute of each build.
"""

import re
import shutil
import sys
import zipfile
from pathlib import Path
from typing import BinaryIO

SHIM = re.compile(r"spark\d{3}[a-z0-9]*$")
PROVIDERS = "META-INF/services/com.nvidia.spark.rapids.SparkShimServiceProvider"
LOCAL_HEADER = 30
HAS_DESCRIPTOR = 0x08


def copy_member(source: BinaryIO, member: zipfile.ZipInfo, out: zipfile.ZipFile) -> None:
    """Appends the member's compressed bytes under a new header."""
    source.seek(member.header_offset)
    header = source.read(LOCAL_HEADER)
    name, extra = (int.from_bytes(header[at : at + 2], "little") for at in (26, 28))
    source.seek(name + extra, 1)

    # Sizes and checksum go to the header, from the jar's directory: then none follows.
    member.flag_bits &= ~HAS_DESCRIPTOR
    member.header_offset = out.fp.tell()
    out.fp.write(member.FileHeader(zip64=False))
    left = member.compress_size
    while left:
        block = source.read(min(left, 1 << 22))
        if not block:
            sys.exit(f"{member.filename}: the jar ends before it does")
        out.fp.write(block)
        left -= len(block)
    # What ZipFile.close() writes the directory from.
    out.filelist.append(member)
    out.NameToInfo[member.filename] = member
    out.start_dir = out.fp.tell()
    out._didModify = True


def main(arguments: list[str]) -> None:
    if len(arguments) != 3:
        sys.exit("usage: trim_rapids.py SERIES JAR TARGET")
    ours = re.compile(rf"spark{arguments[0].replace('.', '')}\d$")
    jar_path, target = map(Path, arguments[1:])
    dropped = kept = 0
    with (
        jar_path.open("rb") as source,
        zipfile.ZipFile(jar_path) as jar,
        zipfile.ZipFile(target, "w") as out,
    ):
        folders = {name.split("/")[0] for name in jar.namelist() if "/" in name}
        shims = {folder for folder in folders if SHIM.match(folder)}
        drop = {shim for shim in shims if not ours.match(shim)}
        if shims == drop:
            sys.exit(f"{jar_path.name} has no shim for Spark {arguments[0]}: {sorted(shims)}")
        for member in jar.infolist():
            if member.filename.split("/")[0] in drop:
                dropped += member.compress_size
            elif member.filename == PROVIDERS:
                lines = jar.read(member).decode().splitlines()
                left = [line for line in lines if not drop.intersection(line.split("."))]
                out.writestr(member, "".join(f"{line}\n" for line in left))
            else:
                copy_member(source, member, out)
                kept += member.compress_size
    shutil.copystat(jar_path, target)
    left = " ".join(sorted(shims - drop))
    print(f"shims left: {left}; {dropped >> 20} of {(dropped + kept) >> 20} MB dropped")


if __name__ == "__main__":
    main(sys.argv[1:])
