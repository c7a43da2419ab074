import { Class, ClassNumber, EVERYDAY, Flag } from '../lexicon/classes.js';
import { BEH, FOLD, HEH, LAM, WAW } from '../text/characters.js';
import { Kind } from '../tokens/tokens.js';
import type { EntityContext } from './context.js';
import { Neighbour as N, Organisation as O, OrganisationExtra as X } from './features.js';

const LONGEST = 10;
const KINDS: readonly (readonly [bit: number, subtypes: string])[] = [
  [X['head-party'], 'party'],
  [X['head-media'], 'media agency newspaper channel platform'],
  [X['head-company'], 'company bank'],
  [X['head-club'], 'club federation'],
  [X['head-school'], 'university institute'],
  [X['head-government'], 'government parliament'],
  [X['head-army'], 'army security'],
  [X['head-armed-group'], 'armed-group religious'],
  [X['head-court'], 'court'],
  [X['head-international'], 'international ngo union'],
];
const KIND_OF_HEAD: Readonly<Record<string, number>> = Object.fromEntries(
  KINDS.flatMap(([bit, subtypes]) => subtypes.split(' ').map((subtype) => [subtype, bit])),
);
const CLOSING = new Map([
  [0x22, 0x22],
  [0xab, 0xbb],
  [0x201c, 0x201d],
  [0x27, 0x27],
]);

/**
 * Organisations by their head word and what hangs on it: a genitive chain, adjectives, a place, a name in quotation
 * marks. Every length of the tail is a candidate; the weights decide where the name ends. A ministry's name with a
 * nationality stands for the ministry (الدفاع الروسية).
 */
export function organisationCandidates(context: EntityContext): void {
  const { classes, count, kind } = context.tokens;
  for (let t = 0; t < count; t++) {
    if ((classes[t]! & (Class['org-head'] | Class.ministry)) === 0 || kind[t] !== Kind.word) continue;
    if (classes[t]! & Class['org-head']) headed(context, t);
    else ministryAlone(context, t);
  }
}

function headed(context: EntityContext, head: number): void {
  const { lexicon, tokens, units } = context;
  const value = lexicon.value(units, tokens, head, ClassNumber['org-head']);
  const flags = value?.flags ?? 0;
  const subtype = value?.value || null;
  const headEnd = lexicon.extent(tokens, head, ClassNumber['org-head']);
  let bits = flags & Flag.outside ? O['head-outside'] : O['head-inside'];
  if (flags & Flag.weak) bits |= O['head-weak'];
  const definite = context.isDefinite(head);
  if (definite) bits |= O['head-definite'];
  if (context.hasClitic(head)) bits |= O['preposition-off'];
  if (subtype === 'club' && context.isSport(head)) bits |= O.sport;
  const outside = (flags & Flag.outside) !== 0;
  const kind = KIND_OF_HEAD[subtype ?? ''] ?? 0;
  const listedEnd = context.organisationEnd(outside ? headEnd : head);

  const quoted = quotedEnd(context, headEnd);
  if (quoted > 0) {
    if (outside)
      context.add(
        'organisation',
        'ORG',
        headEnd + 1,
        quoted - 1,
        bits | O.quoted | lengthBit(quoted - headEnd - 2),
        kind,
        'org-head',
        -1,
        subtype,
      );
    else
      context.add(
        'organisation',
        'ORG',
        head,
        quoted,
        bits | O.quoted | lengthBit(quoted - head),
        kind,
        'org-head',
        -1,
        subtype,
      );
  }
  let inside = 0;
  let definites = 0;
  let nationality = false;
  for (let end = headEnd; end - head < LONGEST; ) {
    const step = tail(context, end, definite && end === headEnd);
    if (step.end === 0) break;
    inside |= step.sticky;
    end = step.end;
    if (step.open) continue;
    const first = outside ? headEnd : head;
    let extra = kind;
    if (step.last & (O['last-definite'] | O['last-adjective'])) definites++;
    if (definites > 1) extra |= X['two-definites'];
    if (step.last & O['last-nationality']) nationality = true;
    else if (nationality) extra |= X['nationality-inside'];
    const after = context.after(end);
    if (after & N.nationality && after & N.definite && !(after & N.conjunction))
      extra |= X['goes-on-nationality'];
    else if (after & N.definite && !(after & (N.conjunction | N.preposition))) extra |= X['goes-on-definite'];
    if (context.roles[end - 1]! & N.organisation) extra |= X['tail-listed'];
    extra |= step.extra;
    if (listedEnd > 0 && end > listedEnd) extra |= X['beyond-listed'];
    context.add(
      'organisation',
      'ORG',
      first,
      end,
      bits | inside | step.last | lengthBit(end - first),
      extra,
      'org-head',
      -1,
      subtype,
    );
  }
}

const lengthBit = (n: number): number =>
  [0, O['one-word'], O['two-words'], O['three-words'], O['four-words']][n] ?? O['more-words'];

/** The token after a closing quotation mark when a name in quotation marks begins at `t`, else 0. */
function quotedEnd(context: EntityContext, t: number): number {
  const { tokens, units } = context;
  if (!context.follows(t) || tokens.kind[t] !== Kind.punctuation) return 0;
  const close = CLOSING.get(units[tokens.start[t]!]!);
  if (close === undefined) return 0;
  for (let j = t + 1; j < tokens.count && j - t <= LONGEST && context.follows(j); j++) {
    if (tokens.kind[j] === Kind.punctuation)
      return units[tokens.start[j]!] === close && j > t + 1 ? j + 1 : 0;
  }
  return 0;
}

