"""Runs newsparse over a folder of articles with Apache Spark and writes the records as Parquet, one folder a date.

    spark-submit --master spark://... \\
        --archives newsparse-0.1.0.tgz#newsparse --files names.tsv \\
        extract.py --gazetteer names.tsv hdfs:///articles hdfs:///records

INPUT has Parquet (columns id, date, text) or, with --input ndjson, JSON lines with these fields. The archive is what
`npm pack newsparse` gives; workers need Node.js and nothing else. Every line goes through one newsparse for each
partition (`RDD.pipe`), which gives one line for one line: what cannot be read is a row with an `error`. Spark looks at the
exit code of newsparse and runs a partition again whose process was killed, so that no row is lost in silence.
"""

import argparse
import os
import shlex
import sys
import time

from pyspark import RDD, SparkFiles
from pyspark.sql import DataFrame, SparkSession
from pyspark.sql import functions as F

# What is taken from a record; schema/document.schema.json says what everything means. Offsets are UTF-16 code units.
RECORD = """
    id STRING,
    language STRUCT<code: STRING, arabicShare: DOUBLE>,
    date STRUCT<value: STRING, source: STRING>,
    dateline STRUCT<place: STRING, agencies: ARRAY<STRING>>,
    entities ARRAY<STRUCT<
        `start`: INT, `end`: INT, text: STRING, type: STRING, subtype: STRING, id: STRING, name: STRING,
        prefix: STRING, role: STRING, country: STRING, lat: DOUBLE, lon: DOUBLE, chain: INT, confidence: DOUBLE,
        rule: STRING, attributes: STRING>>,
    dates ARRAY<STRUCT<
        `start`: INT, `end`: INT, text: STRING, type: STRING, value: STRING, `from`: STRING, `to`: STRING,
        grain: STRING, `mod`: STRING, calendar: STRING, original: STRING, zone: STRING, inferred: ARRAY<STRING>,
        conflict: STRING, quant: STRING, freq: STRING, rule: STRING>>,
    quotes ARRAY<STRUCT<
        `start`: INT, `end`: INT, text: STRING, kind: STRING, verb: STRING,
        speaker: STRUCT<`start`: INT, `end`: INT, text: STRING, chain: INT>>>,
    error STRUCT<code: STRING, message: STRING, line: INT>
"""


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("articles", metavar="INPUT", help="folder or pattern, on any file system that Spark reads")
    parser.add_argument("records", metavar="OUTPUT", help="folder that is not there yet")
    parser.add_argument("--input", choices=["parquet", "ndjson"], default="parquet", help="default: %(default)s")
    parser.add_argument("--lines", action="store_true", help="write the lines of newsparse as they are, not Parquet")
    for field in ("id", "date", "text"):
        parser.add_argument(f"--{field}-field", metavar="NAME", default=field, help="default: %(default)s")
    parser.add_argument(
        "--partitions", type=int, metavar="N", help="at least so many (some thousand articles each are good)"
    )
    parser.add_argument(
        "--gazetteer", action="append", default=[], metavar="FILE", help="name of a file that --files ships"
    )
    parser.add_argument("--archive", default="newsparse", metavar="NAME", help="what stands after # in --archives")
    parser.add_argument("--node", default="node", metavar="PATH", help="Node.js on the workers")
    return parser.parse_args()


def read_lines(spark: SparkSession, args: argparse.Namespace) -> RDD:
    """The articles as JSON lines. Those that are lines already are not touched: newsparse judges them."""
    if args.input == "ndjson":
        return spark.sparkContext.textFile(args.articles, minPartitions=args.partitions)
    rows = spark.read.parquet(args.articles)
    columns = [F.col(args.id_field).cast("string").alias(args.id_field), F.col(args.text_field)]
    if args.date_field in rows.columns:
        date = F.col(args.date_field)
        # Relative dates count from a day; a time of midnight would be taken for one that was said.
        is_time = dict(rows.dtypes)[args.date_field].startswith("timestamp")
        columns.append((date.cast("date") if is_time else date).cast("string").alias(args.date_field))
    articles = rows.select(*columns)
    return (articles if args.partitions is None else articles.repartition(args.partitions)).toJSON()


def newsparse(spark: SparkSession, args: argparse.Namespace) -> str:
    """The command line of one process. Executors find what is shipped in the folder that they run in."""
    master = spark.sparkContext.master
    place = SparkFiles.getRootDirectory() if master == "local" or master.startswith("local[") else "."
    command = [args.node, f"{place}/{args.archive}/package/bin/newsparse.js", "extract", "-q"]
    command += ["--input", "ndjson", "--encoding", "utf-8", "-f", "ndjson", "--on-error", "record"]
    for field in ("id", "date", "text"):
        command += [f"--{field}-field", getattr(args, f"{field}_field")]
    for name in args.gazetteer:
        command += ["--no-cache", "-g", f"{place}/{name}"]
    return shlex.join(command)


def write_table(spark: SparkSession, records: RDD, output: str) -> None:
    """One row a record, with the declared types; one file a date, whatever the number of partitions."""
    table = spark.read.schema(RECORD).json(records, mode="FAILFAST")
    row = table.select(
        "id",
        F.col("language.code").alias("language"),
        F.to_date(F.substring("date.value", 1, 10)).alias("date"),
        F.col("date.source").alias("date_source"),
        F.col("dateline.place").alias("place"),
        F.col("dateline.agencies").alias("agencies"),
        "entities",
        "dates",
        "quotes",
        "error",
    )
    row.repartition("date").write.partitionBy("date").parquet(output)


def report(table: DataFrame, seconds: float) -> None:
    """What the folder that was written has in it."""

    def mentions(layer: str):
        return F.sum(F.when(F.col(layer).isNotNull(), F.size(layer)).otherwise(0)).alias(layer)

    counts = table.agg(
        F.count("*").alias("articles"), *map(mentions, ("entities", "dates", "quotes")), F.count("error").alias("errors")
    ).first()
    for name, count in counts.asDict().items():
        print(f"{name:<10} {count or 0:>12,}")
    for code, count in table.where("error IS NOT NULL").groupBy("error.code").count().orderBy("code").collect():
        print(f"  {code:<8} {count:>12,}")
    print(f"{'seconds':<10} {seconds:>12,.1f}")
    print(f"{'articles/s':<10} {counts['articles'] / seconds:>12,.0f}")


def main() -> None:
    args = arguments()
    spark = SparkSession.builder.appName("newsparse").getOrCreate()
    # pipe() gives the process no environment but this.
    env = {"PATH": os.environ.get("PATH", os.defpath)}
    records = read_lines(spark, args).pipe(newsparse(spark, args), env, checkCode=True)
    begun = time.monotonic()
    if args.lines:
        records.saveAsTextFile(args.records)
        table = spark.read.schema(RECORD).json(args.records)
    else:
        write_table(spark, records, args.records)
        table = spark.read.parquet(args.records)
    report(table, time.monotonic() - begun)
    spark.stop()


if __name__ == "__main__":
    sys.exit(main())
