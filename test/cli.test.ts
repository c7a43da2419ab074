/** The real command in a real shell: what it reads, and what it says to what it cannot read. */
import { spawn } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { COMMANDS, FLAGS } from '../src/cli/options.js';
import type { DocumentRecord } from '../src/document.js';
import { type Case, checkIn, NOTHING } from './support/cases.js';
import { binary, finish, type Run, shell } from './support/cli.js';
import { ARTICLE, line, makeFiles } from './support/files.js';

const files = makeFiles();
const check = checkIn(files.path);
afterAll(files.remove);

/** The flags of extract. */
const OWN_FLAGS = FLAGS.filter((flag) => flag.commands.includes('extract'));

describe('what is asked of the command itself', () => {
  // biome-ignore format: one case a line
  const cases: Case[] = [
    ['newsparse --version', 0, /^\d+\.\d+\.\d+\n$/, NOTHING],
    ['newsparse -V', 0, /^\d+\.\d+\.\d+\n$/, NOTHING],
    ['newsparse --help', 0, /Usage: newsparse[\s\S]*extract[\s\S]*schema[\s\S]*Examples:/, NOTHING],
    ['newsparse help', 0, /Usage: newsparse/, NOTHING],
    ['newsparse help extract', 0, /Usage: newsparse extract[\s\S]*Examples:\n {2}# /, NOTHING],
    ['newsparse', 2, NOTHING, /Usage: newsparse/],
    ['newsparse schema', 0, /"\$schema": "https:\/\/json-schema.org\/draft\/2020-12\/schema"/, NOTHING],
    ['newsparse schema extra', 2, NOTHING, /^newsparse: NP200 too many arguments/],
    ['newsparse extrct a.txt', 2, NOTHING, /^newsparse: NP200 unknown command 'extrct' \(Did you mean extract\?\)\n$/],
    ['newsparse a.txt', 2, NOTHING, /^newsparse: NP212 unknown command "a.txt"; to read that file: newsparse extract a.txt\n$/],
    ['newsparse extract --formt json a.txt', 2, NOTHING, /^newsparse: NP200 unknown option '--formt' \(Did you mean --format\?\)\n$/],
  ];
  cases.forEach(check);

  it('help of extract names every flag', async () => {
    const help = (await shell('newsparse extract --help', files.path)).stdout;
    const named = [...help.matchAll(/^ +(?:-\w, )?--([a-z-]+)/gm)].map((match) => match[1]);
    expect(named.filter((name) => name !== 'help').sort()).toEqual(OWN_FLAGS.map((flag) => flag.name).sort());
  });
});

describe('the examples of the flags run', () => {
  const examples = OWN_FLAGS.filter((flag) => flag.example !== undefined && flag.name !== 'output');
  examples
    .map((flag): Case => [`newsparse extract ${flag.example} lines.ndjson`, 0, /./, NOTHING])
    .forEach(check);

  it('and those of the commands name flags that there are', () => {
    const typed = COMMANDS.flatMap((command) => command.examples.map(([example]) => example)).join(' ');
    const names = new Set(FLAGS.flatMap((flag) => [`--${flag.name}`, `-${flag.short}`]));
    const own = typed.split('|').filter((part) => part.includes('newsparse extract'));
    for (const flag of own.join(' ').matchAll(/ (--?[a-z-]+)/g)) expect(names).toContain(flag[1]);
  });
});

describe('usage errors end with 2 and write nothing to standard output', () => {
  // biome-ignore format: one case a line
  const cases: Case[] = [
    ['newsparse extract -f jsn a.txt', 2, NOTHING, /^newsparse: NP202 --format: "jsn" is none of table, json, ndjson, csv, [a-z, ]+\n$/],
    ['newsparse extract --format= a.txt', 2, NOTHING, /NP208 --format/],
    ['newsparse extract a.txt -f', 2, NOTHING, /NP200 option '-f, --format <FORMAT>' argument missing/],
    ['newsparse extract --encoding koi8-r a.txt', 2, NOTHING, /NP203 --encoding: unknown encoding "koi8-r"; known are auto, utf-8,/],
    ['newsparse extract -d 2020-02-30 a.txt', 2, NOTHING, /NP204 --date: "2020-02-30" is no date/],
    ['newsparse extract -d 14/3/2020 a.txt', 2, NOTHING, /NP204/],
    ['newsparse extract --default-date yesterday a.txt', 2, NOTHING, /NP204 --default-date/],
    ['newsparse extract --max-document 0 a.txt', 2, NOTHING, /NP205 --max-document: "0"/],
    ['newsparse extract --max-document 2TB a.txt', 2, NOTHING, /NP205/],
    ['newsparse extract --max-document 1GB a.txt', 2, NOTHING, /NP205/],
    ['newsparse extract --min-confidence 1.1 a.txt', 2, NOTHING, /NP206 --min-confidence/],
    ['newsparse extract --min-confidence=-1 a.txt', 2, NOTHING, /NP206/],
    ['newsparse extract --types PER, a.txt', 2, NOTHING, /NP207 --types/],
    ['newsparse extract --types PRE a.txt', 2, NOTHING, /NP202 --types: "PRE" is none of PER, LOC, ORG/],
    ['newsparse extract --only names a.txt', 2, NOTHING, /NP202 --only: "names" is none of entities, dates, quotes/],
    ['newsparse extract -d 2020-01-01 --default-date 2020-01-01 a.txt', 2, NOTHING, /NP209 --default-date has no effect with --date/],
    ['newsparse extract -d 2020-01-01 --date-field d a.txt', 2, NOTHING, /NP209 --date-field/],
    ['newsparse extract --input text --text-field b a.txt', 2, NOTHING, /NP209 --text-field has no effect with --input text/],
    ['newsparse extract --input text --keep-fields a.txt', 2, NOTHING, /NP209 --keep-fields/],
    ['newsparse extract --only dates --types PER a.txt', 2, NOTHING, /NP209 --types has no effect with --only dates/],
    ['newsparse extract --only entities --month-first a.txt', 2, NOTHING, /NP209 --month-first/],
    ['newsparse extract -f table --on-error record a.txt', 2, NOTHING, /NP209 --on-error record has no effect with the format table/],
    ['newsparse extract --color always a.txt', 2, NOTHING, /NP209 --color always has no effect with the format json/],
    ['newsparse extract - - < a.txt', 2, NOTHING, /NP210/],
    ['newsparse extract -o a.txt a.txt', 2, NOTHING, /NP211 --output: a.txt is one of the inputs/],
    ['newsparse extract -o ./folder/../b.txt a.txt b.txt', 2, NOTHING, /NP211/],
  ];
  cases.forEach(check);
});

describe('inputs that cannot be read end with 1', () => {
  // biome-ignore format: one case a line
  const cases: Case[] = [
    ['newsparse extract none.txt', 1, NOTHING, /^none.txt: NP101 no such file\n$/],
    ['newsparse extract dangling.txt', 1, NOTHING, /^dangling.txt: NP101/],
    ['newsparse extract a.txt/b', 1, NOTHING, /^a.txt\/b: NP101/],
    ['newsparse extract folder', 1, NOTHING, /^folder: NP102 is a directory\n$/],
    ['newsparse extract < folder', 1, NOTHING, /^stdin: NP102/],
    ['newsparse extract empty.txt', 1, NOTHING, /^empty.txt: NP105 is empty\n$/],
    ['newsparse extract blank.txt', 1, NOTHING, /^blank.txt: NP105/],
    ['newsparse extract < /dev/null', 1, NOTHING, /^stdin: NP105/],
    ['newsparse extract <&-', 1, NOTHING, /^stdin: NP105/],
    ['newsparse extract nul.txt', 1, NOTHING, /^nul.txt: NP106 is no text: it has NUL bytes\n$/],
    ['newsparse extract packed.txt', 1, NOTHING, /^packed.txt: NP111 is no whole gzip file: unexpected end of file\n$/],
    ['newsparse extract page.pdf', 1, NOTHING, /NP106 is no text: a PDF document/],
    ['newsparse extract --input ndjson packed.txt', 1, NOTHING, /NP111/],
    ['newsparse extract latin.txt', 1, NOTHING, /^latin.txt: NP109 .*--encoding/],
    ['newsparse extract --max-document 100 a.txt', 1, NOTHING, /^a.txt: NP107 is larger than 100 bytes; --max-document/],
    ['newsparse extract --max-document 100 < a.txt', 1, NOTHING, /^stdin: NP107/],
    ['cat a.txt | newsparse extract --max-document 100', 1, NOTHING, /^stdin: NP107/],
    ['newsparse extract array.json', 1, NOTHING, /^array.json: NP127 is a JSON array, .*jq -c '\.\[\]'/],
    ['newsparse extract array.ndjson', 1, NOTHING, /^array.ndjson:1: NP127[^\n]*\n$/],
    ['newsparse extract object.json', 1, NOTHING, /^object.json: NP128 .*jq -c \./],
    ['newsparse extract none.txt a.txt folder', 1, /"id": "a.txt"/, /^none.txt: NP101.*\nfolder: NP102.*\nnewsparse: NP303 2 of 3 documents failed \(NP101: 1, NP102: 1\)\n$/],
    ['newsparse extract -q none.txt a.txt', 1, /"id": "a.txt"/, /^none.txt: NP101 no such file\n$/],
    ['newsparse extract --on-error fail none.txt a.txt', 1, NOTHING, /^none.txt: NP101 no such file\n$/],
    ['newsparse extract --on-error record none.txt', 0, /"id": "none.txt",\n {2}"error": \{\n {4}"code": "NP101",/, NOTHING],
    ['newsparse extract --on-error record none.ndjson missing.ndjson', 1, NOTHING, /^missing.ndjson: NP101/],
    ['newsparse extract "$(printf \'a\\033[31m\\nb\')"', 1, NOTHING, /^a\[31m b: NP101/],
  ];
  cases.forEach(check);

  it('a file without the right to read it', async () => {
    chmodSync(files.path, 0o755);
    writeFileSync(join(files.path, 'secret.txt'), ARTICLE, { mode: 0o000 });
    // Root may read everything, so that the command has to run as somebody else, who may not reach this checkout.
    const someone = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};
    for (const part of ['bin', 'dist']) {
      cpSync(join(dirname(binary), '..', part), join(files.path, 'program', part), { recursive: true });
    }
    const copy = join(files.path, 'program/bin/newsparse.js');
    const run = await finish(
      spawn(process.execPath, [copy, 'extract', 'secret.txt'], { cwd: files.path, ...someone }),
    );
    expect(run).toEqual({ status: 1, stdout: '', stderr: 'secret.txt: NP103 no permission to read it\n' });
  });

  it.runIf(process.platform === 'linux')('a file that gives an error while it is read', async () => {
    const run = await shell('newsparse extract /proc/self/mem', files.path);
    expect(run).toEqual({
      status: 1,
      stdout: '',
      stderr: expect.stringMatching(/^\/proc\/self\/mem: NP104 .*\(EIO\)\n$/),
    });
  });
});

describe('encodings', () => {
  const named = ['bom.txt', 'le.txt', 'be.txt', 'unmarked.txt', 'win.txt', 'iso.txt'];
  const asked: [name: string, flag: string][] = [
    ...named.map((name): [string, string] => [name, '']),
    ['le.txt', '--encoding utf-16'],
    ['be.txt', '--encoding UTF-16'],
    ['win.txt', '--encoding windows-1256'],
    ['win.txt', '--encoding cp1256'],
    ['iso.txt', '--encoding iso-8859-6'],
    ['a.txt', '--encoding utf8'],
  ];
  let plain: Promise<Run> | undefined;
  it.concurrent.each(asked)('%s %s gives what UTF-8 gives', async (name, flag) => {
    plain ??= shell('newsparse extract a.txt', files.path);
    const run = await shell(`newsparse extract ${flag} ${name}`, files.path);
    expect((await plain).stdout).toContain('"text": "دمشق"');
    expect({ ...run, stdout: run.stdout.replace(name, 'a.txt') }).toEqual(await plain);
  });

  // biome-ignore format: one case a line

  const cases: Case[] = [
    ['newsparse extract broken.txt', 0, /دمشق/, /^broken.txt: NP108 warning: is no valid UTF-8; places: 1\n$/],
    ['newsparse extract -q broken.txt', 0, /دمشق/, NOTHING],
    ['newsparse extract --on-error fail broken.txt', 1, NOTHING, /^broken.txt: NP108 is no/],
    ['newsparse extract -f ndjson broken.ndjson', 0, /^\{"schema":1,"id":"x".*دمشق.*\n$/, /^broken.ndjson:1: NP108 warning/],
    ['newsparse extract -f ndjson --on-error fail broken.ndjson', 1, NOTHING, /^broken.ndjson:1: NP108/],
    ['newsparse extract -f ndjson le.ndjson | wc -l', 0, /^ *2\n$/, NOTHING],
    ['newsparse extract -f ndjson --encoding utf-16 le.ndjson | tail -1', 0, /^\{"schema":1,"id":"y".*دمشق/, NOTHING],
  ];
  cases.forEach(check);
});

describe('standard input and files', () => {
  // biome-ignore format: one case a line
  const cases: Case[] = [
    ['newsparse extract < a.txt', 0, /"id": "stdin"[\s\S]*دمشق/, NOTHING],
    ['cat a.txt | newsparse extract', 0, /"id": "stdin"[\s\S]*دمشق/, NOTHING],
    ['cat b.txt | newsparse extract a.txt - | pick r.id', 0, /^a.txt\nstdin\n$/, NOTHING],
    ['(printf "زار هاكان فيدان "; sleep 0.3; printf دمشق) | newsparse extract', 0, /هاكان فيدان[\s\S]*دمشق/, NOTHING],
    ['newsparse extract -f json a.txt b.txt | pick r.id', 0, /^a.txt\nb.txt\n$/, NOTHING],
    ['newsparse extract a.txt | pick "r.entities.map(e => e.name)"', 0, /دمشق/, NOTHING],
    ['newsparse extract headline.txt', 0, /القاهرة/, NOTHING],
    ['newsparse extract lines.json', 0, /"id": "a"[\s\S]*دمشق/, NOTHING],
    ['newsparse extract --input text good.ndjson', 0, /"id": "good.ndjson"/, NOTHING],
    ['newsparse extract -- a.txt', 0, /"id": "a.txt"/, NOTHING],
    ['mkfifo pipe; cat a.txt > pipe & newsparse extract pipe', 0, /"id": "pipe"[\s\S]*دمشق/, NOTHING],
    ['newsparse extract --max-document 1KB a.txt', 0, /دمشق/, NOTHING],
  ];
  cases.forEach(check);

  it('offsets are those of the text, line ends of any kind in it', async () => {
    for (const name of ['a.txt', 'crlf.txt', 'escape.txt']) {
      const text = readFileSync(join(files.path, name), 'utf8');
      const { entities } = JSON.parse(
        (await shell(`newsparse extract ${name}`, files.path)).stdout,
      ) as DocumentRecord;
      expect(entities.length).toBeGreaterThan(1);
      for (const entity of entities) expect(text.slice(entity.start, entity.end)).toBe(entity.text);
    }
  });

  it('more files than may be open at once', async () => {
    mkdirSync(join(files.path, 'many'));
    for (let i = 0; i < 300; i++) writeFileSync(join(files.path, 'many', `${i}.txt`), ARTICLE);
    const run = await shell('ulimit -n 64; newsparse extract -f ndjson many/*.txt | wc -l', files.path);
    expect(run).toMatchObject({ status: 0, stdout: expect.stringMatching(/^ *300\n$/), stderr: '' });
  });
});

describe('NDJSON: one record out for one in, in order', () => {
  const ids = (stdout: string) =>
    stdout
      .trim()
      .split('\n')
      .map((each) => JSON.parse(each).id);

  it('good lines give records, bad ones error records in their place', async () => {
    const run = await shell('newsparse extract -f ndjson mixed.ndjson', files.path);
    expect(run.status).toBe(0);
    const records = run.stdout
      .trim()
      .split('\n')
      .map((each) => JSON.parse(each));
    expect(records.map(({ id, error }) => [id, error?.code ?? null, error?.line ?? null])).toEqual([
      ['x', null, null],
      ['mixed.ndjson:2', 'NP121', 2],
      ['7', 'NP123', 4],
      ['mixed.ndjson:5', 'NP127', 5],
      ['mixed.ndjson:6', 'NP122', 6],
      ['mixed.ndjson:7', 'NP125', 7],
      ['mixed.ndjson:8', 'NP124', 8],
    ]);
    expect(run.stderr).toMatch(/^newsparse: NP303 6 of 7 documents failed \(NP121: 1, NP123: 1, /);
  });

  it('skipped lines are said with their number', async () => {
    const run = await shell('newsparse extract mixed.ndjson', files.path);
    expect([run.status, JSON.parse(run.stdout).id]).toEqual([1, 'x']);
    expect(run.stderr.split('\n').map((each) => each.split(' ').slice(0, 2).join(' '))).toEqual([
      'mixed.ndjson:2: NP121',
      'mixed.ndjson:4: NP123',
      'mixed.ndjson:5: NP127',
      'mixed.ndjson:6: NP122',
      'mixed.ndjson:7: NP125',
      'mixed.ndjson:8: NP124',
      'newsparse: NP303',
      '',
    ]);
  });

  it('ids are kept to the last digit', async () => {
    const run = await shell('newsparse extract -f ndjson < long-ids.ndjson', files.path);
    expect(ids(run.stdout)).toEqual(['12345678901234567890', '-7', '12345678901234567891']);
  });

  it('fields have the names that are asked for, the others pass through', async () => {
    const flags = '--text-field body --id-field key --date-field when';
    const run = await shell(`newsparse extract -f ndjson --keep-fields ${flags} fields.jsonl`, files.path);
    const record = JSON.parse(run.stdout);
    expect([record.id, record.date, Object.entries(record.meta)]).toEqual([
      'k',
      { value: '2020-03-14', source: 'record' },
      [
        ['section', 'a'],
        ['__proto__', 1],
      ],
    ]);
  });

  // biome-ignore format: one case a line

  const cases: Case[] = [
    ['newsparse extract -f ndjson good.ndjson | pick r.id', 0, /^x\ny\ngood.ndjson:3\n$/, NOTHING],
    ['cat good.ndjson | newsparse extract -f ndjson | pick r.id', 0, /^x\ny\nstdin:3\n$/, NOTHING],
    ['newsparse extract -f ndjson --on-error fail mixed.ndjson', 1, /^\{"schema":1,"id":"x".*\n$/, /^mixed.ndjson:2: NP121 .*\n$/],
    ['newsparse extract -f ndjson --on-error skip mixed.ndjson | wc -l', 0, /^ *1\n$/, /NP121/],
    ['newsparse extract -f ndjson --max-document 4KB long.ndjson | pick "[r.id, r.error?.code ?? 0, r.error?.line ?? 0]"', 0, /^long.ndjson:1\nNP107\n1\ny\n0\n0\n$/, /NP303 1 of 2/],
    ['newsparse extract -f ndjson none.ndjson', 0, NOTHING, NOTHING],
    ['newsparse extract -f ndjson --input ndjson < /dev/null', 0, NOTHING, NOTHING],
    ['newsparse extract -f ndjson dates.ndjson | pick r.date', 0, /^null\nnull\n$/, /^dates.ndjson:1: NP126 warning: .*"last week"\ndates.ndjson:2: NP126 warning: .*: 5\n$/],
    ['newsparse extract -f ndjson days.ndjson | pick "r.date?.value ?? null"', 0, /^2020-02-29\nnull\nnull\n2020-03-14T23:59:00\nnull\n$/, /^(days.ndjson:\d: NP126 warning: [^\n]*\n){3}$/],
    ['newsparse extract -f ndjson surrogate.ndjson | pick "r.entities[0].text"', 0, /^دمشق\n$/, NOTHING],
  ];
  cases.forEach(check);

  it('each line is answered before the next is written', async () => {
    const child = spawn(process.execPath, [binary, 'extract', '--input', 'ndjson', '-f', 'ndjson']);
    const answer = () =>
      new Promise<string>((resolve) => child.stdout.once('data', (data) => resolve(String(data))));
    child.stdin.write(line({ id: 1, text: 'دمشق' }));
    expect(JSON.parse(await answer()).id).toBe('1');
    child.stdin.write(line({ id: 2, text: 'دمشق' }));
    expect(JSON.parse(await answer()).id).toBe('2');
    child.stdin.end();
    expect((await finish(child)).status).toBe(0);
  });
});

describe('options of the extraction', () => {
  // biome-ignore format: one case a line
  const cases: Case[] = [
    ['newsparse extract --types LOC a.txt | pick "r.entities.map(e => e.type)" | sort -u', 0, /^LOC\n$/, NOTHING],
    ['newsparse extract --types per,loc a.txt | pick "r.entities.map(e => e.type)" | sort -u', 0, /^LOC\nPER\n$/, NOTHING],
    ['newsparse extract --types PER --types LOC a.txt | pick "r.entities.map(e => e.type)" | sort -u', 0, /^LOC\nPER\n$/, NOTHING],
    ['newsparse extract --only entities a.txt | pick "Object.keys(r).join()"', 0, /^schema,id,language,date,dateline,entities\n$/, NOTHING],
    ['newsparse extract --only dates,entities a.txt | pick "Object.keys(r).slice(5).join()"', 0, /^entities,dates\n$/, NOTHING],
    ['newsparse extract --min-confidence 1 a.txt | pick "r.entities.filter(e => e.confidence < 1).length"', 0, /^0\n$/, NOTHING],
    ['newsparse extract -d 2020-03-14 a.txt | pick r.date', 0, /^\{"value":"2020-03-14","source":"argument"\}\n$/, NOTHING],
    ['newsparse extract --default-date 2020-03-14 a.txt | pick r.date', 0, /^\{"value":"2020-03-14","source":"default"\}\n$/, NOTHING],
    ['newsparse extract -d today a.txt | pick r.date.value', 0, /^20\d\d-\d\d-\d\d\n$/, NOTHING],
    ['newsparse extract -f table a.txt', 0, /^a.txt\n\nName +Type +Known as, role +Mentions\n─[\s\S]*\nدمشق +LOC/, NOTHING],
    ['newsparse extract -f table a.txt b.txt', 0, /language ar.*\n\nb.txt\n/, NOTHING],
    ['newsparse extract -f table --color always a.txt', 0, /\u001b\[1ma.txt\u001b\[22m/, NOTHING],
    ['FORCE_COLOR=1 newsparse extract -f table a.txt', 0, /\u001b\[1m/, NOTHING],
    ['FORCE_COLOR=1 NO_COLOR=1 newsparse extract -f table a.txt', 0, /^[^\u001b]*$/, NOTHING],
    ['FORCE_COLOR=1 newsparse extract -f table --color never a.txt', 0, /^[^\u001b]*$/, NOTHING],
    ['newsparse extract -f table escape.txt', 0, /^[^\u001b\u202a-\u202e\u2066-\u2069]*دمشق[^\u001b\u202a-\u202e\u2066-\u2069]*$/, NOTHING],
  ];
  cases.forEach(check);
});
