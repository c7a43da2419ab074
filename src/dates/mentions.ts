/** Turns what was found into mentions, and remembers what later dates of the text may refer to. */

import type { DateMention } from '../document.js';
import { Class, ClassNumber } from '../lexicon/classes.js';
import { ALEF, FOLD } from '../text/characters.js';
import { daysInMonth, monthStart, toDays } from './calendars.js';
import type { Evidence } from './evidence.js';
import { explanation } from './explain.js';
import type { Found } from './found.js';
import { Link } from './meanings.js';
import { Parts } from './parts.js';
import type { Reader } from './reader.js';
import { resolve } from './resolve.js';
import { type Anchor, anchorOf, type ResolveContext, type Resolved, type Tense } from './state.js';
import { amountValue, boundOf, dayValue, instantText } from './timex.js';
import type { Amount } from './types.js';

/** So many tokens on, a clock time no longer belongs to the day that was said. */
const MEMORY = 150;

/** The tense is asked for only where something must be inferred, since it looks back over the sentence. */
class Request implements ResolveContext {
  private known: Tense | undefined;
  constructor(
    readonly reference: Anchor | null,
    readonly previous: Resolved | null,
    readonly previousDay: number | null,
    private readonly evidence: Evidence,
    private readonly found: Found,
    private readonly futureToken: number,
    readonly weekStart: number,
  ) {}
  /** As `tense`, where it was asked for. */
  get asked(): Tense | null {
    return this.known ?? null;
  }
  get tense(): Tense {
    this.known ??= this.evidence.tense(this.found, this.futureToken);
    return this.known;
  }
}

export class Mentions {
  readonly list: DateMention[] = [];
  /** What was last asked of the resolver. */
  private request: Request | null = null;
  private previous: Resolved | null = null;
  private previousDay: number | null = null;
  private previousToken = -MEMORY;
  /** The last mention of a day that is still to come. */
  private futureToken = -1;
  private readonly bareWeekdays = new Map<DateMention, number>();
  private readonly datedWeekdays = new Map<DateMention, number>();
  /** The last day that each weekday's name stood for, when it was to come. */
  private readonly comingWeekdays = new Map<number, { day: number; token: number }>();

  private readonly weekStart: number;

  constructor(
    private readonly r: Reader,
    private readonly evidence: Evidence,
    private readonly reference: Anchor | null,
  ) {
    this.weekStart = r.context.weekStart ?? 1;
  }

  /** Resolves and keeps an expression. @returns false when it cannot be resolved */
  add(found: Found): boolean {
    this.request = null;
    const mention =
      found.kind === 'set'
        ? this.set(found)
        : found.kind === 'duration'
          ? this.duration(found)
          : this.dated(found);
    if (!mention) return false;
    if (this.r.context.explain)
      mention.explain = explanation(found, this.r.context.reference, this.tenseAsked());
    this.list.push(mention);
    const { weekday, toward, day, month, dayShift, weekShift, nth } = found.parts;
    if (weekday !== undefined && found.kind === 'moment' && nth === undefined) {
      if (day !== undefined && month !== undefined) this.datedWeekdays.set(mention, weekday);
      else if (toward === undefined && day === undefined && dayShift === undefined && weekShift === undefined)
        this.bareWeekdays.set(mention, weekday);
    }
    return true;
  }

  private tenseAsked(): Tense | null {
    return this.request?.asked ?? null;
  }

  /** The value of a point in time, without keeping it. */
  resolved(found: Found, parts: Parts = found.parts): Resolved | null {
    const near = found.first - this.previousToken < MEMORY;
    this.request = new Request(
      this.reference,
      this.previous,
      near ? this.previousDay : null,
      this.evidence,
      found,
      this.futureToken,
      this.weekStart,
    );
    return resolve(parts, this.request);
  }

