"""What a pod template gives a driver and its executors, as one line of JSON: files of volumes, who they run as, and the limits that
the driver's JVM sees."""
import json
import os
import re
import subprocess
import sys
from pathlib import Path

from pyspark.sql import SparkSession

FILES = ["/opt/extra/words.txt", "/tmp/initial/words.txt"]


def look(_=None):
    local = os.environ.get("SPARK_LOCAL_DIRS", "")
    words = [Path(file).read_text().strip() if Path(file).exists() else None for file in FILES]
    return [{"user": f"{os.getuid()}:{os.getgid()}", "words": words, "local": local}]


spark = SparkSession.builder.getOrCreate()
# What a JVM takes from the pod's limits, as it says itself.
shown = subprocess.run(["java", "-XshowSettings:system", "-version"], capture_output=True, text=True)
metrics = dict(re.findall(r"^ *([\w ]+): (\S+)$", shown.stderr + shown.stdout, re.M))
executors = {json.dumps(found) for found in spark.sparkContext.parallelize(range(8), 8).mapPartitions(look).collect()}
found = {
    "driver": look()[0],
    "executors": [json.loads(each) for each in sorted(executors)],
    "processors": spark._jvm.java.lang.Runtime.getRuntime().availableProcessors(),
    "memory": metrics["Memory Limit"],
}
sys.stdout.write("found " + json.dumps(found) + "\n")
spark.stop()
