/** Tokens, clitic segments and sentences as records and as text, for the commands and the public API. */

import type { Sections } from './lexicon/binary.js';
import { abbreviationsOf, bundledSections } from './lexicon/bundled.js';
import { Lexicon } from './lexicon/lookup.js';
import type { Analysis } from './lexicon/segments/analyse.js';
import type { Scheme } from './lexicon/segments/schemes.js';
import { cutGlued, type Segment, Segmenter, type SegmentKind } from './lexicon/segments/segments.js';
import { ARABIC_MARK, CONTROL, FOLD, foldSpan, matchingForm, OTHER_MARK } from './text/characters.js';
import { stemLight10 } from './text/light10.js';
import { Units } from './text/units.js';
import { UnitWriter } from './text/writer.js';
import type { Abbreviations } from './tokens/abbreviations.js';
import { splitSentences } from './tokens/sentences.js';
import { Surface } from './tokens/surface.js';
import { tokenize } from './tokens/tokenize.js';
import { Gap, KIND_NAMES, Kind, type KindName, Tokens } from './tokens/tokens.js';

/** A part of a token: a clitic, the article, or the word that is left. */
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

/** A token as it is given; the rest beside its offsets, text and kind only where `TokenOptions` asks for it. */
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

/** A sentence, without the white space around it. */
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

/** Tokens at the end of a text that more of it may change; a bracket that closes looks furthest (tokens/sentences.ts). */
const LOOK_AHEAD = 64;
const LINE_FEED = 0x0a;
const BLANK = 0x20;
const PLUS = 0x2b;
/** So many ways to cut a word are given with `explain`. */
const EXPLAINED = 3;

/** Cuts texts, one after the other, with the same arrays. */
export class Tokenizer {
  private readonly units = new Units();
  private readonly tokens = new Tokens();
  private readonly out = new UnitWriter();
  private readonly lexicon: Lexicon;
  private readonly segmenter: Segmenter;
  private readonly abbreviations: Abbreviations;
  private readonly surface: Surface;

  /**
   * @param sections the compiled data that comes with the program
   * @internal
   */
  constructor(sections: Sections) {
    this.lexicon = new Lexicon(sections);
    this.segmenter = new Segmenter(sections, this.lexicon.vocabulary);
    this.abbreviations = abbreviationsOf(sections);
    this.surface = new Surface(this.lexicon.proclitics, this.abbreviations);
  }

  /** With the data that comes with the program. @throws as `Pipeline.load` */
  static load(): Tokenizer {
    return new Tokenizer(bundledSections());
  }

