package org.apache.spark.examples

import java.util.SplittableRandom

import org.apache.spark.sql.SparkSession

/** Estimates pi by throwing darts at a square: SparkPi [slices], 100,000 darts for each slice.
  *
  * The class that guides to Spark on Kubernetes run first. The distribution that these images are
  * made from has no jar of compiled examples.
  */
object SparkPi {
  private val DartsOfASlice = 100000

  def main(args: Array[String]): Unit = {
    val slices = args.headOption.fold(2)(_.toInt)
    val spark = SparkSession.builder().appName("Spark Pi").getOrCreate()
    val hits = spark.sparkContext
      .parallelize(1 to slices, slices)
      .map { slice =>
        val random = new SplittableRandom(slice)
        (1 to DartsOfASlice).count { _ =>
          val x = random.nextDouble() * 2 - 1
          val y = random.nextDouble() * 2 - 1
          x * x + y * y <= 1
        }.toLong
      }
      .reduce(_ + _)
    println(s"Pi is roughly ${4.0 * hits / (slices.toLong * DartsOfASlice)}")
    spark.stop()
  }
}
