import { foldSpan, matchingForm } from '../text/characters.js';
import { Gap, Kind, type Tokens } from './tokens.js';
import { DOT } from './units.js';

/** Parts of an abbreviation are not longer than this, and there are not more of them. */
const MAX_PART = 5;
const MAX_PARTS = 5;

/** Abbreviations that are written with full stops (data/abbreviations.tsv). */
export class Abbreviations {
  private readonly forms: ReadonlySet<string>;
  /** The forms, and what they begin with up to each of their parts. */
  private readonly beginnings: ReadonlySet<string>;

  /** @param forms as they are written, without blanks */
  constructor(forms: readonly string[]) {
    this.forms = new Set(forms.map(matchingForm));
    const parts = [...this.forms].map((form) => form.split('.'));
    this.beginnings = new Set(parts.flatMap((list) => list.map((_, i) => list.slice(0, i + 1).join('.'))));
  }

  /**
   * The token after the abbreviation that begins at `t`, or `t` when none does. Its last full stop is left out after a
   * number, where it may end a sentence.
   */
  end(units: Uint16Array, tokens: Tokens, t: number): number {
    const { start, end, kind, gap } = tokens;
    if (!isStop(units, tokens, t + 1) || this.forms.size === 0) return t;
    if (t > 0 && gap[t] === Gap.none && kind[t - 1] !== Kind.punctuation) return t;
    const afterNumber = t > 0 && kind[t - 1] === Kind.number;
    let found = t;
    let last = t;
    for (let part = 0; part < MAX_PARTS; part++) {
      const isPart = kind[last] === Kind.word || kind[last] === Kind.latin;
      if (!isPart || end[last]! - start[last]! > MAX_PART) break;
      const form = foldSpan(units, start[t]!, end[last]!);
      if (!this.beginnings.has(form)) break;
      if (this.forms.has(form)) found = last + 1;
      if (!isStop(units, tokens, last + 1)) break;
      if (!afterNumber && this.forms.has(`${form}.`)) found = last + 2;
      last += 2;
      if (last >= tokens.count || gap[last] !== Gap.none) break;
    }
    return found;
  }
}

/** Is the token a single full stop that touches the one before it? */
export const isStop = (units: Uint16Array, tokens: Tokens, t: number): boolean =>
  t < tokens.count &&
  tokens.gap[t] === Gap.none &&
  units[tokens.start[t]!] === DOT &&
  tokens.end[t]! - tokens.start[t]! === 1;
