/** Records with what only their formats know: offsets in another unit, and the text around each mention. */
import type { Context, DateMention, DocumentRecord, Entity, Quote, Span } from '../document.js';
import { type OffsetUnit, offsetCounter } from '../text/counter.js';

/** A stretch of a text. */
export type Position = Pick<Span, 'start' | 'end'>;

/** Moves spans of a text to another unit. */
export function spanMover(text: string, unit: OffsetUnit): <T extends Position>(span: T) => T {
  const count = offsetCounter(text, unit);
  return (span) => ({ ...span, start: count(span.start), end: count(span.end) });
}

/** The record with its offsets in another unit, which it then names. */
export function withOffsets(record: DocumentRecord, text: string, unit: OffsetUnit): DocumentRecord {
  if (unit === 'utf16') return record;
  const move = spanMover(text, unit);
  const moved: DocumentRecord = {
    ...record,
    offsets: unit,
    dateline: record.dateline && move(record.dateline),
    entities: record.entities.map((entity) => move(entity)),
    dates: record.dates.map((date) => move(date)),
    quotes: record.quotes.map((quote) => ({ ...move(quote), speaker: quote.speaker && move(quote.speaker) })),
  };
  if (record.alternatives !== undefined) {
    moved.alternatives = record.alternatives.map((each) => ({
      ...move(each),
      lostTo: each.lostTo && move(each.lostTo),
    }));
  }
  return moved;
}

/** The record with the text before and after each mention, up to so many code units of it on each side. */
export function withContext(record: DocumentRecord, text: string, length: number): DocumentRecord {
  const add = <T extends Entity | DateMention | Quote>(mention: T): T => ({
    ...mention,
    context: contextOf(mention, text, length),
  });
  return {
    ...record,
    entities: record.entities.map(add),
    dates: record.dates.map(add),
    quotes: record.quotes.map(add),
  };
}

function contextOf({ start, end }: Span, text: string, length: number): Context {
  let from = Math.max(0, start - length);
  let to = Math.min(text.length, end + length);
  // A character is taken whole or not at all, and a mark with its letter.
  while (from < start && isInside(text, from)) from++;
  while (to > end && isInside(text, to)) to--;
  return { before: text.slice(from, start), after: text.slice(end, to) };
}

const MARK = /^\p{M}/u;

const isInside = (text: string, at: number): boolean =>
  at > 0 && at < text.length && (/[\udc00-\udfff]/.test(text[at]!) || MARK.test(text[at]!));
