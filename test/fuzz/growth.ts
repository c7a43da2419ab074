/** How the time that a byte takes grows with the length of a text. */
import { Buffer } from 'node:buffer';
import { compileGazetteer } from '../../src/gazetteer/compile-user.js';
import { loadGazetteer } from '../../src/gazetteer/user.js';
import { Pipeline } from '../../src/pipeline.js';
import { readTable } from '../../src/sources/csv.js';
import { pageItem } from '../../src/sources/html/page.js';
import { readLine } from '../../src/sources/input.js';
import type { InputSettings, Origin } from '../../src/sources/item.js';
import { LineCutter } from '../../src/sources/ndjson.js';
import { normalize } from '../../src/text/normalize.js';
import { compileProfile } from '../../src/text/profiles.js';
import { Tokenizer } from '../../src/tokenizer.js';
import { SHAPES, type Shape, shapeOf } from './shapes.js';
import { sourceOf } from './sources.js';

/** By what the time of a byte may grow when a text is 16 times as long. */
export const MOST_GROWTH = 1.5;

export interface Stage {
  run(text: string): unknown;
  /** The texts that are made for it. */
  readonly shapes: Readonly<Record<string, Shape>>;
}

const profile = compileProfile('search');
const pipeline = Pipeline.load();
const tokenizer = Tokenizer.load();

/** Names that begin alike, that stand in one another, and one that many entries have. */
const ownNames = Pipeline.load({
  gazetteers: [
    loadGazetteer(
      compileGazetteer([
        { name: 'لواء الرعد', type: 'MILITIA' },
        ...Array.from({ length: 12 }, (_, i) => ({ name: 'لواء '.repeat(i + 1).trim(), type: 'MILITIA' })),
        ...Array.from({ length: 50 }, (_, i) => ({ name: 'القرية', type: 'LOC', id: `user:${i}` })),
      ]),
    ),
  ],
});

const settings: InputSettings = {
  kind: 'auto',
  encoding: 'auto',
  fields: { text: 'text', id: 'id', date: 'date' },
  keepFields: true,
  maxDocument: 2 ** 26,
  strict: false,
  signal: new AbortController().signal,
};
const origin = (kind: Origin['kind']): Origin => ({ file: 'f', line: null, kind });

// biome-ignore format: one shape a line
export const STAGES: Readonly<Record<string, Stage>> = {
  normalize: { run: (text) => normalize(text, profile).text.length, shapes: SHAPES },
  tokenize: { run: (text) => tokenizer.lines(text, { segment: 'atb' }), shapes: SHAPES },
  extract: { run: (text) => pipeline.extract({ id: 'x', text, date: '2020-03-14' }), shapes: SHAPES },
  'own names': {
    run: (text) => ownNames.extract({ id: 'x', text }, { overlaps: 'all' }),
    shapes: {
      'one name': 'لواء الرعد ',
      'names in names': 'لواء ',
      'beginnings of a name': 'لواء لواء الرعد ',
      'a name of many entries': 'القرية ',
      'names with proclitics': 'وللقرية ',
    },
  },
  keywords: {
    run: (text) => pipeline.terms({ id: 'x', text }),
    shapes: { 'different words': SHAPES['different words']!, 'one word': 'مكتب ', 'an article': SHAPES['an article again and again']! },
  },
  html: {
    run: (text) => pageItem({ origin: origin('html'), id: 'f', bytes: Buffer.from(text), charset: null, url: null, captured: null }, settings),
    shapes: {
      'elements in one another': '<div>',
      'quotations in one another': '<blockquote>قال ',
      'cells in cells': '<table><tr><td>',
      'elements that close nothing': '</p></div>',
      'elements beside one another': '<p>دمشق</p>',
      'one tag': '<a| b=c',
      'brackets': '<',
      'comments that do not close': '<!-- ',
      'ampersands': '&',
      'character references': '&#1583;',
      'scripts that do not close': '<script>',
      'one text': '<p>| دمشق حلب',
      'metadata': '<meta property="og:title" content="x">',
    },
  },
  ndjson: {
    run: readLines,
    shapes: {
      'one line': (bytes) => JSON.stringify({ text: shapeOf('وصل الوفد ', bytes) }),
      'escapes': (bytes) => `{"text":"${shapeOf('\\u0627', bytes)}"}`,
      'halves of characters, escaped': (bytes) => `{"text":"${shapeOf('\\ud800', bytes)}"}`,
      'lists in lists': '[',
      'fields': (bytes) => `{"text":"x"${Array.from({ length: bytes / 16 }, (_, i) => `,"f${i}":1`).join('')}}`,
      'fields of one name': (bytes) => `{"text":"x"${shapeOf(',"f":1', bytes)}}`,
    },
  },
  csv: {
    run: (text) => drain(readTable(sourceOf(Buffer.from(text), 'f.csv'), origin('csv'), settings)),
    shapes: {
      'one cell': 'text\n| دمشق',
      'one cell in quotation marks': 'text\n"|دمشق\n',
      'quotation marks': 'text\n"|""',
      'cells': 'text\n|a,',
      'rows': 'text\n|دمشق\n',
      'heads': 'text|,a',
    },
  },
  // Nothing of ours: that what grows with the square of the length is found out.
  square: { run: square, shapes: { brackets: '(' } },
};

