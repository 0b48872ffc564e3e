# What one writes first for a Spark Connect server with pandas and the same JDBC drivers, with the usual care
# (no recommended packages, no apt lists, no pip cache). The benchmark's reference, not one of the images.
#
# The contexts that bench/contenders.ts gives: base is the base that the measured image has,
# fetch-jdbc a folder with the drivers. with-host-ca.sh stands for what one has set up on one's own machine.

FROM base AS image
ARG JAVA_VERSION
ARG PYTHON_VERSION

# man1: the Java package's set-up expects it, and slim bases leave it out.
RUN --mount=type=secret,id=ca-bundle \
    --mount=type=bind,source=with-host-ca.sh,target=/with-host-ca.sh \
    mkdir -p /usr/share/man/man1 \
    && sh /with-host-ca.sh apt-get update \
    && sh /with-host-ca.sh apt-get install -y --no-install-recommends \
        openjdk-${JAVA_VERSION}-jre-headless python3 python3-pip \
    && rm -rf /var/lib/apt/lists/*

RUN --mount=type=secret,id=ca-bundle \
    --mount=type=bind,source=with-host-ca.sh,target=/with-host-ca.sh \
    sh /with-host-ca.sh pip install --break-system-packages --no-cache-dir \
        'pyspark[connect]==4.1.1' 'pandas<3' pyarrow

ENV SPARK_HOME=/usr/local/lib/python${PYTHON_VERSION}/dist-packages/pyspark
COPY --from=fetch-jdbc *.jar $SPARK_HOME/jars/
COPY spark-defaults.conf $SPARK_HOME/conf/

EXPOSE 15002
CMD ["spark-submit", "--class", "org.apache.spark.sql.connect.service.SparkConnectServer", "--name", "Spark Connect server", "spark-internal"]
