"""The native libraries that stay in the trimmed jars load and work."""

import tempfile
from pathlib import Path

from pyspark.sql import SparkSession


def check(what: str, found: object, expected: object) -> None:
    if found != expected:
        raise SystemExit(f"{what}: expected {expected!r}, found {found!r}")


# One partition: the codecs are what is tried.
builder = SparkSession.builder.master("local[1]").config("spark.ui.enabled", False)
spark = builder.getOrCreate()
jvm = spark._jvm

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

folder = tempfile.mkdtemp()
for format, codecs in {
    "parquet": ["snappy", "zstd", "gzip", "lz4_raw"],
    "orc": ["snappy", "zstd", "zlib", "lz4"],
}.items():
    for codec in codecs:
        path = f"{folder}/{format}-{codec}"
        spark.range(10_000).write.option("compression", codec).format(format).save(path)
        check(f"{format} {codec}", spark.read.format(format).load(path).count(), 10_000)
    print(f"saw: {format} written and read with {', '.join(codecs)}")
spark.stop()

for codec in ("lz4", "zstd", "snappy"):
    spark = builder.config("spark.io.compression.codec", codec).getOrCreate()
    check(f"shuffle with {codec}", spark.range(10_000).repartition(4).distinct().count(), 10_000)
    spark.stop()
print("saw: shuffles with lz4, zstd, snappy")