/** Looks from some places for a sign that never comes, as a search for the partner of a bracket may. */
export function square(text: string): number {
  let found = 0;
  for (let from = 0; from < text.length; from += 2048) if (text.indexOf(')', from) >= 0) found++;
  return found;
}

function readLines(text: string): void {
  const cutter = new LineCutter(settings.maxDocument);
  for (const lines of [cutter.push(Buffer.from(text)), cutter.end()])
    for (const line of lines) readLine(line, origin('ndjson'), settings);
}

async function drain(items: AsyncIterable<unknown>): Promise<number> {
  let count = 0;
  try {
    for await (const _ of items) count++;
  } catch {
    // What is wrong with it is found in time as well.
  }
  return count;
}

export interface Growth {
  /** Milliseconds of processor time for one long text, and for short ones that are as long together. */
  readonly long: number;
  readonly short: number;
  /** By what the time of a byte has grown. */
  readonly ratio: number;
}

/** In milliseconds, of the processor. */
async function timeOf(run: () => unknown): Promise<number> {
  const start = process.cpuUsage();
  await run();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** Milliseconds that a measurement takes at least: shorter texts are taken several times. */
const SHORTEST = 20;
/** Rounds that count at least, and at most while the ratio is above what it may be. */
const ROUNDS = { least: 2, most: 8 };

/**
 * How the time of a byte grows from a short text to a long one. Both are taken in turns, and the least time of each
 * counts: what else runs on the machine can only add to it.
 * @param sizes in bytes
 * @param most the ratio above which it is measured again
 */
export async function growthOf(
  { run }: Stage,
  shape: Shape,
  sizes: readonly [number, number],
  most = MOST_GROWTH,
): Promise<Growth> {
  const [short, long] = sizes.map((size) => shapeOf(shape, size)) as [string, string];
  const times = Math.round(sizes[1] / sizes[0]);
  // Code is compiled, and arrays that are used again grow.
  await run(short);
  const again = Math.ceil(SHORTEST / Math.max(1, await timeOf(() => run(long))));
  const repeat = async (text: string, count: number) => {
    for (let i = 0; i < count; i++) await run(text);
  };
  const least = { short: Number.POSITIVE_INFINITY, long: Number.POSITIVE_INFINITY };
  for (let round = 1; ; round++) {
    least.short = Math.min(least.short, (await timeOf(() => repeat(short, times * again))) / again);
    least.long = Math.min(least.long, (await timeOf(() => repeat(long, again))) / again);
    const ratio = least.long / long.length / (least.short / (times * short.length));
    if (round >= ROUNDS.most || (round >= ROUNDS.least && ratio <= most)) return { ...least, ratio };
  }
}
