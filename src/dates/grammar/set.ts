/** What comes back: كل يوم, يوميا, كل عشر دقائق, كل ثلاثاء, كل خريف, شهرية, مرتين في الأسبوع, أيام الجمعة. */
import { Class, ClassNumber } from '../../lexicon/classes.js';
import { Found } from '../found.js';
import { Link } from '../meanings.js';
import { digitNumeral, numeral } from '../numerals.js';
import { Parts } from '../parts.js';
import type { Reader } from '../reader.js';
import { hourOfDay } from '../resolve.js';
import { amountValue, clockValue } from '../timex.js';
import { amountAt } from './duration.js';
import { clockAtom } from './time.js';

/** What a set comes back with: its TIMEX3 value, the token after it, and which rule says so. */
interface Period {
  readonly value: string;
  readonly end: number;
  readonly rule: string;
}

/** An expression of repetition that begins at the token. */
export function setAt(r: Reader, t: number): Found | null {
  const often = oftenAt(r, t);
  if (often) return often;
  if (!r.has(t, Class.unit | Class['date-word'])) return null;
  const adverb = adverbAt(r, t);
  if (adverb) return set(t, adverb, 'EVERY');
  const days = daysAt(r, t);
  if (days) return set(t, days, 'EVERY');
  const every = everyAt(r, t);
  return every ? set(t, atClock(r, every), 'EVERY') : null;
}

/** يوميا, شهرية, بشكل أسبوعي. */
function adverbAt(r: Reader, t: number): Period | null {
  const { kind, rest } = r.unitMeaning(t);
  if (kind !== 'set' && kind !== 'adj') return null;
  // شهري يناير وفبراير are two months.
  if (kind === 'adj' && !r.isDefinite(t) && r.month(t + 1) && !r.breaksBefore(t + 1)) return null;
  return { value: rest, end: r.afterUnit(t), rule: kind === 'set' ? 'set-adverb' : 'set-adjective' };
}

/** كل يوم, كل ثلاثة أسابيع, كل يوم اثنين, كل صباح. */
function everyAt(r: Reader, t: number): Period | null {
  if (!r.isLink(t, Link.every) || r.breaksBefore(t + 1)) return null;
  let at = t + 1;
  if (r.isLink(at, Link.day) && r.weekday(at + 1)) at++;
  const weekday = r.weekday(at);
  if (weekday && r.proclitics(at) === '')
    return { value: `XXXX-WXX-${weekday.day}`, end: at + 1, rule: 'every-weekday' };
  const season = r.special(at, 'season');
  if (season !== '' && !r.isDefinite(at))
    return { value: `XXXX-${season}`, end: at + 1, rule: 'every-season' };
  const month = r.month(at);
  if (month?.calendar === 'gregorian')
    return { value: `XXXX-${String(month.month).padStart(2, '0')}`, end: month.end, rule: 'every-month' };
  const part = r.daypart(at);
  if (part && !part.weak && !r.isDefinite(at))
    return { value: `XXXX-XX-XXT${part.code}`, end: part.end, rule: 'every-daypart' };
  if (r.isDefinite(at) || r.proclitics(at) !== '') return null;
  const amount = amountAt(r, at);
  const value = amount ? amountValue(amount.amount) : null;
  return amount && value ? { value, end: amount.end, rule: 'every-amount' } : null;
}

/** أيام الجمعة; several of them (أيام الخميس والجمعة والسبت) are days that are named, not all such days. */
function daysAt(r: Reader, t: number): Period | null {
  const unit = r.unit(t);
  if (unit?.unit !== 'D' || unit.form !== 'n' || r.isDefinite(t) || r.breaksBefore(t + 1)) return null;
  const weekday = r.weekday(t + 1);
  if (!weekday || weekday.weak || r.proclitics(t + 1) !== '') return null;
  if (r.isAnd(t + 2) || r.isLoneAnd(t + 2) || r.isNumber(t + 2) || r.isSign(t + 2, ',،')) return null;
  if (r.direction(t + 2) !== null || r.isLink(t - 1, Link.every)) return null;
  return { value: `XXXX-WXX-${weekday.day}`, end: t + 2, rule: 'every-weekday' };
}

