"""Runs newsparse over a folder of articles with Apache Spark and writes the records as Parquet, one folder a date.

    spark-submit --master spark://... \\
        --archives newsparse-0.1.0.tgz#newsparse --files names.tsv \\
        extract.py --gazetteer names.tsv hdfs:///articles hdfs:///records

INPUT has Parquet (columns id, date, text) or, with --input ndjson, JSON lines with these fields. The archive is what
`npm pack newsparse` gives; workers need Node.js and nothing else. Every line goes through one newsparse for each
partition, which gives one line for one line: what cannot be read is a row with an `error`. Spark looks at the exit code
of newsparse and runs a partition again whose process was killed, so that no row is lost in silence.
"""

import argparse
import sys
import time
from typing import List

from pyspark import SparkFiles
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
    parser.add_argument("records", metavar="OUTPUT", help="folder that is not there yet; with --append it may be")
    parser.add_argument("--input", choices=["parquet", "ndjson"], default="parquet", help="default: %(default)s")
    parser.add_argument("--append", action="store_true", help="add to OUTPUT the articles whose id it does not have yet")
    parser.add_argument("--lines", action="store_true", help="write the lines of newsparse as they are, not Parquet")
    for field in ("id", "date", "text"):
        parser.add_argument(f"--{field}-field", metavar="NAME", default=field, help="default: %(default)s")
    parser.add_argument(
        "--partitions", type=int, metavar="N", help="deal the articles out anew"
    )
    parser.add_argument(
        "--gazetteer", action="append", default=[], metavar="FILE", help="name of a file that --files ships"
    )
    parser.add_argument("--archive", default="newsparse", metavar="NAME", help="what stands after # in --archives")
    parser.add_argument("--node", default="node", metavar="PATH", help="Node.js on the workers")
    args = parser.parse_args()
    if args.append and args.lines:
        parser.error("--append adds to a table, --lines writes none")
    return args


def read_lines(spark: SparkSession, args: argparse.Namespace) -> DataFrame:
    """The articles as JSON lines, in a column `value`. What is lines already is not touched: newsparse judges it."""
    if args.input == "ndjson":
        # Without lineSep a carriage return, which JSON allows between its fields, would end a line as well.
        return spark.read.text(args.articles, lineSep="\n").select("value")
    rows = spark.read.parquet(args.articles)
    columns = [F.col(args.id_field).cast("string").alias(args.id_field), F.col(args.text_field)]
    if args.date_field in rows.columns:
        date = F.col(args.date_field)
        # Relative dates count from a day; a time of midnight would be taken for one that was said.
        is_time = dict(rows.dtypes)[args.date_field].startswith("timestamp")
        columns.append((date.cast("date") if is_time else date).cast("string").alias(args.date_field))
    return rows.select(F.to_json(F.struct(*columns)).alias("value"))


def read_known(spark: SparkSession, args: argparse.Namespace) -> DataFrame:
    """The ids that the table has; none where the folder is not there or has no table."""
    path = spark._jvm.org.apache.hadoop.fs.Path(args.records)
    is_there = path.getFileSystem(spark._jsc.hadoopConfiguration()).exists(path)
    return spark.read.schema("id STRING").parquet(*[args.records] if is_there else []).select("id")


def newsparse(spark: SparkSession, args: argparse.Namespace) -> List[str]:
    """The command line of one process. Executors find what is shipped in the folder that they run in."""
    master = spark.sparkContext.master
    place = SparkFiles.getRootDirectory() if master == "local" or master.startswith("local[") else "."
    command = [args.node, f"{place}/{args.archive}/package/bin/newsparse.js", "extract", "-q"]
    command += ["--input", "ndjson", "--encoding", "utf-8", "-f", "ndjson", "--on-error", "record"]
    for field in ("id", "date", "text"):
        command += [f"--{field}-field", getattr(args, f"{field}_field")]
    for name in args.gazetteer:
        command += ["--no-cache", "-g", f"{place}/{name}"]
    return command


