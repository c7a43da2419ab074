import { foldSpan } from '../text/characters.js';
import type { Abbreviations } from './abbreviations.js';
import type { Proclitics } from './clitics.js';
import { Gap, Kind, type Tokens } from './tokens.js';
import { hashtagEnd } from './words.js';

/** One token as it is printed: tokens [first, last] of the arrays, which stages read, may make one. */
export interface SurfaceToken {
  readonly first: number;
  readonly last: number;
  readonly kind: number;
}

/**
 * The tokens as people count them. A hashtag is one, an abbreviation with its full stops is one, and so is what a
 * proclitic is glued to: a number or a word of Latin letters.
 */
export function* surfaceTokens(
  units: Uint16Array,
  tokens: Tokens,
  length: number,
  proclitics: Proclitics,
  abbreviations: Abbreviations,
): Generator<SurfaceToken> {
  const { kind, gap, end } = tokens;
  for (let t = 0; t < tokens.count; t++) {
    const first = t;
    let what = kind[t]!;
    if (what === Kind.hashtag) {
      const to = hashtagEnd(units, end[t]!, length);
      while (t + 1 < tokens.count && end[t + 1]! <= to) t++;
    } else if (what === Kind.word || what === Kind.latin) {
      const next = t + 1 < tokens.count && gap[t + 1] === Gap.none ? kind[t + 1]! : -1;
      if (next === Kind.punctuation) t = Math.max(t, abbreviations.end(units, tokens, t) - 1);
      else if ((next === Kind.number || next === Kind.latin) && isProclitic(units, tokens, t, proclitics)) {
        what = next;
        t++;
      }
    }
    yield { first, last: t, kind: what };
  }
}

/** Is the whole token a proclitic, or several? */
export function isProclitic(units: Uint16Array, tokens: Tokens, t: number, proclitics: Proclitics): boolean {
  if (tokens.kind[t] !== Kind.word || tokens.end[t]! - tokens.start[t]! > 8) return false;
  const form = foldSpan(units, tokens.start[t]!, tokens.end[t]!);
  return proclitics.isForm(form);
}
