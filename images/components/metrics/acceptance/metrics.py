"""Prometheus endpoints: of the driver and of its executors, at the UI; and those of the JMX exporter's agent, in a driver
and in an executor that are JVMs of their own."""

import os
import re
import subprocess
import tempfile
import time
import urllib.request
from pathlib import Path

FOLDER = Path(tempfile.mkdtemp())
PATIENCE = int(os.environ.get("PATIENCE", "1"))
AGENT = "-javaagent:/prometheus/jmx_prometheus_javaagent.jar={}:/prometheus/jmx.yaml"
JOB = """
import sys, time
from pathlib import Path
from pyspark.sql import SparkSession
spark = SparkSession.builder.getOrCreate()
assert spark.range(1000).repartition(2).count() == 1000
Path("ready").touch()
while not Path("done").exists():
    time.sleep(0.2)
spark.stop()
"""
SAMPLE = re.compile(r"^([a-zA-Z_:][a-zA-Z0-9_:]*)(\{.*\})? (\S+)( \d+)?$")


def answer(url: str) -> dict[str, float]:
    """The samples that an endpoint has, by name and labels; each line must be one."""
    with urllib.request.urlopen(url, timeout=10) as response:
        lines = response.read().decode().splitlines()
    found = {}
    for line in lines:
        if line == "" or line.startswith("#"):
            continue
        match = SAMPLE.match(line)
        if match is None:
            raise SystemExit(f"{url}: not a sample of Prometheus: {line!r}")
        found[match[1] + (match[2] or "")] = float(match[3])
    return found


def expect(url: str, *patterns: str) -> None:
    deadline = time.monotonic() + 30 * PATIENCE
    while True:
        try:
            samples = answer(url)
            missing = [one for one in patterns if not any(re.search(one, name) for name in samples)]
            if not missing:
                print(f"saw: {url.partition('/')[2].lstrip('/')}: {len(samples)} samples")
                return
            problem = f"nothing like {missing} among {sorted(samples)[:200]}"
        except OSError as error:
            problem = str(error)
        if time.monotonic() > deadline:
            raise SystemExit(f"{url}: {problem}")
        time.sleep(0.5)


(FOLDER / "job.py").write_text(JOB)
daemons = {
    **os.environ,
    "SPARK_MASTER_HOST": "127.0.0.1",
    "SPARK_LOG_DIR": f"{FOLDER}/logs",
    "SPARK_PID_DIR": str(FOLDER),
}


def run(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True, env=daemons, cwd=FOLDER)
    if done.returncode != 0:
        raise SystemExit(f"{command[0]} ended with {done.returncode}: {done.stdout[-2000:]} {done.stderr[-2000:]}")


run("/opt/spark/sbin/start-master.sh", "--webui-port", "8080")
run("/opt/spark/sbin/start-worker.sh", "spark://127.0.0.1:7077", "--host", "127.0.0.1", "--memory", "1g")
# fmt: off
submit = [
    "spark-submit", "--master", "spark://127.0.0.1:7077", "--executor-memory", "1g",
    "--conf", "spark.driver.host=127.0.0.1", "--conf", "spark.ui.port=4040",
    "--conf", f"spark.driver.extraJavaOptions={AGENT.format(8090)}",
    "--conf", f"spark.executor.extraJavaOptions={AGENT.format(8091)}",
    f"{FOLDER}/job.py",
]
# fmt: on
with open(FOLDER / "log", "w") as log:
    job = subprocess.Popen(submit, stdout=log, stderr=log, env=daemons, cwd=FOLDER)
deadline = time.monotonic() + 120 * PATIENCE
while not (FOLDER / "ready").exists():
    if job.poll() is not None or time.monotonic() > deadline:
        raise SystemExit(f"the job did not begin: {(FOLDER / 'log').read_text()[-3000:]}")
    time.sleep(0.2)

expect(
    "http://127.0.0.1:4040/metrics/prometheus/",
    r"^metrics_spark_driver_BlockManager_memory_maxMem_MB_Value",
    r"^metrics_spark_driver_jvm_heap_used_",
)
expect(
    "http://127.0.0.1:4040/metrics/executors/prometheus",
    r"^metrics_executor_completedTasks_total\{.*executor_id=\"0\"",
)
expect("http://127.0.0.1:8080/metrics/master/prometheus/", r"^metrics_master_aliveWorkers_Value")
expect(
    "http://127.0.0.1:8090/metrics",
    r'^spark_dagscheduler_job_alljobs_value\{process="driver"',
    r"^jvm_memory_used_bytes|^jvm_memory_bytes_used",
)
expect("http://127.0.0.1:8091/metrics", r'^spark_executor_\w+\{process="0"')
(FOLDER / "done").touch()
if job.wait(60) != 0:
    raise SystemExit(f"the job ended with {job.returncode}: {(FOLDER / 'log').read_text()[-3000:]}")
run("/opt/spark/sbin/stop-worker.sh")
run("/opt/spark/sbin/stop-master.sh")
