# What RAPIDS images do where there is no GPU, when sourced by bin/spark-class (through
# load-spark-env.sh), whose arguments it then adds to.
#
# An executor ends when the plugin finds no GPU. Where that is known before the start,
# the plugin is left out, with a word on it, and Spark runs on the CPU:
#   - in local mode, where the driver is the executor, in a container without GPU;
#   - on Kubernetes and on a standalone cluster, when the executors ask for no GPU.
# A submission that says anything of spark.plugins itself gets what it asked for, and so
# does one that asks for explainOnly mode, which needs no GPU: there older releases must
# also be told not to look for its architecture. On a cluster other settings of
# spark.rapids are taken for those of someone who knows that there are GPUs.
# RAPIDS's explainOnly is not the default, for its start takes 10 s and 1.5 GB of an
# executable /tmp. With other masters nothing is changed.
#
# What is added goes before the submission's own arguments: those win.

# Sets spark_images_own to the arguments that are spark-submit's, which end where the
# application begins, and spark_images_files to the properties files that it reads.
spark_images_parse() {
    local defaults=${SPARK_CONF_DIR:-$SPARK_HOME/conf}/spark-defaults.conf properties= also=
    spark_images_own=()
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
                spark_images_own+=("$1")
                shift
                [ $# -gt 0 ] || break
                ;;
            *) break ;;
        esac
        spark_images_own+=("$1")
        shift
    done
    spark_images_files=("${properties:-$defaults}")
    [ -z "$also" ] || spark_images_files=("$defaults" "${spark_images_files[@]}")
}

# The submission's own words: its arguments, and the lines of its properties that are not
# the image's.
spark_images_said() {
    printf '%s\n' ${spark_images_own[@]+"${spark_images_own[@]}"}
    cat -- "${spark_images_files[@]}" 2>/dev/null \
        | grep -vxsFf "$SPARK_HOME/defaults/spark-defaults.conf" | grep -v '^[[:space:]]*#'
    return 0
}

# Whether the plugin is there by the image's defaults and nobody has said anything of it.
spark_images_plugin_is_default() {
    case $1 in *spark.plugins*) return 1 ;; esac
    grep -qs '^spark\.plugins' -- "${spark_images_files[@]}"
}

# Whether the executors ask for a GPU, by Spark's properties or in their pods' template.
spark_images_executors_have_gpu() {
    local said=$1 template
    case $said in *spark.executor.resource.gpu.*) return 0 ;; esac
    template=$(sed -n 's/.*spark\.kubernetes\.executor\.podTemplateFile[[:space:]=:]*//p' <<<"$said" | tail -n 1)
    template=${template#file:}
    # A template elsewhere cannot be looked into: it may.
    [ -n "$template" ] && { [ ! -r "$template" ] || grep -qF 'nvidia.com/' "$template"; }
}

# Sets spark_images_setting to what is to be added, if anything.
spark_images_without_gpu() {
    local previous= argument master= said
    spark_images_setting=
    [ "${1:-}" = org.apache.spark.deploy.SparkSubmit ] || return 0
    spark_images_parse "${@:2}"
    for argument in ${spark_images_own[@]+"${spark_images_own[@]}"}; do
        [ "$previous" != --master ] || master=$argument
        case $argument in
            --master=*) master=${argument#--master=} ;;
            spark.master=* | --conf=spark.master=*) master=${argument#*spark.master=} ;;
            --remote | --remote=*) return 0 ;;
            --status | --kill | --help | -h | --version | --usage-error) return 0 ;;
        esac
        previous=$argument
    done
    said=$(spark_images_said)
    [ -n "$master" ] || master=$(sed -n 's/^[[:space:]]*spark\.master[[:space:]=:]*//p' <<<"$said" | tail -n 1)
    case ${master:-local} in
        local*)
            compgen -G '/dev/nvidia[0-9]*' >/dev/null && return 0
            # WSL 2 has its GPU behind another device.
            [ -e /dev/dxg ] && return 0
            if grep -qiE 'spark\.rapids\.sql\.mode[[:space:]=:]*explainonly' <<<"$said"; then
                spark_images_setting=spark.rapids.skipGpuArchitectureCheck=true
                return 0
            fi
            spark_images_plugin_is_default "$said" || return 0
            cat >&2 <<'END'
No NVIDIA GPU in this container: Spark runs on the CPU, without the RAPIDS plugin.
  With GPU      docker run --gpus all …, or a limit of nvidia.com/gpu in the pod
  Without one   --conf spark.rapids.sql.mode=explainOnly --conf spark.rapids.sql.explain=ALL
                runs on the CPU and logs what would run on a GPU
END
            ;;
        k8s* | spark://*)
            case $said in *spark.rapids.*) return 0 ;; esac
            spark_images_plugin_is_default "$said" || return 0
            spark_images_executors_have_gpu "$said" && return 0
            cat >&2 <<'END'
The executors ask for no GPU: Spark runs on the CPU, without the RAPIDS plugin.
  With GPUs     --conf spark.executor.resource.gpu.amount=1
                --conf spark.executor.resource.gpu.vendor=nvidia.com       (on Kubernetes)
                --conf spark.executor.resource.gpu.discoveryScript=/opt/sparkRapidsPlugin/getGpusResources.sh
                --conf spark.task.resource.gpu.amount=0.25
  In any case   --conf spark.plugins=com.nvidia.spark.SQLPlugin
                (where pods get their GPU by something that Spark does not know of)
END
            ;;
        *) return 0 ;;
    esac
    spark_images_setting=spark.plugins=
}

spark_images_without_gpu "$@"
if [ -n "$spark_images_setting" ]; then
    # The shells and run-example are told by the first argument: it stays first.
    spark_images_first=1
    case ${2:-} in
        pyspark-shell-main | sparkr-shell-main | run-example) spark_images_first=2 ;;
    esac
    set -- "${@:1:spark_images_first}" --conf "$spark_images_setting" "${@:spark_images_first+1}"
fi
unset -f spark_images_parse spark_images_said spark_images_plugin_is_default \
    spark_images_executors_have_gpu spark_images_without_gpu
