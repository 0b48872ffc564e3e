# bin/spark-pipelines: the project that it makes itself, run. Spark has it from 4.1.
set -eu

cd "$(mktemp -d)"
fail() {
    tail -n 20 out log >&2 || true
    echo "$*" >&2
    exit 1
}
case $SPARK_VERSION in
    3.* | 4.0.*)
        [ ! -e /opt/spark/bin/spark-pipelines ] || fail "Spark $SPARK_VERSION has spark-pipelines"
        echo "saw: Spark $SPARK_VERSION has no pipelines"
        exit
        ;;
esac

spark-pipelines init --name sales >out 2>log || fail "spark-pipelines init failed"
cd sales
spark-pipelines run --conf spark.ui.enabled=false >../out 2>../log || {
    cd ..
    fail "spark-pipelines run failed"
}
cd ..
# Two views, of which the second takes the even ones of the first's ten numbers.
python3 - >found 2>log <<'PYTHON' || fail "the views can't be read"
import pyarrow.parquet as pq

for name in ("python", "sql"):
    table = pq.read_table(f"sales/spark-warehouse/example_{name}_materialized_view")
    print(name, sorted(table["id"].to_pylist()))
PYTHON
for line in 'python [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]' 'sql [0, 2, 4, 6, 8]'; do
    grep -qxF -- "$line" found || fail "expected '$line', found '$(cat found)'"
done
grep -q 'Run is COMPLETED' out || fail "spark-pipelines does not say that its run is completed"
echo "saw: spark-pipelines init, run: $(tr '\n' ' ' <found)"
