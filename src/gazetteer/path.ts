import { Gap, Kind, type Tokens } from '../tokens/tokens.js';

/** Longest name, in tokens. */
export const MAX_TOKENS = 16;
/** Punctuation marks in a row that are passed over inside of a name. */
const MAX_PASSED = 4;

const QUOTES = new Set(Array.from('"«»“”„\'‘’', (quote) => quote.charCodeAt(0)));
const HYPHEN = 0x2d;
const DOT = 0x2e;
const SLASH = 0x2f;
const UNDERSCORE = 0x5f;

/** 1 for the code units that may be passed over inside of a name. */
export const PASSABLE = new Uint8Array(0x10000);
for (const unit of [...QUOTES, HYPHEN, DOT, SLASH, UNDERSCORE]) PASSABLE[unit] = 1;

/** Quotation marks, and hyphens, dots, strokes and underscores that touch what stands on both sides. */
function isPassedOver(units: Uint16Array, tokens: Tokens, j: number): boolean {
  if (tokens.end[j]! - tokens.start[j]! !== 1) return false;
  const unit = units[tokens.start[j]!]!;
  if (QUOTES.has(unit)) return true;
  if (unit !== HYPHEN && unit !== DOT && unit !== SLASH && unit !== UNDERSCORE) return false;
  return tokens.gap[j] === Gap.none && j + 1 < tokens.count && tokens.gap[j + 1] === Gap.none;
}

/**
 * The token with which a name goes on after `t`: quotation marks and joining punctuation are passed over, all other
 * punctuation is a token like a word. Names are compiled and found with this one function, so that each finds itself.
 * @returns -1 at a line break and at the end
 */
export function nextOnPath(units: Uint16Array, tokens: Tokens, t: number): number {
  const { kind, gap, count } = tokens;
  for (let j = t + 1; j < count && gap[j]! < Gap.line; j++) {
    if (kind[j] !== Kind.punctuation || !isPassedOver(units, tokens, j)) return j;
    if (j - t > MAX_PASSED) return -1;
  }
  return -1;
}

/**
 * The tokens that a name is made of; punctuation before and after it does not count.
 * @param path receives their numbers
 * @returns how many there are; 0 when the name has no word, -1 when it is longer than `MAX_TOKENS` or cannot be found
 */
export function namePath(units: Uint16Array, tokens: Tokens, path: Int32Array): number {
  const { kind, count } = tokens;
  let first = 0;
  while (first < count && kind[first] === Kind.punctuation) first++;
  let last = count - 1;
  while (last > first && kind[last] === Kind.punctuation) last--;
  if (first >= count) return 0;
  let length = 0;
  for (let t = first; t >= 0 && t <= last; t = nextOnPath(units, tokens, t)) {
    if (length === MAX_TOKENS) return -1;
    path[length++] = t;
  }
  return path[length - 1] === last ? length : -1;
}
