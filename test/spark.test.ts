/**
 * examples/spark/extract.py on a small cluster of this machine, and what DuckDB says of its result.
 *
 * NEWSPARSE_PYTHON: a Python that has PySpark, PyArrow and DuckDB (python3); where one is missing, its tests are skipped.
 * NEWSPARSE_SPARK_ARTICLES: how many articles (2000).
 */
import { spawn, spawnSync } from 'node:child_process';
import {
  createReadStream,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as wait } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DocumentRecord, ErrorRecord } from '../src/document.js';
import { finish, root, shell } from './support/cli.js';
import { line } from './support/files.js';
import { articles, BY_ID, PLACELESS } from './support/many.js';

const PYTHON = process.env.NEWSPARSE_PYTHON ?? 'python3';
const ARTICLES = Number(process.env.NEWSPARSE_SPARK_ARTICLES ?? 2000);
const LIMIT = 400_000 + ARTICLES * 60;

const python = (code: string, ...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(PYTHON, ['-c', code, ...args], {
    encoding: 'utf8',
    maxBuffer: 1 << 30,
  });
  return { status, stdout, stderr };
};
const has = (modules: string) => python(`import ${modules}`).status === 0;
const hasSpark =
  process.platform === 'linux' && spawnSync('java', ['-version']).status === 0 && has('pyspark, pyarrow');
const hasParallel = spawnSync('sh', ['-c', 'command -v parallel']).status === 0;
const hasDuckdb = has('duckdb');
if (!hasSpark)
  console.warn('no Java, or no PySpark and PyArrow for NEWSPARSE_PYTHON: the tests of Spark are skipped');
if (!hasDuckdb) console.warn('no DuckDB for NEWSPARSE_PYTHON: the tests of the questions are skipped');

const scratch = hasSpark || hasDuckdb ? mkdtempSync(join(tmpdir(), 'newsparse-spark-')) : '';
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const at = (name: string) => join(scratch, name);

type Line = DocumentRecord | ErrorRecord;
const linesOf = (text: string): string[] => text.split('\n').slice(0, -1);

/** The program that is shipped; from the folder that it is unpacked in. */
const PROGRAM = `'${process.execPath}' package/bin/newsparse.js`;
const EXTRACT = `${PROGRAM} extract -q --input ndjson --encoding utf-8 -f ndjson --on-error record -g names.tsv`;

/** The records of one process, in the order of the ids. All together they may be more than a string holds. */
async function* single(): AsyncGenerator<Line> {
  for await (const each of createInterface({ input: createReadStream(at('single.ndjson')) }))
    yield JSON.parse(each);
}

beforeAll(async () => {
  if (!hasSpark && !hasDuckdb) return;
  const pack = 'npm pack --silent --ignore-scripts --pack-destination';
  mkdirSync(at('ndjson'));
  const all = [...articles(ARTICLES)];
  writeFileSync(at('articles.ndjson'), all.join(''));
  for (let part = 0; part < 4; part++)
    writeFileSync(at(`ndjson/${part}.ndjson`), all.filter((_, i) => i % 4 === part).join(''));
  writeFileSync(at('names.tsv'), 'name\ttype\tid\nمرصد النخيل الذهبي\tORG\tuser:n1\n');
  const made = await shell(
    `set -e; cd '${root}'; ${pack} '${scratch}' > /dev/null; cd '${scratch}'; mv newsparse-*.tgz newsparse.tgz
tar xzf newsparse.tgz; ${EXTRACT} < articles.ndjson > single.ndjson; wc -l < single.ndjson`,
    scratch,
  );
  expect(made).toEqual({ status: 0, stdout: `${ARTICLES}\n`, stderr: '' });
}, LIMIT);

/** The processes of Spark: their working folders are in this one. */
function processes(folder: string, word: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .filter((pid) => {
      try {
        return (
          readlinkSync(`/proc/${pid}/cwd`).startsWith(folder) &&
          readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(word)
        );
      } catch {
        return false; // It has ended, or is not ours.
      }
    })
    .map(Number);
}

/** A word in the command line of a process, and what Spark says when that was killed. */
type Kill = [word: string, sign: RegExp];
const CHILD: Kill = ['newsparse.js', /Subprocess exited with status 137/];
const WORKER: Kill = ['ExecutorBackend', /Lost executor/];

/** Settings for spark-submit. */
type Settings = Readonly<Record<string, string | number>>;

/** A cluster of two workers, and one process of two threads, which starts faster. */
const CLUSTER = 'local-cluster[2,1,1024]';
const LOCAL = 'local[2]';

