# The entrypoint's `driver` as Kubernetes starts it in cluster mode: a folder mounted over
# conf/ has the submitted properties.
set -eu

folder=$(mktemp -d)
fail() {
    tail -n 20 "$folder/out" >&2 || true
    echo "$*" >&2
    exit 1
}

# What is mounted is read-only; colons are escaped as Spark writes them.
export SPARK_CONF_DIR=$folder/conf SPARK_DRIVER_BIND_ADDRESS=127.0.0.1
mkdir "$SPARK_CONF_DIR"
cat >"$SPARK_CONF_DIR/spark.properties" <<END
#Java properties built from Kubernetes config map with name: spark-drv-conf-map
spark.master=local[2]
spark.ui.enabled=false
spark.sql.shuffle.partitions=3
spark.sql.catalog.iceberg.warehouse=file\\:$folder/warehouse
spark.sql.catalog.iceberg.catalog-impl=org.apache.iceberg.hadoop.HadoopCatalog
END
chmod 500 "$SPARK_CONF_DIR"

cat >"$folder/app.py" <<'PYTHON'
import os
import sys
import time

from pyspark.sql import SparkSession

spark = SparkSession.builder.getOrCreate()
found = [f"{key}={value}" for key, value in spark.sparkContext.getConf().getAll()]
found.append(" ".join(["arguments", *sys.argv[1:]]))
found.append(f"user {spark.sparkContext.sparkUser()} in {os.getcwd()}")
if "iceberg" in spark.conf.get("spark.sql.extensions", "").lower():
    spark.sql("CREATE TABLE iceberg.db.t (n int) USING iceberg")
# Not printed: Spark's log, in the same stream, may come between.
with open(f"{sys.argv[1]}/found", "w") as file:
    file.write("\n".join([*found, ""]))
print("ready", flush=True)
time.sleep(300)
PYTHON

# Where pods start: nothing can be written there with a read-only root.
cd /opt/spark/work-dir
/opt/entrypoint.sh driver --proxy-user someone --properties-file "$SPARK_CONF_DIR/spark.properties" \
    --class org.apache.spark.deploy.PythonRunner "local://$folder/app.py" "$folder" --properties-file of-the-app \
    >"$folder/out" 2>"$folder/errors" &
driver=$!
for tries in $(seq $((240 * ${PATIENCE:-1}))); do
    grep -qs 'ready$' "$folder/out" && break
    kill -0 "$driver" 2>/dev/null || fail "the driver ended by itself"
    sleep 0.5
done
expect() {
    grep -qxF -- "$1" "$folder/found" || fail "the driver does not say '$1' after $tries tries: $(cat "$folder/found")"
}

expect 'spark.sql.shuffle.partitions=3'
expect "spark.sql.catalog.iceberg.warehouse=file:$folder/warehouse"
expect 'spark.driver.bindAddress=127.0.0.1'
expect "arguments $folder --properties-file of-the-app"
expect 'user someone in /tmp'
[ ! -s "$folder/errors" ] || fail "the driver wrote to standard error: $(cat "$folder/errors")"
echo "saw: submitted properties and arguments reach the driver, all output is in one stream"

# Every default of the image that was not submitted counts, in other forms of writing too; of two the later one.
sed -n 's/^\(spark\.[^ ]*\)  *\(.*\)/\1=\2/p' "$SPARK_DEFAULTS_DIR/spark-defaults.conf" \
    | tac | awk -F= '!seen[$1]++' | tac >"$folder/shipped"
while IFS= read -r default; do
    case $default in
        # Escapes are written otherwise than they are read.
        *\\*) continue ;;
    esac
    grep -qF -- "${default%%=*}=" "$SPARK_CONF_DIR/spark.properties" && continue
    expect "$default"
    echo "saw: $default"
done <"$folder/shipped"
case ${SPARK_VARIANT} in
    *iceberg*)
        [ -n "$(compgen -G "$folder/warehouse/db/t/metadata/*.json")" ] || fail "no table in the submitted warehouse"
        echo "saw: a table of the catalog iceberg in the warehouse that was submitted"
        ;;
esac

# The JVM is the child of tini, which passes the signal on.
[ "$(ps -o args= --ppid "$driver" | grep -cE '^([^ ]+ )?[^ ]*java ')" = 1 ] || fail "the JVM is not the child of tini"
kill -TERM "$driver"
status=0
wait "$driver" || status=$?
[ "$status" = 143 ] || fail "the driver ended with exit code $status after SIGTERM, expected 143"
echo "saw: SIGTERM reaches the driver's JVM"
