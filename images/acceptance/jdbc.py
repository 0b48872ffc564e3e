"""Each JDBC driver loads, finds itself by its URL, and is of the version its jar says."""

import re
from pathlib import Path

from pyspark.sql import SparkSession

JARS = Path("/opt/spark/jars")
# jar, driver class, a URL of its own
DRIVERS = [
    ("postgresql-*.jar", "org.postgresql.Driver", "jdbc:postgresql://db.test:5432/app"),
    ("mysql-connector-j-*.jar", "com.mysql.cj.jdbc.Driver", "jdbc:mysql://db.test:3306/app"),
    (
        "mssql-jdbc-*.jar",
        "com.microsoft.sqlserver.jdbc.SQLServerDriver",
        "jdbc:sqlserver://db.test:1433;databaseName=app",
    ),
    ("ojdbc11-*.jar", "oracle.jdbc.OracleDriver", "jdbc:oracle:thin:@//db.test:1521/app"),
    ("vertica-jdbc-*.jar", "com.vertica.jdbc.Driver", "jdbc:vertica://db.test:5433/app"),
]


def check(what: str, found: object, expected: object) -> None:
    if found != expected:
        raise SystemExit(f"{what}: expected {expected!r}, found {found!r}")


spark = SparkSession.builder.master("local[1]").getOrCreate()
jvm = spark._jvm

for pattern, name, url in DRIVERS:
    jars = [jar.name for jar in JARS.glob(pattern)]
    check(f"jars {pattern}", len(jars), 1)
    major, minor = map(int, re.search(r"-(\d+)\.(\d+)", jars[0]).groups())
    # As Spark does when no driver option is given: the driver has registered itself.
    driver = jvm.java.sql.DriverManager.getDriver(url)
    check(f"driver of {url}", driver.getClass().getName(), name)
    check(f"{name} major version", driver.getMajorVersion(), major)
    check(f"{name} minor version", driver.getMinorVersion(), minor)
    for _, other_name, other_url in DRIVERS:
        check(f"{name} accepts {other_url}", driver.acceptsURL(other_url), other_name == name)
    print(f"saw: {name} {major}.{minor} from {jars[0]} accepts {url}")
spark.stop()
