"""The RAPIDS plugin without a GPU: it loads the right shim, says what would run on a
GPU, and what it cannot run stays right on the CPU.

Each session is a process of its own: the plugin reads its settings once for each JVM.
"""

import json
import os
import re
import subprocess
import time
from pathlib import Path

VERSION = os.environ["SPARK_VERSION"]
ICEBERG = "iceberg" in os.environ["SPARK_VARIANT"]
JAR = next(Path("/opt/spark/jars").glob("rapids-4-spark_*.jar"))
RELEASE = re.search(r"_[\d.]+-([\d.]+)-", JAR.name)[1]
# Those that the plugin does not know, and what it is told to take them for.
OVERRIDES = {
    "4.2.1": "spark420",
    "4.1.4": "spark413",
    "4.1.0": "spark411",
    "4.0.5": "spark404",
    "3.5.9": "spark355",
    "3.5.8": "spark355",
    "3.5.7": "spark355",
}
SHIM = OVERRIDES.get(VERSION, "spark" + VERSION.replace(".", ""))
# Releases before 26 unpack their libraries in each JVM, whatever is set.
HAS_NATIVE_DIR = int(RELEASE.split(".")[0]) >= 26
NATIVE_DIR = "spark.sparkimages.gpu.nativeDir"
EXPLAIN = {"spark.rapids.sql.mode": "explainOnly", "spark.rapids.sql.explain": "ALL"}


def check(what: str, found: object, expected: object) -> None:
    if found != expected:
        raise SystemExit(f"{what}: expected {expected!r}, found {found!r}")


SESSION = """
import builtins

from pyspark.sql import SparkSession, Window
from pyspark.sql.functions import col, count, row_number, sum

def check(what, found, expected):
    if found != expected:
        raise SystemExit(f"{what}: expected {expected!r}, found {found!r}")

spark = SparkSession.builder.getOrCreate()
print("plugins=" + spark.conf.get("spark.plugins"))
"""

# With the libraries of CUDA that the JVM has, as the kernel tells them.
CHOSEN = """
jvm = spark._jvm.java.lang.ProcessHandle.current().pid()
with open(f"/proc/{jvm}/maps") as maps:
    for path in sorted({line.split()[5] for line in maps if "cudf" in line}):
        print("loaded=" + path)
print("shim=" + spark._jvm.com.nvidia.spark.rapids.ShimLoader.getShimVersion().toString())
"""

# What runs on a GPU is in the plan under a name of its own.
PLANS = """
for frame in (totals, joined, ranked):
    plan = frame._jdf.queryExecution().executedPlan().toString()
    if "Gpu" not in plan:
        raise SystemExit(f"nothing of this runs on the GPU: {plan}")
"""

QUERIES = """
folder = "/tmp/rapids-sales"
spark.range(1000).selectExpr("id", "id % 7 AS k", "id * 2 AS v").write.parquet(folder)
sales = spark.read.parquet(folder)
names = spark.createDataFrame([(n, f"n{n}") for n in range(7)], "k bigint, name string")

totals = sales.groupBy("k").agg(sum("v").alias("total"), count("*").alias("n")).orderBy("k")
check("aggregate", [tuple(r) for r in totals.collect()],
      [(k, 2 * builtins.sum(range(k, 1000, 7)), len(range(k, 1000, 7))) for k in range(7)])
joined = sales.join(names, "k").where("name = 'n3'").orderBy("id")
check("join and sort", [r.id for r in joined.limit(3).collect()], [3, 10, 17])
ranked = sales.withColumn("rank", row_number().over(Window.partitionBy("k").orderBy(col("id").desc())))
check("window", sorted(r.id for r in ranked.where("rank = 1").collect()), list(range(993, 1000)))
"""

SCAN = """
spark.sql("CREATE TABLE iceberg.rapids.t USING iceberg AS SELECT id, id % 2 AS k FROM range(100)")
found = spark.sql("SELECT k, sum(id) FROM iceberg.rapids.t GROUP BY k ORDER BY k").collect()
check("Iceberg scan", [tuple(r) for r in found], [(0, 2450), (1, 2500)])
"""


FOLDER = Path(f"/tmp/session-{os.getpid()}")
FOLDER.mkdir()
LIBRARIES = FOLDER / "native" / JAR.stem
SHARED = {NATIVE_DIR: str(LIBRARIES.parent)}


def run(
    command: list[str], environment: dict[str, str] | None = None
) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        command, capture_output=True, text=True, env={**os.environ, **(environment or {})}
    )


def session(code: str, conf: dict[str, str]) -> subprocess.CompletedProcess[str]:
    command = ["spark-submit", "--master", "local[2]", "--conf", "spark.ui.enabled=false"]
    command += ["--conf", "spark.sql.shuffle.partitions=2"]
    for key, value in conf.items():
        command += ["--conf", f"{key}={value}"]
    script = FOLDER / "session.py"
    script.write_text(code)
    return run([*command, str(script)])