interface Step {
  /** The token after what was taken, 0 when nothing hangs on. */
  end: number;
  /** Feature of what the name ends with now. */
  last: number;
  /** Features that stay for longer names. */
  sticky: number;
  /** More must come. */
  open: boolean;
  extra: number;
}
const NOTHING: Step = { end: 0, last: 0, sticky: 0, open: false, extra: 0 };

/** One more word (or phrase) of an organisation's name at `t`. */
function tail(context: EntityContext, t: number, afterDefiniteHead: boolean): Step {
  const { tokens, lexicon } = context;
  if (!context.follows(t)) return NOTHING;
  if (tokens.kind[t] === Kind.latin)
    return { end: t + 1, last: O['last-unknown'], sticky: O.latin, open: false, extra: 0 };
  // وحدة لاهف 433, فلات 6 لابز
  if (tokens.kind[t] === Kind.number)
    return { end: t + 1, last: O['last-unknown'], sticky: 0, open: false, extra: X['number-last'] };
  if (!context.isWord(t)) return NOTHING;
  const classes = tokens.classes[t]!;
  const role = context.roles[t]!;
  const definite = context.isDefinite(t);
  let sticky = 0;
  if (context.hasClitic(t)) {
    // وزارة التربية والتعليم, المنظمة الدولية للهجرة, مركز مكافحة السرطان ببجاية; others end the name.
    const letter = lexicon.proclitics.rows[tokens.prefix[t]!]!.letters[0];
    if (letter === WAW) sticky = O['has-conjunction'];
    else if (letter === LAM) sticky = O['has-preposition'];
    else return letter === BEH && role & N.place ? atPlace(context, t) : NOTHING;
    // الهيئة الوطنية لإدارة الكوارث, وزارة الزراعة وموارد المياه: a genitive that must go on.
    if (!definite && (classes & (Class.ministry | Class.nationality)) === 0) {
      const isNoun = (classes & Class.common) !== 0 && (classes & (Class.verb | Class.function)) === 0;
      return isNoun ? { end: t + 1, last: 0, sticky, open: true, extra: 0 } : NOTHING;
    }
  }
  if (classes & Class.function && !definite) {
    const value = lexicon.wordValue(context.units, tokens, t, ClassNumber.function);
    if (value === undefined || !context.isWord(t + 1) || !context.follows(t + 1)) return NOTHING;
    // مديرية التربية في طرطوس
    if (value.flags & Flag.place) return context.roles[t + 1]! & N.place ? atPlace(context, t + 1) : NOTHING;
    // مركز الدفاع عن الحريات
    return value.flags & Flag.inside && !context.hasClitic(t + 1)
      ? { end: t + 1, last: 0, sticky: O['has-preposition'], open: true, extra: 0 }
      : NOTHING;
  }
  if (classes & Class.ministry) {
    return {
      end: lexicon.extent(tokens, t, ClassNumber.ministry),
      last: O['last-definite'],
      sticky: sticky | O.ministry,
      open: false,
      extra: 0,
    };
  }
  if (classes & (Class.function | Class['speech-verb']) && !definite) return NOTHING;
  // وزارة الصحة بأنها ستفتح: no word of a name.
  if (classes !== 0 && (classes & ~(Class.verb | Class.attribution)) === 0 && !definite) return NOTHING;
  if (classes & Class.nationality && (definite || !afterDefiniteHead))
    return { end: t + 1, last: O['last-nationality'], sticky, open: false, extra: 0 };
  if (classes & Class['org-adjective'])
    return { end: t + 1, last: O['last-adjective'], sticky, open: false, extra: 0 };
  if (role & N.place) return { end: t + 1, last: O['last-place'], sticky, open: false, extra: 0 };
  if (classes & (Class.given | Class.surname) && !(classes & EVERYDAY))
    return { end: t + 1, last: O['last-name'], sticky, open: false, extra: 0 };
  if (definite) return { end: t + 1, last: O['last-definite'], sticky, open: false, extra: 0 };
  if (afterDefiniteHead) return NOTHING;
  if (classes === 0) return { end: t + 1, last: O['last-unknown'], sticky, open: false, extra: 0 };
  return { end: t + 1, last: O['last-common'], sticky, open: false, extra: 0 };
}

/** The place at which the body is, with or without a preposition before it. */
function atPlace(context: EntityContext, t: number): Step {
  const end = context.placeEnd(t);
  return { end, last: O['last-place'], sticky: O['has-preposition'], open: false, extra: X['at-place'] };
}

function ministryAlone(context: EntityContext, t: number): void {
  const { lexicon, tokens, units } = context;
  const value = lexicon.value(units, tokens, t, ClassNumber.ministry);
  if (!value || !(value.flags & Flag.alone)) return;
  const end = lexicon.extent(tokens, t, ClassNumber.ministry);
  if (
    !context.follows(end) ||
    !context.isWord(end) ||
    !context.has(end, Class.nationality) ||
    context.hasClitic(end)
  )
    return;
  // The adjective agrees with the ministry that is not there (الدفاع الروسية), not with its field (الدفاع الروسي).
  if (FOLD[units[tokens.end[end]! - 1]!] !== HEH) return;
  context.add(
    'organisation',
    'ORG',
    t,
    end + 1,
    O['ministry-alone'] | O['last-nationality'] | lengthBit(end + 1 - t),
    X['head-government'],
    'ministry',
    -1,
    'ministry',
  );
}
