import { findDates, firstAbsoluteDate } from './dates/find.js';
import { isDay } from './dates/iso.js';
import type {
  Alternative,
  DocumentRecord,
  Entity,
  ExtractOptions,
  InputDocument,
  Layer,
  ReferenceDate,
} from './document.js';
import { EntityContext } from './entities/context.js';
import { findEntities } from './entities/entities.js';
import { Scorer } from './entities/score.js';
import { findUserNames } from './entities/user.js';
import { readWeights } from './entities/weights.js';
import { Gazetteer } from './gazetteer/gazetteer.js';
import { Matches } from './gazetteer/match.js';
import { Matcher } from './gazetteer/matcher.js';
import type { UserGazetteer } from './gazetteer/user.js';
import { type Term, termsOf } from './keywords/terms.js';
import { detectLanguage } from './language/detect.js';
import { abbreviationsOf, bundledSections } from './lexicon/bundled.js';
import { Lexicon } from './lexicon/lookup.js';
import { findDateline } from './news/dateline.js';
import { findQuotes } from './news/quotes.js';
import { matchingForm } from './text/characters.js';
import { Units } from './text/units.js';
import type { Abbreviations } from './tokens/abbreviations.js';
import { splitSentences } from './tokens/sentences.js';
import { tokenize } from './tokens/tokenize.js';
import { Tokens } from './tokens/tokens.js';

const WEEK_STARTS = { monday: 1, saturday: 6, sunday: 7 } as const;
const DEFAULT_TYPES = ['PER', 'LOC', 'ORG'];
/** How far down a text its own date is looked for, in tokens. */
const TOP = 60;
const ISO_DATE = /^\s*(\d{4}-\d\d-\d\d)(?:[T ]((\d\d):(\d\d))(:\d\d)?)?/;

/** The date of a match of `ISO_DATE`, with the time where it has one; null for a day or time that no calendar or clock has. */
function isoDate([, day, time, hour, minute, second = ':00']: RegExpExecArray): string | null {
  if (!isDay(day!)) return null;
  if (time === undefined) return day!;
  return Number(hour) < 24 && Number(minute) < 60 ? `${day}T${time}${second}` : null;
}

/** What a pipeline is made with. */
export interface PipelineOptions {
  readonly gazetteers?: readonly UserGazetteer[] | undefined;
  /** Whether the bundled names are looked for; true if not said. */
  readonly defaultGazetteer?: boolean | undefined;
}

/** The order of the stages; the only place that knows them all. One pipeline serves one document after the other. */
export class Pipeline {
  private readonly units = new Units();
  private readonly tokens = new Tokens();

  private readonly context: EntityContext;
  /** The names that were to be ignored last, and their forms. */
  private ignored: { readonly names: readonly string[]; readonly forms: ReadonlySet<string> } | null = null;

  private constructor(
    private readonly lexicon: Lexicon,
    private readonly abbreviations: Abbreviations,
    gazetteer: Gazetteer,
    private readonly scorer: Scorer,
    private readonly matchers: readonly Matcher[],
  ) {
    this.context = new EntityContext(lexicon, gazetteer, this.tokens, new Matches());
  }

