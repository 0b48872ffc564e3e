"""DataFrames to and from a real MariaDB, through MySQL's driver.

The runner starts MariaDB beside this container; database, user and password are "spark".
"""

import datetime
import decimal
import socket
import time

from pyspark.sql import SparkSession


def check(what: str, found: object, expected: object) -> None:
    if found != expected:
        raise SystemExit(f"{what}: expected {expected!r}, found {found!r}")


deadline = time.monotonic() + 60
while True:
    try:
        socket.create_connection(("127.0.0.1", 3306), 1).close()
        break
    except OSError as error:
        if time.monotonic() > deadline:
            raise SystemExit(f"no server on port 3306 within 60 s: {error}") from None
        time.sleep(0.2)

spark = (
    SparkSession.builder.master("local[2]")
    .config("spark.sql.session.timeZone", "UTC")
    .config("spark.ui.enabled", False)
    .getOrCreate()
)
options = {
    "url": "jdbc:mysql://127.0.0.1:3306/spark",
    "user": "spark",
    "password": "spark",
    "driver": "com.mysql.cj.jdbc.Driver",
}
jdbc = spark.read.format("jdbc").options(**options)
print(f"saw: {jdbc.option('query', 'SELECT version() AS v').load().first().v} through MySQL's driver")

rows = [
    (1, decimal.Decimal("12.3400"), datetime.date(2024, 2, 29), bytearray(b"\x00\xff"), "größe"),
    (2, None, None, None, None),
]
spark.createDataFrame(rows, "id int, price decimal(10,4), day date, bytes binary, text string").write.format(
    "jdbc"
).options(**options).option("dbtable", "types").mode("overwrite").save()
frame = spark.read.format("jdbc").options(**options).option("dbtable", "types").load()
back = [tuple(row) for row in frame.orderBy("id").collect()]
check("rows written and read back", back, rows)
check("rows behind a pushed predicate", frame.where("id = 2").count(), 1)
print(f"saw: {len(back)} rows of {len(rows[0])} types written and read back as they were")
spark.stop()
