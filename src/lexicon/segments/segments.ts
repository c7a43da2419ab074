import type { Proclitics } from '../../tokens/clitics.js';
import type { Tokens } from '../../tokens/tokens.js';
import { Kind } from '../../tokens/tokens.js';
import type { Sections } from '../binary.js';
import type { Vocabulary } from '../vocabulary.js';
import { Analyser, type Analysis } from './analyse.js';
import type { SegmentData } from './data.js';
import { ARTICLE, Form, lettersOf, VERB } from './forms.js';
import type { Scheme } from './schemes.js';

/** What a part of a word is. */
export type SegmentKind = 'proclitic' | 'article' | 'word' | 'enclitic';
export interface Segment {
  readonly start: number;
  readonly end: number;
  readonly kind: SegmentKind;
}

const TEH = '\u062a';
const LAM = '\u0644';
/** The cuts of so many forms are kept. */
const MEMO = 1 << 17;
/** Longer forms are rare. */
const MEMO_LENGTH = 24;

/** Cuts words into proclitics, word and pronoun (data/clitics.tsv, data/enclitics.tsv and what goes with them). */
export class Segmenter {
  private readonly analyser: Analyser;
  /** By scheme and form: segments with offsets from the beginning of the form; undefined for one that has no clitics. */
  private readonly memo: Readonly<Record<Scheme, Map<string, readonly Segment[] | undefined>>> = {
    atb: new Map(),
    d3: new Map(),
  };

  /** Equal cuts of different forms are one object: there are a few hundred. */
  private readonly cuts = new Map<string, readonly Segment[]>();

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
    scheme: Scheme,
  ): { letters: string; analyses: readonly Analysis[] } {
    const found = this.look(units, tokens.start[t]!, tokens.end[t]!, scheme);
    return found && tokens.kind[t] === Kind.word ? found : { letters: '', analyses: [] };
  }

  /**
   * The segments of a word of Arabic letters; undefined when it has no clitics. Offsets count from its beginning.
   * @param form the word as it stands at units[from, to)
   */
  cut(
    units: Uint16Array,
    from: number,
    to: number,
    form: string,
    scheme: Scheme,
  ): readonly Segment[] | undefined {
    const memo = this.memo[scheme];
    const known = memo.get(form);
    if (known !== undefined || memo.has(form)) return known;
    const found = this.look(units, from, to, scheme);
    const best = found?.analyses[0];
    const segments = best && place(best, found.at, from, to, scheme);
    const cut = segments && segments.length > 1 ? this.shared(segments) : undefined;
    if (to - from <= MEMO_LENGTH) {
      if (memo.size >= MEMO) memo.clear();
      // A string of its own: a slice would keep the whole text in memory.
      memo.set(String.fromCharCode(...units.subarray(from, to)), cut);
    }
    return cut;
  }

  private shared(segments: readonly Segment[]): readonly Segment[] {
    const key = segments.map(({ end, kind }) => `${kind}${end}`).join(' ');
    const known = this.cuts.get(key);
    if (known) return known;
    if (this.cuts.size < MEMO) this.cuts.set(key, segments);
    return segments;
  }

  private look(
    units: Uint16Array,
    from: number,
    to: number,
    scheme: Scheme,
  ): { letters: string; analyses: readonly Analysis[]; at: number[] } | undefined {
    const found = lettersOf(units, from, to);
    if (!found || found.letters.length < 2) return undefined;
    const analyses = this.analyser.analyse(found.letters, found.hamza, found.tanween);
    return { ...found, analyses: scheme === 'd3' ? withArticleFirst(found.letters, analyses) : analyses };
  }
}

/**
 * Many names and nouns are listed with their article: of the analyses that agree with the best one in all else, the one
 * that takes it off comes first.
 */
function withArticleFirst(letters: string, all: readonly Analysis[]): readonly Analysis[] {
  const best = all[0];
  const article = best && all.find((other) => isDefinite(letters, best, other));
  return article ? [article, ...all.filter((other) => other !== article)] : all;
}

/** Is `other` the same way to cut a word, but for the article, which may well stand there? */
function isDefinite(letters: string, best: Analysis, other: Analysis): boolean {
  const { proclitics, enclitic, bits } = best;
  const { length } = proclitics;
  const differs =
    best.article ||
    !other.article ||
    other.proclitics.length !== length + 1 ||
    other.proclitics[length] !== ARTICLE.length ||
    other.enclitic !== enclitic ||
    proclitics.some((each, i) => other.proclitics[i] !== each);
  if (differs) return false;
  const start = other.proclitics.reduce((sum, each) => sum + each, 0);
  const rest = letters.length - start - enclitic;
  // Relative pronouns have none that comes off, nor has God; what is left of them is short or begins with another lam.
  if ((bits | other.bits) & Form.function) return rest > 2 && letters[start] !== LAM && other.bits !== 0;
  // Verbs of the form iftaʿala whose root begins with lam, and their verbal nouns, look as if they had it.
  if (letters[start] === TEH && (bits & VERB || other.signs.includes('pattern'))) return false;
  if (bits === Form.name || best.signs.includes('pattern')) return rest > 1;
  return other.bits !== 0 && !other.signs.includes('wrong');
}

/** The segments of an analysis. @param at the offset of each letter */
function place(best: Analysis, at: readonly number[], from: number, to: number, scheme: Scheme): Segment[] {
  const out: Segment[] = [];
  let letter = 0;
  let start = 0;
  const cut = (length: number, kind: SegmentKind) => {
    letter += length;
    const end = (at[letter] ?? to) - from;
    out.push({ start, end, kind });
    start = end;
  };
  best.proclitics.forEach((length, i) => {
    const article = best.article && i === best.proclitics.length - 1;
    if (!article) cut(length, 'proclitic');
    else if (scheme === 'd3') cut(length, 'article');
  });
  const before =
    scheme === 'atb' && best.article ? letter : best.proclitics.reduce((sum, length) => sum + length, 0);
  cut(at.length - before - best.enclitic, 'word');
  if (best.enclitic > 0) cut(best.enclitic, 'enclitic');
  return out;
}

/**
 * The segments of a proclitic (units[from, middle)) that is glued to a number or a Latin word, which goes to `to`; offsets
 * count from `from`. Under atb the article stays on what follows it.
 */
export function cutGlued(
  units: Uint16Array,
  from: number,
  middle: number,
  to: number,
  proclitics: Proclitics,
  scheme: Scheme,
): readonly Segment[] | undefined {
  const found = lettersOf(units, from, middle);
  const row = found && proclitics.rows.find((each) => String.fromCharCode(...each.letters) === found.letters);
  if (!found || !row) return undefined;
  const out: Segment[] = [];
  let start = 0;
  let letters = 0;
  row.segments.forEach((segment, i) => {
    const article = row.article && i === row.segments.length - 1;
    if (article && scheme === 'atb') return;
    letters = article ? found.letters.length : letters + segment.length;
    const end = (found.at[letters] ?? middle) - from;
    if (end > start) out.push({ start, end, kind: article ? 'article' : 'proclitic' });
    start = end;
  });
  out.push({ start, end: to - from, kind: 'word' });
  return out.length > 1 ? out : undefined;
}