  /** The tokens of a text; offsets in UTF-16 code units. */
  tokenize(text: string, options: TokenOptions = {}): TokenRecord[] {
    this.read(text);
    const records: TokenRecord[] = [];
    for (let first = 0, last: number; first < this.tokens.count; first = last + 1) {
      last = this.surface.last(this.units.data, this.tokens, first, this.units.length);
      records.push(this.record(text, first, last, options));
    }
    return records;
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
   * token where these are asked for.
   * @param text a string, or valid UTF-8
   * @returns the same writer each time: what is in it has to be taken before the next call
   * @internal
   */
  lines(text: string | Uint8Array, options: TokenOptions = {}): UnitWriter {
    this.read(text);
    const { tokens, out } = this;
    const { data, length } = this.units;
    const asTheyAre = !options.norm && !options.stem && !options.segment;
    out.clear();
    for (let first = 0, last: number; first < tokens.count; first = last + 1) {
      last = this.surface.last(data, tokens, first, length);
      if (first > 0) out.unit(tokens.sentence[first] === tokens.sentence[first - 1] ? BLANK : LINE_FEED);
      if (asTheyAre) out.copy(data, tokens.start[first]!, tokens.end[last]!);
      else this.write(first, last, options);
    }
    if (tokens.count > 0) out.unit(LINE_FEED);
    return out;
  }

  /**
   * A sentence a line, as it is; what it takes and returns as `lines`.
   * @internal
   */
  sentenceLines(text: string | Uint8Array): UnitWriter {
    this.read(text);
    const { tokens, out } = this;
    out.clear();
    for (let first = 0, t = 1; t <= tokens.count; t++) {
      if (t < tokens.count && tokens.sentence[t] === tokens.sentence[first]) continue;
      out.copy(this.units.data, tokens.start[first]!, tokens.end[t - 1]!);
      out.unit(LINE_FEED);
      first = t;
    }
    return out;
  }

  /**
   * How much of the beginning of a text can be cut into tokens and sentences without the rest: up to the last sentence
   * that certainly begins where it seems to; else up to a blank, else all.
   * @param bytes valid UTF-8, of which the end is missing
   * @returns a number of bytes
   * @internal
   */
  completePart(bytes: Uint8Array): number {
    this.read(bytes);
    const { count, sentence, gap, kind, start } = this.tokens;
    let blank = 0;
    let t = count - LOOK_AHEAD;
    for (; t > 0; t--) {
      if (gap[t] === Gap.none) continue;
      if (blank === 0) blank = t;
      // A number at the beginning might be taken for that of a list.
      if (sentence[t] !== sentence[t - 1] && kind[t] !== Kind.number) break;
    }
    const end = t > 0 ? t : blank;
    return end === 0 ? bytes.length : Buffer.byteLength(this.units.slice(0, start[end]!));
  }

  private read(text: string | Uint8Array): void {
    if (typeof text === 'string') this.units.setString(text);
    else this.units.setBytes(text);
    tokenize(this.units.data, this.units.length, this.tokens);
    splitSentences(this.units.data, this.tokens, this.abbreviations);
  }

  private write(first: number, last: number, { norm, stem, segment }: TokenOptions): void {
    const { units, out } = this;
    const start = this.tokens.start[first]!;
    const end = this.tokens.end[last]!;
    if (stem) {
      out.text(this.stem(first, last, norm));
      return;
    }
    const put = (from: number, to: number) =>
      norm ? out.fold(units.data, from, to) : out.copy(units.data, from, to);
    const segments = segment && this.segments(units.slice(start, end), first, last, segment);
    if (!segments) {
      put(start, end);
      return;
    }
    segments.forEach((part, i) => {
      if (i > 0) out.unit(PLUS);
      put(start + part.start, start + part.end);
    });
  }

  private record(text: string, first: number, last: number, options: TokenOptions): TokenRecord {
    const start = this.tokens.start[first]!;
    const end = this.tokens.end[last]!;
    const whole = text.slice(start, end);
    const kind = KIND_NAMES[this.surface.kind(this.tokens, first, last)]!;
    const record: TokenRecord = { start, end, text: whole, kind };
    if (options.norm) record.norm = matchingForm(whole);
    if (options.segment) {
      const segments = this.segments(whole, first, last, options.segment) ?? [
        { start: 0, end: whole.length, kind: 'word' as const },
      ];
      record.segments = segments.map((segment) => ({
        start: start + segment.start,
        end: start + segment.end,
        text: whole.slice(segment.start, segment.end),
        kind: segment.kind,
      }));
      if (options.explain) record.analyses = first === last ? this.analyses(first, options.segment) : [];
    }
    if (options.stem) record.stem = this.stem(first, last, options.norm);
    return record;
  }

  /**
   * The stem of what is written: the token with the controls and lone marks that touch it, which its offsets leave out.
   * The stemmer takes words as they are; with the matching form these are gone.
   */
  private stem(first: number, last: number, norm = false): string {
    const { data, length } = this.units;
    let from = this.tokens.start[first]!;
    let to = this.tokens.end[last]!;
    if (norm) return stemLight10(foldSpan(data, from, to));
    while (to < length && isIgnorable(data[to]!)) to++;
    let before = from;
    while (before > 0 && isIgnorable(data[before - 1]!)) before--;
    // What stands between two tokens belongs to the first of them.
    if (first === 0 || before > this.tokens.end[first - 1]!) from = before;
    return stemLight10(this.units.slice(from, to));
  }

  private analyses(t: number, scheme: Scheme): AnalysisRecord[] {
    const { letters, analyses } = this.segmenter.analyses(this.units.data, this.tokens, t, scheme);
    return analyses.slice(0, EXPLAINED).map((analysis) => ({
      segments: piecesOf(letters, analysis),
      score: Math.round(analysis.score * 100) / 100,
      signs: analysis.signs,
    }));
  }

  /** The segments of a token, with offsets from its beginning; undefined when it has no clitics. */
  private segments(
    whole: string,
    first: number,
    last: number,
    scheme: Scheme,
  ): readonly Segment[] | undefined {
    const { start, end, kind } = this.tokens;
    const units = this.units.data;
    const from = start[first]!;
    if (first === last)
      return kind[first] === Kind.word
        ? this.segmenter.cut(units, from, end[first]!, whole, scheme)
        : undefined;
    if (last !== first + 1 || kind[first] !== Kind.word) return undefined;
    return cutGlued(units, from, end[first]!, end[last]!, this.lexicon.proclitics, scheme);
  }
}

/** Is the unit one that no token needs to cover, and no white space? */
function isIgnorable(unit: number): boolean {
  const value = FOLD[unit]!;
  return value === CONTROL || value === ARABIC_MARK || value === OTHER_MARK;
}

/** The letters of an analysis, part by part. */
function piecesOf(letters: string, { proclitics, enclitic }: Analysis): string[] {
  const pieces: string[] = [];
  let at = 0;
  for (const length of [
    ...proclitics,
    letters.length - enclitic - proclitics.reduce((sum, n) => sum + n, 0),
    enclitic,
  ]) {
    if (length > 0) pieces.push(letters.slice(at, at + length));
    at += length;
  }
  return pieces;
}