def driver(code: str, conf: dict[str, str]) -> subprocess.CompletedProcess[str]:
    """As Kubernetes starts it: the image's own conf folder is hidden (see driver.sh)."""
    (FOLDER / "driver.py").write_text(code)
    properties = FOLDER / "spark.properties"
    lines = {"spark.master": "local[2]", "spark.ui.enabled": "false"}
    lines |= {"spark.sql.shuffle.partitions": "2", **conf}
    properties.write_text("".join(f"{key}={value}\n" for key, value in lines.items()))
    # fmt: off
    command = [
        "/opt/entrypoint.sh", "driver", "--properties-file", str(properties),
        "--class", "org.apache.spark.deploy.PythonRunner", f"local://{FOLDER}/driver.py",
    ]
    # fmt: on
    return run(command, {"SPARK_CONF_DIR": str(FOLDER), "SPARK_DRIVER_BIND_ADDRESS": "127.0.0.1"})


def expect(condition: object, what: str, done: subprocess.CompletedProcess[str]) -> None:
    if not condition:
        lines = (done.stdout + done.stderr).splitlines()
        interesting = [line for line in lines if not line.startswith("\tat ")]
        raise SystemExit("\n".join([*interesting[-40:], f"expected {what}"]))


# No container of these tests has a GPU: the plugin itself would end, what the image has in its place says so and is
# no plugin. The driver decides by what the application ended up with, also by what its code sets.
DECISION = """
from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
print("plugins=" + spark.conf.get("spark.plugins", ""))
print("extensions=" + spark.conf.get("spark.sql.extensions", ""))
print("rows=" + str(spark.range(10).count()))
"""
done = session(DECISION, {})
expect(done.returncode == 0 and "rows=10" in done.stdout, "a session on the CPU", done)
expect("plugins=org.sparkimages.GpuPlugin" in done.stdout, "the image's plugin", done)
expect("com.nvidia" not in done.stdout, "nothing of RAPIDS in the session", done)
expect("No NVIDIA GPU in this container" in done.stderr, "a word on the missing GPU", done)
print("saw: without a GPU Spark runs on the CPU, with a word on it")

# The application's code sets the mode and the log, and where libraries are unpacked; the rest is of the image.
asked = "".join(f".config({key!r}, {value!r})" for key, value in EXPLAIN.items())
code = SESSION.replace("SparkSession.builder", f"SparkSession.builder{asked}")
done = driver(code + CHOSEN + QUERIES + (SCAN if ICEBERG else ""), SHARED)
# The entrypoint has one stream.
log = done.stdout
expect(done.returncode == 0, "right results in explainOnly mode", done)
expect("plugins=org.sparkimages.GpuPlugin" in done.stdout, "the plugin to be set", done)
expect(f"RAPIDS Accelerator {RELEASE} using cudf" in log, f"RAPIDS Accelerator {RELEASE}", done)
release = ".".join(SHIM.removeprefix("spark"))
expect(f"shim={release}" in done.stdout, f"the shim of Spark {release}", done)
expect("explain only mode" in log, "explainOnly mode", done)
print(f"saw: RAPIDS Accelerator {RELEASE} in explainOnly mode in a driver, shim {SHIM}")
if HAS_NATIVE_DIR:
    expect(f"loaded={LIBRARIES}/libcudf.so\n" in log, f"libcudf.so to be that of {LIBRARIES}", done)
    first = os.stat(LIBRARIES / "libcudf.so")
    print(f"saw: CUDA's libraries in {LIBRARIES}: {sorted(path.name for path in LIBRARIES.glob('*.so*'))}")
else:
    expect(f"{NATIVE_DIR} has no effect" in log, "a word on the folder that this release does not know", done)
wanted = ["HashAggregateExec", "SortExec", "WindowExec", "ShuffleExchangeExec"]
wanted.append("BroadcastHashJoinExec")
for name in wanted:
    expect(f"*Exec <{name}> will run on GPU" in log, f"{name} to run on a GPU", done)
expect("*Exec <FileSourceScanExec> will run on GPU" in log, "parquet scan to run on a GPU", done)
print(f"saw: would run on a GPU: parquet scan, {', '.join(wanted)}")
if ICEBERG:
    scans = sorted(set(re.findall(r"[*!]Exec <BatchScanExec>.*", log)))
    expect(scans, "an Iceberg scan in the plan", done)
    for scan in scans:
        print(f"saw: Iceberg: {scan[:300]}")

if SHIM != "spark" + VERSION.replace(".", ""):
    # The settings of the image name a shim, since the plugin does not know this version.
    done = session(SESSION, {**EXPLAIN, "spark.rapids.shims-provider-override": ""})
    refusal = f"This RAPIDS Plugin build does not support Spark build {VERSION}"
    expect(done.returncode != 0, "a refusal without the override", done)
    expect(refusal in done.stderr, f"'{refusal}' without the override", done)
    print(f"saw: without the override: {refusal}")

