"""What Apache Spark costs: processor time of pipe() and count() against a plain pipe; start-up and Parquet apart.

    setsid -w python bench/spark-overhead.py ARTICLES.ndjson [CORES] [ROUNDS]

Linux; needs PySpark and Java. One machine, one partition a core: the JVM, the workers in Python and newsparse are all counted, as all that
is in the session. Processes at work at the same time slow each other down (two threads of a core, one memory), which
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
    partitions = int(sys.argv[2]) if len(sys.argv) > 2 else 1
    rounds = int(sys.argv[3]) if len(sys.argv) > 3 else 3
    from extract import write_table
    from pyspark.sql import SparkSession

    flags = ["extract", "-q", "--input", "ndjson", "--encoding", "utf-8", "-f", "ndjson", "--on-error", "record"]
    command = ["node", str(ROOT / "bin/newsparse.js"), *flags]
    env = {"PATH": os.environ["PATH"]}

    spark = SparkSession.builder.master(f"local[{partitions}]").config("spark.ui.enabled", "false").getOrCreate()
    context = spark.sparkContext
    context.setLogLevel("ERROR")
    context.parallelize(range(4), 4).pipe("cat", env, checkCode=True).count()
    start_up = session_seconds()

    def records():
        return context.textFile(articles, partitions).pipe(" ".join(command), env, checkCode=True)

    def measured(work) -> float:
        before = session_seconds()
        work()
        return session_seconds() - before

    count = records().count()
    print(f"{count:,} articles, {partitions} partitions, load {os.getloadavg()[0]:.1f}; start-up {start_up:.1f} s")
    plain, piped = [], []
    for _ in range(rounds):
        plain.append(plain_seconds(command, articles))
        piped.append(measured(lambda: records().count()))
        print(f"plain {plain[-1]:.2f} s, pipe and count {piped[-1]:.2f} s")
    one, other = statistics.median(plain), statistics.median(piped)
    print(f"medians {one:.2f} and {other:.2f} s: {100 * (other / one - 1):+.0f} %")
    with tempfile.TemporaryDirectory() as folder:
        whole = measured(lambda: write_table(spark, records(), f"{folder}/records"))
    print(f"with Parquet {whole:.2f} s: {whole - other:.2f} s more")
    spark.stop()


if __name__ == "__main__":
    main()
