/**
 * The speed of normalization and tokens, one thread, as ratios within one run, and of peers at the same jobs where
 * they are installed (bench/peers/setup.sh). Measured in CPU time, so that what else runs counts less.
 * Bundled before it runs (bench/bundled.ts): the loops are to be those that are shipped.
 */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { compileProfile, type Profile } from '../src/text/profiles.js';
import { createByteNormalizer } from '../src/text/stream.js';
import { Units } from '../src/text/units.js';
import { Tokenizer } from '../src/tokenizer.js';
import { tokenize } from '../src/tokens/tokenize.js';
import { Tokens } from '../src/tokens/tokens.js';
import { barePass } from './bare.js';
import { QUICK, rounds } from './effort.js';

const ROUNDS = rounds(9);
/** Bytes that the command reads at once. */
const PIECE = 1 << 18;
/** Peers are slow: they get so many bytes. */
const PEER_BYTES = 2_000_000;

const [folder, file] = process.argv.slice(2) as [folder: string, file: string];
const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
const texts = lines.map((line) => String((JSON.parse(line) as { text: string }).text));
const bytes = Buffer.from(texts.join('\n'));
const megabytes = bytes.length / 1e6;

interface Figure {
  readonly name: string;
  /** Megabytes of UTF-8 a second. */
  readonly speed: number;
}

/** The jobs in turn, so that a drift of the machine's speed meets all of them; medians. */
function measure(jobs: Readonly<Record<string, () => unknown>>): Map<string, Figure> {
  const seconds = new Map<string, number[]>();
  for (let round = -2; round < ROUNDS; round++) {
    for (const [name, run] of Object.entries(jobs)) {
      const before = process.cpuUsage();
      run();
      const { user, system } = process.cpuUsage(before);
      // The first rounds are for the compiler.
      if (round >= 0) seconds.set(name, [...(seconds.get(name) ?? []), (user + system) / 1e6]);
    }
  }
  return new Map(
    Array.from(seconds, ([name, all]) => {
      const median = all.sort((a, b) => a - b)[all.length >> 1]!;
      return [name, { name, speed: megabytes / median }];
    }),
  );
}

function show({ name, speed }: Figure, ...ratios: readonly [than: string, speed: number][]): void {
  const shown = ratios.map(([than, other]) => `${(speed / other).toFixed(2)} × ${than}`).join(', ');
  console.log(
    `  ${name.padEnd(34)} ${speed.toFixed(speed < 10 ? 1 : 0).padStart(5)} MB/s  ${shown}`.trimEnd(),
  );
}

const pieces = (work: (piece: Buffer) => unknown) => () => {
  for (let at = 0; at < bytes.length; at += PIECE) work(bytes.subarray(at, at + PIECE));
};
const normalized = (profile: Profile) => () => {
  const normalizer = createByteNormalizer(profile);
  pieces((piece) => normalizer.push(piece))();
  normalizer.end();
};
const decoded = () => {
  const decoder = new TextDecoder();
  pieces((piece) => decoder.decode(piece, { stream: true }))();
  decoder.decode();
};

const units = new Units();
const tokens = new Tokens();
const tokenizer = Tokenizer.load();
const CAMEL = [
  'tashkeel',
  'dagger-alef',
  'alef-madda',
  'alef-hamza-above',
  'alef-hamza-below',
  'alef-wasla',
  'alef-maksura',
  'teh-marbuta',
];

console.log(
  `\nnormalization and tokens over ${megabytes.toFixed(1)} MB, one thread, CPU time, medians of ${ROUNDS}`,
);
const found = measure({
  TextDecoder: decoded,
  'normalize match, bytes to bytes': normalized(compileProfile('match')),
  'normalize search, bytes to bytes': normalized(compileProfile('search')),
  'like pyarabic normalize_searchtext': normalized(compileProfile('pyarabic-searchtext')),
  'like pyarabic strip_tashkeel': normalized(compileProfile('pyarabic-strip-tashkeel')),
  'like camel arclean': normalized(compileProfile('camel-arclean')),
  'like the camel chain': normalized(compileProfile(null, CAMEL)),
  '/\\p{L}+/gu loop': () => {
    const words = /\p{L}+/gu;
    for (const text of texts) while (words.exec(text) !== null);
  },
  'bare pass: classes, two hashes': () => {
    for (const text of texts) {
      units.setString(text);
      barePass(units.data, units.length);
    }
  },
  'tokens, kinds, fold, hashes': () => {
    for (const text of texts) {
      units.setString(text);
      tokenize(units.data, units.length, tokens);
    }
  },
  'tokens as lines, bytes to bytes': () => {
    for (const text of texts) tokenizer.lines(text).toBytes();
  },
  'tokens as records': () => {
    for (const text of texts) tokenizer.tokenize(text);
  },
});
const speed = (name: string): number => found.get(name)!.speed;
for (const [name, figure] of found) {
  if (name.startsWith('normalize') || name.startsWith('like'))
    show(figure, ['TextDecoder', speed('TextDecoder')]);
  else if (name.startsWith('tokens'))
    show(
      figure,
      ['the loop', speed('/\\p{L}+/gu loop')],
      ['the bare pass', speed('bare pass: classes, two hashes')],
    );
  else show(figure);
}

/** A peer's job, and what of ours does the same. */
const PEERS: readonly (readonly [job: string, ours: readonly string[]])[] = [
  ['pyarabic normalize_searchtext', ['like pyarabic normalize_searchtext']],
  ['pyarabic strip_tashkeel', ['like pyarabic strip_tashkeel']],
  ['camel dediac, alef, maksura, teh', ['like the camel chain']],
  ['camel arclean', ['like camel arclean']],
  ['pyarabic tokenize', ['tokens, kinds, fold, hashes', 'tokens as lines, bytes to bytes']],
  ['pyarabic tokenize, folded', ['tokens, kinds, fold, hashes', 'tokens as lines, bytes to bytes']],
  ['camel simple_word_tokenize', ['tokens, kinds, fold, hashes', 'tokens as lines, bytes to bytes']],
  ['spacy ar tokenizer', ['tokens, kinds, fold, hashes', 'tokens as lines, bytes to bytes']],
];
const python = join(process.env.TMPDIR ?? '/tmp', 'newsparse-bench/peers/bin/python');
if (QUICK) console.log('  peers: left out');
else if (!existsSync(python)) {
  console.log('  peers: not installed (bench/peers/setup.sh)');
} else {
  const corpus = join(folder, 'peers.txt');
  writeFileSync(
    corpus,
    bytes
      .subarray(0, PEER_BYTES)
      .toString()
      .replace(/\ufffd+$/, ''),
  );
  for (const [job, ours] of PEERS) {
    const run = spawnSync(python, [join(process.cwd(), 'bench/peers/text.py'), job, corpus], {
      encoding: 'utf8',
    });
    if (run.status !== 0) {
      console.log(`  ${job.padEnd(34)} left out: ${run.stderr.trim().split('\n').at(-1)}`);
      continue;
    }
    const { mb, seconds } = JSON.parse(run.stdout) as { mb: number; seconds: number };
    show({ name: job, speed: mb / seconds });
    for (const name of ours)
      console.log(`    ${(speed(name) / (mb / seconds)).toFixed(0)} × as fast: ${name}`);
  }
}
