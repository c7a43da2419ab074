import type { EntityContext } from '../entities/context.js';
import { EntryFlag } from '../gazetteer/entry.js';
import type { NameRow } from '../gazetteer/gazetteer.js';
import { Class, ClassNumber, EVERYDAY } from '../lexicon/classes.js';
import { Gap, Kind } from '../tokens/tokens.js';
import type { Words } from './words.js';

/** A date in a range of tokens, as the date stage finds it. */
export type DateFinder = (
  fromToken: number,
  toToken: number,
) => { value: string; firstToken: number; endToken: number } | null;

export type PieceKind = 'place' | 'agency' | 'date' | 'byline' | 'reporter' | 'issued' | 'unknown';

/** One part of a header: tokens [first, end). */
export interface Piece {
  readonly kind: PieceKind;
  readonly first: number;
  readonly end: number;
  /** Value of a date. */
  readonly value: string;
  /** Does it stand in brackets or quotation marks? */
  readonly enclosed: boolean;
  /** Does an unknown piece have the head or tail of a medium's name (وكالة …, … نيوز)? */
  readonly press: boolean;
}

/** What stands at the beginning of a line before its text: tokens [first, end). */
export interface Header {
  readonly pieces: readonly Piece[];
  readonly first: number;
  readonly end: number;
  /** The mark that ends it, else 0. */
  readonly mark: number;
  /** Is it the whole line? */
  readonly whole: boolean;
  /** Does any mark stand in it? */
  readonly marked: boolean;
}

/** How many tokens of a line are looked at, how many an unknown piece and a date have at most. */
const REACH = 34;
const UNKNOWN = 5;
const DATE = 12;
const EVERYDAY_WORD =
  EVERYDAY |
  Class.function |
  Class['speech-verb'] |
  Class.title |
  Class.weekday |
  Class['org-head'] |
  Class['org-adjective'];
const AGENCIES = new Set(['agency', 'newspaper', 'channel', 'media', 'magazine', 'radio', 'website']);
const OPEN = new Set([0x28, 0x5b, 0x7b, 0xab, 0x201c]);
const CLOSE = new Set([0x29, 0x5d, 0x7d, 0xbb, 0x201d]);
const QUOTE = 0x22;
const QUOTES = new Set([QUOTE, 0xab, 0x201c]);
const STROKE = 0x2f;
export const COLON = 0x3a;
const FULL_STOP = 0x2e;
export const DASHES: ReadonlySet<number> = new Set([0x2d, 0x2013, 0x2014, 0x2015, 0x2212, 0x640]);
/** What may end a header that no bracket ends. */
const ENDS = new Set([...DASHES, COLON, STROKE, 0x7c]);
const COMMAS = new Set([0x60c, 0x2c, 0x2022, 0xb7]);

/** Cuts the beginning of a line into the pieces of a header, without judging whether it is one. */
export class HeaderReader {
  private pieces: Piece[] = [];
  private unknown = -1;
  private depth = 0;
  private quoted = false;
  private end = 0;
  private marks = 0;
  private first = 0;
  /** The mark that ended it last. */
  private last = 0;

  constructor(
    private readonly context: EntityContext,
    private readonly words: Words,
    private readonly findDate: DateFinder,
  ) {}

  /** Reads the header of the line that begins with a token, null when it has none. */
  read(t: number): Header | null {
    const { tokens } = this.context;
    this.pieces = [];
    this.unknown = -1;
    this.depth = 0;
    this.quoted = false;
    this.end = -1;
    this.marks = 0;
    this.first = t;
    this.last = 0;
    const limit = this.lineEnd(t);
    let at = t;
    while (at < limit) {
      const next = this.step(at, limit);
      if (next <= at) break;
      at = next;
    }
    const whole = at >= limit && (limit === tokens.count || tokens.gap[limit]! >= Gap.line);
    if (whole && this.flush(limit)) this.end = limit;
    const pieces = this.pieces.filter((piece) => piece.end <= this.end);
    if (pieces.length === 0) return null;
    return {
      pieces,
      first: t,
      end: this.end,
      mark: this.last,
      whole: whole && this.end === limit,
      marked: this.marks > 0,
    };
  }

  /** Is the line the only one of the text? */
  isOnlyLine(t: number): boolean {
    const { tokens } = this.context;
    const limit = this.lineEnd(t);
    return limit === tokens.count || tokens.gap[limit]! < Gap.line;
  }