/** كل يوم الساعة 4 مساء: the value says the time too. */
function atClock(r: Reader, period: Period): Period {
  const daily = period.value === 'P1D';
  if (!daily && !period.value.startsWith('XXXX-WXX-')) return period;
  const at = r.isLink(period.end, Link.in | Link.at) ? period.end + 1 : period.end;
  const clock = r.breaksBefore(at) || r.proclitics(at) !== '' ? null : clockAtom(r, at, false);
  if (!clock || clock.parts.dayShift !== undefined) return period;
  const { hour, minute, second, part } = clock.parts;
  const time = clockValue(hourOfDay(hour!, part), minute!, second);
  const day = daily ? 'XXXX-XX-XX' : period.value;
  return { value: `${day}${time}`, end: clock.end, rule: 'every-clock' };
}

/** مرة في اليوم, مرتين أسبوعيا, ثلاث مرات كل شهر: TIMEX3 keeps the count in `freq` (2X) and the period in `value`. */
function oftenAt(r: Reader, t: number): Found | null {
  // أول مرة في العام
  if (r.has(t - 1, Class.ordinal) && !r.breaksBefore(t)) return null;
  let times = r.special(t, 'freq');
  let end = t + 1;
  if (times === '') {
    if (!r.isNumber(t) && !r.has(t, Class.number)) return null;
    const n = r.isNumber(t) ? digitNumeral(r, t) : numeral(r, t);
    if (!n || n.weak || n.value % 1 !== 0 || n.form === 'ordinal' || r.breaksBefore(n.end)) return null;
    // 15 مرة, ثلاث مرات
    if (r.special(n.end, 'freq') === '' || r.proclitics(n.end) !== '') return null;
    times = String(n.value);
    end = n.end + 1;
  } else if (times === 'n' || r.isDefinite(t)) return null;
  if (r.breaksBefore(end)) return null;
  // مرة واحدة
  if (times === '1' && r.word(end, ClassNumber.number).value === '1' && r.proclitics(end) === '') end++;
  const period = perAt(r, end);
  if (!period || r.breaksBefore(end)) return null;
  // مرة كل عام is every year.
  if (times === '1' && period.rule.startsWith('every')) return null;
  const found = set(t, { ...period, rule: 'frequency' }, period.rule.startsWith('every') ? 'EVERY' : '');
  found.freq = `${times}X`;
  return found;
}

/** في اليوم, كل أسبوع, سنويا: what the times are counted in. */
function perAt(r: Reader, t: number): Period | null {
  const every = everyAt(r, t);
  if (every) return every;
  const adverb = adverbAt(r, t);
  if (adverb) return adverb.rule === 'set-adverb' ? adverb : null;
  if (!r.isLink(t, Link.in) || r.breaksBefore(t + 1)) return null;
  const today = r.isDay(t + 1);
  const unit = r.unit(t + 1);
  const name = today ? 'D' : unit?.form === '1' && r.isDefinite(t + 1) ? unit.unit : null;
  // في الأسبوع الماضي is a date.
  if (name === null || r.direction(t + 2) !== null || r.has(t + 2, Class.ordinal)) return null;
  if (!r.breaksBefore(t + 2) && (r.isNumber(t + 2) || r.isArticle(t + 2))) return null;
  const value = amountValue({ [name]: 1 });
  return value ? { value, end: t + 2, rule: 'per' } : null;
}

function set(first: number, { value, end, rule }: Period, quant: string): Found {
  const found = new Found(first, end, rule, 'set', new Parts());
  found.value = value;
  found.quant = quant;
  return found;
}
