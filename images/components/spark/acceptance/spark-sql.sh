# bin/spark-sql: a table in a metastore of its own, written and queried.
set -eu

# The metastore and the warehouse are made in the current folder.
cd "$(mktemp -d)"
spark-sql --master 'local[2]' --conf spark.ui.enabled=false -S -e "
    CREATE TABLE sales (region string, amount decimal(10,2)) USING parquet;
    INSERT INTO sales VALUES ('north', 10.50), ('south', 7.25), ('north', 1.00);
    SELECT concat_ws('=', region, sum(amount)) FROM sales GROUP BY region ORDER BY region;
    SELECT version();
" >out 2>log || {
    tail -n 20 out log >&2
    exit 1
}
# Whatever else is printed.
for line in '^north=11\.50$' '^south=7\.25$' "^${SPARK_VERSION//./\\.} "; do
    grep -q -- "$line" out || {
        echo "spark-sql printed no line $line: $(cat out)" >&2
        exit 1
    }
done
echo "saw: spark-sql: $(grep -E '^(north|south)=' out | tr '\n' ' ')on $SPARK_VERSION"
