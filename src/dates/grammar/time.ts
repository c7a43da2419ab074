/** Clock times, parts of the day, zones. */

import { Class, ClassNumber } from '../../lexicon/classes.js';
import { ALEF, LAM } from '../../text/characters.js';
import { Link } from '../meanings.js';
import { cardinal, fraction, type Numeral, numeral, ordinal } from '../numerals.js';
import { Parts } from '../parts.js';
import type { Reader } from '../reader.js';
import type { Daypart } from '../types.js';
import { type Atom, atom } from './atom.js';

interface Clock {
  hour: number;
  minute: number;
  second: number | null;
  end: number;
  /** By its form a time and nothing else. */
  sure: boolean;
}

/** صباحا, بعد الظهر, منتصف الليل, أواخر الصباح, وقت متأخر من الليل, الصباح الباكر. */
export function daypartAtom(r: Reader, t: number): Atom | null {
  let at = t;
  let partEdge: 'START' | 'END' | undefined;
  const before = r.modifier(t);
  if (before === 'early-before' || before === 'late-before') {
    at = r.after(t, ClassNumber.modifier);
    if (r.link(at) === 'of') at++;
    partEdge = before === 'early-before' ? 'START' : 'END';
  } else if (before === 'END' || before === 'START') {
    at = r.after(t, ClassNumber.modifier);
    partEdge = before;
  }
  if (at !== t && r.breaksBefore(at)) return null;
  const part = r.daypart(at);
  if (!part) return null;
  let { end } = part;
  if (r.modifier(end) === 'early' && !r.breaksBefore(end)) {
    partEdge = 'START';
    end++;
  }
  const parts = new Parts();
  parts.part = part;
  parts.dayShift = part.shift ?? undefined;
  parts.partEdge = partEdge;
  return atom(parts, end, 'daypart', part.weak);
}

/** The time that the digits of a token give (14:30, 5:30:00; with `dot` also 3.40), or null. */
function written(
  r: Reader,
  t: number,
  dot: boolean,
): { hour: number; minute: number; second: number | null } | null {
  if (r.digitCount(t) > 0) return null;
  const text = r.digits(t);
  const m = /^(\d{1,2}):(\d\d)(?::(\d\d))?$/.exec(text) ?? (dot ? /^(\d{1,2})[.,](\d\d)$/.exec(text) : null);
  if (!m) return null;
  const [hour, minute, second] = [Number(m[1]), Number(m[2]), m[3] === undefined ? null : Number(m[3])];
  return hour <= 24 && minute < 60 && (second ?? 0) < 60 ? { hour, minute, second } : null;
}

/**
 * A clock time with its minutes, half of the day, and zone.
 * @param expected after a day or a preposition of time: an ordinal or a number by itself may be an hour
 */
export function clockAtom(r: Reader, t: number, expected: boolean): Atom | null {
  const clock = minutesToHour(r, t) ?? hourAt(r, t, expected);
  if (!clock) return null;
  const parts = new Parts();
  parts.hour = clock.hour;
  parts.minute = clock.minute;
  if (clock.second !== null) parts.second = clock.second;
  let { end, sure } = clock;
  const part = meridiem(r, end, sure);
  if (part) {
    parts.part = part.part;
    if (part.partShift !== null) parts.dayShift = part.partShift;
    end = part.end;
    sure = true;
    const more = minutes(r, end, true);
    if (more && more.minute !== 0 && clock.minute === 0) {
      parts.minute = more.minute;
      end = more.end;
    }
  }
  const zone = zoneAt(r, end);
  if (zone) {
    parts.zone = zone.zone;
    end = zone.end;
    sure = true;
  }
  if (!sure && !expected) return null;
  if (parts.minute! < 0) {
    parts.hour = (parts.hour! + 23) % 24 || 12;
    parts.minute! += 60;
  }
  return atom(parts, end, 'clock');
}

function hourAt(r: Reader, t: number, expected: boolean): Clock | null {
  const unit = r.unit(t);
  const titled = unit?.unit === 'H' && unit.form === '1' && r.isDefinite(t) && !r.breaksBefore(t + 1);
  const at = titled ? t + 1 : t;
  if (r.isNumber(at)) {
    const exact = written(r, at, titled);
    if (exact) {
      if (!titled && exact.second === null && isCitation(r, at)) return null;
      return { ...exact, end: at + 1, sure: true };
    }
    const count = r.digitCount(at);
    const value = r.digitValue(at);
    // 1845 بتوقيت غرينتش
    if (count === 4 && zoneAt(r, at + 1)) {
      const [hour, minute] = [Math.floor(value / 100), value % 100];
      return hour <= 24 && minute < 60 ? { hour, minute, second: null, end: at + 1, sure: true } : null;
    }
    if (count < 1 || count > 2 || value > 24) return null;
    if (!titled && isCountBefore(r, t, at + 1)) return null;
    return withMinutes(r, { hour: value, minute: 0, second: null, end: at + 1, sure: titled });
  }
  if (titled && r.isAnd(at)) return null;
  const n = hourOrdinal(r, at) ?? (titled || expected || r.has(at, Class.number) ? cardinal(r, at) : null);
  if (!n || n.value < 1 || n.value > 24 || n.weak) return null;
  if (n.form === 'ordinal' && !r.isDefinite(at)) return null;
  if (!titled && n.form === 'words' && isCountBefore(r, t, n.end)) return null;
  if (!titled && n.form === 'ordinal' && !isFeminine(r, at)) return null;
  if (r.link(n.end) === 'of' && r.link(n.end + 1) === 'age') return null;
  return withMinutes(r, { hour: n.value, minute: 0, second: null, end: n.end, sure: titled });
}

