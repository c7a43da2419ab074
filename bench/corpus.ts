/**
 * A corpus with the spread of real text: word types of our own lexicon with frequencies by Zipf's law, proclitics,
 * punctuation and lines; and lists of names. Recombined articles have too few types, which flatters caches.
 */
import { readFileSync } from 'node:fs';
import { Sections } from '../src/lexicon/binary.js';
import { Vocabulary } from '../src/lexicon/vocabulary.js';

/** Numbers in [0, 1) that are the same in every run (mulberry32). */
export function randomNumbers(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** The Arabic words of the compiled data, in a random order that is always the same. */
export function lexiconWords(data: string): string[] {
  const sections = new Sections(readFileSync(data), false);
  const vocabulary = new Vocabulary(sections.int32('words'), sections.uint16('pool'));
  const words: string[] = [];
  for (let id = 0; id < vocabulary.capacity; id++) {
    if (vocabulary.slots[(id << 2) + 1] === 0) continue;
    const form = vocabulary.form(id);
    if (/^[\u0621-\u064a]{2,}$/.test(form)) words.push(form);
  }
  const random = randomNumbers(1);
  for (let i = words.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [words[i], words[j]] = [words[j]!, words[i]!];
  }
  return words;
}

/** Draws numbers below `count` with frequencies 1 / (rank + 2.7), Mandelbrot's form of Zipf's law. */
export function zipf(count: number, random: () => number): () => number {
  const sums = new Float64Array(count);
  let sum = 0;
  for (let rank = 0; rank < count; rank++) sums[rank] = sum += 1 / (rank + 2.7);
  return () => {
    const wanted = random() * sum;
    let low = 0;
    let high = count - 1;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sums[middle]! > wanted) high = middle;
      else low = middle + 1;
    }
    return low;
  };
}

/** `count` different names of 1 to 4 words; words are drawn evenly, so that many are rare. */
export function makeNames(words: readonly string[], count: number): string[] {
  const random = randomNumbers(2);
  const names = new Set<string>();
  while (names.size < count) {
    // A name of one word is an everyday word too often, so there are few.
    const length = random() < 0.04 ? 1 : 2 + Math.floor(random() * 3);
    const parts: string[] = [];
    for (let i = 0; i < length; i++) parts.push(words[Math.floor(random() * words.length)]!);
    names.add(parts.join(' '));
  }
  return [...names];
}

const PROCLITICS = ['و', 'ب', 'ل', 'ف', 'ك'];

/** A text of about `size` bytes of UTF-8; every tenth piece is one of the names. */
export function makeCorpus(
  words: readonly string[],
  names: readonly string[],
  size: number,
): { text: string; types: number } {
  const random = randomNumbers(3);
  const word = zipf(words.length, random);
  const name = zipf(names.length, random);
  const used = new Set<string>();
  const lines: string[] = [];
  let bytes = 0;
  while (bytes < size) {
    const parts: string[] = [];
    for (let i = 0; i < 40; i++) {
      let piece = random() < 0.1 ? names[name()]! : words[word()]!;
      if (random() < 0.12) piece = PROCLITICS[Math.floor(random() * PROCLITICS.length)]! + piece;
      used.add(piece);
      if (random() < 0.02) piece = String(1 + Math.floor(random() * 2020));
      parts.push(random() < 0.08 ? `${piece}،` : piece);
    }
    const line = `${parts.join(' ')}.\n`;
    bytes += Buffer.byteLength(line);
    lines.push(line);
  }
  return { text: lines.join(''), types: used.size };
}
