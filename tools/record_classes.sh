#!/usr/bin/env bash
# Records which classes Spark's processes load, for the archive that images/build/archive_classes.sh makes of them:
#
#   docker run --rm --user 0 --volume "$PWD/tools:/tools:ro" IMAGE bash /tools/record_classes.sh \
#       >images/build/classes-SERIES.list
#
# Each part of Spark runs once, a Connect server until it has answered a first query. All that they load would make an
# archive of 280 MB. A class counts when a Connect server or two parts load it, and when it has at most 1,900 bytes for
# each part that does: small ones cost a start as much as large ones, and less room.
set -eu

lists=$(mktemp -d)
folder=$(mktemp -d)
cd "$folder"
export SPARK_LOG_DIR=$folder/logs SPARK_PID_DIR=$folder SPARK_MASTER_HOST=127.0.0.1 SPARK_WORKER_DIR=$folder/work
export SPARK_HISTORY_OPTS=-Dspark.history.fs.logDirectory=$folder
exec 3>&1 1>&2

part() {
    export JAVA_TOOL_OPTIONS="-Xshare:off -XX:DumpLoadedClassList=$lists/$1-%p.list"
}
wait_for_port() {
    local tries
    for tries in $(seq 300); do
        ! (exec 4<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null || return 0
        sleep 0.2
    done
    echo "nothing listens on port $1 after $tries tries"
    exit 1
}

part connect
/opt/spark/sbin/start-connect-server.sh
wait_for_port 15002
python3 -c '
from pyspark.sql import SparkSession

spark = SparkSession.builder.remote("sc://127.0.0.1").getOrCreate()
print(spark.range(10).count())
print(spark.sql("SELECT 1 AS a").collect())'
/opt/spark/sbin/stop-connect-server.sh

part submit
spark-submit --master 'local[2]' --class org.apache.spark.examples.SparkPi \
    /opt/spark/examples/jars/spark-examples.jar 2
part master
/opt/spark/sbin/start-master.sh
wait_for_port 7077
part worker
/opt/spark/sbin/start-worker.sh --host 127.0.0.1 spark://127.0.0.1:7077
wait_for_port 8081
# The executor is a child of the worker; its list is of another process.
part sql
spark-sql --master spark://127.0.0.1:7077 -S -e 'SELECT count(*) FROM range(10)'
part shell
spark-shell --master 'local[2]' <<<'println(spark.range(10).count())'
/opt/spark/sbin/stop-worker.sh
/opt/spark/sbin/stop-master.sh
part history
/opt/spark/sbin/start-history-server.sh
wait_for_port 18080
/opt/spark/sbin/stop-history-server.sh

python3 - "$lists" >&3 <<'PYTHON'
import sys
import zipfile
from collections import Counter
from pathlib import Path

# Jars of components that not every image has; their drivers register themselves wherever they are.
OTHERS = ("postgresql-", "mysql-", "mssql-", "ojdbc", "vertica-")
size: dict[str, int] = {}
others: set[str] = set()
for jar in Path("/opt/spark/jars").glob("*.jar"):
    for member in zipfile.ZipFile(jar).infolist():
        size.setdefault(member.filename.removesuffix(".class"), member.file_size)
        if jar.name.startswith(OTHERS):
            others.add(member.filename.removesuffix(".class"))

parts: dict[str, set[str]] = {}
forms: set[str] = set()
for path in sorted(Path(sys.argv[1]).iterdir()):
    lines = [line for line in path.read_text().splitlines() if not line.startswith("#")]
    # From Java 21 on with an id, and with a source where a class loader of Spark's own has it, which no archive serves.
    classes = {line.split()[0] for line in lines if not line.startswith("@") and " source: " not in line}
    part = path.name.partition("-")[0]
    if "org/apache/spark/launcher/Main" in classes:
        part = "launcher"
    elif "org/apache/spark/executor/CoarseGrainedExecutorBackend" in classes:
        part = "executor"
    parts.setdefault(part, set()).update(classes)
    forms |= {line for line in lines if line.startswith("@")}
for part, classes in parts.items():
    print(part, len(classes), file=sys.stderr)

count = Counter(name for classes in parts.values() for name in classes)
kept = {
    name
    for name, loaded in count.items()
    if name not in others
    and (name in parts["launcher"]
    or (loaded > 1 or name in parts["connect"])
    and size.get(name, 0) <= 1900 * loaded)
}
kept |= {line for line in forms if not line.startswith("@lambda-proxy ") or line.split()[1] in kept}
print("\n".join(sorted(kept)))
PYTHON
