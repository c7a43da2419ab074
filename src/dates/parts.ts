/** Statements of one shape, so that the many fields of `Parts` are read at the same places whatever an expression says. */
import type { Parts } from './types.js';

class Statement {
  calendar = undefined;
  year = undefined;
  bc = undefined;
  inGregorian = undefined;
  shortYear = undefined;
  yearShift = undefined;
  month = undefined;
  monthShift = undefined;
  day = undefined;
  dayShift = undefined;
  weekShift = undefined;
  weekendShift = undefined;
  weekday = undefined;
  toward = undefined;
  nth = undefined;
  quarter = undefined;
  half = undefined;
  season = undefined;
  decade = undefined;
  decadeShift = undefined;
  century = undefined;
  centuryShift = undefined;
  part = undefined;
  nightTo = undefined;
  hour = undefined;
  minute = undefined;
  second = undefined;
  zone = undefined;
  edge = undefined;
  partEdge = undefined;
  reference = undefined;
  holiday = undefined;
  holidayDay = undefined;
  offset = undefined;
  offsetSign = undefined;
  same = undefined;
  rest = undefined;
  anaphoric = undefined;
  everyYear = undefined;
  mod = undefined;
  other = undefined;
}

/** What both state, `b` before `a`; a new object in which all fields are, `undefined` where nothing is stated. */
export function merged(a: Parts, b: Parts): Parts {
  const out = new Statement() as unknown as Record<string, unknown>;
  copy(out, a);
  copy(out, b);
  return out as Parts;
}

function copy(out: Record<string, unknown>, from: Parts): void {
  for (const field in from) {
    const value = from[field as keyof Parts];
    if (value !== undefined) out[field] = value;
  }
}

/** How many fields are stated. */
export function statedIn(parts: Parts): number {
  let count = 0;
  for (const field in parts) if (parts[field as keyof Parts] !== undefined) count++;
  return count;
}