  private lineEnd(t: number): number {
    const { tokens } = this.context;
    let end = t + 1;
    while (end < tokens.count && end - t < REACH && tokens.gap[end]! < Gap.line) end++;
    return end;
  }

  /** Reads what stands at a token; gives a later one to go on with, or -1 where the text begins. */
  private step(at: number, limit: number): number {
    const mark = this.words.mark(at);
    if (mark !== 0) return this.mark(at, mark);
    if (this.unknown < 0) {
      const end = this.known(at, limit);
      if (end > 0) return end;
      // In the open, what comes after agency and end is the text; unknown words stand between marks.
      if (this.depth === 0 && !this.quoted && (this.isTold() || !this.mayBegin(at))) return -1;
      this.unknown = at;
    } else if (this.depth === 0 && !this.quoted && this.dateAt(at, limit)) {
      // A date with a preposition ("for Saturday 20 April") belongs to the text.
      return (this.flush(at) && this.known(at, limit)) || -1;
    }
    return at - this.unknown < UNKNOWN && this.mayBeName(at) ? at + 1 : -1;
  }

  /** Is enough known that an unknown word is the first one of the text? */
  private isTold(): boolean {
    return (
      this.end >= 0 &&
      (this.pieces.length > 2 || this.pieces.some(({ kind, enclosed }) => kind === 'agency' || enclosed))
    );
  }

  /** May an unknown piece begin here: at the line's beginning, after a mark or on with the name of a place? */
  private mayBegin(at: number): boolean {
    const { context, words } = this;
    const last = this.pieces.at(-1);
    if (at > this.first && words.mark(at - 1) === 0 && last?.kind !== 'place' && last?.kind !== 'reporter')
      return false;
    if (words.hasConjunction(at) || words.hasPreposition(at)) return false;
    if (words.functionKind(at) === 'prep')
      return last?.kind === 'place' && context.has(at + 1, Class.given) && this.end === at;
    return context.has(at, Class.given) || !words.isVerb(at, true);
  }

  private mayBeName(t: number): boolean {
    const { context, words } = this;
    const kind = context.tokens.kind[t]!;
    if (kind === Kind.latin || (kind === Kind.number && this.depth > 0)) return true;
    if (kind !== Kind.word || words.isSaying(t) || words.use(t).startsWith('that')) return false;
    return (
      !context.has(t, Class.function) ||
      context.has(t, Class['name-particle']) ||
      t === this.unknown ||
      this.depth > 0
    );
  }

  private mark(at: number, mark: number): number {
    const { tokens } = this.context;
    const last = this.pieces.at(-1);
    const joined = last !== undefined && last.end === at;
    if (OPEN.has(mark) || (mark === QUOTE && !this.quoted)) {
      // Brackets follow a place, a date or a dash; quotation marks a dash or colon. At the beginning they hold speech.
      const loose = this.unknown >= 0 || (last?.kind === 'unknown' && joined);
      if (QUOTES.has(mark) ? this.end !== at : loose && !this.flushPlace(at)) return -1;
      this.depth += mark === QUOTE ? 0 : 1;
      this.quoted = mark === QUOTE;
    } else if (CLOSE.has(mark) || mark === QUOTE) {
      if (!this.flush(at) || (this.depth === 0 && !this.quoted)) return -1;
      this.depth = Math.max(0, this.depth - (mark === QUOTE ? 0 : 1));
      this.quoted = false;
      this.end = at + 1;
      this.last = mark;
    } else if (ENDS.has(mark)) {
      const leading = this.pieces.length === 0 && this.unknown < 0;
      if (!this.flush(at)) return -1;
      if (leading && mark !== STROKE && !DASHES.has(mark)) return -1;
      if (!leading && this.depth === 0) {
        this.end = at + 1;
        this.last = mark;
      }
    } else if (mark === FULL_STOP) {
      // A full stop ends place and agency.
      const known = last?.kind === 'agency' && joined && this.pieces.length > 1;
      if (known && tokens.end[at]! - tokens.start[at]! === 1) this.end = at + 1;
      return -1;
    } else if (
      !COMMAS.has(mark) ||
      (this.depth === 0 && !(joined && (last.kind === 'place' || last.kind === 'date')))
    ) {
      return -1;
    } else if (!this.flush(at)) return -1;
    this.marks++;
    return at + 1;
  }

  /** Unknown words at the beginning before brackets are a place. */
  private flushPlace(at: number): boolean {
    return (this.unknown === this.first || this.pieces.length > 0) && this.flush(at);
  }