  /**
   * Reads the compiled data that comes with the program.
   * @param options the user's gazetteers, in order of precedence, on top of the bundled one or instead of it
   * @throws Error of the file system when it is not there, DataError when it is damaged
   */
  static load(options: PipelineOptions = {}): Pipeline {
    const sections = bundledSections();
    const lexicon = new Lexicon(sections);
    return new Pipeline(
      lexicon,
      abbreviationsOf(sections),
      new Gazetteer(lexicon.vocabulary, sections, options.defaultGazetteer ?? true),
      new Scorer(readWeights(sections), lexicon.vocabulary),
      (options.gazetteers ?? []).map((gazetteer) => new Matcher(gazetteer, lexicon.proclitics)),
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
    const { page } = document;
    const published = page?.published ? this.readDate(page.published) : null;
    const captured = page?.captured ? this.readDate(page.captured) : null;
    const wanted = (layer: Layer) => !options.only || options.only.includes(layer);
    const needsNames = wanted('entities') || wanted('quotes');
    this.annotate(text, needsNames);
    const units = this.units.data;

    const context = needsNames ? this.context.read(units) : this.context.open(units);
    context.overlaps = options.overlaps ?? 'longest';
    context.userNames = needsNames ? findUserNames(units, tokens, this.matchers, context.overlaps) : [];
    const found = findDateline(text, context, (from, to) =>
      firstAbsoluteDate(text, units, tokens, lexicon, from, to, { withoutYear: true }),
    );
    const types = new Set(
      options.types ?? [...DEFAULT_TYPES, ...this.matchers.flatMap((matcher) => matcher.gazetteer.types)],
    );
    const alternatives: Alternative[] | undefined = options.explain && wanted('entities') ? [] : undefined;
    const all = needsNames ? findEntities(text, context, this.scorer, found?.known, alternatives) : [];
    const isIgnored = this.ignoring(options.ignore);
    const entities = wanted('entities')
      ? all.filter(
          (entity) =>
            types.has(entity.type) && entity.confidence >= (options.minConfidence ?? 0) && !isIgnored(entity),
        )
      : [];
    const date = this.referenceDate(text, options, {
      record: recordDate,
      metadata: published,
      dateline: found?.dateline.date ?? null,
      capture: captured,
    });
    const dates = wanted('dates')
      ? findDates(text, units, tokens, lexicon, {
          reference: date?.value ?? null,
          prefer: options.prefer ?? 'past',
          monthFirst: options.monthFirst ?? false,
          weekStart: WEEK_STARTS[options.weekStart ?? 'monday'],
          explain: options.explain,
        })
      : [];
    return {
      schema: 1,
      id: document.id,
      language: detectLanguage(text, units),
      date,
      dateline: found?.dateline ?? null,
      entities,
      dates,
      quotes: wanted('quotes') ? findQuotes(text, context, all) : [],
      ...(alternatives ? { alternatives } : {}),
      ...(page ? { page, text } : {}),
      ...(document.meta ? { meta: document.meta } : {}),
    };
  }

  /**
   * The terms among which keywords are chosen: names, content words by their stems, phrases.
   * @returns each once, the names first
   */
  terms(document: InputDocument, options: ExtractOptions = {}): Term[] {
    const record = this.extract(document, { ...options, only: ['entities'] });
    // The arrays still hold the tokens of the text.
    return termsOf(record, document.text, this.tokens, this.lexicon);
  }

  /** Tests whether an entity is one that is never given: by its name as it stands or as it is known, or by its id. */
  private ignoring(names: readonly string[] | undefined): (entity: Entity) => boolean {
    if (names === undefined || names.length === 0) return () => false;
    if (this.ignored?.names !== names) {
      this.ignored = { names, forms: new Set(names.flatMap((name) => [name, matchingForm(name)])) };
    }
    const { forms } = this.ignored;
    return ({ text, name, id }) =>
      forms.has(matchingForm(text)) || forms.has(matchingForm(name)) || (id !== null && forms.has(id));
  }

  /** @param sentences whether they are asked for: dates are found without them */
  private annotate(text: string, sentences: boolean): void {
    this.units.setString(text);
    tokenize(this.units.data, this.units.length, this.tokens);
    if (sentences) splitSentences(this.units.data, this.tokens, this.abbreviations);
    this.lexicon.annotate(this.units.data, this.tokens);
  }

  /**
   * The first that there is of: argument, the record's date, the page's, dateline, a date near the top of the text, the
   * day on which the page was fetched, default.
   */
  private referenceDate(
    text: string,
    options: ExtractOptions,
    known: Readonly<Record<'record' | 'metadata' | 'dateline' | 'capture', string | null>>,
  ): ReferenceDate | null {
    if (options.date !== undefined) return { value: options.date, source: 'argument' };
    for (const source of ['record', 'metadata', 'dateline'] as const) {
      if (known[source] !== null) return { value: known[source], source };
    }
    const { tokens, lexicon } = this;
    const top = firstAbsoluteDate(text, this.units.data, tokens, lexicon, 0, Math.min(TOP, tokens.count));
    if (top) return { value: top.value, source: 'text' };
    if (known.capture !== null) return { value: known.capture, source: 'capture' };
    return options.defaultDate === undefined ? null : { value: options.defaultDate, source: 'default' };
  }

  /** A record's date: ISO 8601, of which the written local day and time count, or any date that a text may have. */
  private readDate(written: string): string | null {
    const iso = ISO_DATE.exec(written);
    if (iso) return isoDate(iso);
    this.annotate(written, false);
    const { tokens, lexicon } = this;
    return firstAbsoluteDate(written, this.units.data, tokens, lexicon, 0, tokens.count)?.value ?? null;
  }
}