  private dated(found: Found): DateMention | null {
    if (found.parts.offset && !found.parts.offsetSign) {
      found.parts.offsetSign = this.evidence.tense(found, -1) === 'past' ? -1 : 1;
    }
    if (found.parts.offset && hasClock(found.parts.offset)) return this.offsetTime(found);
    const first = this.repeated(found) ?? this.resolved(found);
    if (!first) return null;
    if (found.until) {
      let second = this.resolvedAfter(found, first);
      if (!second) return null;
      if (
        first.type === 'TIME' &&
        second.type === 'TIME' &&
        first.day !== null &&
        second.day === first.day &&
        second.from! <= first.from!
      )
        second = this.nextDay(found.until, first.day);
      if (!second) return null;
      if (first.day !== null && second.day !== null && (second.endDay ?? second.day + 1) <= first.day)
        return null;
      // The end of a year (نهاية 1441) begins later than its first day.
      const to = isPoint(second) ? second.from : second.to;
      if (first.from !== null && to !== null && to < first.from) return null;
      this.remember(found, second);
      return this.mention(found, {
        ...first,
        value: `${lower(first)}/${upper(second)}`,
        to,
        inferred: [...new Set([...first.inferred, ...second.inferred])],
        type: first.type,
        mod: first.mod,
      });
    }
    this.remember(found, first);
    return this.mention(found, first);
  }

  /** The clock time that ends a range on the day after it began. */
  private nextDay(until: Parts, day: number): Resolved | null {
    const { hour, minute, second, part } = until;
    const parts = Parts.of({ dayShift: 1, hour, minute, second, part });
    return resolve(parts, {
      reference: anchorOf(day),
      tense: 'soon',
      previous: null,
      previousDay: day,
      weekStart: this.weekStart,
    });
  }

  /** The end of a range: when its year is open, the first one that is not before the beginning. */
  private resolvedAfter(found: Found, first: Resolved): Resolved | null {
    const until = found.until!;
    const open =
      until.year === undefined &&
      until.yearShift === undefined &&
      until.toward === undefined &&
      until.dayShift === undefined &&
      until.monthShift === undefined;
    if (!open || first.day === null || until.weekShift !== undefined) return this.resolved(found, until);
    const memory = this.previousDay;
    const token = this.previousToken;
    this.previousDay = first.day;
    this.previousToken = found.first;
    const tense: Tense = 'soon';
    const after = resolve(until, {
      reference: { ...anchorOf(first.day), seconds: this.reference?.seconds ?? null },
      tense,
      previous: first,
      previousDay: first.day,
      weekStart: this.weekStart,
    });
    this.previousDay = memory;
    this.previousToken = token;
    return after;
  }

  /** A weekday that was said to come shortly before means the same day again. */
  private repeated(found: Found): Resolved | null {
    const { weekday, toward, day, dayShift, weekShift, nth } = found.parts;
    if (
      weekday === undefined ||
      toward !== undefined ||
      day !== undefined ||
      dayShift !== undefined ||
      weekShift !== undefined ||
      nth
    )
      return null;
    const coming = this.comingWeekdays.get(weekday);
    if (!coming || found.first - coming.token > MEMORY || !this.reference || this.r.wasSaid(found.first))
      return null;
    const parts = found.parts.copy();
    parts.weekday = undefined;
    parts.dayShift = coming.day - this.reference.days;
    return this.resolved(found, parts);
  }

  private remember(found: Found, resolved: Resolved): void {
    if (resolved.day === null) return;
    this.previous = resolved;
    if (
      resolved.grain === 'year' ||
      resolved.grain === 'month' ||
      resolved.grain === 'quarter' ||
      resolved.grain === 'half' ||
      resolved.grain === 'decade' ||
      resolved.grain === 'century'
    )
      return;
    if (this.reference && resolved.day > this.reference.days) this.futureToken = found.end;
    const { weekday, holiday } = found.parts;
    // What lies behind (منذ 5 مارس) is not the day that the text goes on to tell of.
    if (holiday !== undefined || this.r.isLink(found.first - 1, Link.since)) return;
    this.previousDay = resolved.day;
    this.previousToken = found.first;
    if (weekday !== undefined && this.reference && resolved.day > this.reference.days)
      this.comingWeekdays.set(weekday, { day: resolved.day, token: found.first });
  }

