# Prints the seconds that the launcher of bin/spark-class takes, as the mean of ten.
set -e

export SPARK_HOME=/opt/spark
. "$SPARK_HOME/bin/load-spark-env.sh"
began=$(date +%s%N)
for _ in 1 2 3 4 5 6 7 8 9 10; do
    "$JAVA_HOME/bin/java" -Xmx128m -cp '/opt/spark/jars/*' org.apache.spark.launcher.Main \
        org.apache.spark.deploy.SparkSubmit --class Main main.jar >/dev/null 2>&1
done
echo "$(($(date +%s%N) - began))" | awk '{ print $1 / 1e10 }'
