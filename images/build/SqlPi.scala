package org.apache.spark.examples

import org.apache.spark.sql.SparkSession

/** Estimates pi by a query, which runs in a driver and as the client of a Connect server alike. */
object SqlPi {
  def main(args: Array[String]): Unit = {
    val points = args.headOption.map(_.toLong).getOrElse(1000000L)
    val spark = SparkSession.builder().appName("Spark SQL Pi").getOrCreate()
    val inside = spark
      .range(points)
      .selectExpr("rand(1) * 2 - 1 AS x", "rand(2) * 2 - 1 AS y")
      .where("x * x + y * y <= 1")
      .count()
    println(s"Pi is roughly ${4.0 * inside / points}")
    spark.stop()
  }
}
