# What RAPIDS images do on a machine without a GPU, when sourced by bin/spark-class
# (through load-spark-env.sh), whose arguments it then adds to.
#
# The plugin ends the application when it finds no GPU. In local mode, where the
# driver is the executor, its absence is known before the start:
#   - by default the plugin is left out, with a word on it: Spark runs on the CPU;
#   - an application that says anything of spark.plugins or spark.rapids itself gets
#     what it asked for. For explainOnly mode, which needs no GPU, older releases must
#     also be told not to look for its architecture.
# RAPIDS's explainOnly is not the default, for its start takes 10 s and 1.5 GB of an
# executable /tmp. With another master nothing is changed: a driver has no GPU there.
#
# What is added goes before the application's own arguments: those win.
spark_images_without_gpu() {
    local previous= argument master=local
    [ "${1:-}" = org.apache.spark.deploy.SparkSubmit ] || return 1
    compgen -G '/dev/nvidia[0-9]*' >/dev/null && return 1
    # WSL 2 has its GPU behind another device.
    [ -e /dev/dxg ] && return 1
    for argument; do
        case $previous in --master) master=$argument ;; esac
        case $argument in
            --master=*) master=${argument#--master=} ;;
            spark.master=* | --conf=spark.master=*) master=${argument#*spark.master=} ;;
            --properties-file | --properties-file=* | --remote | --remote=*) return 1 ;;
            --status | --kill | --help | -h | --version | --usage-error) return 1 ;;
        esac
        previous=$argument
    done
    case $master in local*) ;; *) return 1 ;; esac
    grep -qsE '^[[:space:]]*spark\.master[[:space:]=]+[^l[:space:]=]' \
        "${SPARK_CONF_DIR:-$SPARK_HOME/conf}/spark-defaults.conf" && return 1
    return 0
}
if spark_images_without_gpu "$@"; then
    # The shells and run-example are told by the first argument: it stays first.
    spark_images_first=1
    case ${2:-} in
        pyspark-shell-main | sparkr-shell-main | run-example) spark_images_first=2 ;;
    esac
    case "$*" in
        *spark.plugins* | *spark.rapids.*)
            spark_images_setting=spark.rapids.skipGpuArchitectureCheck=true
            ;;
        *)
            spark_images_setting=spark.plugins=
            cat >&2 <<'END'
No NVIDIA GPU in this container: Spark runs on the CPU, without the RAPIDS plugin.
  With GPU      docker run --gpus all …, or a limit of nvidia.com/gpu in the pod
  Without one   --conf spark.rapids.sql.mode=explainOnly --conf spark.rapids.sql.explain=ALL
                runs on the CPU and logs what would run on a GPU
END
            ;;
    esac
    set -- "${@:1:spark_images_first}" --conf "$spark_images_setting" "${@:spark_images_first+1}"
fi
unset -f spark_images_without_gpu