  /**
   * A weekday in the headline is the one that the text goes on to date: "… on Friday", and below "on Friday 9 December",
   * which is to come.
   */
  settleHeadline(): void {
    const { reference } = this;
    if (!reference) return;
    const line = this.r.text.indexOf('\n');
    /** The first date below that each weekday stands beside. */
    const below = new Map<number, DateMention>();
    for (const [other, weekday] of this.datedWeekdays)
      if (other.start > line && other.value.length === 10 && !below.has(weekday)) below.set(weekday, other);
    for (const [mention, weekday] of this.bareWeekdays) {
      if (mention.start > line) break;
      const old = /^\d{4}-\d\d-\d\d/.exec(mention.value)?.[0];
      const dated = below.get(weekday);
      const day = dated ? readDay(dated.value) : null;
      if (!old || day === null || day <= reference.days || day > reference.days + 7) continue;
      const shift = (s: string | null): string | null =>
        s === null
          ? null
          : s.replace(/^\d{4}-\d\d-\d\d/, (text) => dayValue(readDay(text)! + day - readDay(old)!));
      mention.value = shift(mention.value)!;
      mention.from = shift(mention.from);
      mention.to = shift(mention.to);
    }
  }

  /** قبل ساعتين, بعد 30 دقيقة: a time when the reference has one, else an amount. */
  private offsetTime(found: Found): DateMention | null {
    const { offset, offsetSign } = found.parts;
    if (!this.reference || this.reference.seconds === null) {
      found.anchored = offsetSign!;
      return this.duration(found);
    }
    const value = boundOf(shifted(this.reference, offset!, offsetSign!));
    if (value === null) return null;
    const resolved = blank({
      value: value.slice(0, 16),
      type: 'TIME',
      from: value,
      to: null,
      grain: 'minute',
    });
    return this.mention(found, { ...resolved, mod: found.parts.mod ?? null });
  }

  private duration(found: Found): DateMention | null {
    const value = amountValue(found.amount!);
    if (!value) return null;
    let from: string | null = null;
    let to: string | null = null;
    if (found.anchored && this.reference) {
      const { days, seconds } = this.reference;
      const now = boundOf(seconds === null ? dayValue(days) : instantText(days, seconds));
      const isKnown = seconds !== null || !hasClock(found.amount!);
      const moment = isKnown ? boundOf(shifted(this.reference, found.amount!, found.anchored)) : null;
      const other = seconds === null ? (moment?.slice(0, 10) ?? null) : moment;
      [from, to] = found.anchored < 0 ? [other, now] : [now, other];
    }
    return this.mention(found, {
      ...blank({ value, type: 'DURATION', from, to, grain: 'duration' }),
      mod: null,
    });
  }

  private set(found: Found): DateMention {
    const mention = this.mention(
      found,
      blank({ value: found.value, type: 'SET', from: null, to: null, grain: 'set' }),
    );
    if (found.quant) mention.quant = found.quant;
    if (found.freq) mention.freq = found.freq;
    return mention;
  }

  private mention(
    found: Found,
    resolved: Omit<Resolved, 'type'> & { type: DateMention['type'] },
  ): DateMention {
    const { r } = this;
    const start = this.startOf(found.first);
    const end = r.tokens.end[found.end - 1]!;
    return {
      start,
      end,
      text: r.text.slice(start, end),
      type: resolved.type,
      value: resolved.value,
      from: resolved.from,
      to: resolved.to,
      grain: resolved.grain,
      mod: resolved.mod ?? this.measure(found.first) ?? this.boundary(found),
      calendar: resolved.calendar,
      original: resolved.original,
      zone: found.parts.zone ?? null,
      inferred: resolved.inferred,
      conflict: resolved.conflict,
      rule: found.rule,
    };
  }