  /** Makes a piece of the unknown words before a token; false when they cannot be one. */
  private flush(to: number): boolean {
    let first = this.unknown;
    this.unknown = -1;
    if (first < 0) return true;
    if (to - first > UNKNOWN) return false;
    const { context, words } = this;
    const press = context.has(first, Class['org-head']) || (words.use(to - 1) === 'press' && to - first > 1);
    // A place whose name goes on with unknown words is an unknown place.
    const before = this.pieces.at(-1);
    if (before?.kind === 'place' && before.end === first) {
      first = before.first;
      this.pieces.pop();
    }
    this.add('unknown', first, to, '', press);
    return true;
  }

  private add(
    kind: PieceKind,
    first: number,
    end: number,
    value = '',
    press = false,
    enclosed = this.depth > 0 || this.quoted,
  ): void {
    this.pieces.push({ kind, first, end, value, press, enclosed });
  }

  /** A place, agency, date or word of headers at a token; gives the one after it, or 0. */
  private known(at: number, limit: number): number {
    const { context, words } = this;
    const add = (kind: PieceKind, end: number, value = '') => {
      this.add(kind, at, end, value);
      return end;
    };
    const use = words.use(at);
    const useEnd = words.useEnd(at);
    if (words.hasPreposition(at) || (words.hasConjunction(at) && this.pieces.at(-1)?.end !== at)) return 0;
    const labels = words.isColon(useEnd) || (use === 'byline' && DASHES.has(words.mark(useEnd)));
    if (labels && (use === 'byline' || use === 'document' || use === 'noun' || use === 'saying'))
      return add('byline', useEnd);
    if (use === 'issued' && this.dateAt(words.isColon(useEnd) ? useEnd + 1 : useEnd, limit))
      return add('issued', useEnd);
    let match = matchAt(context, at);
    const last = this.pieces.at(-1);
    if (last?.end === at && last.kind === 'place') {
      // Two names side by side are one (and a place before a newspaper's name is not a place).
      if (match?.kind === 'place') {
        this.pieces.pop();
        this.add('place', last.first, match.end);
        return match.end;
      }
      match = null;
    }
    if (match?.kind === 'agency') return add('agency', match.end);
    const date = this.dateAt(at, limit);
    if (date) return add('date', date.endToken, date.value);
    // A day of the week by itself says no date, but it is no agency either.
    if (this.pieces.length > 0 && context.has(at, Class.weekday)) return add('date', at + 1);
    if (match) return add('place', match.end);
    if (context.has(at, Class['agency-word']))
      return add('agency', context.lexicon.extent(context.tokens, at, ClassNumber['agency-word']));
    if (use === 'reporter' && this.unknown < 0) return add('reporter', useEnd);
    return 0;
  }

  /** The date that begins at a token, or after "in" and the day of the week. */
  private dateAt(at: number, limit: number): { value: string; endToken: number } | null {
    const { context, words } = this;
    const lead = words.functionKind(at) === 'prep' && this.pieces.length > 0;
    if (
      !lead &&
      !words.isDate(at) &&
      context.tokens.kind[at] !== Kind.number &&
      !context.has(at, Class['date-word'])
    )
      return null;
    const date = this.findDate(at, Math.min(limit, at + DATE));
    if (!date) return null;
    const skipped = date.firstToken - at;
    const weekday = context.has(at, Class.weekday) && skipped <= 2;
    return skipped === 0 || (lead && skipped <= 2) || weekday ? date : null;
  }
}

/** The longest place or agency of the gazetteer that begins at a token. */
function matchAt(context: EntityContext, t: number): { kind: 'place' | 'agency'; end: number } | null {
  const { matches, gazetteer } = context;
  let best: { kind: 'place' | 'agency'; end: number } | null = null;
  for (let m = context.matchFrom(t); m < matches.count && matches.first[m] === t; m++) {
    const end = matches.end[m]!;
    if (best && end <= best.end) continue;
    const rows = context.rowsOf(m);
    if (rows.some((row) => AGENCIES.has(gazetteer.text(row.entry, 'subtype'))))
      best = { kind: 'agency', end };
    else if (rows.some((row) => isPlace(context, t, end, row))) best = { kind: 'place', end };
  }
  return best;
}

/** Is the entry a place, and no village of which the word means something else every day? */
function isPlace(context: EntityContext, t: number, end: number, row: NameRow): boolean {
  if (context.gazetteer.text(row.entry, 'type') !== 'LOC') return false;
  return end - t > 1 || !context.has(t, EVERYDAY_WORD) || (row.flags & EntryFlag.bulk) === 0;
}
