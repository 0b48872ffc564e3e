# What RAPIDS images do where there is no GPU, when sourced by bin/spark-class (through
# load-spark-env.sh), whose arguments it then adds to.
#
# An executor ends when the plugin finds no GPU. Where that is known before the start,
# the plugin is left out, with a word on it, and Spark runs on the CPU:
#   - in local mode, where the driver is the executor, in a container without GPU;
#   - on Kubernetes, when the executors are to be pods that ask for no GPU.
# An application that says anything of spark.plugins or spark.rapids itself gets what it
# asked for. For explainOnly mode, which needs no GPU, older releases must also be told
# not to look for its architecture.
# RAPIDS's explainOnly is not the default, for its start takes 10 s and 1.5 GB of an
# executable /tmp. With other masters nothing is changed.
#
# What is added goes before the application's own arguments: those win.

# The submission's own words: its arguments, and the lines of its properties, which lie
# in the file $1, that are not the image's.
spark_images_said() {
    local properties=$1
    shift
    printf '%s\n' "$@"
    grep -vxsFf "$SPARK_HOME/defaults/spark-defaults.conf" "$properties" | grep -v '^[[:space:]]*#'
    return 0
}

# Whether the executors' pods ask for a GPU, by Spark's properties or in their template.
spark_images_pods_have_gpu() {
    local said=$1 template
    case $said in *spark.executor.resource.gpu.*) return 0 ;; esac
    template=$(sed -n 's/.*spark\.kubernetes\.executor\.podTemplateFile[[:space:]=:]*//p' <<<"$said" | tail -n 1)
    template=${template#file:}
    # A template elsewhere cannot be looked into: it may.
    [ -n "$template" ] && { [ ! -r "$template" ] || grep -qF 'nvidia.com/' "$template"; }
}

# Sets spark_images_setting to what is to be added, if anything.
spark_images_without_gpu() {
    local previous= argument master= properties= said
    spark_images_setting=
    [ "${1:-}" = org.apache.spark.deploy.SparkSubmit ] || return 0
    for argument; do
        case $previous in
            --master) master=$argument ;;
            # The first: an application may have an argument of that name.
            --properties-file) properties=${properties:-$argument} ;;
        esac
        case $argument in
            --master=*) master=${argument#--master=} ;;
            --properties-file=*) properties=${properties:-${argument#--properties-file=}} ;;
            spark.master=* | --conf=spark.master=*) master=${argument#*spark.master=} ;;
            --remote | --remote=*) return 0 ;;
            --status | --kill | --help | -h | --version | --usage-error) return 0 ;;
        esac
        previous=$argument
    done
    properties=${properties:-${SPARK_CONF_DIR:-$SPARK_HOME/conf}/spark-defaults.conf}
    said=$(spark_images_said "$properties" "$@")
    [ -n "$master" ] || master=$(sed -n 's/^[[:space:]]*spark\.master[[:space:]=:]*//p' <<<"$said" | tail -n 1)
    case ${master:-local} in
        local*)
            compgen -G '/dev/nvidia[0-9]*' >/dev/null && return 0
            # WSL 2 has its GPU behind another device.
            [ -e /dev/dxg ] && return 0
            case $said in
                *spark.plugins* | *spark.rapids.*)
                    spark_images_setting=spark.rapids.skipGpuArchitectureCheck=true
                    return 0
                    ;;
            esac
            # Where other defaults are in the place of the image's there is no plugin.
            grep -qs '^spark\.plugins' "$properties" || return 0
            cat >&2 <<'END'
No NVIDIA GPU in this container: Spark runs on the CPU, without the RAPIDS plugin.
  With GPU      docker run --gpus all …, or a limit of nvidia.com/gpu in the pod
  Without one   --conf spark.rapids.sql.mode=explainOnly --conf spark.rapids.sql.explain=ALL
                runs on the CPU and logs what would run on a GPU
END
            ;;
        k8s*)
            case $said in *spark.plugins* | *spark.rapids.*) return 0 ;; esac
            grep -qs '^spark\.plugins' "$properties" || return 0
            spark_images_pods_have_gpu "$said" && return 0
            cat >&2 <<'END'
The executors ask for no GPU: Spark runs on the CPU, without the RAPIDS plugin.
  With GPUs     --conf spark.executor.resource.gpu.amount=1
                --conf spark.executor.resource.gpu.vendor=nvidia.com
                --conf spark.executor.resource.gpu.discoveryScript=/opt/sparkRapidsPlugin/getGpusResources.sh
                --conf spark.task.resource.gpu.amount=0.25
  In any case   --conf spark.plugins=com.nvidia.spark.SQLPlugin
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
unset -f spark_images_said spark_images_pods_have_gpu spark_images_without_gpu
