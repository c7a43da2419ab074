/**
 * Speed of the dates: the stage alone, over tokens that are there, and everything that `newsparse dates` does with a text,
 * beside dateparser's search (bench/peers/setup.sh installs it). The processor's time, so that other work does not count.
 * Bundled before it runs (bench/bundled.ts): the loops are to be those that are shipped.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findDates } from '../src/dates/find.js';
import { ndjsonFormatter } from '../src/formats/ndjson.js';
import { Pipeline } from '../src/index.js';
import { bundledSections } from '../src/lexicon/bundled.js';
import { Lexicon } from '../src/lexicon/lookup.js';
import { Units } from '../src/text/units.js';
import { tokenize } from '../src/tokens/tokenize.js';
import { Tokens } from '../src/tokens/tokens.js';
import { QUICK, rounds } from './effort.js';

const ROUNDS = rounds(9);
/** dateparser is slow: it gets so many characters, from texts that are spread over all. */
const PEER_CHARACTERS = 60_000;
const REFERENCE = '2018-06-15';
const median = (values: number[]): number => values.sort((a, b) => a - b)[values.length >> 1]!;

/** Milliseconds of the processor that a run takes. */
function spent(run: () => void): number {
  const before = process.cpuUsage();
  run();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1000;
}

/** Megabytes of UTF-8 a second. */
const rate = (texts: readonly string[], ms: number): number =>
  texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0) / 1000 / ms;

function printDates(texts: readonly string[]): void {
  const lexicon = new Lexicon(bundledSections());
  const units = new Units();
  const read = texts.map((text) => {
    const tokens = new Tokens();
    units.setString(text);
    tokenize(units.data, units.length, tokens);
    lexicon.annotate(units.data, tokens);
    return { text, units: units.data.slice(0, units.length), tokens };
  });
  const options = { reference: REFERENCE, prefer: 'past', monthFirst: false } as const;
  const pipeline = Pipeline.load();
  const formatter = ndjsonFormatter({ layers: ['dates'], terminal: false });
  const bytes = texts.map((text) => Buffer.from(text));
  let found = 0;
  const runs: readonly (() => void)[] = [
    () => {
      for (const text of texts) text.match(/\p{L}+/gu);
    },
    () => {
      found = 0;
      for (const each of read)
        found += findDates(each.text, each.units, each.tokens, lexicon, options).length;
    },
    () => {
      for (const each of bytes) {
        const text = each.toString('utf8');
        const record = pipeline.extract({ id: 'bench', text }, { date: REFERENCE, only: ['dates'] });
        formatter.record(record, text);
      }
    },
  ];
  const times = runs.map(() => [] as number[]);
  for (let round = 0; round <= ROUNDS; round++)
    runs.forEach((run, i) => {
      const ms = spent(run);
      if (round > 0) times[i]!.push(ms);
    });
  const [loop, stage, whole] = times.map((each) => rate(texts, median(each))) as [number, number, number];
  console.log(`\ndates: ${found} mentions in ${texts.length} texts, medians of ${ROUNDS}, processor time`);
  const line = (name: string, speed: number, beside: string): void =>
    console.log(name.padEnd(28), `${speed.toFixed(1).padStart(6)} MB/s  ${beside}`);
  line('/\\p{L}+/gu', loop, '');
  line('the stage over its tokens', stage, `${(stage / loop).toFixed(2)} × the loop`);
  line('bytes to NDJSON', whole, `${(whole / loop).toFixed(2)} × the loop`);
  const peer = dateparserSpeed(texts);
  if (peer === null) console.log('dateparser                   not installed (bench/peers/setup.sh)');
  else line('dateparser', peer, `newsparse, bytes to NDJSON, is ${(whole / peer).toFixed(0)} × as fast`);
}

/** Megabytes a second of dateparser's search, null when it is not installed. */
function dateparserSpeed(texts: readonly string[]): number | null {
  const python = join(process.env.TMPDIR ?? '/tmp', 'newsparse-bench/peers/bin/python');
  if (QUICK || !existsSync(python)) return null;
  const few: string[] = [];
  const step = Math.max(1, Math.floor(texts.length / 40));
  for (let i = 0, characters = 0; i < texts.length && characters < PEER_CHARACTERS; i += step) {
    few.push(texts[i]!);
    characters += texts[i]!.length;
  }
  const folder = mkdtempSync(join(tmpdir(), 'newsparse-bench-'));
  const file = join(folder, 'texts.json');
  writeFileSync(file, JSON.stringify(few));
  const run = spawnSync(python, ['bench/peers/run.py', 'dateparser', file, REFERENCE], { encoding: 'utf8' });
  rmSync(folder, { recursive: true });
  if (run.status !== 0) return null;
  const { mb, seconds } = JSON.parse(run.stdout) as { mb: number; seconds: number };
  return mb / seconds;
}

const lines = readFileSync(process.argv[2]!, 'utf8').split('\n').filter(Boolean);
printDates(lines.map((line) => String((JSON.parse(line) as { text: string }).text)));
