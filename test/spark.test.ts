/**
 * examples/spark/extract.py on a small cluster of this machine, and what DuckDB says of its result.
 *
 * NEWSPARSE_PYTHON: a Python that has PySpark, PyArrow and DuckDB (python3); where one is missing, its tests are skipped.
 * NEWSPARSE_SPARK_ARTICLES: how many articles (2000).
 */
import { spawn, spawnSync } from 'node:child_process';
import {
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
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { DocumentRecord, ErrorRecord } from '../src/document.js';
import { finish, root, shell } from './support/cli.js';
import { line } from './support/files.js';

const PYTHON = process.env.NEWSPARSE_PYTHON ?? 'python3';
const ARTICLES = Number(process.env.NEWSPARSE_SPARK_ARTICLES ?? 2000);
const LIMIT = 120_000 + ARTICLES * 60;

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
const hasDuckdb = has('duckdb');
if (!hasSpark)
  console.warn('no Java, or no PySpark and PyArrow for NEWSPARSE_PYTHON: the tests of Spark are skipped');
if (!hasDuckdb) console.warn('no DuckDB for NEWSPARSE_PYTHON: the tests of the questions are skipped');

const scratch = mkdtempSync(join(tmpdir(), 'newsparse-spark-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const at = (name: string) => join(scratch, name);

/** Articles of many days, no two the same; some without a text. */
function* articles(): Generator<{ id: string; date: string; text?: string }> {
  const folder = join(root, 'fixtures/articles');
  const texts = readdirSync(folder)
    .filter((name) => name.endsWith('.txt'))
    .map((name) => readFileSync(join(folder, name), 'utf8'));
  for (let i = 0; i < ARTICLES; i++) {
    const id = `a${String(i).padStart(7, '0')}`;
    const date = new Date(Date.UTC(2020, 0, 1 + 3 * (i % 30))).toISOString().slice(0, 10);
    const [first, second] = [texts[i % texts.length]!, texts[(i * 7 + 3) % texts.length]!];
    const text = `${first}\n\n${[...second].slice(0, 100 + (i % 300)).join('')}\nالعدد ${i}، مرصد النخيل الذهبي.`;
    yield i % 400 === 7 ? { id, date } : { id, date, text };
  }
}

type Line = DocumentRecord | ErrorRecord;
const byId = (a: { id: string | null }, b: { id: string | null }) => (a.id! < b.id! ? -1 : 1);
const linesOf = (text: string): string[] => text.split('\n').slice(0, -1);
/** Sorted by id, which stands first in error records and second in others. */
const idOf = (text: string): string => /"id":"([^"]*)"/.exec(text)![1]!;
const sorted = (lines: string[]): string[] => lines.sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
/** The line of an error record is that of the stream that it came in. */
const placeless = (text: string): string => text.replace(/("error":.*"line":)\d+/, '$1…');

let single: string[] = [];

beforeAll(async () => {
  if (!hasSpark && !hasDuckdb) return;
  mkdirSync(at('ndjson'));
  const all = [...articles()].map(line);
  for (let part = 0; part < 4; part++)
    writeFileSync(at(`ndjson/${part}.ndjson`), all.filter((_, i) => i % 4 === part).join(''));
  writeFileSync(at('names.tsv'), 'name\ttype\tid\nمرصد النخيل الذهبي\tORG\tuser:n1\n');
  const command = 'newsparse extract -q --input ndjson -f ndjson --on-error record -g names.tsv';
  expect((await shell(`cat ndjson/*.ndjson | ${command} > single.ndjson`, scratch)).status).toBe(0);
  single = sorted(linesOf(readFileSync(at('single.ndjson'), 'utf8')));
  expect(single.length).toBe(ARTICLES);
}, LIMIT);

/** The processes of a cluster: their working folders are in its own. */
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

/** Starts the program on a cluster whose folder is `home`. */
function submit(home: string, ...args: string[]) {
  return spawn(
    join(home, 'bin/spark-submit'),
    [
      ...[
        '--master',
        'local-cluster[2,1,1024]',
        '--conf',
        'spark.ui.enabled=false',
        '--conf',
        'spark.log.level=WARN',
      ],
      ...['--archives', `${at('newsparse.tgz')}#newsparse`, '--files', at('names.tsv')],
      ...[
        join(root, 'examples/spark/extract.py'),
        '--gazetteer',
        'names.tsv',
        '--node',
        process.execPath,
        ...args,
      ],
    ],
    {
      cwd: scratch,
      env: { ...process.env, SPARK_HOME: home, PYSPARK_PYTHON: PYTHON, SPARK_LOCAL_IP: '127.0.0.1' },
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
}

describe.skipIf(!hasSpark)('Spark', () => {
  const home = at('spark');

  beforeAll(() => {
    // The distribution, with a folder of its own for what the workers do.
    const { stdout } = python('import os, pyspark; print(os.path.dirname(pyspark.__file__))');
    mkdirSync(home);
    for (const name of readdirSync(stdout.trim())) {
      if (name !== 'work') symlinkSync(join(stdout.trim(), name), join(home, name));
    }
    const packed = spawnSync('npm', ['pack', '--silent', '--ignore-scripts', '--pack-destination', scratch], {
      cwd: root,
      encoding: 'utf8',
    });
    symlinkSync(at(packed.stdout.trim().split('\n').at(-1)!), at('newsparse.tgz'));
    const made = python(
      'import sys; from pyarrow import json, parquet, dataset, Table, schema, string\n' +
        'import pyarrow, os; os.mkdir(sys.argv[2])\n' +
        'for n in sorted(os.listdir(sys.argv[1])): parquet.write_table(json.read_json(os.path.join(sys.argv[1], n)), os.path.join(sys.argv[2], n + ".parquet"))',
      at('ndjson'),
      at('parquet'),
    );
    expect(made).toEqual({ status: 0, stdout: '', stderr: '' });
  }, LIMIT);

  it(
    'a child and a worker are killed in the middle, and the table has every record',
    async () => {
      const child = submit(home, '--partitions', '8', at('parquet'), at('records'));
      const done = finish(child);
      let isRunning = true;
      void done.then(() => (isRunning = false));
      const killed: string[] = [];
      for (const word of ['newsparse.js', 'CoarseGrainedExecutorBackend']) {
        for (let isDone = false; isRunning && !isDone; await wait(20)) {
          if (processes(join(home, 'work'), 'newsparse.js').length === 0) continue;
          await wait(150);
          // Not the last of them all: the work goes on for a while.
          const [pid] = processes(join(home, 'work'), word);
          if (pid === undefined || processes(join(home, 'work'), 'newsparse.js').length === 0) continue;
          process.kill(pid, 'SIGKILL');
          killed.push(word);
          isDone = true;
        }
      }
      const { status, stdout, stderr } = await done;
      expect(status, stderr.slice(-5000)).toBe(0);
      expect(killed).toEqual(['newsparse.js', 'CoarseGrainedExecutorBackend']);
      expect(stderr).toMatch(/Lost task|Lost executor/);
      const errors = single.filter((each) => each.includes('"error"')).length;
      expect(stdout).toMatch(new RegExp(`^articles +${ARTICLES.toLocaleString('en')}$`, 'm'));
      expect(stdout).toMatch(new RegExp(`^errors +${errors}\n  NP123 +${errors}$`, 'm'));
      expect(stdout).toMatch(/^articles\/s +[\d,]+$/m);

      const read = python(
        'import json, sys; from pyarrow import dataset\n' +
          'for b in dataset.dataset(sys.argv[1], partitioning="hive").to_batches():\n' +
          '  for row in b.to_pylist(): print(json.dumps(row, default=str))',
        at('records'),
      );
      const rows = linesOf(read.stdout)
        .map((each) => JSON.parse(each))
        .sort(byId);
      expect(rows.length, read.stderr).toBe(ARTICLES);
      const expected = single.map((each) => rowOf(JSON.parse(each)));
      for (const [i, row] of rows.entries()) {
        if (row.error !== null) row.error.line = null;
        expect(row).toEqual(expected[i]);
      }
      expect(existsSync(at('records/date=2020-01-01'))).toBe(true);
    },
    LIMIT,
  );

  it(
    'the lines are those of one process',
    async () => {
      const done = finish(submit(home, '--input', 'ndjson', '--lines', at('ndjson'), at('lines')));
      const { status, stderr } = await done;
      expect(status, stderr.slice(-5000)).toBe(0);
      const parts = readdirSync(at('lines')).filter((name) => name.startsWith('part-'));
      expect(parts.length).toBeGreaterThan(1);
      const lines = parts.flatMap((name) => linesOf(readFileSync(at(`lines/${name}`), 'utf8')));
      expect(sorted(lines).map(placeless)).toEqual(single.map(placeless));
    },
    LIMIT,
  );
});

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
    'import duckdb, json, os, sys; os.chdir(sys.argv[1]); c = duckdb.connect(); c.execute(sys.argv[2])\n' +
    'print(json.dumps([c.execute(q).fetchall() for q in sys.argv[3:]], default=str))';
  const { stdout, stderr } = python(code, scratch, view, ...QUESTIONS);
  expect(stderr).toBe('');
  return JSON.parse(stdout);
}

describe.skipIf(!hasDuckdb)('five questions in SQL', () => {
  let answers: unknown[][][] = [];
  beforeAll(() => {
    writeFileSync(at('records.ndjson'), single.map((each) => `${each}\n`).join(''));
    answers = ask(OF_LINES!);
  }, LIMIT);
  const records = () =>
    single
      .map((each) => JSON.parse(each) as Line)
      .filter((each): each is DocumentRecord => !('error' in each));

  it('all of them have answers', () => {
    expect(QUESTIONS.length).toBe(5);
    expect(answers.map((rows) => rows.length > 2)).toEqual(QUESTIONS.map(() => true));
  });

  it('who is mentioned with whom, counted once more by hand', () => {
    const counts = new Map<string, number>();
    for (const { date, entities } of records()) {
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

  it('who speaks, counted once more by hand', () => {
    const counts = new Map<string, number>();
    for (const { entities, quotes } of records())
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
