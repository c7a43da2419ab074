/**
 * Speed of the gazetteer engine: build, load, and decode + tokens + proclitics + match, in one run with the yardstick
 * and with the peers that are there (bench/peers/setup.sh).
 *
 *   npm run bench -- --only gazetteer -- [--size MB] [--rounds N] [--names 10000,100000,1000000] [--yardstick FILE] [CORPUS.txt]
 *
 * Rounds are interleaved and medians given, since machines are noisy; ratios within one run hold.
 */

import { transcode } from 'node:buffer';
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { FoundNames } from '../src/gazetteer/found.js';
import { Matcher } from '../src/gazetteer/matcher.js';
import { loadGazetteer } from '../src/gazetteer/user.js';
import { UserGazetteerBuilder } from '../src/gazetteer/user-build.js';
import { Sections } from '../src/lexicon/binary.js';
import { procliticsOf } from '../src/lexicon/bundled.js';
import { tokenize } from '../src/tokens/tokenize.js';
import { Tokens } from '../src/tokens/tokens.js';
import { lexiconWords, makeCorpus, makeNames } from './corpus.js';

/** Where npm and `runBundled` start it. */
const root = process.cwd();
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    size: { type: 'string', default: '50' },
    rounds: { type: 'string', default: '5' },
    names: { type: 'string', default: '10000,100000,1000000' },
    yardstick: { type: 'string', default: '' },
    data: { type: 'string', default: join(root, 'dist/newsparse.npg') },
    'no-peers': { type: 'boolean', default: false },
  },
});
const folder = join(tmpdir(), 'newsparse-bench');
mkdirSync(folder, { recursive: true });
/** Bytes of a block: about an article's, or a page of them. */
const BLOCK = 1 << 17;

interface Yardstick {
  build(names: string[]): object;
  mkOut(length: number): object;
  tokenizeU16(units: Uint16Array, length: number, out: object): number;
  match(gazetteer: object, out: object, count: number, matches: Int32Array, text: object): number;
}

const words = lexiconWords(values.data);
const sizes = values.names.split(',').map(Number);
const allNames = makeNames(words, Math.max(...sizes));
const corpus = positionals[0]
  ? { text: readFileSync(positionals[0], 'utf8'), types: Number.NaN }
  : makeCorpus(words, allNames.slice(0, Math.min(...sizes)), Number(values.size) * 1e6);
const corpusFile = join(folder, 'corpus.txt');
writeFileSync(corpusFile, corpus.text);
const blocks = blocksOf(readFileSync(corpusFile));
const megabytes = blocks.reduce((sum, block) => sum + block.length, 0) / 1e6;
console.log(`corpus: ${megabytes.toFixed(0)} MB, ${corpus.types} types`);

/** Blocks of whole lines. */
function blocksOf(bytes: Buffer): Buffer[] {
  const out: Buffer[] = [];
  if (bytes.at(-1) !== 0x0a) return blocksOf(Buffer.concat([bytes, Buffer.from('\n')]));
  for (let from = 0; from < bytes.length; ) {
    const newline = bytes.indexOf(0x0a, Math.min(bytes.length - 1, from + BLOCK));
    const to = newline < 0 ? bytes.length : newline + 1;
    out.push(Buffer.from(bytes.subarray(from, to)));
    from = to;
  }
  return out;
}

const proclitics = procliticsOf(new Sections(readFileSync(values.data), false));
const tokens = new Tokens();
const found = new FoundNames();
/** The code units of a block: its last line feed is the unit after the text that the tokenizer asks for. */
const unitsOf = (block: Buffer): Uint16Array<ArrayBuffer> => {
  const decoded = transcode(block, 'utf8', 'utf16le');
  return new Uint16Array(decoded.buffer as ArrayBuffer, decoded.byteOffset, decoded.length >> 1);
};

/** Code units that are read like a string's. */
class UnitText {
  units = new Uint16Array(0);
  charCodeAt(i: number): number {
    return this.units[i]!;
  }
}

