import type { Proclitics } from '../../tokens/clitics.js';
import type { Tokens } from '../../tokens/tokens.js';
import { Kind } from '../../tokens/tokens.js';
import type { Sections } from '../binary.js';
import type { Vocabulary } from '../vocabulary.js';
import { Analyser, type Analysis } from './analyse.js';
import type { SegmentData } from './data.js';
import { lettersOf } from './forms.js';

/** Which segments are given: atb leaves the article on its word, d3 cuts it off. */
export const SCHEMES = ['atb', 'd3'] as const;
export type Scheme = (typeof SCHEMES)[number];

export type SegmentKind = 'proclitic' | 'article' | 'word' | 'enclitic';
export interface Segment {
  readonly start: number;
  readonly end: number;
  readonly kind: SegmentKind;
}

/** Analyses of so many forms are kept. */
const MEMO = 1 << 15;

/** Cuts words into proclitics, word and pronoun (data/clitics.tsv, data/enclitics.tsv and what goes with them). */
export class Segmenter {
  private readonly analyser: Analyser;
  private readonly memo = new Map<string, Analysis[]>();

  /** @param sections the compiled data @param vocabulary of the lexicon */
  constructor(sections: Sections, vocabulary: Vocabulary) {
    this.analyser = new Analyser(
      sections.json('seg.json') as SegmentData,
      vocabulary,
      sections.uint8('seg.frm'),
    );
  }

  /** All ways to cut a token, the best first, and its letters; none when it is no word of Arabic letters. */
  analyses(
    units: Uint16Array,
    tokens: Tokens,
    t: number,
  ): { letters: string; analyses: readonly Analysis[] } {
    return this.look(units, tokens, t) ?? { letters: '', analyses: [] };
  }

  /** The segments of a proclitic (token `first`) that is glued to a number or a Latin word, which go to token `last`. */
  glued(
    units: Uint16Array,
    tokens: Tokens,
    first: number,
    last: number,
    proclitics: Proclitics,
    scheme: Scheme,
  ): Segment[] {
    const from = tokens.start[first]!;
    const to = tokens.end[last]!;
    const found = lettersOf(units, from, tokens.end[first]!);
    const row =
      found && proclitics.rows.find((each) => String.fromCharCode(...each.letters) === found.letters);
    if (!found || !row) return [{ start: from, end: to, kind: 'word' }];
    const out: Segment[] = [];
    let start = from;
    row.segments.forEach((segment, i) => {
      const article = row.article && i === row.segments.length - 1;
      if (article && scheme === 'atb') return;
      const before = row.segments.slice(0, i).join('').length;
      const end = found.at[article ? found.letters.length : before + segment.length] ?? tokens.end[first]!;
      if (end > start) out.push({ start, end, kind: article ? 'article' : 'proclitic' });
      start = end;
    });
    out.push({ start, end: to, kind: 'word' });
    return out;
  }

  /** The segments of a token: one when there are no clitics. */
  segments(units: Uint16Array, tokens: Tokens, t: number, scheme: Scheme): Segment[] {
    const from = tokens.start[t]!;
    const to = tokens.end[t]!;
    const found = this.look(units, tokens, t);
    const best = found?.analyses[0];
    if (!found || !best) return [{ start: from, end: to, kind: 'word' }];
    const out: Segment[] = [];
    let letter = 0;
    let start = from;
    const cut = (length: number, kind: SegmentKind) => {
      letter += length;
      const end = found.at[letter] ?? to;
      out.push({ start, end, kind });
      start = end;
    };
    best.proclitics.forEach((length, i) => {
      const article = best.article && i === best.proclitics.length - 1;
      if (!article) cut(length, 'proclitic');
      else if (scheme === 'd3') cut(length, 'article');
    });
    cut(found.at.length - letter - best.enclitic, 'word');
    if (best.enclitic > 0) cut(best.enclitic, 'enclitic');
    return out;
  }

  private look(
    units: Uint16Array,
    tokens: Tokens,
    t: number,
  ): { letters: string; analyses: Analysis[]; at: number[] } | undefined {
    if (tokens.kind[t] !== Kind.word) return undefined;
    const found = lettersOf(units, tokens.start[t]!, tokens.end[t]!);
    if (!found || found.letters.length < 2) return undefined;
    const key = found.tanween ? `${found.letters} ` : found.letters;
    let analyses = this.memo.get(key);
    if (!analyses) {
      analyses = this.analyser.analyse(found.letters, found.tanween);
      if (this.memo.size >= MEMO) this.memo.clear();
      this.memo.set(key, analyses);
    }
    return { letters: found.letters, analyses, at: found.at };
  }
}
