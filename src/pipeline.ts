import { readFileSync } from 'node:fs';
import { findDates, firstAbsoluteDate } from './dates/find.js';
import type { DocumentRecord, ExtractOptions, InputDocument, Layer, ReferenceDate } from './document.js';
import { EntityContext } from './entities/context.js';
import { findEntities } from './entities/entities.js';
import { Scorer, type WeightRow } from './entities/score.js';
import { Gazetteer } from './gazetteer/gazetteer.js';
import { Matches } from './gazetteer/match.js';
import { detectLanguage } from './language/detect.js';
import { Sections } from './lexicon/binary.js';
import { Lexicon } from './lexicon/lookup.js';
import { findDateline } from './news/dateline.js';
import { Units } from './text/units.js';
import { splitSentences } from './tokens/sentences.js';
import { tokenize } from './tokens/tokenize.js';
import { Tokens } from './tokens/tokens.js';

/** Set by the bundler: where the compiled data is, seen from this module. */
declare const NEWSPARSE_DATA: string;

const DEFAULT_TYPES = ['PER', 'LOC', 'ORG'];
/** How far down a text its own date is looked for, in tokens. */
const TOP = 60;
const ISO_DATE = /^\s*(\d{4}-\d\d-\d\d)(?:[T ](\d\d:\d\d)(:\d\d)?)?/;

/** The order of the stages; the only place that knows them all. One pipeline serves one document after the other. */
export class Pipeline {
  private readonly units = new Units();
  private readonly tokens = new Tokens();
  private readonly matches = new Matches();

  private constructor(
    private readonly lexicon: Lexicon,
    private readonly gazetteer: Gazetteer,
    private readonly scorer: Scorer,
  ) {}

  /**
   * Reads the compiled data that comes with the program.
   * @throws Error of the file system when it is not there, DataError when it is damaged
   */
  static load(): Pipeline {
    const sections = new Sections(readFileSync(new URL(NEWSPARSE_DATA, import.meta.url)), false);
    const lexicon = new Lexicon(sections);
    return new Pipeline(
      lexicon,
      new Gazetteer(lexicon.vocabulary, sections),
      new Scorer(sections.json('weights') as WeightRow[]),
    );
  }

  /**
   * Everything that is found in a document.
   * @returns the record; offsets in UTF-16 code units into `document.text`
   */
  extract(document: InputDocument, options: ExtractOptions = {}): DocumentRecord {
    const { text } = document;
    const { tokens, lexicon } = this;
    // The record's own date is read with the same arrays, so before the text.
    const recordDate = document.date === undefined ? null : this.readDate(document.date);
    this.annotate(text);
    const units = this.units.data;
    const wanted = (layer: Layer) => !options.only || options.only.includes(layer);

    const context = new EntityContext(units, tokens, lexicon, this.gazetteer, this.matches);
    const found = findDateline(text, context, (from, to) =>
      firstAbsoluteDate(text, units, tokens, lexicon, from, to),
    );
    const types = new Set(options.types ?? DEFAULT_TYPES);
    const entities = wanted('entities')
      ? findEntities(text, context, this.scorer, found?.known).filter(
          (entity) => types.has(entity.type) && entity.confidence >= (options.minConfidence ?? 0),
        )
      : [];
    const date = this.referenceDate(text, options, recordDate, found?.dateline.date ?? null);
    const dates = wanted('dates')
      ? findDates(text, units, tokens, lexicon, {
          reference: date?.value ?? null,
          prefer: options.prefer ?? 'past',
          monthFirst: options.monthFirst ?? false,
        })
      : [];
    return {
      schema: 1,
      id: document.id,
      language: detectLanguage(text),
      date,
      dateline: found?.dateline ?? null,
      entities,
      dates,
      quotes: [],
      ...(document.meta ? { meta: document.meta } : {}),
    };
  }

  private annotate(text: string): void {
    this.units.setString(text);
    tokenize(this.units.data, this.units.length, this.tokens);
    splitSentences(this.units.data, this.tokens);
    this.lexicon.annotate(this.units.data, this.tokens);
  }

  /** The first that there is of: argument, the record's date, dateline, a date near the top of the text, default. */
  private referenceDate(
    text: string,
    options: ExtractOptions,
    record: string | null,
    dateline: string | null,
  ): ReferenceDate | null {
    if (options.date !== undefined) return { value: options.date, source: 'argument' };
    if (record !== null) return { value: record, source: 'record' };
    if (dateline !== null) return { value: dateline, source: 'dateline' };
    const { tokens, lexicon } = this;
    const top = firstAbsoluteDate(text, this.units.data, tokens, lexicon, 0, Math.min(TOP, tokens.count));
    if (top) return { value: top.value, source: 'text' };
    return options.defaultDate === undefined ? null : { value: options.defaultDate, source: 'default' };
  }

  /** A record's date: ISO 8601, of which the written local day and time count, or any date that a text may have. */
  private readDate(written: string): string | null {
    const iso = ISO_DATE.exec(written);
    if (iso) return iso[2] ? `${iso[1]}T${iso[2]}${iso[3] ?? ':00'}` : iso[1]!;
    this.annotate(written);
    const { tokens, lexicon } = this;
    return firstAbsoluteDate(written, this.units.data, tokens, lexicon, 0, tokens.count)?.value ?? null;
  }
}
