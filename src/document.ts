/**
 * The types that the stages share and that the output is made of. Offsets are UTF-16 code units into the text, the end
 * exclusive, so that `text.slice(span.start, span.end) === span.text`.
 */

/** A stretch of the text. */
export interface Span {
  start: number;
  end: number;
  text: string;
}

/** The language of a text. */
export interface Language {
  /** ISO 639-1 code where there is one, else 639-3; `und` when nothing can be said. */
  code: string;
  /** ISO 639-3 code. */
  iso3: string;
  /** Share of letters that are of the Arabic script, 0 to 1. */
  arabicShare: number;
  /** 0 to 1. */
  confidence: number;
}

/** Where the reference date comes from, in order of precedence. */
export type DateSource = 'argument' | 'record' | 'metadata' | 'dateline' | 'text' | 'capture' | 'default';

/** The date from which relative dates count. */
export interface ReferenceDate {
  /** `YYYY-MM-DD` or `YYYY-MM-DDTHH:MM:SS` as written, in local time. */
  value: string;
  source: DateSource;
}

/** What stands before the first sentence of agency copy. */
export interface Dateline extends Span {
  place: string | null;
  agencies: string[];
  date: string | null;
}

/** The text beside a mention. */
export interface Context {
  before: string;
  after: string;
}

/** What counts for or against a candidate; the weight is in log-odds. */
export interface Feature {
  feature: string;
  weight: number;
}

/** A candidate that has not become an entity. */
export interface Alternative extends Span {
  type: string;
  subtype: string | null;
  rule: string;
  confidence: number;
  /** Log-odds: at or below 0 it was more likely wrong than right. */
  score: number;
  /** The entity that stands in its place; null where it was unlikely by itself. */
  lostTo: (Span & { type: string }) | null;
  features: Feature[];
}

/** PER, LOC, ORG, or a type of the user's gazetteer. */
export type EntityType = string;

export interface Entity extends Span {
  type: EntityType;
  subtype: string | null;
  /** With its authority: `iso:SY`, `geonames:169389`, `user:…`. */
  id: string | null;
  /** The usual form of the name. */
  name: string;
  /** Proclitics that stand before the span in the same word: و, ب, … */
  prefix: string | null;
  /** Title or office, from the text before the name or from the gazetteer. */
  role: string | null;
  /** ISO 3166-1 alpha-2. */
  country: string | null;
  lat: number | null;
  lon: number | null;
  /** Mentions of one entity in a document have the same number. */
  chain: number;
  /** 0 to 1. */
  confidence: number;
  /** What made it: `gazetteer`, `person-name`, `org-head`, … */
  rule: string;
  /** What the user's gazetteer says beside all this; only there when it says something. */
  attributes?: Record<string, unknown>;
  /**
   * All entries of the user's gazetteer that have the name, best first (the entity is the first of them), sixteen at most;
   * only there when there is more than one.
   */
  entries?: ListedEntry[];
  context?: Context;
  /** What has counted for it and against it; only where that was asked for. */
  features?: Feature[];
}

/** As TIMEX3 has them. */
/** An entry of the user's gazetteer; the fields are those of `Entity`. */
export interface ListedEntry {
  type: EntityType;
  subtype: string | null;
  id: string | null;
  name: string;
  role: string | null;
  country: string | null;
  lat: number | null;
  lon: number | null;
  attributes?: Record<string, unknown>;
}

/** What a date expression is, in the terms of TIMEX3: a point or stretch of the calendar, a time, a length, or something that recurs. */
export type DateType = 'DATE' | 'TIME' | 'DURATION' | 'SET';

