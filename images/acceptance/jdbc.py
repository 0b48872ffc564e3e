"""Each JDBC driver loads, finds itself by its URL, is of the version its jar says, and
fails with an error of its own where no server listens.

SPARK_JARS names the drivers that the catalog has; the others must not be there.
"""

import os
import re
from pathlib import Path

from py4j.protocol import Py4JJavaError
from pyspark.sql import SparkSession

JARS = Path("/opt/spark/jars")
# its name in the catalog → jar, driver class, a URL of its own, its error where nothing
# listens: class and text
KNOWN = {
    "postgresql": (
        "postgresql-*.jar",
        "org.postgresql.Driver",
        "jdbc:postgresql://127.0.0.1:1/app",
        ("org.postgresql.util.PSQLException", "Connection to 127.0.0.1:1 refused."),
    ),
    "mysql": (
        "mysql-connector-j-*.jar",
        "com.mysql.cj.jdbc.Driver",
        "jdbc:mysql://127.0.0.1:1/app",
        ("com.mysql.cj.jdbc.exceptions.CommunicationsException", "Communications link failure"),
    ),
    "sqlserver": (
        "mssql-jdbc-*.jar",
        "com.microsoft.sqlserver.jdbc.SQLServerDriver",
        # It would wait ten seconds for a second try.
        "jdbc:sqlserver://127.0.0.1:1;databaseName=app;connectRetryCount=0",
        (
            "com.microsoft.sqlserver.jdbc.SQLServerException",
            "The TCP/IP connection to the host 127.0.0.1, port 1 has failed.",
        ),
    ),
    "oracle": (
        "ojdbc11-*.jar",
        "oracle.jdbc.OracleDriver",
        "jdbc:oracle:thin:@//127.0.0.1:1/app",
        ("java.sql.SQLException", "ORA-12541: Cannot connect. No listener at host 127.0.0.1 port 1."),
    ),
    "vertica": (
        "vertica-jdbc-*.jar",
        "com.vertica.jdbc.Driver",
        "jdbc:vertica://127.0.0.1:1/app",
        ("java.sql.SQLNonTransientConnectionException", "[Vertica][VJDBC](100176)"),
    ),
}
WANTED = os.environ["SPARK_JARS"].split(",")
DRIVERS = [driver for name, driver in KNOWN.items() if name in WANTED]


def check(what: str, found: object, expected: object) -> None:
    if found != expected:
        raise SystemExit(f"{what}: expected {expected!r}, found {found!r}")


spark = SparkSession.builder.master("local[1]").config("spark.ui.enabled", False).getOrCreate()
jvm = spark._jvm

for name, (pattern, *_) in KNOWN.items():
    if name not in WANTED:
        check(f"jars {pattern}, which the catalog has not", list(JARS.glob(pattern)), [])
for pattern, name, url, (error_class, error_text) in DRIVERS:
    jars = [jar.name for jar in JARS.glob(pattern)]
    check(f"jars {pattern}", len(jars), 1)
    major, minor = map(int, re.search(r"-(\d+)\.(\d+)", jars[0]).groups())
    # As Spark does when no driver option is given: the driver has registered itself.
    driver = jvm.java.sql.DriverManager.getDriver(url)
    check(f"driver of {url}", driver.getClass().getName(), name)
    check(f"{name} major version", driver.getMajorVersion(), major)
    check(f"{name} minor version", driver.getMinorVersion(), minor)
    for _, other_name, other_url, _ in DRIVERS:
        check(f"{name} accepts {other_url}", driver.acceptsURL(other_url), other_name == name)
    print(f"saw: {name} {major}.{minor} from {jars[0]} accepts {url}")
    try:
        spark.read.jdbc(url, "t", properties={"user": "spark", "password": "spark"})
    except Py4JJavaError as error:
        check(f"{name}'s error", error.java_exception.getClass().getName(), error_class)
        message = error.java_exception.getMessage()
        if error_text not in message:
            raise SystemExit(f"{name}: expected '{error_text}', found '{message}'") from None
        print(f"saw: {name}: {message.splitlines()[0]}")
    else:
        raise SystemExit(f"{name} connects to a port where nothing listens")
spark.stop()
