import { Gap, Kind, type Tokens } from './tokens.js';

const FULL_STOP = 0x2e;
const TERMINATORS = new Set([FULL_STOP, 0x21, 0x3f, 0x061f, 0x2026, 0x06d4, 0x203c, 0x2049]);
const CLOSERS = new Set(Array.from('"»”\')]}’', (closer) => closer.charCodeAt(0)));

/**
 * Numbers the sentences: they end at . ! ? ؟ … with what closes after it, and at line breaks. A full stop after a single
 * letter (an initial, an abbreviation), or with nothing between it and the next token, ends none.
 */
export function splitSentences(units: Uint16Array, tokens: Tokens): void {
  const { kind, gap, start, end, sentence } = tokens;
  let number = 0;
  let ended = false;
  for (let t = 0; t < tokens.count; t++) {
    const first = units[start[t]!]!;
    const closes = kind[t] === Kind.punctuation && CLOSERS.has(first) && gap[t] === Gap.none;
    if (t > 0 && (gap[t]! >= Gap.line || (ended && !closes && gap[t] !== Gap.none))) {
      number++;
      ended = false;
    }
    sentence[t] = number;
    if (kind[t] === Kind.punctuation) {
      if (TERMINATORS.has(first))
        ended = !(first === FULL_STOP && end[t]! - start[t]! === 1 && isInitial(tokens, t - 1, t));
      else if (!closes) ended = false;
    } else ended = false;
  }
  tokens.sentenceCount = tokens.count > 0 ? number + 1 : 0;
}

/** Is the token before a full stop a single letter that it touches? */
function isInitial(tokens: Tokens, t: number, stop: number): boolean {
  return (
    t >= 0 &&
    tokens.kind[t] === Kind.word &&
    tokens.end[t]! - tokens.start[t]! === 1 &&
    tokens.gap[stop] === Gap.none
  );
}
