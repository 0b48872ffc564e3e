"""The RAPIDS plugin without a GPU: it loads the right shim, says what would run on a
GPU, and what it cannot run stays right on the CPU.

Each session is a process of its own: the plugin reads its settings once for each JVM.
"""

import os
import re
import subprocess
import sys
from pathlib import Path

VERSION = os.environ["SPARK_VERSION"]
ICEBERG = "iceberg" in os.environ["SPARK_VARIANT"]
JAR = next(Path("/opt/spark/jars").glob("rapids-4-spark_*.jar"))
RELEASE = re.search(r"_[\d.]+-([\d.]+)-", JAR.name)[1]
SHIM = {"4.1.0": "spark411", "3.5.7": "spark355", "3.5.8": "spark355"}.get(
    VERSION, "spark" + VERSION.replace(".", "")
)
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

CHOSEN = """
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


def submitted(master: str, *more: str) -> subprocess.CompletedProcess[str]:
    """The arguments that a submission ends up with."""
    hook = '. /opt/spark/sbin/without-gpu.sh; printf "%s\\n" "$@"'
    submit = ["org.apache.spark.deploy.SparkSubmit", "--master", master]
    return run(["bash", "-c", hook, "spark-class", *submit, *(more or ("job.py",))])


def left_out(master: str, *more: str) -> bool:
    done = submitted(master, *more)
    expect(done.returncode == 0, "arguments", done)
    return "--conf\nspark.plugins=\n" in done.stdout


def expect(condition: object, what: str, done: subprocess.CompletedProcess[str]) -> None:
    if not condition:
        lines = (done.stdout + done.stderr).splitlines()
        interesting = [line for line in lines if not line.startswith("\tat ")]
        raise SystemExit("\n".join([*interesting[-40:], f"expected {what}"]))


if list(Path("/dev").glob("nvidia[0-9]*")):
    print("saw: a GPU")
    subprocess.run(["nvidia-smi"], check=True)
    done = session(SESSION + QUERIES + PLANS, {"spark.rapids.sql.explain": "ALL"})
    expect(done.returncode == 0, "right results on the GPU", done)
    print("saw: aggregate, join, sort, window on the GPU")
else:
    # How Spark then runs is what the tests of all variants see.
    done = submitted("local[2]")
    expect("--conf\nspark.plugins=\n" in done.stdout, "no plugin without GPU", done)
    expect("No NVIDIA GPU in this container" in done.stderr, "a word on the missing GPU", done)
    for more in (
        ["--conf", "spark.rapids.sql.enabled=false", "job.py"],
        ["job.py", "--conf", "spark.plugins=of.the.application", "--remote", "sc://x", "-h"],
        ["--verbose", "--name", "n", "job.py", "--master", "yarn"],
    ):
        check(f"the plugin is left out with {more}", left_out("local[2]", *more), True)
    for more in (
        ["--conf", "spark.plugins=com.nvidia.spark.SQLPlugin", "job.py"],
        ["--conf", "spark.rapids.sql.mode=explainOnly", "job.py"],
    ):
        check(f"the plugin is left out with {more}", left_out("local[2]", *more), False)
    print("saw: without a GPU the plugin is left out, with a word on it, but for who asks for it")

for master in ("k8s://https://127.0.0.1", "spark://127.0.0.1:7077"):
    done = submitted(master)
    expect("--conf\nspark.plugins=\n" in done.stdout, "no plugin for executors without GPU", done)
    expect("The executors ask for no GPU" in done.stderr, "a word on the executors", done)
    for conf in ("spark.executor.resource.gpu.amount=1", "spark.rapids.sql.explain=ALL"):
        check(f"the plugin is left out with {conf}", left_out(master, "--conf", conf, "job.py"), False)
print("saw: on Kubernetes and standalone it is left out when the executors ask for no GPU")

# Submitted are the mode and the log only: the rest is of the image.
done = driver(SESSION + CHOSEN + QUERIES + (SCAN if ICEBERG else ""), EXPLAIN)
# The entrypoint has one stream.
log = done.stdout
expect(done.returncode == 0, "right results in explainOnly mode", done)
expect("plugins=com.nvidia.spark.SQLPlugin" in done.stdout, "the plugin to be set", done)
expect(f"RAPIDS Accelerator {RELEASE} using cudf" in log, f"RAPIDS Accelerator {RELEASE}", done)
release = ".".join(SHIM.removeprefix("spark"))
expect(f"shim={release}" in done.stdout, f"the shim of Spark {release}", done)
expect("explain only mode" in log, "explainOnly mode", done)
print(f"saw: RAPIDS Accelerator {RELEASE} in explainOnly mode in a driver, shim {SHIM}")
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

done = run(["/opt/sparkRapidsPlugin/getGpusResources.sh"])
expect(done.returncode == 0 or "nvidia-smi" in done.stderr, "getGpusResources.sh", done)
sys.exit(0)
