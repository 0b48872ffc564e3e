# jemalloc is the allocator of Java, of Python and of what Spark starts, for a user without a name, too.
set -eu

fail() {
    echo "$1" >&2
    exit 1
}

# What it prints of itself at the end of a process that it serves.
for command in "java -version" "python3 -c 1"; do
    said=$(MALLOC_CONF=stats_print:true $command 2>&1)
    case $said in
        *"jemalloc statistics"*) ;;
        *) fail "$command does not run with jemalloc: $said" ;;
    esac
done
echo "saw: java and python3 run with jemalloc"

cat > /tmp/maps.py <<'END'
import os
from pathlib import Path
from pyspark.sql import SparkSession

spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", False).getOrCreate()


def loads(process: object) -> bool:
    return "libjemalloc" in Path(f"/proc/{process}/maps").read_text()


jvm = spark._jvm.java.lang.ProcessHandle.current().pid()
workers = spark.sparkContext.range(1).map(lambda _: loads("self")).collect()
print("loaded", loads(jvm), loads(os.getpid()), workers[0])
END
said=$(/opt/spark/bin/spark-submit /tmp/maps.py 2>/tmp/errors) || fail "$(cat /tmp/errors)"
[ "$said" = "loaded True True True" ] || fail "expected all to have loaded jemalloc, found: $said"
if grep -q "ld.so" /tmp/errors; then
    fail "the loader complains: $(cat /tmp/errors)"
fi
echo "saw: driver, its Python and a worker have loaded it"
