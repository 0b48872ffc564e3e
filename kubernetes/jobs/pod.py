"""What a pod template gives a driver and its executors, as one line of JSON: files of volumes, who they run as, and the limits that
the driver's JVM sees."""
import json
import os
import sys
from pathlib import Path

from pyspark.sql import SparkSession

FILES = ["/opt/extra/words.txt", "/tmp/initial/words.txt"]


def look(_=None):
    local = os.environ.get("SPARK_LOCAL_DIRS", "")
    words = [Path(file).read_text().strip() if Path(file).exists() else None for file in FILES]
    return [{"user": f"{os.getuid()}:{os.getgid()}", "words": words, "local": local}]


spark = SparkSession.builder.getOrCreate()
jvm = spark._jvm
# Of the JVM's own class, whose methods Py4J does not see: through JMX.
beans = jvm.java.lang.management.ManagementFactory
name = jvm.javax.management.ObjectName("java.lang:type=OperatingSystem")
memory = beans.getPlatformMBeanServer().getAttribute(name, "TotalPhysicalMemorySize")
executors = {json.dumps(found) for found in spark.sparkContext.parallelize(range(8), 8).mapPartitions(look).collect()}
found = {
    "driver": look()[0],
    "executors": [json.loads(each) for each in sorted(executors)],
    "processors": beans.getOperatingSystemMXBean().getAvailableProcessors(),
    "memory": memory,
}
sys.stdout.write("found " + json.dumps(found) + "\n")
spark.stop()
