import type { Dateline } from '../document.js';
import type { EntityContext } from '../entities/context.js';
import type { KnownSpan } from '../entities/entities.js';
import { Class, ClassNumber } from '../lexicon/classes.js';
import { Gap, Kind } from '../tokens/tokens.js';

/** A full date in a range of tokens, as the date stage finds it. */
export type DateFinder = (
  fromToken: number,
  toToken: number,
) => { value: string; firstToken: number; endToken: number } | null;

/** How far down datelines are looked for: lines, and tokens of one. */
const LINES = 8;
const REACH = 26;
const AGENCIES = new Set(['agency', 'newspaper', 'channel', 'media', 'magazine', 'radio', 'website']);
const OPEN = 0x28;
const CLOSE = 0x29;
/** Hyphen, dashes, colon, slash, bar, commas, full stop. */
const SEPARATORS = new Set([0x2d, 0x2013, 0x2014, 0x3a, 0x2f, 0x7c, 0x60c, 0x2c, 0x640]);
/** What ends a dateline that is not in brackets. */
const ENDS = new Set([0x2d, 0x2013, 0x2014, 0x3a, 0x2f, 0x7c, 0x640]);

export interface FoundDateline {
  readonly dateline: Dateline;
  /** Agencies that no list knows but that the dateline shows to be ones. */
  readonly known: readonly KnownSpan[];
}

interface Piece {
  readonly kind: 'place' | 'agency' | 'date' | 'unknown';
  readonly first: number;
  readonly end: number;
  readonly text: string;
}

/**
 * What stands before the first sentence of agency copy: place, agencies, date, in the shapes that agencies use:
 * `القاهرة 5 مارس (أ ش أ) -`, `(رويترز) -`, `واشنطن - أ ف ب`, `(… / سبوتنيك - 14 مارس 2020)`, `بيروت/ 7 آب/ …`.
 */
export function findDateline(
  text: string,
  context: EntityContext,
  findDate: DateFinder,
): FoundDateline | null {
  const { tokens } = context;
  let lines = 0;
  for (let t = 0; t < tokens.count && lines < LINES; t++) {
    if (t > 0 && tokens.gap[t]! < Gap.line) continue;
    lines++;
    const found = inBrackets(text, context, t, findDate) ?? inTheOpen(text, context, t, findDate);
    if (found) return found;
  }
  return null;
}

const unitAt = (context: EntityContext, t: number): number =>
  context.tokens.kind[t] === Kind.punctuation ? context.units[context.tokens.start[t]!]! : 0;

/** A line that begins with brackets around agencies, perhaps a place and a date. */
function inBrackets(
  text: string,
  context: EntityContext,
  t: number,
  findDate: DateFinder,
): FoundDateline | null {
  const { tokens } = context;
  if (unitAt(context, t) !== OPEN) return null;
  let close = t + 1;
  while (
    close < tokens.count &&
    close - t < REACH &&
    tokens.gap[close]! < Gap.line &&
    unitAt(context, close) !== CLOSE
  )
    close++;
  if (close >= tokens.count || unitAt(context, close) !== CLOSE) return null;
  const pieces: Piece[] = [];
  for (let from = t + 1; from < close; ) {
    let to = from;
    while (to < close && !SEPARATORS.has(unitAt(context, to))) to++;
    if (to > from) pieces.push(...segment(text, context, from, to, findDate));
    from = to + 1;
  }
  const agencies = pieces.filter((piece) => piece.kind === 'agency');
  const unknown = pieces.filter((piece) => piece.kind === 'unknown');
  const dated = pieces.some((piece) => piece.kind === 'date');
  if (agencies.length === 0 && !(dated && unknown.length > 0)) return null;
  // Beside an agency or a date, what nobody knows is another agency.
  return assemble(text, context, t, close + 1, pieces, unknown);
}

