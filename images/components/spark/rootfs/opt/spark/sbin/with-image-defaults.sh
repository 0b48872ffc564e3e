# The image's own defaults, whatever is mounted over conf/, when sourced by bin/spark-class (through
# load-spark-env.sh), whose arguments it then adds to.
#
# They are in /opt/spark/defaults, or SPARK_DEFAULTS_DIR: spark-defaults.conf and spark-defaults-*.conf, and what is to
# be on the class path (log4j2.properties and the like). Spark reads one properties file: here it gets one with the
# image's lines first, those of the file that it would have read behind. Of two lines for a key the later one counts,
# and --conf and a session override both.
SPARK_DEFAULTS_DIR=${SPARK_DEFAULTS_DIR:-$SPARK_HOME/defaults}
export SPARK_DEFAULTS_DIR

# Sets spark_images_own to the number of arguments that are spark-submit's own, which end where the application
# begins, and spark_images_files to the properties files that it would read.
spark_images_parse() {
    local count=$# defaults=$SPARK_CONF_DIR/spark-defaults.conf properties= also=
    # The shells and run-example say first of all what they are.
    case ${1:-} in
        pyspark-shell-main | sparkr-shell-main | run-example) shift ;;
    esac
    while [ $# -gt 0 ]; do
        case $1 in
            --load-spark-defaults) also=yes ;;
            --properties-file=*) properties=${1#*=} ;;
            --properties-file) properties=${2:-} ;;
        esac
        case $1 in
            --*=* | --load-spark-defaults | --verbose | -v | --supervise) ;;
            --version | --help | -h | --usage-error) ;;
            # spark-sql's own.
            -S | --silent) ;;
            -*)
                shift
                [ $# -gt 0 ] || break
                ;;
            *) break ;;
        esac
        shift
    done
    spark_images_own=$((count - $#))
    spark_images_files=("${properties:-$defaults}")
    [ -z "$also" ] || spark_images_files=("$defaults" "${spark_images_files[@]}")
}

# Sets spark_images_properties to a file of the image's lines and the others'. They may hold passwords: the file has
# no name any more, only the processes that are started here can read it.
spark_images_compose() {
    local file folder
    spark_images_properties=
    for file in "$@"; do
        # Spark says what is wrong with a file that was asked for.
        [ "$file" = "$SPARK_CONF_DIR/spark-defaults.conf" ] || [ -r "$file" ] || return 0
    done
    for folder in "${TMPDIR:-/tmp}" /tmp /dev/shm ''; do
        if [ -z "$folder" ]; then
            echo "/tmp is not writable, so the image's own $SPARK_DEFAULTS_DIR does not count" >&2
            return 0
        fi
        file=$(mktemp "$folder/.spark-defaults-XXXXXX" 2>/dev/null) && break
    done
    exec {spark_images_file}>"$file" {spark_images_read}<"$file"
    rm -f "$file"
    for file in "$SPARK_DEFAULTS_DIR"/spark-defaults.conf "$SPARK_DEFAULTS_DIR"/spark-defaults-*.conf "$@"; do
        # awk ends each file's last line.
        [ ! -r "$file" ] || awk 1 "$file" >&"$spark_images_file"
    done
    exec {spark_images_file}>&-
    spark_images_properties=/proc/self/fd/$spark_images_read
}

case ":${SPARK_DIST_CLASSPATH:-}:" in
    *":$SPARK_DEFAULTS_DIR:"*) ;;
    # Last of all: what conf/ and the jars have comes before it.
    *) export SPARK_DIST_CLASSPATH="${SPARK_DIST_CLASSPATH:+$SPARK_DIST_CLASSPATH:}$SPARK_DEFAULTS_DIR" ;;
esac

# bin/pyspark comes by twice: first for the interpreter, which closes the file that was opened here and then starts
# spark-submit with the very arguments.
case "${1:-} ${2:-}" in
    *' pyspark-shell-main') ;;
    org.apache.spark.deploy.SparkSubmit\ * | org.apache.spark.deploy.master.Master\ * | \
        org.apache.spark.deploy.worker.Worker\ * | org.apache.spark.deploy.history.HistoryServer\ *)
        if grep -qsh '^[[:space:]]*spark\.' "$SPARK_DEFAULTS_DIR"/spark-defaults*.conf; then
            spark_images_parse "${@:2}"
            # Daemons take their options in any order.
            [ "$1" = org.apache.spark.deploy.SparkSubmit ] || spark_images_own=$(($# - 1))
            spark_images_compose "${spark_images_files[@]}"
            if [ -n "$spark_images_properties" ]; then
                set -- "${@:1:spark_images_own+1}" --properties-file "$spark_images_properties" \
                    "${@:spark_images_own+2}"
            fi
        fi
        ;;
esac
unset -f spark_images_parse spark_images_compose