/** Most megabytes that a process had. (The maxRSS of a child begins with its parent's, so Linux is asked where it is.) */
const PEAK = `((process.platform === 'linux'
  ? Number(/VmHWM:\\s+(\\d+)/.exec(process.getBuiltinModule('node:fs').readFileSync('/proc/self/status', 'utf8'))[1])
  : process.resourceUsage().maxRSS) / 1e3 | 0)`;

const median = (numbers: number[]) => numbers.sort((a, b) => a - b)[numbers.length >> 1]!;
/** Seconds of the processor, since machines are shared; all that is measured here runs on one thread. */
const time = (run: () => number): { seconds: number; result: number } => {
  const start = process.cpuUsage();
  const result = run();
  const { user, system } = process.cpuUsage(start);
  return { seconds: (user + system) / 1e6, result };
};

for (const size of sizes) {
  const names = allNames.slice(0, size);
  const listFile = join(folder, `names-${size}.txt`);
  writeFileSync(listFile, `${names.join('\n')}\n`);
  const builder = new UserGazetteerBuilder();
  const built = time(() => {
    for (const [i, name] of names.entries()) builder.add({ name, type: 'X', id: `user:${i}` });
    writeFileSync(join(folder, `names-${size}.npg`), builder.build());
    return 0;
  });
  writeFileSync(
    join(folder, `names-${size}.tsv`),
    `name\ttype\tid\n${names.map((name, i) => `${name}\tX\t${i}\n`).join('')}`,
  );
  const gazetteer = loadGazetteer(join(folder, `names-${size}.npg`));
  const matcher = new Matcher(gazetteer, proclitics);
  const runs: Record<string, () => number> = {
    'tokens only': () => {
      let count = 0;
      for (const block of blocks) {
        const units = unitsOf(block);
        tokenize(units, units.length - 1, tokens);
        count += tokens.count;
      }
      return count;
    },
    newsparse: () => {
      let count = 0;
      for (const block of blocks) {
        const units = unitsOf(block);
        tokenize(units, units.length - 1, tokens);
        count += matcher.match(units, tokens, 'longest', found).count;
      }
      return count;
    },
  };
  if (existsSync(values.yardstick)) {
    const yardstick = (await import(values.yardstick)) as Yardstick;
    const other = yardstick.build(names);
    const out = yardstick.mkOut(BLOCK);
    const matches = new Int32Array(BLOCK * 2);
    const text = new UnitText();
    runs.yardstick = () => {
      let count = 0;
      for (const block of blocks) {
        const units = unitsOf(block);
        text.units = units;
        count += yardstick.match(other, out, yardstick.tokenizeU16(units, units.length, out), matches, text);
      }
      return count;
    };
  } else console.log('yardstick: not there, left out');
  const seconds: Record<string, number[]> = {};
  const results: Record<string, number> = {};
  for (const run of Object.values(runs)) run(); // warm
  for (let round = 0; round < Number(values.rounds); round++) {
    for (const [name, run] of Object.entries(runs)) {
      const { seconds: taken, result } = time(run);
      results[name] = result;
      seconds[name] ??= [];
      seconds[name].push(taken);
    }
  }
  console.log(
    `${size} names: build ${built.seconds.toFixed(2)} s, ` +
      `${(gazetteer.fileSize / 1e6).toFixed(1)} MB file, ${(gazetteer.residentSize / 1e6).toFixed(1)} MB in memory`,
  );
  const tsv = join(folder, `names-${size}`);
  console.log(
    `  gazetteer build of the TSV: ${costOf(['gazetteer', 'build', `${tsv}.tsv`, '-o', `${tsv}.tsv.npg`])}`,
  );
  console.log(`  matching by the library, a process of its own: ${memoryOf(`${tsv}.npg`)}`);
  const own = median(seconds.newsparse!);
  for (const name of Object.keys(runs)) {
    const taken = median(seconds[name]!);
    const ratio = name === 'newsparse' ? '' : `  newsparse is ${(taken / own).toFixed(2)} times as fast`;
    console.log(
      `  ${name.padEnd(14)}${(megabytes / taken).toFixed(1).padStart(7)} MB/s  ${results[name]} found${ratio}`,
    );
  }
  if (!values['no-peers']) runPeers(listFile, size, megabytes / own);
}

