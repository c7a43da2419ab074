/** What the words around an expression say: whether it is a date at all, and whether it lies in the past or the future. */

import { Class, ClassNumber } from '../lexicon/classes.js';
import { LAM } from '../text/characters.js';
import type { Found } from './found.js';
import { endsHere } from './grammar/absolute.js';
import { Link } from './meanings.js';
import { BEHIND, type Reader } from './reader.js';
import type { Tense } from './state.js';

/** The preposition ل. */
const FOR = String.fromCharCode(LAM);
const TIME_LINKS =
  Link.in |
  Link.since |
  Link.during |
  Link.until |
  Link.by |
  Link.before |
  Link.after |
  Link['shortly-before'] |
  Link['shortly-after'] |
  Link.between |
  Link.date;

/** How many of these are stated. */
const said = (a: unknown, b?: unknown, c?: unknown, d?: unknown): number =>
  (a === undefined ? 0 : 1) +
  (b === undefined ? 0 : 1) +
  (c === undefined ? 0 : 1) +
  (d === undefined ? 0 : 1);

/** So far back the head of a list of years is looked for, in tokens. */
const YEARS = 40;
const MONTH_LINKS = TIME_LINKS & ~Link.between;

export class Evidence {
  constructor(private readonly r: Reader) {}

  /** Is what the grammar found a date, given what stands around it? */
  accepts(found: Found): boolean {
    const { r } = this;
    const before = found.first - 1;
    const p = found.parts;
    if (found.kind === 'set') return found.rule !== 'set-adjective' || !r.isLink(before, Link.anniversary);
    if (found.kind === 'duration') return true;
    const { count } = p;
    // لليوم الثاني, للجمعة الرابعة على التوالي: how often, not when.
    if (count === said(p.dayShift, p.weekday, p.day) && this.isCounted(found)) return false;
    if (r.value(found.first, ClassNumber.anchor).value === 'none' || this.insideName(found.first))
      return false;
    if (found.kind === 'range') return true;
    if (p.offset) return true;
    if (found.weak && count === 1 && p.year !== undefined) return this.isYear(found, p.year);
    // في المساء alone is any evening; where something is to come it is the next one.
    if (count === 1 && p.part)
      return (
        p.part.moment !== null ||
        (!found.weak &&
          p.part.code !== 'MI' &&
          this.after(found.first, Link.in | Link.at) &&
          (r.comesLater(found.first) || this.isAppointed(found.first)))
      );

    if (p.edge && p.year !== undefined) return true;
    if (count === 2 && p.part && p.partEdge) return r.isLink(before, Link.in | Link.at);
    if (!found.weak) return true;
    // Nothing else on the line.
    const alone = r.breaksBefore(found.first) && r.breaksBefore(found.end);
    if (alone && (p.holiday !== undefined || (p.month === 9 && p.calendar === 'islamic-umalqura')))
      return true;
    if (count === said(p.month, p.calendar)) return this.after(found.first, MONTH_LINKS);
    return p.dayShift !== undefined ? this.after(found.first, TIME_LINKS) : false;
  }

  /** دعنا نلتقي في المساء */
  private isAppointed(t: number): boolean {
    for (let i = t - 1; i >= Math.max(0, t - 4) && !this.r.breaksBefore(i + 1); i--)
      if (this.r.link(i) === 'let-us') return true;
    return false;
  }

  /** The name of a place, paper or event: شارع 14 مارس, مدينة السادس من أكتوبر, #صنعاء_الآن; a page: ص. 1911-1923. */
  isName(found: Found): boolean {
    const { r } = this;
    const { first, parts: p } = found;
    const before = first - 1;
    if (r.breaksBefore(first)) return false;
    if (r.isGlued(first) && r.isSign(before, '_#@')) return true;
    if (
      found.kind === 'range' &&
      r.isSign(before, '.') &&
      r.isGlued(before) &&
      r.sign(before - 1) !== 0 &&
      !r.isNumber(before - 1)
    )
      return true;
    if (found.kind !== 'moment' || !r.isLink(before, Link['name-before']) || r.unit(first)) return false;
    const { count } = p;
    return count === said(p.weekday, p.dayShift, p.day, p.month) || count === said(p.year, p.calendar);
  }

