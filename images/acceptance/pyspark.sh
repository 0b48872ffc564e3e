# bin/pyspark: the interactive shell, fed from standard input.
set -eu

log=$(mktemp)
# -i: Python runs the shell's start-up file only when it takes itself for interactive.
found=$(PYSPARK_DRIVER_PYTHON_OPTS=-i pyspark --master 'local[2]' --conf spark.ui.enabled=false 2>"$log" <<'PYTHON'
rows = spark.range(6).filter("id % 2 = 1").toPandas()
print("shell", spark.version, sc.master, list(rows.id))
PYTHON
) || {
    tail -n 20 "$log" >&2
    exit 1
}
expected="shell $SPARK_VERSION local[2] [1, 3, 5]"
if ! printf '%s\n' "$found" | grep -qxF "$expected"; then
    printf "pyspark printed '%s', expected '%s'\n" "$found" "$expected" >&2
    tail -n 20 "$log" >&2
    exit 1
fi
echo "saw: pyspark: $expected"
