/** What a report page holds: plain data, made by collect.ts and read by the page. Offsets are UTF-16 code units. */

/** Somebody or something that the articles name; others refer to it by its place in the list. */
export interface ReportActor {
  readonly name: string;
  readonly type: string;
  readonly id: string | null;
  readonly lat: number | null;
  readonly lon: number | null;
}

/** Number of the actor, start, end. */
export type ReportMention = readonly [actor: number, start: number, end: number];

export interface ReportQuote {
  readonly start: number;
  readonly end: number;
  readonly direct: boolean;
  /** Number of the actor who speaks; null where nobody or nobody with a name does. */
  readonly actor: number | null;
  /** How the text calls the speaker there; null for nobody. */
  readonly speaker: string | null;
  readonly verb: string | null;
}

/** A date of the text. */
export interface ReportEvent {
  readonly start: number;
  readonly end: number;
  /** First day. */
  readonly from: string;
  /** Is the whole month meant? */
  readonly month: boolean;
}

export interface ReportArticle {
  readonly id: string;
  readonly title: string;
  /** `YYYY-MM-DD` */
  readonly date: string | null;
  readonly text: string;
  /** Where the sentences begin. */
  readonly sentences: readonly number[];
  readonly mentions: readonly ReportMention[];
  readonly quotes: readonly ReportQuote[];
  readonly events: readonly ReportEvent[];
}

export interface ReportData {
  readonly title: string;
  readonly lang: 'ar' | 'en';
  readonly actors: readonly ReportActor[];
  readonly articles: readonly ReportArticle[];
}