  private isCounted(found: Found): boolean {
    const { r } = this;
    const { first, end, parts: p } = found;
    // 400 يورو لليوم
    if (p.dayShift === 0 && end === first + 1 && r.proclitics(first).endsWith(FOR)) return true;
    const next = p.day === undefined ? end : end - 1;
    if (!r.has(next, Class.ordinal) || r.breaksBefore(next) || !r.isDefinite(next)) return false;
    return r.proclitics(first).endsWith(FOR) || (p.dayShift === 0 && end === first + 1);
  }

  /** Does one of the words of time stand directly before the token, or come off it as a proclitic (بـ)? */
  private after(t: number, links: number): boolean {
    const { r } = this;
    return !r.breaksBefore(t) && r.isLink(t - 1, links);
  }

  /** A newspaper's name that ends in a day: the phrase begins one token before. */
  private insideName(t: number): boolean {
    const { r } = this;
    for (let s = t - 1; s >= Math.max(0, t - 2); s--)
      if (r.value(s, ClassNumber.anchor).value === 'none' && r.after(s, ClassNumber.anchor) > t) return true;
    return false;
  }

  /** A bare number of four digits. */
  private isYear(found: Found, year: number): boolean {
    const { r } = this;
    const { first, end } = found;
    if (found.parts.edge) return true;
    if (r.unit(end) && !r.breaksBefore(end)) return false;
    // القرار (1701)
    if (r.isSign(first - 1, '([') && r.isLink(first - 2, Link['name-before'])) return false;
    if (r.isSign(first - 1, '([') && (r.isSign(end, ')]') || (r.isSign(end, '-–') && r.isNumber(end + 1))))
      return year >= 1500 && year <= 2100;
    if (r.isGlued(end) && r.isSign(end, '-/%٪')) return false;
    if (r.isGlued(first) && r.isSign(first - 1, '-/')) return false;
    if (!r.isNumber(first))
      return this.after(first, Link.in | Link.since | Link.until | Link.during) && year >= 1900;
    if (
      r.isLink(end, Link.counted) ||
      Number(r.word(end, ClassNumber.number).value) >= 1000 ||
      r.isSign(end, '%٪')
    )
      return false;
    const round = year < 1900 || year > 2060 || year % 500 === 0;
    if (r.breaksBefore(first)) return false;
    // في 2014 و2017 و2018
    let head = first;
    while (head > first - YEARS && r.isLoneAnd(head - 1) && r.digitCountAt(head - 2) === 4) head -= 2;
    if (head !== first && !round) return this.after(head, TIME_LINKS);
    const glued = r.isGlued(first) && r.isLink(first - 1, Link.in);
    if (!glued && !this.after(first, TIME_LINKS)) {
      return r.link(first - 1) === 'of' && !round && year >= 1950 && endsHere(r, end);
    }
    return glued || !round || endsHere(r, end);
  }

  /** وفي يونيو ستجرى: the date opens its sentence, and a verb of the future follows. */
  private opensFuture(found: Found): boolean {
    const { r } = this;
    const before = r.isLink(found.first - 1, Link.in) ? found.first - 2 : found.first - 1;
    if (!r.breaksBefore(before + 1) && !r.isSentenceEnd(before)) return false;
    return !r.breaksBefore(found.end) && r.isFuture(found.end);
  }

  private sameSentence(from: number, to: number): boolean {
    const { r } = this;
    if (to - from > 40) return false;
    for (let i = from; i < to; i++)
      if (r.isSentenceEnd(i) || r.breaksBefore(i + 1) || r.isLink(i, BEHIND)) return false;
    return true;
  }

  /** Where an ambiguous date lies, by the nearest sign before it (or a deadline after it), within the sentence. */
  tense(found: Found, afterFuture: number): Tense {
    const { r } = this;
    const { prefer } = r.context;
    if (prefer === 'future') return 'future';
    if (r.isLink(found.first - 1, Link.since | Link.was)) return 'past';
    if (r.isLink(found.first - 1, Link.by)) return 'soon';
    if (r.isLink(found.first - 2, Link.by) && r.isLink(found.first - 1, Link.of)) return 'nearest';
    if (r.comesLater(found.first) || r.isLink(found.end, Link.future) || this.opensFuture(found))
      return 'soon';
    if (
      afterFuture >= 0 &&
      found.parts.weekday !== undefined &&
      this.sameSentence(afterFuture, found.first) &&
      !r.wasSaid(found.first)
    )
      return 'soon';
    if (r.isLink(found.first - 1, Link.until | Link.before) && prefer === 'past') return 'nearest';
    return prefer;
  }
}
