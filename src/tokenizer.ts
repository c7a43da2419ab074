/** Tokens, clitic segments and sentences as records and as text, for the commands and the public API. */

import type { Sections } from './lexicon/binary.js';
import { Lexicon } from './lexicon/lookup.js';
import type { Analysis } from './lexicon/segments/analyse.js';
import { type Scheme, type Segment, Segmenter, type SegmentKind } from './lexicon/segments/segments.js';
import { matchingForm } from './text/characters.js';
import { stemLight10 } from './text/light10.js';
import { Units } from './text/units.js';
import { Abbreviations } from './tokens/abbreviations.js';
import { splitSentences } from './tokens/sentences.js';
import { type SurfaceToken, surfaceTokens } from './tokens/surface.js';
import { tokenize } from './tokens/tokenize.js';
import { Gap, KIND_NAMES, type KindName, Tokens } from './tokens/tokens.js';

export interface SegmentRecord {
  start: number;
  end: number;
  text: string;
  kind: SegmentKind;
}

/** One way in which a word could be cut, with what counts for it and against it. */
export interface AnalysisRecord {
  segments: string[];
  score: number;
  signs: readonly string[];
}

export interface TokenRecord {
  start: number;
  end: number;
  text: string;
  kind: KindName;
  norm?: string;
  segments?: SegmentRecord[];
  analyses?: AnalysisRecord[];
  stem?: string;
}

export interface SentenceRecord {
  start: number;
  end: number;
  text: string;
}

/** What is given beside offsets, text and kind. */
export interface TokenOptions {
  readonly segment?: Scheme | undefined;
  readonly stem?: 'light10' | undefined;
  /** The matching form. */
  readonly norm?: boolean | undefined;
  /** The other ways to cut the word; needs `segment`. */
  readonly explain?: boolean | undefined;
}

/** So many ways to cut a word are given with `explain`. */
const EXPLAINED = 3;

/** Cuts texts, one after the other, with the same arrays. */
export class Tokenizer {
  private readonly units = new Units();
  private readonly tokens = new Tokens();
  private readonly lexicon: Lexicon;
  private readonly segmenter: Segmenter;
  private readonly abbreviations: Abbreviations;

  /** @param sections the compiled data that comes with the program */
  constructor(sections: Sections) {
    this.lexicon = new Lexicon(sections);
    this.segmenter = new Segmenter(sections, this.lexicon.vocabulary);
    this.abbreviations = new Abbreviations(sections.json('abbrev') as string[]);
  }

  /** The tokens of a text; offsets in UTF-16 code units. */
  tokenize(text: string, options: TokenOptions = {}): TokenRecord[] {
    return Array.from(this.surface(text), (token) => this.record(text, token, options));
  }

  /** The sentences of a text, without the white space around them. */
  sentences(text: string): SentenceRecord[] {
    this.read(text);
    const { tokens } = this;
    const out: SentenceRecord[] = [];
    for (let t = 0; t < tokens.count; t++) {
      const last = out.at(-1);
      if (last && tokens.sentence[t] === tokens.sentence[t - 1]) last.end = tokens.end[t]!;
      else out.push({ start: tokens.start[t]!, end: tokens.end[t]!, text: '' });
    }
    for (const sentence of out) sentence.text = text.slice(sentence.start, sentence.end);
    return out;
  }

  /**
   * A sentence a line, its tokens between blanks: the segments joined by +, the stem or the matching form instead of the
   * token where these are asked for. Empty lines of the text stay.
   */
  line(text: string, options: TokenOptions = {}): string {
    let out = '';
    let sentence = 0;
    for (const token of this.surface(text)) {
      const next = this.tokens.sentence[token.first]!;
      if (out !== '')
        out += next === sentence ? ' ' : this.tokens.gap[token.first]! === Gap.paragraph ? '\n\n' : '\n';
      sentence = next;
      out += this.shown(text, token, options);
    }
    return out === '' ? '' : `${out}\n`;
  }

  private read(text: string): void {
    this.units.setString(text);
    tokenize(this.units.data, this.units.length, this.tokens);
    splitSentences(this.units.data, this.tokens, this.abbreviations);
  }

  private surface(text: string): Iterable<SurfaceToken> {
    this.read(text);
    const { data, length } = this.units;
    return surfaceTokens(data, this.tokens, length, this.lexicon.proclitics, this.abbreviations);
  }

  private shown(text: string, token: SurfaceToken, options: TokenOptions): string {
    const whole = text.slice(this.tokens.start[token.first]!, this.tokens.end[token.last]!);
    const form = (part: string) => (options.norm ? matchingForm(part) : part);
    if (options.stem) return stemLight10(form(whole));
    if (!options.segment) return form(whole);
    return this.segments(token, options.segment)
      .map(({ start, end }) => form(text.slice(start, end)))
      .join('+');
  }

  private record(text: string, token: SurfaceToken, options: TokenOptions): TokenRecord {
    const start = this.tokens.start[token.first]!;
    const end = this.tokens.end[token.last]!;
    const whole = text.slice(start, end);
    const record: TokenRecord = { start, end, text: whole, kind: KIND_NAMES[token.kind]! };
    if (options.norm) record.norm = matchingForm(whole);
    if (options.segment) {
      record.segments = this.segments(token, options.segment).map((segment) => ({
        start: segment.start,
        end: segment.end,
        text: text.slice(segment.start, segment.end),
        kind: segment.kind,
      }));
      if (options.explain) record.analyses = this.analyses(token);
    }
    if (options.stem) record.stem = stemLight10(options.norm ? record.norm! : whole);
    return record;
  }

  private analyses(token: SurfaceToken): AnalysisRecord[] {
    if (token.first !== token.last) return [];
    const { letters, analyses } = this.segmenter.analyses(this.units.data, this.tokens, token.first);
    return analyses.slice(0, EXPLAINED).map((analysis) => ({
      segments: piecesOf(letters, analysis),
      score: Math.round(analysis.score * 100) / 100,
      signs: analysis.signs,
    }));
  }

  private segments({ first, last }: SurfaceToken, scheme: Scheme): Segment[] {
    const { tokens, segmenter } = this;
    if (first === last) return segmenter.segments(this.units.data, tokens, first, scheme);
    return segmenter.glued(this.units.data, tokens, first, last, this.lexicon.proclitics, scheme);
  }
}

/** The letters of an analysis, part by part. */
function piecesOf(letters: string, { proclitics, enclitic }: Analysis): string[] {
  let at = 0;
  const before = proclitics.map((length) => letters.slice(at, (at += length)));
  return [
    ...before,
    letters.slice(at, letters.length - enclitic),
    letters.slice(letters.length - enclitic),
  ].filter(Boolean);
}
