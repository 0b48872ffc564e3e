"""Each JDBC driver loads, finds itself by its URL, is of the version its jar says, and
fails with an error of its own where no server listens. Then DataFrames go to and come from
a real PostgreSQL and, through MySQL's driver, a real MariaDB.

SPARK_JARS names the drivers that the catalog has; the others must not be there. The runner
starts both servers beside this container; database, user and password are "spark".
"""

import datetime
import decimal
import os
import re
import socket
import time
from collections.abc import Callable
from pathlib import Path

from py4j.protocol import Py4JJavaError
from pyspark.errors.exceptions.captured import CapturedException
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql.types import (
    ArrayType,
    BinaryType,
    DateType,
    DecimalType,
    IntegerType,
    StringType,
    StructField,
    StructType,
    TimestampType,
)

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


def wait_for(port: int, seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return
        except OSError as error:
            if time.monotonic() > deadline:
                raise SystemExit(f"no server on port {port} within {seconds:.0f} s: {error}") from None
            time.sleep(0.2)


spark = (
    SparkSession.builder.master("local[2]")
    .config("spark.sql.session.timeZone", "UTC")
    .config("spark.ui.enabled", False)
    .getOrCreate()
)
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
    except (Py4JJavaError, CapturedException) as error:
        thrown = error.java_exception if isinstance(error, Py4JJavaError) else error._origin
        # Spark 4.3 wraps it.
        while thrown.getCause() is not None and thrown.getClass().getName() != error_class:
            thrown = thrown.getCause()
        check(f"{name}'s error", thrown.getClass().getName(), error_class)
        message = thrown.getMessage()
        if error_text not in message:
            raise SystemExit(f"{name}: expected '{error_text}', found '{message}'") from None
        print(f"saw: {name}: {message.splitlines()[0]}")
    else:
        raise SystemExit(f"{name} connects to a port where nothing listens")


class Database:
    """A server on the loopback interface, reached as DataFrames are: through a driver's URL."""

    def __init__(self, kind: str, port: int) -> None:
        wait_for(port, 60)
        url = f"jdbc:{kind}://127.0.0.1:{port}/spark"
        self.options = {"url": url, "user": "spark", "password": "spark"}

    def read(self, **options: object) -> DataFrame:
        return spark.read.format("jdbc").options(**self.options, **options).load()

    def write(self, frame: DataFrame, table: str) -> None:
        frame.write.format("jdbc").options(**self.options, dbtable=table).mode("overwrite").save()


def postgresql() -> None:
    database = Database("postgresql", 5432)
    version = database.read(query="SELECT version() AS v").first().v
    print(f"saw: {version.split(' on ')[0]}")

    schema = StructType(
        [
            StructField("id", IntegerType()),
            StructField("price", DecimalType(20, 4)),
            StructField("at", TimestampType()),
            StructField("day", DateType()),
            StructField("bytes", BinaryType()),
            StructField("tags", ArrayType(StringType())),
            StructField("numbers", ArrayType(IntegerType())),
            StructField("text", StringType()),
        ]
    )
    rows = [
        (
            1,
            decimal.Decimal("1234567890.1234"),
            datetime.datetime(2024, 2, 29, 12, 34, 56, 789012),
            datetime.date(2024, 2, 29),
            bytearray(b"\x00\xff spark"),
            ["a", "größe"],
            [1, 2, 3],
            "größe 'quoted'",
        ),
        (2, decimal.Decimal("-0.0001"), datetime.datetime(1970, 1, 1), None, bytearray(), [], [0], ""),
        (3, None, None, None, None, None, None, None),
    ]
    database.write(spark.createDataFrame(rows, schema), "types")
    back = [tuple(row) for row in database.read(dbtable="types").orderBy("id").collect()]
    check("types written and read back", back, rows)
    print(f"saw: {len(back)} rows of {len(schema)} types written and read back as they were")

    # Spark 4 keeps its timestamps as what they are, moments in time.
    zone = "without" if os.environ["SPARK_VERSION"].startswith("3.") else "with"
    expected = {
        "at": f"timestamp {zone} time zone",
        "bytes": "bytea",
        "day": "date",
        "id": "integer",
        "numbers": "ARRAY",
        "price": "numeric",
        "tags": "ARRAY",
        "text": "text",
    }
    query = "SELECT column_name AS c, data_type AS t FROM information_schema.columns WHERE table_name = 'types'"
    columns = database.read(query=query).collect()
    check("types in the database", {row.c: row.t for row in columns}, expected)

    query = """SELECT '{"a": [1, 2]}'::jsonb AS j, 1.50::numeric(6,2) AS n, now() AS z"""
    json_row = database.read(query=query).first()
    check("jsonb", json_row.j, '{"a": [1, 2]}')
    check("numeric", json_row.n, decimal.Decimal("1.50"))
    print(f"saw: jsonb {json_row.j}, numeric {json_row.n}, timestamptz {json_row.z:%Y-%m-%d}")

    numbers = spark.range(10_000).selectExpr("CAST(id AS INT) AS id", "CAST(id % 10 AS INT) AS k")
    database.write(numbers, "numbers")
    frame = database.read(dbtable="numbers").where("k = 3 AND id > 5000")
    plan = frame._jdf.queryExecution().toString()
    if "PushedFilters" not in plan or "EqualTo(k,3)" not in plan or "GreaterThan(id,5000)" not in plan:
        raise SystemExit(f"the predicate is not pushed down to the database:\n{plan}")
    check("rows behind a pushed predicate", frame.count(), 500)
    parts = {"partitionColumn": "id", "lowerBound": 0, "upperBound": 10_000, "numPartitions": 4}
    parted = database.read(dbtable="numbers", **parts)
    check("partitions of a parallel read", parted.rdd.getNumPartitions(), 4)
    check("rows of a parallel read", parted.count(), 10_000)
    print("saw: predicates pushed down, a read in 4 partitions")


def mysql() -> None:
    database = Database("mysql", 3306)
    version = database.read(query="SELECT version() AS v").first().v
    print(f"saw: {version} through MySQL's driver")

    rows = [
        (1, decimal.Decimal("12.3400"), datetime.date(2024, 2, 29), bytearray(b"\x00\xff"), "größe"),
        (2, None, None, None, None),
    ]
    schema = "id int, price decimal(10,4), day date, bytes binary, text string"
    database.write(spark.createDataFrame(rows, schema), "types")
    frame = database.read(dbtable="types")
    back = [tuple(row) for row in frame.orderBy("id").collect()]
    check("rows written and read back", back, rows)
    check("rows behind a pushed predicate", frame.where("id = 2").count(), 1)
    print(f"saw: {len(back)} rows of {len(rows[0])} types written and read back as they were")


SERVED: dict[str, Callable[[], None]] = {"postgresql": postgresql, "mysql": mysql}
for name, use in SERVED.items():
    if name in WANTED:
        use()
spark.stop()
