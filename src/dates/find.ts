/**
 * The date stage: goes over the tokens, parses where a class bit says that something may begin, judges the evidence, and
 * resolves in the order of the text, so that later dates may lean on earlier ones.
 */
import type { DateMention } from '../document.js';
import { Class } from '../lexicon/classes.js';
import type { Lexicon } from '../lexicon/lookup.js';
import { Kind, type Tokens } from '../tokens/tokens.js';
import { toDays } from './calendars.js';
import { Evidence } from './evidence.js';
import type { Found } from './found.js';
import { vagueEnd } from './grammar/duration.js';
import { expressionAt } from './grammar/expression.js';
import { Link } from './meanings.js';
import { Mentions } from './mentions.js';
import { type Reader, readerOf } from './reader.js';
import { type Anchor, anchorOf } from './state.js';
import { dayValue } from './timex.js';
import { mayTrigger, TRIGGERS } from './triggers.js';
import type { DateContext } from './types.js';

/** Words that an expression may begin with before the word that triggers it. */
const STARTERS = Class['date-word'] | Class.modifier | Class.number | Class.ordinal | Class.anchor;
const BACK = 4;

/**
 * Finds all dates, times, durations and sets of a text whose tokens the lexicon has annotated.
 * @returns mentions sorted by start, without overlaps; offsets in UTF-16 code units
 */
export function findDates(
  text: string,
  units: Uint16Array,
  tokens: Tokens,
  lexicon: Lexicon,
  context: DateContext,
): DateMention[] {
  const reader = readerOf(lexicon).open(text, units, tokens, context);
  const evidence = new Evidence(reader);
  const mentions = new Mentions(reader, evidence, readAnchor(context.reference));
  const { classes, kind } = tokens;
  let free = 0;
  for (let t = 0; t < tokens.count; t++) {
    const bits = classes[t]!;
    if ((bits & TRIGGERS) === 0 && kind[t] !== Kind.number) continue;
    if (t < free || !mayTrigger(reader, t, bits)) continue;
    const found = earliest(reader, evidence, t, free);
    if (found) {
      if (evidence.isName(found) || mentions.add(found)) {
        free = found.end;
        t = found.end - 1;
      }
      continue;
    }
    if (bits & Class.unit) {
      const vague = vagueEnd(reader, t);
      if (vague > t) {
        free = vague;
        t = vague - 1;
      }
    }
  }
  mentions.settleHeadline();
  return mentions.list;
}

/** Words that join or come before an expression, and never begin one. */
const INSIDE =
  Link.in |
  Link.to |
  Link.until |
  Link.at |
  Link.since |
  Link.during |
  Link.for |
  Link.by |
  Link.was |
  Link.future |
  Link['name-before'] |
  Link.counted |
  Link.zone |
  Link.and |
  Link.equals |
  Link.only |
  Link['shortly-before'] |
  Link['shortly-after'] |
  Link.minus |
  Link.date |
  Link['zone-word'];
function mayBegin(r: Reader, t: number): boolean {
  const bits = r.tokens.classes[t]!;
  if (bits & (TRIGGERS | Class.modifier)) return true;
  return (bits & Class['date-word']) === 0 || !r.isLink(t, INSIDE);
}

/** The expression that covers the trigger and begins earliest before it: a date, or the name of something (`isName`). */
function earliest(r: Reader, evidence: Evidence, t: number, free: number): Found | null {
  let from = t;
  while (from > free && from > t - BACK && !r.breaksBefore(from)) {
    if (!(r.tokens.classes[from - 1]! & STARTERS) && !r.isArticle(from - 1) && !r.isLoneAnd(from - 1)) break;
    from--;
  }
  for (let s = from; s <= t; s++) {
    if (s < t && !mayBegin(r, s)) continue;
    const found = expressionAt(r, s);
    if (!found || found.end <= t) continue;
    if (evidence.isName(found) || evidence.accepts(found)) return found;
  }
  return null;
}

/** The reference date that was read last: most texts of a run have that of the one before, or none. */
let lastReference: string | null = null;
let lastAnchor: Anchor | null = null;

/** Reads a reference date. @throws never; null for what is none */
export function readAnchor(reference: string | null): Anchor | null {
  if (reference !== lastReference) {
    lastAnchor = parseAnchor(reference);
    lastReference = reference;
  }
  return lastAnchor;
}

function parseAnchor(reference: string | null): Anchor | null {
  const m = reference ? /^(\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d)(?::(\d\d))?)?/.exec(reference) : null;
  if (!m) return null;
  return {
    ...anchorOf(toDays(Number(m[1]), Number(m[2]), Number(m[3]))),
    seconds: m[4] === undefined ? null : Number(m[4]) * 3600 + Number(m[5]) * 60 + Number(m[6] ?? 0),
  };
}

const PLAIN: DateContext = { reference: null, prefer: 'past', monthFirst: false };

export interface AbsoluteOptions {
  /** Take a day and month without a year too, as `XXXX-MM-DD`. */
  readonly withoutYear?: boolean;
}

/**
 * The first full date (day, month, year; of any calendar) in a range of tokens, as the dateline needs it.
 * @returns its Gregorian value and its tokens; null when there is none
 */
export function firstAbsoluteDate(
  text: string,
  units: Uint16Array,
  tokens: Tokens,
  lexicon: Lexicon,
  fromToken: number,
  toToken: number,
  options: AbsoluteOptions = {},
): { value: string; firstToken: number; endToken: number } | null {
  const reader = readerOf(lexicon).open(text, units, tokens, PLAIN);
  const evidence = new Evidence(reader);
  const mentions = new Mentions(reader, evidence, null);
  for (let t = fromToken; t < Math.min(toToken, tokens.count); t++) {
    const bits = tokens.classes[t]!;
    if ((bits & TRIGGERS) === 0 && tokens.kind[t] !== Kind.number) continue;
    if (!mayTrigger(reader, t, bits)) continue;
    const found = earliest(reader, evidence, t, fromToken);
    if (found?.kind !== 'moment' || found.end > toToken || evidence.isName(found)) continue;
    const resolved = mentions.resolved(found);
    const { day, month } = found.parts;
    if (resolved?.day != null && resolved.type === 'DATE' && resolved.grain === 'day')
      return { value: dayValue(resolved.day), firstToken: found.first, endToken: found.end };
    if (options.withoutYear && day !== undefined && month !== undefined && !found.parts.calendar && resolved)
      return { value: resolved.value.slice(0, 10), firstToken: found.first, endToken: found.end };
    t = found.end - 1;
  }
  return null;
}
