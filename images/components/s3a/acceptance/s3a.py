"""S3 as a file system, against a real S3 server: tables in Parquet and CSV, committed as the image does by default, a
file of several parts, an event log with the history server on it, and the files that spark-submit uploads for Kubernetes.

The runner starts beside this container an S3 server on port 7070 with a bucket "warehouse".
"""

import json
import os
import socket
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

from pyspark.sql import SparkSession

os.environ.update(AWS_ACCESS_KEY_ID="spark", AWS_SECRET_ACCESS_KEY="sparkspark")
FOLDER = Path(tempfile.mkdtemp())
# What names the server. All else is as the image sets it.
SERVER = {
    "spark.hadoop.fs.s3a.endpoint": "http://127.0.0.1:7070",
    "spark.hadoop.fs.s3a.endpoint.region": "us-east-1",
    "spark.hadoop.fs.s3a.path.style.access": "true",
}
HISTORY = "http://127.0.0.1:18080/api/v1/applications"


def check(what: str, found: object, expected: object) -> None:
    if found != expected:
        raise SystemExit(f"{what}: expected {expected!r}, found {found!r}")


def wait_for(what: str, seconds: float, attempt):
    deadline = time.monotonic() + seconds
    while True:
        try:
            return attempt()
        except Exception as error:
            if time.monotonic() > deadline:
                raise SystemExit(f"{what}: not within {seconds:.0f} s: {error}") from None
            time.sleep(0.5)


def options(settings: dict[str, str]) -> list[str]:
    return [word for key, value in settings.items() for word in ("--conf", f"{key}={value}")]


def run(*command: str, expected: int | None = 0, **more: str) -> str:
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **more}, cwd=FOLDER)
    if expected is not None and done.returncode != expected:
        raise SystemExit(f"{command[0]} ended with {done.returncode}: {done.stdout[-2000:]} {done.stderr[-3000:]}")
    return done.stdout + done.stderr


wait_for("the S3 server", 60, lambda: socket.create_connection(("127.0.0.1", 7070), 1).close())
builder = SparkSession.builder.master("local[2]").config("spark.ui.enabled", False)
builder.config("spark.hadoop.fs.s3a.multipart.size", "5M").config("spark.sql.shuffle.partitions", 2)
for key, value in SERVER.items():
    builder.config(key, value)
spark = builder.getOrCreate()
spark.sparkContext.setLogLevel("ERROR")
jvm = spark._jvm
hadoop = jvm.org.apache.hadoop.util.VersionInfo.getVersion()
print(f"saw: S3A of Hadoop {hadoop} on Spark {spark.version}")


def path(name: str):
    return jvm.org.apache.hadoop.fs.Path(f"s3a://warehouse/{name}")


files = path("").getFileSystem(spark._jsc.hadoopConfiguration())


def names_in(folder: str) -> list[str]:
    return sorted(status.getPath().getName() for status in files.listStatus(path(folder)))


def text_of(name: str) -> str:
    stream = files.open(path(name))
    try:
        return jvm.org.apache.commons.io.IOUtils.toString(stream, "UTF-8")
    finally:
        stream.close()


# The server makes its bucket a while after it listens.
wait_for("the bucket", 60, lambda: files.create(path("probe"), True).close())

# The job's summary is the committer's: another writes an empty _SUCCESS.
people = spark.createDataFrame([(1, "a"), (2, "b"), (3, "c")], "id int, name string")
for form in ("parquet", "csv", "json", "orc"):
    people.write.partitionBy("id").format(form).save(f"s3a://warehouse/people-{form}")
    check(f"the committer of {form}", json.loads(text_of(f"people-{form}/_SUCCESS"))["committer"], "magic")
    read = spark.read.schema("name string, id int").format(form).load(f"s3a://warehouse/people-{form}")
    found = sorted(tuple(row) for row in read.select("id", "name").collect())
    check(f"rows in {form}", found, [(1, "a"), (2, "b"), (3, "c")])
people.limit(1).write.mode("overwrite").parquet("s3a://warehouse/people-parquet")
check("rows after overwriting", spark.read.parquet("s3a://warehouse/people-parquet").count(), 1)
check("what the committer left", [name for name in names_in("people-parquet") if name.startswith("_temp")], [])
print("saw: Parquet, CSV, JSON and ORC written by the magic committer, and read")

# Single partitions, and what is in no S3: by renaming, as ever.
for place in ("s3a://warehouse", FOLDER):
    for form in ("parquet", "orc"):
        folder = f"{place}/parts-{form}"
        people.write.partitionBy("id").format(form).save(folder)
        spark.conf.set("spark.sql.sources.partitionOverwriteMode", "dynamic")
        news = spark.createDataFrame([(1, "z")], "id int, name string")
        news.write.mode("overwrite").partitionBy("id").format(form).save(folder)
        spark.conf.unset("spark.sql.sources.partitionOverwriteMode")
        found = sorted(tuple(row) for row in spark.read.format(form).load(folder).select("id", "name").collect())
        check(f"rows after overwriting a partition in {folder}", found, [(1, "z"), (2, "b"), (3, "c")])
