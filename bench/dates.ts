/**
 * Speed of the dates: the stage alone, over tokens that are there, and everything that `newsparse dates` does with a text,
 * over articles and over the phrases of our own corpus, which are dates and nothing else; beside dateparser's search
 * (bench/peers/setup.sh installs it), told that the text is Arabic and, like newsparse, told nothing. The processor's
 * time, so that other work does not count.
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
/** dateparser is slow: it gets so many characters, from texts that are spread over all; fewer where it tells the language. */
const PEER_CHARACTERS = { ar: 60_000, any: 10_000 } as const;
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
  const phrases = readPhrases();
  const wholeOf = (each: readonly string[]) => {
    const bytes = each.map((text) => Buffer.from(text));
    return () => {
      for (const one of bytes) {
        const text = one.toString('utf8');
        const record = pipeline.extract({ id: 'bench', text }, { date: REFERENCE, only: ['dates'] });
        formatter.record(record, text);
      }
    };
  };
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
    wholeOf(texts),
    wholeOf(phrases),
  ];
  const times = runs.map(() => [] as number[]);
  for (let round = 0; round <= ROUNDS; round++)
    runs.forEach((run, i) => {
      const ms = spent(run);
      if (round > 0) times[i]!.push(ms);
    });
  const speeds = times.map((each, i) => rate(i === 3 ? phrases : texts, median(each)));
  const [loop, stage, whole, short] = speeds as [number, number, number, number];
  console.log(`\ndates: ${found} mentions in ${texts.length} texts, medians of ${ROUNDS}, processor time`);
  const line = (name: string, speed: number, beside: string): void =>
    console.log(name.padEnd(40), `${speed.toFixed(speed < 1 ? 3 : 1).padStart(6)} MB/s  ${beside}`);
  line('/\\p{L}+/gu', loop, '');
  line('the stage over its tokens', stage, `${(stage / loop).toFixed(2)} × the loop`);
  line('bytes to NDJSON', whole, `${(whole / loop).toFixed(2)} × the loop`);
  line('bytes to NDJSON, phrases', short, `${(short / loop).toFixed(2)} × the loop`);
  for (const [name, inputs, ours] of [
    ['dateparser', texts, whole],
    ['dateparser, phrases', phrases, short],
  ] as const)
    for (const language of ['ar', 'any'] as const) {
      const peer = dateparserSpeed(inputs, language);
      const told = `${name}, ${language === 'ar' ? 'told the language' : 'not told'}`;
      if (peer === null) console.log(told.padEnd(40), 'not installed (bench/peers/setup.sh)');
      else line(told, peer, `newsparse, bytes to NDJSON, is ${(ours / peer).toFixed(0)} × as fast`);
    }
}

/** The phrases of test/dates/corpus.txt. */
const readPhrases = (): string[] =>
  readFileSync('test/dates/corpus.txt', 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !/^[#=]/.test(line));

/** Megabytes a second of dateparser's search, null when it is not installed. */
function dateparserSpeed(texts: readonly string[], language: 'ar' | 'any'): number | null {
  const python = join(process.env.TMPDIR ?? '/tmp', 'newsparse-bench/peers/bin/python');
  if (QUICK || !existsSync(python)) return null;
  const few: string[] = [];
  const step = Math.max(1, Math.floor(texts.length / 40));
  for (let i = 0, characters = 0; i < texts.length && characters < PEER_CHARACTERS[language]; i += step) {
    few.push(texts[i]!);
    characters += texts[i]!.length;
  }
  const folder = mkdtempSync(join(tmpdir(), 'newsparse-bench-'));
  const file = join(folder, 'texts.json');
  writeFileSync(file, JSON.stringify(few));
  const run = spawnSync(python, ['bench/peers/run.py', 'dateparser', file, REFERENCE, language], {
    encoding: 'utf8',
  });
  rmSync(folder, { recursive: true });
  if (run.status !== 0) throw new Error(`dateparser: ${run.stderr}`);
  const { mb, seconds } = JSON.parse(run.stdout) as { mb: number; seconds: number };
  return mb / seconds;
}

const lines = readFileSync(process.argv[2]!, 'utf8').split('\n').filter(Boolean);
printDates(lines.map((line) => String((JSON.parse(line) as { text: string }).text)));