def pipe(lines: DataFrame, command: List[str]) -> DataFrame:
    """Each partition's lines through a process of its own; what it prints, in a column `value`.

    That is PySpark's RDD.pipe(command, checkCode=True), which would pass every line through a Python process as well,
    there and back. The JVM has the same method, by which no line leaves it and which always looks at the exit code; only
    py4j leads there.
    """
    spark = lines.sparkSession
    string = spark._jvm.org.apache.spark.sql.Encoders.STRING()
    # Nothing added to the environment, no folder of its own, the size of a buffer, and never the machine's encoding.
    piped = getattr(lines._jdf, "as")(string).toJavaRDD().pipe(command, {}, False, 1 << 16, "UTF-8")
    return DataFrame(spark._jsparkSession.createDataset(piped.rdd(), string).toDF(), spark)


def write_table(records: DataFrame, output: str, mode: str = "error") -> None:
    """One row a record, with the declared types, in folders by date."""
    record = F.from_json("value", RECORD, {"mode": "FAILFAST"}).alias("record")
    rows = records.select(record).select(
        "record.id",
        F.col("record.language.code").alias("language"),
        # A date that no calendar has is null, also where Spark is told to be strict (ANSI).
        F.expr("try_cast(substring(record.date.value, 1, 10) AS DATE)").alias("date"),
        F.col("record.date.source").alias("date_source"),
        F.col("record.dateline.place").alias("place"),
        F.col("record.dateline.agencies").alias("agencies"),
        "record.entities",
        "record.dates",
        "record.quotes",
        "record.error",
    )
    # One task and so one file a date, however many partitions there are; Spark itself divides a date that is too much
    # for one task (spark.sql.adaptive.advisoryPartitionSizeInBytes).
    rows = records.sparkSession.sql("SELECT /*+ REBALANCE(date) */ * FROM {rows}", rows=rows)
    rows.write.mode(mode).partitionBy("date").parquet(output)


def report(table: DataFrame, before: int, seconds: float) -> None:
    """What the folder that was written has in it, and how fast what was not there before came into it."""

    def mentions(layer: str):
        return F.sum(F.when(F.col(layer).isNotNull(), F.size(layer)).otherwise(0)).alias(layer)

    counts = table.agg(
        F.count("*").alias("articles"), *map(mentions, ("entities", "dates", "quotes")), F.count("error").alias("errors")
    ).first()
    for name, count in counts.asDict().items():
        print(f"{name:<10} {count or 0:>12,}")
    for code, count in table.where("error IS NOT NULL").groupBy("error.code").count().orderBy("code").collect():
        print(f"  {code:<8} {count:>12,}")
    added = counts["articles"] - before
    print(f"{'added':<10} {added:>12,}")
    print(f"{'seconds':<10} {seconds:>12,.1f}")
    print(f"{'articles/s':<10} {added / seconds:>12,.0f}")


def main() -> None:
    args = arguments()
    spark = SparkSession.builder.appName("newsparse").getOrCreate()
    lines = read_lines(spark, args)
    before = 0
    if args.append:
        known = read_known(spark, args)
        before = known.count()
        # A line without an id, or that is no JSON, is never known.
        id = F.get_json_object("value", f"$['{args.id_field}']")
        lines = lines.join(known, id == known.id, "left_anti")
    if args.partitions is not None:
        lines = lines.repartition(args.partitions)
    records = pipe(lines, newsparse(spark, args))
    begun = time.monotonic()
    if args.lines:
        records.write.text(args.records)
        table = spark.read.schema(RECORD).json(args.records)
    else:
        write_table(records, args.records, "append" if args.append else "error")
        table = spark.read.parquet(args.records)
    report(table, before, time.monotonic() - begun)
    spark.stop()


if __name__ == "__main__":
    sys.exit(main())
