"""What Apache Spark costs: processor time of pipe() and count() against a plain pipe; start-up and Parquet apart.

    setsid -w python bench/spark-overhead.py ARTICLES.ndjson [CORES] [ROUNDS]

Linux; needs PySpark and Java. The program's own pipe() on one machine: the JVM and newsparse are counted, as all that is
in the session. Processes at work at the same time slow each other down (two threads of a core, one memory), which
a plain pipe of one process does not show: compare with one core (the default).
"""

import os
import resource
import shlex
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "examples/spark"))


def session_seconds() -> float:
    """Of all processes of this session, with those of their children that have ended."""
    total = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            # The name of the program, in brackets, may have anything in it.
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if int(fields[3]) == os.getsid(0):
            total += sum(int(field) for field in fields[11:15])
    return total / TICKS


def plain_seconds(command: list, articles: str) -> float:
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    line = f"set -o pipefail; cat {shlex.quote(articles)} | {shlex.join(command)} | wc -l"
    subprocess.run(["bash", "-c", line], stdout=subprocess.DEVNULL, check=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main() -> None:
    articles = sys.argv[1]
    cores = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 3
    from extract import pipe, write_table
    from pyspark.sql import SparkSession

    flags = ["extract", "-q", "--input", "ndjson", "--encoding", "utf-8", "-f", "ndjson", "--on-error", "record"]
    command = ["node", str(ROOT / "bin/newsparse.js"), *flags]

    builder = SparkSession.builder.master(f"local[{cores}]").config("spark.ui.enabled", "false")
    # One partition a core: each has a start of newsparse of its own.
    spark = builder.config("spark.sql.files.maxPartitionBytes", "1g").getOrCreate()
    spark.sparkContext.setLogLevel("ERROR")
    pipe(spark.range(4).selectExpr("string(id) AS value"), ["cat"]).count()
    start_up = session_seconds()

    def records():
        return pipe(spark.read.text(articles, lineSep="\n"), command)

    def measured(work) -> float:
        before = session_seconds()
        work()
        return session_seconds() - before

    partitions = records().rdd.getNumPartitions()
    print(f"{cores} cores, {partitions} partitions, load {os.getloadavg()[0]:.1f}; start-up {start_up:.1f} s")
    plain, piped = [], []
    for _ in range(rounds):
        plain.append(plain_seconds(command, articles))
        piped.append(measured(lambda: records().count()))
        print(f"plain {plain[-1]:.2f} s, pipe and count {piped[-1]:.2f} s", flush=True)
    one, other = statistics.median(plain), statistics.median(piped)
    print(f"medians {one:.2f} and {other:.2f} s: {100 * (other / one - 1):+.0f} %")
    with tempfile.TemporaryDirectory() as folder:
        whole = measured(lambda: write_table(records(), f"{folder}/records"))
    print(f"with Parquet {whole:.2f} s: {whole - other:.2f} s more; load {os.getloadavg()[0]:.1f}")
    spark.stop()


if __name__ == "__main__":
    main()
