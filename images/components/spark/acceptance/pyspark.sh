# bin/pyspark, the interactive shell. What is typed into it: all that is native in the image, and
# Spark's own example pi.py.
set -eu

folder=$(mktemp -d)
fail() {
    cat "$folder/out" >&2
    tail -n 20 "$folder/log" >&2
    echo "$*" >&2
    exit 1
}

# The native libraries that stay in the trimmed jars, and those of Python, load and work.
cat >"$folder/natives.py" <<'PYTHON'
import base64
import importlib
import json
import os
import re
from pathlib import Path
from site import getsitepackages


def check(what: str, found: object, expected: object) -> None:
    if found != expected:
        raise SystemExit(f"{what}: expected {expected!r}, found {found!r}")


folder = Path(folder)
jvm = spark._jvm

# What Java calls of the system: a JPEG of 8 × 8 red points, text, colours; and services looked up by name.
jpeg = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAgGBgcGBQgHBwcJCQgKDBQNDAsLDBkSEw8UHRofHh0aHBwgJC4nICIsIxwcKDcpLDAx"
    "NDQ0Hyc5PTgyPC4zNDL/2wBDAQkJCQwLDBgNDRgyIRwhMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIyMjIy"
    "MjIyMjIyMjL/wAARCAAIAAgDASIAAhEBAxEB/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUF"
    "BAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVW"
    "V1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi"
    "4+Tl5ufo6erx8vP09fb3+Pn6/8QAHwEAAwEBAQEBAQEBAQAAAAAAAAECAwQFBgcICQoL/8QAtREAAgECBAQDBAcFBAQAAQJ3AAEC"
    "AxEEBSExBhJBUQdhcRMiMoEIFEKRobHBCSMzUvAVYnLRChYkNOEl8RcYGRomJygpKjU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVm"
    "Z2hpanN0dXZ3eHl6goOEhYaHiImKkpOUlZaXmJmaoqOkpaanqKmqsrO0tba3uLm6wsPExcbHyMnK0tPU1dbX2Nna4uPk5ebn6Onq"
    "8vP09fb3+Pn6/9oADAMBAAIRAxEAPwDi6KKK+ZP3E//Z"
)
(folder / "red.jpg").write_bytes(jpeg)
image = spark.read.format("image").load(str(folder / "red.jpg")).select("image.*").first()
check("a JPEG's height, width, channels", (image.height, image.width, image.nChannels), (8, 8, 3))
blue, green, red = image.data[:3]
if red < 200 or max(blue, green) > 60:
    raise SystemExit(f"a red point is read as {red}, {green}, {blue}")
canvas = jvm.java.awt.image.BufferedImage(60, 20, jvm.java.awt.image.BufferedImage.TYPE_INT_RGB)
canvas.createGraphics().drawString("Spark", 5, 15)
if not any(canvas.getRGB(x, 10) & 0xFFFFFF for x in range(60)):
    raise SystemExit("no text was drawn")
colours = jvm.java.awt.color.ColorSpace
grey = colours.getInstance(colours.CS_GRAY)
check("components of grey", len(grey.fromRGB(spark._sc._gateway.new_array(jvm.float, 3))), 1)
check("random generator", jvm.java.util.random.RandomGenerator.getDefault().getClass().getSimpleName(), "L32X64MixRandom")
print("saw: a JPEG by format image, text and colours by Java, a random generator by its service")
check("netty's epoll", jvm.io.netty.channel.epoll.Epoll.isAvailable(), True)
# Spark 3.5 comes without netty's OpenSSL.
openssl = any(Path("/opt/spark/jars").glob("netty-tcnative-*.jar"))
check("netty's OpenSSL", jvm.io.netty.handler.ssl.OpenSsl.isAvailable(), openssl)
snappy = jvm.org.xerial.snappy.Snappy.getNativeLibraryVersion()
lz4 = jvm.net.jpountz.lz4.LZ4Factory.nativeInstance().toString()
check("lz4", lz4, "LZ4Factory:JNI")
jvm.com.github.luben.zstd.util.Native.load()
check("zstd", jvm.com.github.luben.zstd.util.Native.isLoaded(), True)
print(f"saw: epoll, {'OpenSSL' if openssl else 'no OpenSSL'}, snappy {snappy}, {lz4}, zstd")

# Python's compiled modules, without the symbol tables that some were published with; time
# zones, which pytz has from the system.
site = Path(getsitepackages()[0])
modules = sorted(
    ".".join([*path.relative_to(site).parts[:-1], path.name.split(".")[0]])
    for path in site.rglob("*.so")
    if re.search(r"\.(cpython-\d+|abi3)[-.]", path.name)
)
# Of the modules for numpy's own tests one loads for who asks for it only.
os.environ["NUMPY_EXPERIMENTAL_DTYPE_API"] = "1"
for module in modules:
    importlib.import_module(module)