/** من 5 إلى 7 مساء اليوم: the number ends a range of hours that begins with one. */
const isUpperBound = (r: Reader, t: number): boolean =>
  r.isLink(t - 1, Link.to | Link.until) &&
  (r.isNumber(t - 2) || r.has(t - 2, Class.number | Class.ordinal)) &&
  r.isLink(t - 3, Link.of);

/** ارتفع العدد إلى ثلاثة ليل الجمعة: the part of the day belongs to the day after it, the number to what is counted. */
function isCountBefore(r: Reader, t: number, end: number): boolean {
  const part = r.daypart(end);
  if (!part || r.isDefinite(end) || part.end > end + 1 || isAdverb(r, end)) return false;
  const after = part.end;
  const day = r.has(after, Class.weekday | Class.anchor) || r.isNumber(after) || r.link(after) === 'day';
  return (
    day &&
    !r.breaksBefore(after) &&
    !r.breaksBefore(t) &&
    !isUpperBound(r, t) &&
    !r.isLink(
      t - 1,
      Link.in |
        Link.at |
        Link.before |
        Link.after |
        Link.until |
        Link.since |
        Link.between |
        Link['shortly-before'] |
        Link['shortly-after'],
    )
  );
}

const FOR = String.fromCharCode(LAM);
/** The preposition ب. */
const BY = String.fromCharCode(0x0628);
const FATHATAN = 0x064b;
/** صباحا, مساءً: said of the hour before, not of the day after. */
function isAdverb(r: Reader, t: number): boolean {
  for (let i = r.tokens.start[t]!; i < r.tokens.end[t]!; i++) if (r.units[i] === FATHATAN) return true;
  return r.letters(t).charCodeAt(r.letters(t).length - 1) === ALEF;
}

/** The ordinal of an hour; in الرابعة وأربعون the second word counts minutes. */
function hourOrdinal(r: Reader, t: number): Numeral | null {
  const n = ordinal(r, t);
  if (!n || n.value <= 12) return n;
  const value = Number(r.word(t, ClassNumber.ordinal).value);
  return value >= 1 && value <= 12 ? { ...n, value, end: t + 1 } : n;
}

/** A chapter and verse, or a score: after a word that says so. */
const isCitation = (r: Reader, t: number): boolean =>
  r.link(t - 1) === 'name-before' || r.link(t - 2) === 'name-before' || r.isSign(t - 1, ':');

const TEH_MARBUTA = 0x0629;
function isFeminine(r: Reader, t: number): boolean {
  for (let i = r.tokens.end[t]! - 1; i > r.tokens.start[t]!; i--) {
    const c = r.units[i]!;
    if (c >= 0x064b && c <= 0x0652) continue;
    return c === TEH_MARBUTA || c === 0x0647 || c === 0x0649;
  }
  return false;
}

function withMinutes(r: Reader, clock: Clock): Clock {
  const more = minutes(r, clock.end, clock.sure);
  if (!more) return clock;
  const last = minutes(r, more.end, true);
  // والنصف إلا خمس دقائق, والنصف وخمس دقائق
  const two = last !== null && (last.minute < 0 || (last.sure && more.minute > 0 && last.minute < 30));
  return {
    ...clock,
    minute: two ? more.minute + last.minute : more.minute,
    end: two ? last.end : more.end,
    sure: clock.sure || more.sure,
  };
}

/** ونصف, والربع, و20 دقيقة, وخمسة وثلاثين, إلا ربعا, إلا ثلاث دقائق; negative for إلا. */
function minutes(
  r: Reader,
  t: number,
  alone: boolean,
): { minute: number; end: number; sure: boolean } | null {
  if (r.breaksBefore(t)) return null;
  const minus = r.link(t) === 'minus';
  const lone = r.isLoneAnd(t);
  if (!minus && !lone && !r.isAnd(t)) return null;
  const at = minus || lone ? t + 1 : t;
  const sign = minus ? -1 : 1;
  const n = numeral(r, at);
  const quarters = n && r.word(n.end, ClassNumber.number).value === '/4' ? n.value / 4 : 0;
  if (quarters > 0 && quarters < 1) return { minute: quarters * 60, end: n!.end + 1, sure: true };
  const share = fraction(r, at);
  if (share > 0) return { minute: sign * Math.round(share * 60), end: at + 1, sure: true };
  if (!n || n.value % 1 !== 0 || n.value < 1 || n.value > 59) return null;
  const unit = r.unit(n.end);
  if (unit?.unit === 'MIN') return { minute: sign * n.value, end: n.end + 1, sure: true };
  if (unit) return null;
  const followed = r.has(n.end, Class.daypart);
  return n.form === 'words' && (alone || followed)
    ? { minute: sign * n.value, end: n.end, sure: false }
    : null;
}