/** Starts the program with the distribution in the folder `home`. */
function submit(home: string, master: string, args: readonly string[], settings: Settings = {}) {
  const all = {
    'spark.ui.enabled': 'false',
    'spark.log.level': 'WARN',
    // What a lost worker had is not asked for long.
    'spark.shuffle.io.retryWait': '500ms',
    ...settings,
  };
  const program = join(root, 'examples/spark/extract.py');
  return spawn(
    join(home, 'bin/spark-submit'),
    [
      ...['--master', master],
      ...Object.entries(all).flatMap(([name, value]) => ['--conf', `${name}=${value}`]),
      ...['--archives', `${at('newsparse.tgz')}#newsparse`, '--files', at('names.tsv')],
      ...[program, '--gazetteer', 'names.tsv', '--node', process.execPath, ...args],
    ],
    {
      cwd: scratch,
      env: { ...process.env, SPARK_HOME: home, PYSPARK_PYTHON: PYTHON, SPARK_LOCAL_IP: '127.0.0.1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
}

/** The number that the report has for this name. */
const reported = (stdout: string, name: string): number =>
  Number(new RegExp(`^${name} +([\\d,]+)$`, 'm').exec(stdout)?.[1]?.replaceAll(',', '') ?? Number.NaN);

/** The rows of a table in the order of their ids, read one by one. */
async function* rowsOf(table: string): AsyncGenerator<ReturnType<typeof rowOf>> {
  const { status, stderr } = python(
    'import json, sys; from pyarrow import dataset\n' +
      'with open(sys.argv[1] + ".rows", "w", encoding="utf-8") as out:\n' +
      '  for b in dataset.dataset(sys.argv[1], partitioning="hive").sort_by("id").to_batches(batch_size=1000):\n' +
      '    for row in b.to_pylist(): print(json.dumps(row, default=str, ensure_ascii=False), file=out)',
    table,
  );
  expect(status, stderr).toBe(0);
  for await (const each of createInterface({ input: createReadStream(`${table}.rows`) })) {
    const row = JSON.parse(each);
    if (row.error !== null) row.error.line = null;
    yield row;
  }
}

/** Finds that the table has the rows of the records of one process, and no others. */
async function expectWhole(table: string): Promise<void> {
  const rows = rowsOf(table);
  for await (const record of single()) {
    const { value: row } = await rows.next();
    const expected = rowOf(record);
    // The comparison of the test is slow and says what is different.
    if (!isDeepStrictEqual(row, expected)) expect(row).toStrictEqual(expected);
  }
  expect(await rows.next()).toEqual({ done: true, value: undefined });
}

describe.skipIf(!hasSpark)('Spark', () => {
  const home = at('spark');
  /** Kills a process of the cluster that has this word in its command line, while newsparse is at work. */
  async function killOne(word: string, isRunning: () => boolean): Promise<boolean> {
    const inWork = (each: string) => processes(scratch, each);
    for (; isRunning(); await wait(20)) {
      if (inWork('newsparse.js').length === 0) continue;
      await wait(150);
      // Not the last of them all: the work goes on for a while.
      const [pid] = inWork(word);
      if (pid === undefined || inWork('newsparse.js').length === 0) continue;
      process.kill(pid, 'SIGKILL');
      return true;
    }
    return false;
  }
  /** Runs the program, and kills one process after the other, each when Spark has said that it has lost the one before. */
  async function run(master: string, args: readonly string[], settings: Settings = {}, kill: Kill[] = []) {
    const child = submit(home, master, args, settings);
    const done = finish(child);
    let isRunning = true;
    void done.then(() => (isRunning = false));
    let said = '';
    child.stderr.on('data', (data: Buffer) => (said += data));
    for (const [word, sign] of kill) {
      expect(await killOne(word, () => isRunning)).toBe(true);
      while (isRunning && !sign.test(said)) await wait(20);
      expect(said).toMatch(sign);
    }
    const result = await done;
    return { ...result, log: result.stderr.slice(-5000) };
  }

  beforeAll(() => {
    // The distribution, with a folder of its own for what the workers do.
    const { stdout } = python('import os, pyspark; print(os.path.dirname(pyspark.__file__))');
    mkdirSync(home);
    for (const name of readdirSync(stdout.trim())) {
      if (name !== 'work') symlinkSync(join(stdout.trim(), name), join(home, name));
    }
    const made = python(
      'import os, sys; from pyarrow import json, parquet\n' +
        'os.mkdir(sys.argv[2])\n' +
        'for n in sorted(os.listdir(sys.argv[1])): parquet.write_table(json.read_json(os.path.join(sys.argv[1], n)), os.path.join(sys.argv[2], n + ".parquet"))',
      at('ndjson'),
      at('parquet'),
    );
    expect(made).toEqual({ status: 0, stdout: '', stderr: '' });
  }, LIMIT);

  it(
    'a child and a worker are killed in the middle, and the table has every record',
    async () => {
      const args = ['--partitions', '16', at('parquet'), at('records')];
      const { status, stdout, log } = await run(CLUSTER, args, {}, [CHILD, WORKER]);
      expect(status, log).toBe(0);
      let errors = 0;
      for await (const record of single()) if ('error' in record) errors++;
      expect(reported(stdout, 'articles')).toBe(ARTICLES);
      expect(reported(stdout, 'errors')).toBe(errors);
      expect(reported(stdout, '  NP123')).toBe(errors);
      expect(reported(stdout, 'articles/s')).toBeGreaterThan(0);
      await expectWhole(at('records'));
      // A date is one file; what has none is in a folder of its own.
      const folders = readdirSync(at('records')).filter((name) => name.startsWith('date='));
      expect(folders).toContain('date=2020-01-01');
      expect(folders).toContain('date=__HIVE_DEFAULT_PARTITION__');
      for (const folder of folders) expect(parquetFiles(join(at('records'), folder)).length).toBe(1);
    },
    LIMIT,
  );

  it(
    'no second try: a child that was killed makes the job fail, and nothing is written',
    async () => {
      // Where all is one process, nothing is tried twice.
      const args = ['--partitions', '16', at('parquet'), at('none')];
      const { status } = await run(LOCAL, args, {}, [CHILD]);
      expect(status).not.toBe(0);
      const left = existsSync(at('none')) ? readdirSync(at('none')) : [];
      expect(left.filter((name) => name.startsWith('date=') || name === '_SUCCESS')).toEqual([]);
    },
    LIMIT,
  );

  it(
    '--append passes over what is there, and a date that is too much for one task is several files',
    async () => {
      const table = at('grown');
      const settings = { 'spark.sql.adaptive.advisoryPartitionSizeInBytes': ARTICLES * 30 };
      const add = async (input: string) => {
        const { status, stdout, log } = await run(
          LOCAL,
          ['--input', 'ndjson', '--append', '--partitions', '4', input, table],
          settings,
        );
        expect(status, log).toBe(0);
        return ['articles', 'added'].map((name) => reported(stdout, name));
      };
      const first = linesOf(readFileSync(at('ndjson/0.ndjson'), 'utf8')).length;
      expect(await add(at('ndjson/0.ndjson'))).toEqual([first, first]);
      expect(await add(at('ndjson'))).toEqual([ARTICLES, ARTICLES - first]);
      await expectWhole(table);
      // More than one for each of the two times.
      expect(parquetFiles(join(table, 'date=2020-01-01')).length).toBeGreaterThan(2);
    },
    LIMIT,
  );

  it.skipIf(!hasParallel)(
    'the same bytes from one process, from parallel and from Spark, in the order of the ids',
    async () => {
      const { status, log } = await run(CLUSTER, ['--input', 'ndjson', '--lines', at('ndjson'), at('lines')]);
      expect(status, log).toBe(0);
      expect(readdirSync(at('lines')).filter((name) => name.startsWith('part-')).length).toBeGreaterThan(1);
      const parallel = `parallel --pipe --block 1M --jobs 2 "${EXTRACT}"`;
      const compared = await shell(
        `set -e
cat ndjson/*.ndjson | ${parallel} | ${PLACELESS} | ${BY_ID} > several.sorted
cat lines/part-* | ${PLACELESS} | ${BY_ID} > spark.sorted
${PLACELESS} single.ndjson > single.sorted
sha256sum < single.sorted; sha256sum < several.sorted; sha256sum < spark.sorted; wc -l < spark.sorted`,
        scratch,
      );
      expect(compared).toMatchObject({ status: 0, stderr: '' });
      const [one, ...others] = linesOf(compared.stdout);
      expect(others).toEqual([one, one, String(ARTICLES)]);
    },
    LIMIT,
  );

  it(
    'lines of every kind are what one process makes of them',
    async () => {
      const utf8 = (text: string) => Buffer.from(text);
      const text = readFileSync(join(root, 'fixtures/articles/levant-agency.txt'), 'utf8');
      const lines = [
        utf8(line({ id: 'crlf', text }).replace('\n', '\r\n')),
        utf8(line({ id: 'return', text }).replace(',', ',\r')),
        utf8('\n \n\r\n{\nnull\n[\n{}\n'),
        utf8('{"id":"half a pair","text":"\\ud83d دمشق"}\n'),
        Buffer.concat([utf8('{"id":"bytes","text":"'), Buffer.of(0xff, 0x20, 0xe2, 0x80), utf8(' دمشق"}\n')]),
        utf8('\ufeff{"id":"mark","text":"\u0085\u2028دمشق\u2029\0"}\n'),
        utf8(line({ id: 'long', text: `${text}\n`.repeat(Math.ceil(4e6 / text.length)) })),
        utf8('{"id":"last","text":"دمشق"}'),
      ];
      mkdirSync(at('kinds'));
      writeFileSync(at('kinds/lines'), Buffer.concat(lines));
      const args = ['--input', 'ndjson', '--lines', at('kinds'), at('kinds-read')];
      // One partition, since lines without an id are called by their place.
      const { status, log } = await run(LOCAL, args, { 'spark.sql.files.minPartitionNum': 1 });
      expect(status, log).toBe(0);
      const compared = await shell(
        `${EXTRACT} < kinds/lines > kinds.ndjson; cat kinds-read/part-* | cmp - kinds.ndjson && wc -l < kinds.ndjson`,
        scratch,
      );
      expect(compared).toEqual({ status: 0, stdout: '14\n', stderr: '' });
    },
    LIMIT,
  );
});

const parquetFiles = (folder: string): string[] =>
  readdirSync(folder).filter((name) => name.endsWith('.parquet'));

/** What stands in the table for a record. */
function rowOf(record: Line) {
  const none = {
    language: null,
    date: null,
    date_source: null,
    place: null,
    agencies: null,
    entities: null,
    dates: null,
    quotes: null,
  };
  if ('error' in record) return { id: record.id, ...none, error: { ...record.error, line: null } };
  return {
    id: record.id,
    language: record.language.code,
    date: record.date?.value.slice(0, 10) ?? null,
    date_source: record.date?.source ?? null,
    place: record.dateline?.place ?? null,
    agencies: record.dateline?.agencies ?? null,
    entities: record.entities!.map((each) => ({ attributes: null, ...each })),
    dates: record.dates!.map((each) => ({ quant: null, freq: null, ...each })),
    quotes: record.quotes,
    error: null,
  };
}

/** The blocks of SQL of the page: two ways to make the table, then the questions. */
const [OF_PARQUET, OF_LINES, ...QUESTIONS] = [
  ...readFileSync(join(root, 'docs/scale.md'), 'utf8').matchAll(/^```sql\n([\s\S]*?)^```$/gm),
].map(([, code]) => code!);

/** The rows that the questions give, one list a question. */
function ask(view: string): unknown[][][] {
  const code =
    'import duckdb, json, os, sys; os.chdir(sys.argv[1]); c = duckdb.connect()\n' +
    'c.execute("SET enable_progress_bar = false"); c.execute(sys.argv[2])\n' +
    'print(json.dumps([c.execute(q).fetchall() for q in sys.argv[3:]], default=str))';
  const { stdout, stderr } = python(code, scratch, view, ...QUESTIONS);
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

describe.skipIf(!hasDuckdb)('five questions in SQL', () => {
  let answers: unknown[][][] = [];
  beforeAll(() => {
    symlinkSync(at('single.ndjson'), at('records.ndjson'));
    answers = ask(OF_LINES!);
  }, LIMIT);
  async function* records(): AsyncGenerator<DocumentRecord> {
    for await (const each of single()) if (!('error' in each)) yield each;
  }

  it('all of them have answers', () => {
    expect(QUESTIONS.length).toBe(5);
    expect(answers.map((rows) => rows.length > 2)).toEqual(QUESTIONS.map(() => true));
  });

  it('who is mentioned with whom, counted once more by hand', async () => {
    const counts = new Map<string, number>();
    for await (const { date, entities } of records()) {
      const people = [
        ...new Set(entities!.filter(({ type }) => type === 'PER').map(({ name }) => name)),
      ].sort();
      for (const [i, person] of people.entries())
        for (const other of people.slice(i + 1)) {
          const key = `${date!.value.slice(0, 7)} ${person} ${other}`;
          counts.set(key, (counts.get(key) ?? 0) + 1);
        }
    }
    for (const [month, person, other, count] of answers[0]!)
      expect(counts.get(`${month} ${person} ${other}`)).toBe(count);
    const [month] = answers[0]![0]!;
    const most = [...counts].filter(([key]) => key.startsWith(`${month} `)).map(([, count]) => count);
    expect(answers[0]![0]![3]).toBe(Math.max(...most));
  });

  it('who speaks, counted once more by hand', async () => {
    const counts = new Map<string, number>();
    for await (const { entities, quotes } of records())
      for (const { speaker } of quotes!) {
        const person = entities!.find(({ chain }) => chain === speaker?.chain);
        if (person !== undefined) counts.set(person.name, (counts.get(person.name) ?? 0) + 1);
      }
    const most = [...counts.values()].sort((a, b) => b - a).slice(0, 20);
    expect(answers[2]!.map(([, count]) => count)).toEqual(most);
    for (const [name, count] of answers[2]!) expect(counts.get(String(name))).toBe(count);
  });

  it.skipIf(!hasSpark)('the table of Spark gives the same answers', () => {
    expect(ask(OF_PARQUET!)).toEqual(answers);
  });
});
