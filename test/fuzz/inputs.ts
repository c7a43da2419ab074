/** Inputs for the fuzz targets: all that a number says, so that each can be made again. */
import { Buffer } from 'node:buffer';

/** Random numbers that follow from a seed (mulberry32, public domain). */
export class Random {
  #state: number;

  constructor(seed: number) {
    this.#state = seed | 0;
  }

  /** A whole number from 0 to below `limit`. */
  below(limit: number): number {
    this.#state = (this.#state + 0x6d2b79f5) | 0;
    let t = Math.imul(this.#state ^ (this.#state >>> 15), 1 | this.#state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return Math.floor((((t ^ (t >>> 14)) >>> 0) / 2 ** 32) * limit);
  }

  pick<T>(list: readonly T[]): T {
    return list[this.below(list.length)]!;
  }
}

/** Words and signs on which rules turn, and what no text should have. */
const PIECES: readonly string[] = [
  ...'في من إلى و ال لل بال قال وقال إن أن الرئيس وزير الوزير محمد علي عبد أبو بن بنت آل بغداد للعراق والقاهرة مجلس الأمن حزب شركة'.split(
    ' ',
  ),
  ...'14 مارس آذار/مارس 2020 1441هـ يوم الأربعاء أمس الموافق رمضان محرم الساعة مساء عام القرن قبل بعد منذ حتى بين نهاية مطلع الأسبوع الماضي'.split(
    ' ',
  ),
  ...'(رويترز) - — « » " “ ” ‘ ( ) [ ] { } . .. … ، ؛ ؟ ! : / \\ | _ # @ % & < > = + * 0 ٣ ۵ ½ ²'.split(' '),
  'أ. ب. ',
  'http://a.b/c?d=e',
  '#وسم_',
  '@x',
  '٢٧-٢٩',
  '31/12/2019',
  '99999999999999999999',
  '1e309',
  '-0',
  ' ',
  '\n',
  '\r\n',
  '\t',
  '\0',
  '\u001b[31m',
  '\u200b',
  '\u200f',
  '\u202e',
  '\u2066',
  '\u2028',
  '\ufeff',
  '\ufffe',
  '\u0640',
  '\u064e\u0651',
  '\u0600',
  'ﷺ',
  'ﻻ',
  '\ud83d',
  '\ude00',
  '😀',
  '👨‍👩‍👧',
  '🇸🇾',
  'e\u0301',
  'İ',
  'Reuters',
  '__proto__',
  'constructor',
];

/** A text of such pieces. */
function pieces(random: Random, most: number): string {
  let text = '';
  for (let n = random.below(most); n >= 0; n--)
    text += random.pick(PIECES) + (random.below(3) > 0 ? ' ' : '');
  return text;
}

/** Units that stand for nothing, and any others. */
function units(random: Random): string {
  const wild = () => (random.below(2) === 0 ? random.below(0x10000) : 0x600 + random.below(0x100));
  return String.fromCharCode(...Array.from({ length: random.below(60) }, wild));
}

/** Longest input, in bytes. */
const LONGEST = 1 << 14;

type Mutation = (bytes: Buffer, random: Random, seeds: readonly Buffer[]) => Buffer;

/** From, to: a part of the bytes. */
function part(bytes: Buffer, random: Random): [from: number, to: number] {
  const from = random.below(bytes.length + 1);
  return [from, Math.min(bytes.length, from + random.below(1 + Math.min(200, bytes.length)))];
}

const putAt = (bytes: Buffer, at: number, put: Buffer, until = at): Buffer =>
  Buffer.concat([bytes.subarray(0, at), put, bytes.subarray(until)]);

const MUTATIONS: readonly Mutation[] = [
  // Bits flipped.
  (bytes, random) => {
    const changed = Buffer.from(bytes);
    for (let n = random.below(4); n >= 0 && changed.length > 0; n--)
      changed[random.below(changed.length)]! ^= 1 << random.below(8);
    return changed;
  },
  // Cut off at either end.
  (bytes, random) => bytes.subarray(0, random.below(bytes.length + 1)),
  (bytes, random) => bytes.subarray(random.below(bytes.length + 1)),
  // A part taken out.
  (bytes, random) => {
    const [from, to] = part(bytes, random);
    return putAt(bytes, from, Buffer.alloc(0), to);
  },
  // A part repeated.
  (bytes, random) => {
    const [from, to] = part(bytes, random);
    const times = 1 + random.below(random.below(8) === 0 ? 40 : 4);
    return putAt(bytes, to, Buffer.concat(Array(times).fill(bytes.subarray(from, to))));
  },
  // The beginning of one, the end of another.
  (bytes, random, seeds) => {
    const other = random.pick(seeds);
    return Buffer.concat([
      bytes.subarray(0, random.below(bytes.length + 1)),
      other.subarray(random.below(other.length + 1)),
    ]);
  },
  // Pieces put in, or in the place of others.
  (bytes, random) =>
    putAt(
      bytes,
      random.below(bytes.length + 1),
      Buffer.from(pieces(random, 6), random.pick(['utf8', 'utf16le'])),
    ),
  (bytes, random) => {
    const [from, to] = part(bytes, random);
    return putAt(bytes, from, Buffer.from(pieces(random, 10)), to);
  },
  // One piece many times: nesting, chains.
  (bytes, random) =>
    putAt(
      bytes,
      random.below(bytes.length + 1),
      Buffer.from(random.pick(PIECES).repeat(1 + random.below(300))),
    ),
  // Digits of a number changed.
  (bytes, random) =>
    Buffer.from(
      bytes.toString('latin1').replace(/\d/g, () => `${random.below(10)}`),
      'latin1',
    ),
  // Bytes of no meaning.
  (bytes, random) => {
    const wild = Buffer.from(Array.from({ length: 1 + random.below(12) }, () => random.below(256)));
    return putAt(bytes, random.below(bytes.length + 1), wild);
  },
];

/** The input of a number: one of the seeds with one to five changes, or something new. */
export function inputOf(seeds: readonly Buffer[], random: Random): Buffer {
  const kind = random.below(10);
  if (kind === 0) return Buffer.from(Array.from({ length: random.below(300) }, () => random.below(256)));
  let bytes =
    kind === 1
      ? Buffer.from(units(random), 'utf16le')
      : kind < 4
        ? Buffer.from(pieces(random, 60))
        : random.pick(seeds);
  for (let n = kind < 4 ? random.below(2) : 1 + random.below(5); n > 0; n--)
    bytes = random.pick(MUTATIONS)(bytes, random, seeds).subarray(0, LONGEST);
  return bytes;
}

/** Text of an input: as UTF-8, or its bytes as units, so that lone surrogates come as well. */
export function textOf(bytes: Buffer, random: Random): string {
  return random.below(4) === 0
    ? bytes.subarray(0, bytes.length & ~1).toString('utf16le')
    : bytes.toString('utf8');
}
