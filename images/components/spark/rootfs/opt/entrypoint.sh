#!/usr/bin/env bash
# What the image does with its arguments:
#
#   driver ARGS…     Kubernetes: a driver in client mode, ARGS go to spark-submit
#   executor         Kubernetes: an executor, told all it needs by SPARK_* variables
#   connect ARGS…    a Spark Connect server in the foreground, port 15002
#   COMMAND ARGS…    anything else is run as it is
#
# Spark's own submission client (`--master k8s://…`) and the operators built on it
# rely on the first two and on the variables read below.
set -eu

# tini as process 1 (or, with -s, below another init) passes signals on and reaps
# what Python workers and shells leave behind. QEMU 7 knows no -s: there the init above reaps.
run() {
    if [ $$ = 1 ] || ! /usr/bin/tini -s -- true 2>/dev/null; then
        exec /usr/bin/tini -- "$@"
    fi
    exec /usr/bin/tini -s -- "$@"
}

run_driver() {
    local address=${SPARK_DRIVER_BIND_ADDRESS:?driver: Kubernetes sets it}
    run "$SPARK_HOME/bin/spark-submit" \
        --conf "spark.driver.bindAddress=$address" \
        --conf "spark.executorEnv.SPARK_DRIVER_POD_IP=$address" \
        --deploy-mode client "$@"
}

# The class path in the order of Spark's own images: configuration first. The image's own comes last, as Spark mounts
# a ConfigMap over conf/ here, too.
executor_class_path() {
    local path="${SPARK_CLASSPATH:+$SPARK_CLASSPATH:}$SPARK_HOME/jars/*${SPARK_EXTRA_CLASSPATH:+:$SPARK_EXTRA_CLASSPATH}"
    path="${HADOOP_CONF_DIR:+$HADOOP_CONF_DIR:}$path"
    path="${SPARK_CONF_DIR:-$SPARK_HOME/conf}:$path"
    echo "$path:${SPARK_DIST_CLASSPATH:-}:$PWD:${SPARK_DEFAULTS_DIR:-$SPARK_HOME/defaults}"
}

# SPARK_JAVA_OPT_0, SPARK_JAVA_OPT_1, … in the order of their numbers.
executor_java_options() {
    local name
    for name in $(compgen -v SPARK_JAVA_OPT_ | sort -t_ -k4n); do
        printf '%s\0' "${!name}"
    done
}

run_executor() {
    local options class_path java=$JAVA_HOME
    # See load-spark-env.sh.
    [ "$java" != /opt/java ] || java=$SPARK_HOME/java
    readarray -d '' options < <(executor_java_options)
    class_path=$(executor_class_path)
    run "$java/bin/java" ${options[@]+"${options[@]}"} \
        "-Xms$SPARK_EXECUTOR_MEMORY" "-Xmx$SPARK_EXECUTOR_MEMORY" \
        -cp "$class_path" \
        org.apache.spark.scheduler.cluster.k8s.KubernetesExecutorBackend \
        --driver-url "$SPARK_DRIVER_URL" \
        --executor-id "$SPARK_EXECUTOR_ID" \
        --cores "$SPARK_EXECUTOR_CORES" \
        --app-id "$SPARK_APPLICATION_ID" \
        --hostname "$SPARK_EXECUTOR_POD_IP" \
        --resourceProfileId "$SPARK_RESOURCE_PROFILE_ID" \
        --podName "$SPARK_EXECUTOR_POD_NAME"
}

run_connect() {
    run env SPARK_NO_DAEMONIZE=true "$SPARK_HOME/sbin/start-connect-server.sh" "$@"
}

# shellcheck source=images/components/spark/rootfs/opt/spark/sbin/name-this-user.sh
. "$SPARK_HOME/sbin/name-this-user.sh"

# The image's folder for files that come and go: a warehouse and Derby's, those of --files
# and --py-files. With a read-only root they are made in /tmp.
[ "$PWD" != /opt/spark/work-dir ] || [ -w . ] || cd /tmp

case ${1:-} in
    # One stream for the log, as container platforms expect of what they run.
    driver) shift; exec 2>&1; run_driver "$@" ;;
    executor) shift; exec 2>&1; run_executor ;;
    connect) shift; run_connect "$@" ;;
    *) run "$@" ;;
esac