check("the summary of a job elsewhere", (FOLDER / "parts-orc/_SUCCESS").read_text(), "")
print("saw: single partitions overwritten, in S3 and in a local folder")

numbers = spark.range(1_100_000).selectExpr("id", "hash(id, 7) * 1000003L AS x").coalesce(1)
numbers.write.parquet("s3a://warehouse/numbers")
(part,) = [name for name in names_in("numbers") if name.startswith("part-")]
size = files.getFileStatus(path(f"numbers/{part}")).getLen()
if size < 6 << 20:
    raise SystemExit(f"expected a file of two parts of 5 MiB, found {size} bytes")
found = tuple(spark.read.parquet("s3a://warehouse/numbers").selectExpr("sum(id)", "sum(x)").first())
check("sums of what was written", found, tuple(numbers.selectExpr("sum(id)", "sum(x)").first()))
files.rename(path("numbers"), path("moved"))
check("rows behind a predicate", spark.read.parquet("s3a://warehouse/moved").where("id = 7").count(), 1)
files.delete(path("moved"), True)
# The server keeps a folder of its own.
gone = not files.exists(path("moved")) or not files.listFiles(path("moved"), True).hasNext()
check("whether a folder was deleted", gone, True)
print(f"saw: a file of {size:,} bytes written in parts, read, renamed and deleted")

# An application with its event log there, and the history server that reads it.
files.mkdirs(path("events"))
(FOLDER / "job.py").write_text(
    "from pyspark.sql import SparkSession\n"
    "spark = SparkSession.builder.getOrCreate()\n"
    "spark.range(100).repartition(2).count()\n"
    "print('id', spark.sparkContext.applicationId)\n"
    "spark.stop()\n"
)
logged = {**SERVER, "spark.eventLog.enabled": "true", "spark.eventLog.dir": "s3a://warehouse/events"}
said = run("spark-submit", "--master", "local[1]", *options(logged), f"{FOLDER}/job.py")
(application,) = [line.split()[1] for line in said.splitlines() if line.startswith("id ")]
settings = {**SERVER, "spark.history.fs.logDirectory": "s3a://warehouse/events"}
daemon = {
    "SPARK_HISTORY_OPTS": " ".join(f"-D{key}={value}" for key, value in settings.items()),
    "SPARK_LOG_DIR": f"{FOLDER}/logs",
    "SPARK_PID_DIR": str(FOLDER),
}
run("/opt/spark/sbin/start-history-server.sh", **daemon)


def finished_jobs() -> int:
    with urllib.request.urlopen(f"{HISTORY}/{application}/jobs", timeout=10) as answer:
        return len([job for job in json.load(answer) if job["status"] == "SUCCEEDED"])


jobs = wait_for("the history server", 90, finished_jobs)
run("/opt/spark/sbin/stop-history-server.sh", **daemon)
if jobs < 1:
    raise SystemExit("the history server shows no job of the application")
print(f"saw: event log in S3, the history server shows {application} with its jobs")

# spark-submit uploads local files before it asks for a pod. Nothing listens where this one asks.
cluster = {
    **SERVER,
    "spark.kubernetes.file.upload.path": "s3a://warehouse/uploads",
    "spark.kubernetes.container.image": "none",
    "spark.kubernetes.submission.connectionTimeout": "2000",
    "spark.kubernetes.submission.requestTimeout": "2000",
}
command = ["spark-submit", "--master", "k8s://http://127.0.0.1:1", "--deploy-mode", "cluster", *options(cluster)]
said = run(*command, f"file://{FOLDER}/job.py", expected=1, KUBERNETES_REQUEST_RETRY_BACKOFFLIMIT="0")
try:
    (upload,) = names_in("uploads")
    text = text_of(f"uploads/{upload}/job.py")
except Exception as error:
    raise SystemExit(f"spark-submit uploaded nothing: {error} {said[-3000:]}") from None
check("the uploaded file", text, (FOLDER / "job.py").read_text())
print("saw: spark.kubernetes.file.upload.path in S3")

# Roles and web identities, as pods have them.
modern = hadoop.startswith("3.3") is False
provider = (
    "software.amazon.awssdk.auth.credentials.WebIdentityTokenFileCredentialsProvider"
    if modern
    else "com.amazonaws.auth.WebIdentityTokenCredentialsProvider"
)
for name in (provider, "org.apache.hadoop.fs.s3a.auth.AssumedRoleCredentialProvider"):
    jvm.java.lang.Class.forName(name)
jvm.java.lang.Class.forName(
    "software.amazon.awssdk.services.sts.StsClient"
    if modern
    else "com.amazonaws.services.securitytoken.AWSSecurityTokenServiceClient"
)
print("saw: credentials of roles and web identities load")
spark.stop()