/** Seconds of the processor and megabytes that the command takes. */
function costOf(args: string[]): string {
  const script = `
    process.argv.splice(1, 0, ${JSON.stringify(join(root, 'bin/newsparse.js'))});
    process.on('exit', () => {
      const { user, system } = process.cpuUsage();
      console.log(((user + system) / 1e6).toFixed(2) + ' s, ' + ${PEAK} + ' MB');
    });
    require(process.argv[1]);`;
  return spawnSync(process.execPath, ['-e', script, '--', ...args], { encoding: 'utf8' }).stdout.trim();
}

/** Megabytes of a process that reads the corpus in blocks and finds the names in it, entries and all. */
function memoryOf(gazetteer: string): string {
  const script = `
    import { createReadStream } from 'node:fs';
    import { createMatcher, loadGazetteer, tokenize } from ${JSON.stringify(join(root, 'dist/index.js'))};
    const from = performance.now();
    const loaded = loadGazetteer(${JSON.stringify(gazetteer)});
    const load = (performance.now() - from).toFixed(1);
    const matcher = createMatcher(loaded);
    let found = 0;
    let tokens;
    for await (const text of createReadStream(${JSON.stringify(corpusFile)}, { encoding: 'utf8', end: 10_000_000 })) {
      tokens = tokenize(text, tokens);
      found += matcher.match(tokens).length;
    }
    console.log(${PEAK} + ' MB, ' + found + ' found in 10 MB, loaded in ' + load + ' ms');`;
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  return run.status === 0 ? run.stdout.trim() : run.stderr;
}

/** Peers run in processes of their own, on the part of the corpus that they manage in a reasonable time. */
function runPeers(listFile: string, size: number, own: number): void {
  const python = join(folder, 'peers/bin/python');
  if (!existsSync(python)) {
    console.log('  peers: not set up (bench/peers/setup.sh), left out');
    return;
  }
  for (const peer of ['ahocorasick', 'flashtext', 'spacy']) {
    if (peer === 'spacy' && size > 100_000) continue;
    const run = spawnSync(python, [join(root, 'bench/peers/run.py'), peer, corpusFile, listFile], {
      encoding: 'utf8',
      timeout: 240_000,
    });
    if (run.status !== 0) {
      console.log(
        `  ${peer.padEnd(14)} left out: ${(run.stderr || String(run.error ?? '')).trim().split('\n').at(-1)}`,
      );
      continue;
    }
    const {
      mb,
      seconds,
      found: count,
    } = JSON.parse(run.stdout) as { mb: number; seconds: number; found: number };
    const speed = mb / seconds;
    console.log(
      `  ${peer.padEnd(14)}${speed.toFixed(1).padStart(7)} MB/s  ${count} found  newsparse is ${(own / speed).toFixed(1)} times as fast`,
    );
  }
  const rg = spawnSync('rg', ['--version']);
  if (rg.status !== 0) {
    console.log('  ripgrep: not there, left out');
    return;
  }
  const part = join(folder, 'part.txt');
  const bytes = readFileSync(corpusFile).subarray(0, 5_000_000);
  writeFileSync(part, bytes);
  // Seconds of the processor of what the shell has run: the last line of `times`.
  const script = `rg -j1 -o -c -F -f '${listFile}' '${part}' >/dev/null; times`;
  const { stdout } = spawnSync('sh', ['-c', script], { encoding: 'utf8', timeout: 120_000 });
  const children = [
    ...(stdout ?? '')
      .trim()
      .split('\n')
      .at(-1)!
      .matchAll(/(\d+)m([\d.]+)s/g),
  ];
  const seconds = children.reduce((sum, [, minutes, rest]) => sum + Number(minutes) * 60 + Number(rest), 0);
  if (!(seconds > 0)) {
    console.log('  ripgrep: took too long, left out');
    return;
  }
  const speed = bytes.length / 1e6 / seconds;
  console.log(
    `  rg -o -F -f   ${speed.toFixed(1).padStart(7)} MB/s  newsparse is ${(own / speed).toFixed(1)} times as fast`,
  );
}