export interface DateMention extends Span {
  type: DateType;
  /** TIMEX3 value; a range is two with a stroke between them. */
  value: string;
  /** First moment, `YYYY-MM-DD` or with a time for what is finer than a day; null when it cannot be known. */
  from: string | null;
  /** The moment after the last, likewise. */
  to: string | null;
  /** year, month, week, day, hour, … */
  grain: string | null;
  /** TIMEX3's modifiers: APPROX, START, MID, END, BEFORE, AFTER, … */
  mod: string | null;
  calendar: 'gregorian' | 'islamic-umalqura' | 'islamic-civil' | 'persian' | 'coptic';
  /** The date as it is in its own calendar, where that is not the Gregorian one: `1441-07-19`. */
  original: string | null;
  /** UTC offset or zone of a clock time, as written. */
  zone: string | null;
  /** Parts that the text does not state: `year`, `month`, `day`. */
  inferred: string[];
  /** What contradicts the value: a weekday or the other calendar's date. */
  conflict: string | null;
  /** SET: TIMEX3's quant and freq. */
  quant?: string;
  freq?: string;
  rule: string;
  /** Only when it was asked for. */
  explain?: DateExplanation;
  context?: Context;
}

/** What a date's text states, and by what the rest was chosen. */
export interface DateExplanation {
  /** Parts that the text states; of an amount its units. */
  stated: Record<string, string | number | boolean>;
  /** Of a range: its end. */
  until?: Record<string, string | number | boolean>;
  /** The same day in the other calendar. */
  other?: Record<string, string | number | boolean>;
  /** The day that it was read against. */
  reference: string | null;
  /** Where an open year, week or day was looked for; null when nothing was open. */
  tense: 'past' | 'nearest' | 'future' | 'soon' | null;
}

export interface Speaker extends Span {
  chain: number | null;
}

export interface Quote extends Span {
  kind: 'direct' | 'indirect';
  speaker: Speaker | null;
  verb: string | null;
  context?: Context;
}

/** What is known of the page that a text was taken from. */
export interface Page {
  url: string | null;
  /** The headline, which is also the first line of the text. */
  title: string | null;
  /** When it was published, as the page says it. */
  published: string | null;
  /** When it was fetched, as the archive says it. */
  captured: string | null;
}

/** One record of the output (schema/document.schema.json). */
export interface DocumentRecord {
  /** Version of the record. */
  schema: 1;
  id: string;
  language: Language;
  date: ReferenceDate | null;
  dateline: Dateline | null;
  entities: Entity[];
  dates: DateMention[];
  quotes: Quote[];
  /** Candidates that have not become entities; only where they were asked for. */
  alternatives?: Alternative[];
  /** The unit of the offsets, where they are no UTF-16 code units. */
  offsets?: 'codepoint' | 'byte';
  /** Of texts that were taken from a page: what the page says about itself, and the text that the offsets refer to. */
  page?: Page;
  text?: string;
  /** Fields of the input record that were passed through. */
  meta?: Record<string, unknown>;
}

/** A record in place of one that could not be read. */
export interface ErrorRecord {
  id: string | null;
  error: { code: string; message: string; line: number | null };
}

/** What a text is given with. */
export interface InputDocument {
  id: string;
  text: string;
  /** The record's own date, as written. */
  date?: string | undefined;
  /** What the text was taken from. */
  page?: Page | undefined;
  meta?: Record<string, unknown> | undefined;
}

/** A part of the record that can be asked for alone. */
export type Layer = 'entities' | 'dates' | 'quotes';

/** What the caller may choose. */
export interface ExtractOptions {
  /** Reference date that overrides all others. */
  date?: string | undefined;
  /** Reference date when nothing else gives one. */
  defaultDate?: string | undefined;
  /** How an ambiguous date is read; `past` as in news reports. */
  prefer?: 'past' | 'nearest' | 'future' | undefined;
  /** 3/4/2020 is the fourth of March. */
  monthFirst?: boolean | undefined;
  /** The day on which weeks begin. */
  weekStart?: 'monday' | 'sunday' | 'saturday' | undefined;
  /** Types of entities to give. */
  types?: readonly string[] | undefined;
  /** Layers to give. */
  only?: readonly Layer[] | undefined;
  minConfidence?: number | undefined;
  /** Of the user's gazetteers: the longest names only, or all that stand in the text. */
  overlaps?: 'longest' | 'all' | undefined;
  /** Names and ids of entities that are never given; names in any spelling. */
  ignore?: readonly string[] | undefined;
  /** Give the features of the entities, the candidates that have not become any, and what the text of a date states. */
  explain?: boolean | undefined;
}
