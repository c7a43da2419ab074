/** What the words around an expression say: whether it is a date at all, and whether it lies in the past or the future. */
import { Class } from '../lexicon/classes.js';
import { endsHere } from './grammar/absolute.js';
import type { Reader } from './reader.js';
import type { Tense } from './resolve.js';
import type { Found, Parts } from './types.js';

const TIME_LINKS = ['in', 'since', 'during', 'until', 'by', 'before', 'after', 'shortly-before', 'shortly-after', 'between', 'date'];

const only = (p: Parts, ...fields: (keyof Parts)[]): boolean => {
  for (const field of Object.keys(p)) if (!fields.includes(field as keyof Parts)) return false;
  return true;
};

export class Evidence {
  constructor(private readonly r: Reader) {}

  /** Is what the grammar found a date, given what stands around it? */
  accepts(found: Found & { weak?: boolean }): boolean {
    const { r } = this;
    const before = found.first - 1;
    const p = found.parts;
    if (found.kind === 'duration' || found.kind === 'set') return true;
    if (r.value(found.first, 'anchor').value === 'none' || this.insideName(found.first)) return false;
    if (found.kind === 'range') return true;
    if (p.offset) return true;
    const named = r.isLink(before, 'name-before') && !r.breaksBefore(found.first);
    if (named && (only(p, 'weekday', 'dayShift', 'day', 'month') || only(p, 'year', 'calendar'))) return false;
    if (only(p, 'year') && found.weak) return this.isYear(found, p.year!);
    if (only(p, 'part')) return false;
    if (only(p, 'part', 'partEdge')) return p.partEdge !== undefined && r.isLink(before, 'in', 'at');
    if (!found.weak) return true;
    if (only(p, 'month', 'calendar')) return this.after(found.first, TIME_LINKS);
    return p.dayShift !== undefined ? this.after(found.first, TIME_LINKS) : false;
  }

  /** Does one of the words of time stand directly before the token, or come off it as a proclitic (بـ)? */
  private after(t: number, links: readonly string[]): boolean {
    const { r } = this;
    return !r.breaksBefore(t) && r.isLink(t - 1, ...links);
  }

  /** A newspaper's name that ends in a day: the phrase begins one token before. */
  private insideName(t: number): boolean {
    const { r } = this;
    for (let s = t - 1; s >= Math.max(0, t - 2); s--)
      if (r.value(s, 'anchor').value === 'none' && r.after(s, 'anchor') > t) return true;
    return false;
  }

  /** A bare number of four digits. */
  private isYear(found: Found, year: number): boolean {
    const { r } = this;
    const { first, end } = found;
    if (found.parts.edge) return true;
    if (r.unit(end) && !r.breaksBefore(end)) return false;
    if (r.isSign(first - 1, '(', '[') && (r.isSign(end, ')', ']') || (r.isSign(end, '-', '–') && r.isNumber(end + 1))))
      return year >= 1500 && year <= 2100;
    if (r.isGlued(end) && r.isSign(end, '-', '/', '%', '٪')) return false;
    if (r.isGlued(first) && r.isSign(first - 1, '-', '/')) return false;
    if (!r.isNumber(first)) return this.after(first, ['in', 'since', 'until', 'during']) && year >= 1900;
    if (r.isLink(end, 'counted') || r.has(end, Class.number) || r.isSign(end, '%', '٪')) return false;
    const round = year < 1900 || year > 2060 || year % 500 === 0;
    if (r.breaksBefore(first)) return false;
    const glued = r.isGlued(first) && r.isLink(first - 1, 'in');
    if (!glued && !this.after(first, TIME_LINKS)) {
      return r.link(first - 1) === 'of' && !round && year >= 1950 && endsHere(r, end);
    }
    return glued || !round || endsHere(r, end);
  }

  /** Where an ambiguous date lies, by the nearest sign before it (or a deadline after it), within the sentence. */
  tense(found: Found): Tense {
    const { r } = this;
    const { prefer } = r.context;
    if (prefer === 'future') return 'future';
    if (r.isLink(found.first - 1, 'by')) return 'soon';
    if (r.comesLater(found.first) || r.isLink(found.end, 'future')) return 'soon';
    if (r.isLink(found.first - 1, 'until', 'before') && prefer === 'past') return 'nearest';
    return prefer;
  }
}
