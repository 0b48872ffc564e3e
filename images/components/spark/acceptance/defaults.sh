# The image's defaults count for every way in, whatever is mounted over conf/, and a user's value wins.
#
# They are this test's own, in a folder that SPARK_DEFAULTS_DIR names, and so is what is mounted: a folder that has a
# log4j2.properties and nothing else.
set -eu

folder=$(mktemp -d)
fail() {
    cat "$folder"/out "$folder"/log >&2 2>/dev/null || true
    echo "$*" >&2
    exit 1
}
export SPARK_CONF_DIR=$folder/conf SPARK_DEFAULTS_DIR=$folder/defaults
mkdir "$SPARK_CONF_DIR" "$SPARK_DEFAULTS_DIR"
printf 'spark.test.a image\nspark.test.b image\nspark.test.c image\n' >"$SPARK_DEFAULTS_DIR/spark-defaults.conf"
# No end of line: the next file begins a line all the same.
printf 'spark.test.b site' >"$SPARK_DEFAULTS_DIR/spark-defaults-site.conf"
cat >"$SPARK_CONF_DIR/log4j2.properties" <<'END'
rootLogger.level = warn
rootLogger.appenderRef.stdout.ref = console
appender.console.type = Console
appender.console.name = console
appender.console.target = SYSTEM_OUT
appender.console.layout.type = JsonLayout
appender.console.layout.compact = true
appender.console.layout.eventEol = true
END

# A Java that says what it was started with in place of Spark's own processes.
mkdir -p "$folder/java/bin"
cat >"$folder/java/bin/java" <<'END'
#!/usr/bin/env bash
case " $* " in *' org.apache.spark.launcher.Main '*) exec /opt/java/bin/java "$@" ;; esac
printf '%s\n' "$@" >"$ARGUMENTS"
# Of daemons the last of several counts. The launcher leaves one of spark-submit's; what follows may be an application's.
submit=
while [ $# -gt 0 ]; do
    case $1 in
        org.apache.spark.deploy.SparkSubmit) submit=yes ;;
        --properties-file) [ -n "$submit" ] && [ -n "${properties:-}" ] || properties=$2 ;;
    esac
    shift
done
cat "${properties:-/dev/null}" >"$PROPERTIES"
END
chmod +x "$folder/java/bin/java"
export ARGUMENTS=$folder/arguments PROPERTIES=$folder/properties

# What Spark has for a key of the properties file: the last line counts.
value() {
    sed -n "s/^$1[ =]*//p" "$PROPERTIES" | tail -n 1
}
# Runs a command and expects a value for spark.test.c.
way_in() {
    local expected=$1 name=$2
    shift 2
    rm -f "$ARGUMENTS" "$PROPERTIES"
    JAVA_HOME=$folder/java SPARK_NO_DAEMONIZE=true "$@" >"$folder/out" 2>"$folder/log" </dev/null || fail "$name failed"
    [ -e "$PROPERTIES" ] || fail "$name starts no JVM with properties"
    [ "$(value spark.test.a)" = image ] || fail "$name: no default of the image in $(cat "$PROPERTIES")"
    [ "$(value spark.test.b)" = site ] || fail "$name: no default of the catalog in $(cat "$PROPERTIES")"
    [ "$(value spark.test.c)" = "$expected" ] || fail "$name: not the user's $expected in $(cat "$PROPERTIES")"
    sed -n '/^-cp$/{n;p}' "$ARGUMENTS" | grep -q ":$SPARK_DEFAULTS_DIR/*$" || fail "$name: defaults are not last on the class path"
    seen="${seen:-}${seen:+, }$name"
}
cd "$folder"
echo 'spark.test.c mine' >"$folder/mine.conf"
for command in spark-sql spark-shell 'spark-submit job.py' '/opt/entrypoint.sh connect' \
    /opt/spark/sbin/start-connect-server.sh /opt/spark/sbin/start-thriftserver.sh \
    /opt/spark/sbin/start-master.sh '/opt/spark/sbin/start-worker.sh spark://127.0.0.1:7077' \
    /opt/spark/sbin/start-history-server.sh 'run-example SparkPi' 'spark-sql -e SELECT'; do
    # shellcheck disable=SC2086 # words
    way_in image "$command" $command
done
for command in 'spark-submit --properties-file mine.conf --verbose job.py --properties-file none' \
    'spark-submit --properties-file=mine.conf job.py' 'spark-sql --properties-file mine.conf' \
    '/opt/spark/sbin/start-history-server.sh --properties-file mine.conf'; do
    # shellcheck disable=SC2086 # words
    way_in mine "$command" $command
done
cp "$folder/mine.conf" "$SPARK_CONF_DIR/spark-defaults.conf"
way_in mine 'spark-shell with a spark-defaults.conf' spark-shell
rm "$SPARK_CONF_DIR/spark-defaults.conf"
[ -z "$(find /tmp -maxdepth 1 -name '.spark-defaults-*' 2>/dev/null)" ] || fail "files of properties are left in /tmp"
echo "saw: the image's defaults and the user's value: $seen"

# The same for real, and that the log is as the mounted folder says.
found=$(cd "$folder" && spark-sql --master 'local[1]' --conf spark.ui.enabled=false -S \
    -e "SET spark.test.a; SET spark.test.b; SET spark.test.c" --conf spark.test.c=conf 2>"$folder/log") || fail "spark-sql failed"
echo "$found" >"$folder/out"
for line in 'spark.test.a	image' 'spark.test.b	site' 'spark.test.c	conf'; do
    grep -qxF "$line" "$folder/out" || fail "spark-sql does not say '$line'"
done
echo "saw: spark-sql: $(grep -F spark.test "$folder/out" | tr '\t\n' '= ')"

# A log4j2.properties among the defaults counts where conf/ has none: what `files:` of a catalog brings there.
mv "$SPARK_CONF_DIR/log4j2.properties" "$SPARK_DEFAULTS_DIR/"
cat >"$folder/job.py" <<'PYTHON'
from pyspark.sql import SparkSession

spark = SparkSession.builder.master("local[1]").getOrCreate()
spark._jvm.org.slf4j.LoggerFactory.getLogger("test").warn("a line of the log")
print("a is", spark.conf.get("spark.test.a"))
PYTHON
python3 "$folder/job.py" >"$folder/out" 2>"$folder/log" || fail "job.py failed"
grep -qx 'a is image' "$folder/out" || fail "python3 job.py: no default of the image"
grep -q '^{.*"a line of the log"' "$folder/out" || fail "no JSON on standard output"
echo "saw: python3 job.py: the image's defaults, and a log as its log4j2.properties says"