/** عشرين دقيقة بعد الخامسة, ثلاث دقائق قبل الثامنة. */
function minutesToHour(r: Reader, t: number): Clock | null {
  if (r.isNumber(t) && !r.has(t + 1, Class.unit)) return null;
  const share = fraction(r, t);
  const n = share > 0 ? null : numeral(r, t);
  const [count, unit] = n ? [n.value, 'MIN'] : [share * 60, 'H'];
  const end = n?.end ?? t + 1;
  if (count === 0 || n?.weak || count > 59 || r.unit(end)?.unit !== unit) return null;
  const link = r.link(end + 1);
  if (link !== 'before' && link !== 'after') return null;
  const hour = hourAt(r, end + 2, true);
  if (hour?.minute !== 0 || (r.isNumber(end + 2) && !hour.sure)) return null;
  return { ...hour, minute: link === 'after' ? count : -count, sure: true };
}

/** The half of the day after a time: صباحا, من فجر, في الليل, بعد الظهر. */
function meridiem(
  r: Reader,
  t: number,
  sure: boolean,
): { part: Daypart; end: number; partShift: number | null } | null {
  if (r.breaksBefore(t)) return null;
  // 8:30 ص, الساعة 8 م
  const half = r.link(t);
  if (sure && (half === 'am' || half === 'pm')) {
    const part: Daypart =
      half === 'am'
        ? { code: 'MO', from: 0, to: 12, moment: null }
        : { code: 'EV', from: 12, to: 24, moment: null };
    return { part, end: t + 1, partShift: null };
  }
  const at = r.isLink(t, Link.of) || (r.link(t) === 'in' && r.has(t + 1, Class.daypart)) ? t + 1 : t;
  // الساعة 8 بالليل
  const inside = r.proclitics(at) === BY && r.isDefinite(at);
  if (r.breaksBefore(at) || (r.proclitics(at) !== '' && !inside)) return null;
  const anchor = r.value(at, ClassNumber.anchor).value;
  if (anchor !== '' && /^part:0 (MO|EV)/.test(anchor)) {
    const code = anchor.slice(7);
    const part = { code, from: code === 'MO' ? 6 : 17, to: code === 'MO' ? 12 : 22, moment: null };
    return { part, end: r.after(at, ClassNumber.anchor), partShift: 0 };
  }
  const part = r.daypart(at);
  if (!part || (at !== t && !sure && !r.isDefinite(at) && r.link(t) === 'in')) return null;
  return { part, end: part.end, partShift: part.shift };
}

/** بتوقيت غرينتش, بالتوقيت المحلي, ت.غ, GMT. */
export function zoneAt(r: Reader, t: number): { zone: string; end: number } | null {
  if (r.breaksBefore(t)) return null;
  let at = t;
  if (r.link(at) === 'zone-t') {
    const second = r.isSign(at + 1, '.') ? at + 2 : at + 1;
    return r.link(second) === 'zone-g' ? { zone: 'GMT', end: second + 1 } : null;
  }
  if (r.link(at) === 'zone-word') at++;
  else if (r.kind(at) === 1 && /^(GMT|UTC)$/i.test(r.raw(at))) return { zone: r.raw(at), end: at + 1 };
  else return null;
  const first = at;
  while (
    at < first + 3 &&
    !r.breaksBefore(at) &&
    (r.link(at) === 'zone' || (r.kind(at) === 1 && /^(GMT|UTC)$/i.test(r.raw(at))))
  )
    at = r.kind(at) === 1 ? at + 1 : r.after(at, ClassNumber['date-word']);
  if (at === first) return null;
  return { zone: r.text.slice(r.tokens.start[first]!, r.tokens.end[at - 1]!), end: at };
}

/** ليل السبت الأحد, ليلة السبت إلى الأحد: the weekday that ends a night. */
export function nightEnd(r: Reader, t: number): { weekday: number; end: number } | null {
  const at = r.isLink(t, Link.to) || r.isSign(t, '-/–') ? t + 1 : t;
  const proclitics = r.proclitics(at);
  if (r.breaksBefore(at) || (proclitics !== '' && proclitics !== FOR)) return null;
  const weekday = r.weekday(at);
  return weekday && !weekday.weak ? { weekday: weekday.day, end: at + 1 } : null;
}