  /** Proclitics stay outside of the span. */
  private startOf(t: number): number {
    const { r } = this;
    if (!r.isArticle(t)) return r.tokens.baseStart[t]!;
    // After a conjunction the article begins with its alef.
    let i = r.tokens.start[t]!;
    while (i < r.tokens.end[t]! - 1 && FOLD[r.units[i]!] !== ALEF) i++;
    return i;
  }

  /** قبل, بعد, منذ, حتى before a point in time: which side of it is meant. */
  private boundary({ kind, first, parts }: Found): string | null {
    if (kind !== 'moment' || parts.reference || parts.offset) return null;
    const before = first - 1;
    if (
      this.r.breaksBefore(first) ||
      !this.r.isLink(before, Link.before | Link.after | Link.since | Link.until)
    )
      return null;
    return BOUNDARIES[this.r.link(before)] ?? null;
  }

  /** أكثر من, نحو before the expression. */
  private measure(t: number): string | null {
    for (let back = 1; back <= 3; back++) {
      if (!this.r.has(t - back, Class.modifier)) continue;
      const said = this.r.modifier(t - back);
      if (
        said !== '' &&
        this.r.after(t - back, ClassNumber.modifier) === t &&
        /^(APPROX|MORE|LESS|EQUAL)/.test(said)
      )
        return said;
    }
    return null;
  }
}

function readDay(value: string): number | null {
  const m = /^(\d{4})-(\d\d)-(\d\d)/.exec(value);
  return m ? toDays(Number(m[1]), Number(m[2]), Number(m[3])) : null;
}

const BOUNDARIES: Readonly<Record<string, string>> = {
  before: 'BEFORE',
  after: 'AFTER',
  since: 'ON_OR_AFTER',
  until: 'ON_OR_BEFORE',
};

const hasClock = (a: Amount): boolean => a.H !== undefined || a.MIN !== undefined || a.S !== undefined;
const isPoint = (x: Resolved): boolean => x.grain === 'minute' || x.grain === 'hour' || x.grain === 'second';
const lower = (x: Resolved): string => x.value.split('/')[0]!;
const upper = (x: Resolved): string => x.value.split('/').at(-1)!;

function blank(rest: {
  value: string;
  type: DateMention['type'];
  from: string | null;
  to: string | null;
  grain: string;
}): Omit<Resolved, 'type'> & {
  type: DateMention['type'];
} {
  return {
    value: rest.value,
    type: rest.type,
    from: rest.from,
    to: rest.to,
    grain: rest.grain,
    mod: null,
    calendar: 'gregorian',
    original: null,
    inferred: [],
    conflict: null,
    day: null,
    endDay: null,
  };
}

/** A moment so much before or after another, as a date-time. */
function shifted(anchor: Anchor, amount: Amount, sign: -1 | 1): string {
  const months = Math.round(
    ((amount.CE ?? 0) * 1200 + (amount.DE ?? 0) * 120 + (amount.Y ?? 0) * 12 + (amount.M ?? 0)) * sign,
  );
  const count = anchor.year * 12 + anchor.month - 1 + months;
  const year = Math.floor(count / 12);
  const month = count - year * 12 + 1;
  const day = Math.min(anchor.day, daysIn(year, month));
  const days = start(year, month) + day - 1;
  const seconds =
    ((amount.W ?? 0) * 7 + (amount.D ?? 0) + (amount.N ?? 0)) * 86400 +
    (amount.H ?? 0) * 3600 +
    (amount.MIN ?? 0) * 60 +
    (amount.S ?? 0);
  return instantText(days, (anchor.seconds ?? 0) + sign * seconds);
}
const daysIn = (year: number, month: number): number => daysInMonth('gregorian', year, month);
const start = (year: number, month: number): number => monthStart('gregorian', year, month);