# What Spark asks for GPUs, with an nvidia-smi of this test's own.
tools = FOLDER / "tools"
tools.mkdir()
(tools / "nvidia-smi").write_text(
    '#!/bin/sh\n[ "$*" = "--query-gpu=index --format=csv,noheader" ] && printf "0\\n1\\n"\n'
)
(tools / "nvidia-smi").chmod(0o755)
with_tools = {"PATH": f"{tools}:{os.environ['PATH']}"}
SCRIPT = "/opt/sparkRapidsPlugin/getGpusResources.sh"
for name in (SCRIPT, "/opt/spark/examples/src/main/scripts/getGpusResources.sh"):
    done = run([name], with_tools)
    expect(done.returncode == 0, "getGpusResources.sh", done)
    check("what it writes to standard error", done.stderr, "")
    check("the GPUs that it finds", json.loads(done.stdout), {"name": "gpu", "addresses": ["0", "1"]})
done = run([SCRIPT])
expect(done.returncode != 0 and not done.stdout, "a failure without nvidia-smi", done)
expect("nvidia-smi: command not found" in done.stderr, "a word on nvidia-smi", done)
(tools / "nvidia-smi").rename(tools / "nvidia-smi-right")
(tools / "nvidia-smi").write_text("#!/bin/sh\necho 'No devices were found'\nexit 6\n")
(tools / "nvidia-smi").chmod(0o755)
done = run([SCRIPT], with_tools)
expect(done.returncode == 6 and not done.stdout, "the exit code of an nvidia-smi that fails", done)
(tools / "nvidia-smi-right").replace(tools / "nvidia-smi")
check("GKE's folders", "/usr/local/nvidia/bin" in os.environ["PATH"].split(":"), True)
check("GKE's libraries", "/usr/local/nvidia/lib64" in os.environ["LD_LIBRARY_PATH"].split(":"), True)
print("saw: getGpusResources.sh, and the paths of drivers that a node mounts")


# A standalone cluster whose worker has the GPUs that nvidia-smi names. Executors that ask for one load RAPIDS and end by
# its word on the GPU that is not there; others do without it.
WORK = FOLDER / "work"
daemons = {
    **with_tools,
    "SPARK_MASTER_HOST": "127.0.0.1",
    "SPARK_LOG_DIR": f"{FOLDER}/logs",
    "SPARK_PID_DIR": str(FOLDER),
    "SPARK_WORKER_DIR": str(WORK),
    "SPARK_WORKER_OPTS": f"-Dspark.worker.resource.gpu.amount=2 -Dspark.worker.resource.gpu.discoveryScript={SCRIPT}",
}


def on_cluster(conf: dict[str, str]) -> list[str]:
    command = ["spark-submit", "--master", "spark://127.0.0.1:7077", "--executor-memory", "1g"]
    for key, value in {"spark.ui.enabled": "false", "spark.driver.host": "127.0.0.1", **conf}.items():
        command += ["--conf", f"{key}={value}"]
    script = FOLDER / "cluster.py"
    script.write_text(DECISION)
    return [*command, str(script)]


def executors() -> str:
    """The logs of all executors."""
    return "".join(log.read_text() for log in sorted(WORK.glob("*/*/stderr")))


for command in (["start-master.sh"], ["start-worker.sh", "spark://127.0.0.1:7077", "--host", "127.0.0.1"]):
    done = run([f"/opt/spark/sbin/{command[0]}", *command[1:]], daemons)
    expect(done.returncode == 0, command[0], done)
done = run(on_cluster({}))
expect(done.returncode == 0 and "rows=10" in done.stdout, "a cluster on the CPU", done)
expect("The executors ask for no GPU" in done.stderr, "a word on GPUs that nobody asks for", done)
check("RAPIDS in the executors", "com.nvidia.spark" in executors(), False)
print("saw: executors that ask for no GPU run on the CPU, with a word on it")

asked = {**SHARED, "spark.executor.resource.gpu.amount": "1", "spark.executor.resource.gpu.discoveryScript": SCRIPT}
ENDS = re.compile(
    r"Exception in the executor plugin, shutting down!.*"
    r"(CUDA driver version is insufficient for CUDA runtime version|no CUDA-capable device is detected)",
    re.DOTALL,
)
# The executor takes most of a minute to end: its log is waited for, not the application.
with (FOLDER / "asking").open("w+") as log:
    command = on_cluster({**asked, "spark.task.resource.gpu.amount": "1"})
    application = subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT)
    deadline = time.monotonic() + 90 * int(os.environ.get("PATIENCE", "1"))
    while not (found := ENDS.search(executors())) and application.poll() is None and time.monotonic() < deadline:
        time.sleep(0.5)
    application.kill()
    application.wait()
    if not found:
        log.seek(0)
        end = "\n".join([*log.read().splitlines()[-20:], *executors().splitlines()[-20:]])
        raise SystemExit(f"{end}\nexpected an executor that asks for a GPU to end for want of a driver")
print(f"saw: an executor that asks for a GPU loads RAPIDS and ends: {found[1]}")
if HAS_NATIVE_DIR:
    found = os.stat(LIBRARIES / "libcudf.so")
    check("libcudf.so, unpacked once", (found.st_ino, found.st_mtime_ns), (first.st_ino, first.st_mtime_ns))
    check("what an interrupted JVM would leave", list(LIBRARIES.glob("*.partial")), [])
    print("saw: that executor unpacked nothing")