print(f"saw: {len(modules)} compiled Python modules load")
if (site / "pytz").exists():
    pytz = importlib.import_module("pytz")
    zones = [pytz.timezone(name) for name in pytz.all_timezones]
    if len(zones) < 500:
        raise SystemExit(f"pytz knows no more than {len(zones)} time zones")
    print(f"saw: {len(zones)} time zones of pytz")

for format, codecs in {
    "parquet": ["snappy", "zstd", "lz4_raw"],
    "orc": ["snappy", "zstd", "lz4"],
}.items():
    for codec in codecs:
        path = str(folder / format / f"codec={codec}")
        spark.range(10_000).write.option("compression", codec).format(format).save(path)
    counts = spark.read.format(format).load(str(folder / format)).groupBy("codec").agg({"id": "sum"})
    check(format, dict(counts.collect()), dict.fromkeys(codecs, 49_995_000))
    print(f"saw: {format} written and read with {', '.join(codecs)}")

# What shuffles and broadcasts are compressed with.
sent = bytes(range(256)) * 100
for name in ("lz4", "zstd", "snappy"):
    codec = jvm.org.apache.spark.io.CompressionCodec.createCodec(spark._jsc.sc().conf(), name)
    compressed = jvm.java.io.ByteArrayOutputStream()
    out = codec.compressedOutputStream(compressed)
    out.write(sent)
    out.close()
    received = codec.compressedInputStream(jvm.java.io.ByteArrayInputStream(compressed.toByteArray()))
    check(f"spark.io.compression.codec {name}", received.readAllBytes(), sent)
    if compressed.size() > len(sent) / 2:
        raise SystemExit(f"{name} made {compressed.size()} bytes of {len(sent)}")
print("saw: Spark's own streams with lz4, zstd, snappy")

# Structured streaming with its state in RocksDB.
source = folder / "in"
source.mkdir()
for number, words in enumerate((["a", "b", "a"], ["b", "c", "a"])):
    lines = (json.dumps({"word": word}) for word in words)
    (source / f"{number}.json").write_text("\n".join(lines))
counts = (
    spark.readStream.schema("word string")
    .option("maxFilesPerTrigger", 1)
    .json(str(source))
    .groupBy("word")
    .count()
)
query = (
    counts.writeStream.outputMode("complete")
    .format("memory")
    .queryName("counts")
    .option("checkpointLocation", str(folder / "checkpoint"))
    .trigger(availableNow=True)
    .start()
)
query.awaitTermination()
found = {r["word"]: r["count"] for r in spark.table("counts").collect()}
check("counts over two batches", found, {"a": 3, "b": 2, "c": 1})
metrics = [p["stateOperators"][0]["customMetrics"] for p in query.recentProgress]
puts = sum(m["rocksdbPutCount"] for m in metrics)
if puts < 3:
    raise SystemExit(f"the state was not kept in RocksDB: {puts} writes")
print(f"saw: {len(metrics)} batches, {found}, {puts} writes to RocksDB")
PYTHON

# One partition: the libraries are what is tried. -i: Python runs the shell's start-up file only
# when it takes itself for interactive.
PYSPARK_DRIVER_PYTHON_OPTS=-i pyspark --master 'local[1]' \
    --conf spark.ui.enabled=false --conf spark.ui.showConsoleProgress=false --conf spark.sql.shuffle.partitions=1 \
    --conf spark.sql.streaming.stateStore.providerClass=org.apache.spark.sql.execution.streaming.state.RocksDBStateStoreProvider \
    >"$folder/out" 2>"$folder/log" <<PYTHON || fail "the shell failed"
folder = "$folder"
print("shell", spark.version, sc.master)
for file in f"{folder}/natives.py", "/opt/spark/examples/src/main/python/pi.py": exec(open(file).read())

PYTHON
# The shell goes on after errors: what is to be printed must be there.
printed() {
    grep "$1" "$folder/out" || fail "the shell printed no '$1'"
}
# Assigned first: in an argument of echo a failure would be no end.
shell=$(printed "^shell $SPARK_VERSION local\[1\]$")
echo "saw: pyspark: $shell"
printed '^saw: '
printed ' writes to RocksDB$' >/dev/null
pi=$(printed '^Pi is roughly 3\.1')
echo "saw: examples/src/main/python/pi.py: $pi"