/** One part between separators in the brackets: a date, or a known name, or something unknown. */
function segment(
  text: string,
  context: EntityContext,
  from: number,
  to: number,
  findDate: DateFinder,
): Piece[] {
  const { tokens } = context;
  const date = findDate(from, to);
  if (date) {
    const before = date.firstToken > from ? segment(text, context, from, date.firstToken, () => null) : [];
    return [...before, { kind: 'date', first: date.firstToken, end: date.endToken, text: date.value }];
  }
  const name = text.slice(tokens.start[from]!, tokens.end[to - 1]!);
  const known = matchAt(context, from);
  if (known && known.end === to) return [{ kind: known.kind, first: from, end: to, text: name }];
  if (context.has(from, Class['agency-word'])) return [{ kind: 'agency', first: from, end: to, text: name }];
  return [{ kind: 'unknown', first: from, end: to, text: name }];
}

/** A line that begins with place, agency or date, separators between them, and a dash or colon at the end. */
function inTheOpen(
  text: string,
  context: EntityContext,
  t: number,
  findDate: DateFinder,
): FoundDateline | null {
  const { tokens } = context;
  const pieces: Piece[] = [];
  let at = t;
  let ended = -1;
  let last = t;
  while (at < tokens.count && at - t < REACH && (at === t || tokens.gap[at]! < Gap.line)) {
    const unit = unitAt(context, at);
    if (unit !== 0) {
      if (!SEPARATORS.has(unit) && unit !== OPEN && unit !== CLOSE) break;
      if (pieces.length === 0) return null;
      if (unit === CLOSE) last = at + 1;
      if (ENDS.has(unit) || unit === CLOSE) ended = last;
      at++;
      continue;
    }
    const known = matchAt(context, at);
    if (known) {
      pieces.push({
        kind: known.kind,
        first: at,
        end: known.end,
        text: text.slice(tokens.start[at]!, tokens.end[known.end - 1]!),
      });
      at = last = known.end;
      ended = -1;
      continue;
    }
    if (context.has(at, Class['agency-word'])) {
      const end = context.lexicon.extent(tokens, at, ClassNumber['agency-word']);
      pieces.push({
        kind: 'agency',
        first: at,
        end,
        text: text.slice(tokens.start[at]!, tokens.end[end - 1]!),
      });
      at = last = end;
      ended = -1;
      continue;
    }
    const date = findDate(at, Math.min(tokens.count, at + 10));
    if (!date || date.firstToken !== at) break;
    pieces.push({ kind: 'date', first: at, end: date.endToken, text: date.value });
    at = last = date.endToken;
    ended = -1;
  }
  const kinds = new Set(pieces.map((piece) => piece.kind));
  const enough = kinds.has('agency')
    ? pieces.length > 1 || ended >= 0
    : kinds.has('place') && kinds.has('date');
  if (!enough || ended < 0) return null;
  return assemble(text, context, t, ended, pieces, []);
}

/** The longest place or agency of the gazetteer that begins at a token. */
function matchAt(context: EntityContext, t: number): { kind: 'place' | 'agency'; end: number } | null {
  const { matches, gazetteer } = context;
  for (let m = lowerBound(context, t); m < matches.count && matches.first[m] === t; m++) {
    const rows = context.rowsOf(m);
    if (rows.some((row) => AGENCIES.has(gazetteer.text(row.entry, 'subtype'))))
      return { kind: 'agency', end: matches.end[m]! };
    if (rows.some((row) => gazetteer.text(row.entry, 'type') === 'LOC'))
      return { kind: 'place', end: matches.end[m]! };
  }
  return null;
}

/** The first match that begins at or after a token. */
function lowerBound(context: EntityContext, t: number): number {
  const { first, count } = context.matches;
  let low = 0;
  let high = count;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (first[middle]! < t) low = middle + 1;
    else high = middle;
  }
  return low;
}

function assemble(
  text: string,
  context: EntityContext,
  first: number,
  end: number,
  pieces: Piece[],
  unknown: Piece[],
): FoundDateline {
  const { tokens } = context;
  const start = tokens.start[first]!;
  const stop = tokens.end[end - 1]!;
  const agencies = pieces.filter((piece) => piece.kind === 'agency' || unknown.includes(piece));
  return {
    dateline: {
      start,
      end: stop,
      text: text.slice(start, stop),
      place: pieces.find((piece) => piece.kind === 'place')?.text ?? null,
      agencies: agencies.map((piece) => piece.text),
      date: pieces.find((piece) => piece.kind === 'date')?.text ?? null,
    },
    known: unknown.map((piece) => ({ first: piece.first, end: piece.end, type: 'ORG', rule: 'dateline' })),
  };
}
