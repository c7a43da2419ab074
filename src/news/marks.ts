import { Gap, Kind, type Tokens } from '../tokens/tokens.js';

/** A stretch between two quotation marks that stands in no other; tokens `open` and `close` are the marks. */
export interface Quoted {
  readonly open: number;
  /** The closing mark; when there is none, the token after the last of the paragraph. */
  readonly close: number;
  /** Is there a closing mark? */
  readonly closed: boolean;
}

/** Families of marks; a mark closes only one of its own. */
enum Family {
  none = 0,
  double = 1,
  angle = 2,
  single = 3,
}
interface Sign {
  readonly family: Family;
  /** Which way it opens by its code: 1 opens, -1 closes, 0 either. */
  readonly turn: number;
}
const SIGNS: ReadonlyMap<number, Sign> = new Map([
  [0x22, { family: Family.double, turn: 0 }],
  [0x201c, { family: Family.double, turn: 1 }],
  [0x201e, { family: Family.double, turn: 1 }],
  [0x201d, { family: Family.double, turn: -1 }],
  [0x201f, { family: Family.double, turn: 1 }],
  [0xff02, { family: Family.double, turn: 0 }],
  [0xab, { family: Family.angle, turn: 1 }],
  [0xbb, { family: Family.angle, turn: -1 }],
  [0x300a, { family: Family.angle, turn: 1 }],
  [0x300b, { family: Family.angle, turn: -1 }],
  [0x27, { family: Family.single, turn: 0 }],
  [0x2018, { family: Family.single, turn: 1 }],
  [0x2019, { family: Family.single, turn: -1 }],
]);
/** Which units are in `SIGNS`. */
const IS_SIGN = new Uint8Array(0x10000);
for (const unit of SIGNS.keys()) IS_SIGN[unit] = 1;
/** What a mark that opens may touch on its other side: brackets, dashes, colon, slash. */
const BEFORE_OPENING = new Set(Array.from('([{-–—:/«“"', (mark) => mark.charCodeAt(0)));
/** How many lines further a mark without its partner looks for it, and how many tokens. */
const LINES = 4;
const REACH = 1500;
const DEPTH = 3;

/** A mark in the text, with what its code and the blanks around it say. */
interface Mark {
  readonly token: number;
  readonly family: Family;
  /** 1 opens, -1 closes, 0 nobody knows. */
  readonly hint: number;
  /** The line. */
  readonly line: number;
}

/**
 * What stands between quotation marks, the outermost pairs only, in order. Marks pair by the blanks around them, then by
 * their code, then in turns; a pair may run over lines (an opening mark at the beginning of the next line goes on with
 * the quote and begins a new pair); a mark without a partner is dropped, or, when it opens, ends with its line.
 * @param units the text
 */
export function findQuoted(units: Uint16Array, tokens: Tokens): Quoted[] {
  const marks = findMarks(units, tokens);
  const found: Quoted[] = [];
  for (let from = 0; from < marks.length; ) {
    let to = from;
    while (to < marks.length && marks[to]!.line === marks[from]!.line) to++;
    from = pairLine(tokens, marks, from, to, found);
  }
  return found;
}

function findMarks(units: Uint16Array, tokens: Tokens): Mark[] {
  const marks: Mark[] = [];
  let line = 0;
  const { count, gap, kind } = tokens;
  for (let t = 0; t < count; t++) {
    if (gap[t]! >= Gap.line) line++;
    if (kind[t] !== Kind.punctuation) continue;
    const unit = units[tokens.start[t]!]!;
    if (IS_SIGN[unit] === 0) continue;
    const sign = SIGNS.get(unit)!;
    const hint = hintOf(units, tokens, t, sign);
    // A single mark with letters on both sides is an apostrophe.
    if (sign.family === Family.single && hint === 0) continue;
    marks.push({ token: t, family: sign.family, hint, line });
  }
  return marks;
}

function hintOf(units: Uint16Array, tokens: Tokens, t: number, { family, turn }: Sign): number {
  const spaceBefore = t === 0 || tokens.gap[t]! > Gap.none;
  const spaceAfter = t + 1 >= tokens.count || tokens.gap[t + 1]! > Gap.none;
  const opensHere =
    spaceBefore || (isPunctuation(tokens, t - 1) && BEFORE_OPENING.has(units[tokens.start[t - 1]!]!));
  const closesHere = spaceAfter || isPunctuation(tokens, t + 1);
  let hint = 0;
  if (opensHere && !spaceAfter) hint = 1;
  else if (closesHere && !spaceBefore) hint = -1;
  if (family === Family.single) return hint;
  // Guillemets say by their code what they are, unless the blanks say the opposite (»so«).
  const stopAfter = isPunctuation(tokens, t + 1) && !SIGNS.has(units[tokens.start[t + 1]!]!);
  const reversed = hint === -turn && (spaceBefore !== spaceAfter || (hint < 0 && stopAfter));
  if (family === Family.angle) return reversed ? hint : turn;
  return hint || turn;
}

const isPunctuation = (tokens: Tokens, t: number): boolean =>
  t >= 0 && t < tokens.count && tokens.kind[t] === Kind.punctuation;

/** Pairs the marks [from, to) of a line; gives the number of the first mark that is not used up. */
function pairLine(tokens: Tokens, marks: readonly Mark[], from: number, to: number, found: Quoted[]): number {
  const stack: number[] = [];
  const inner: Quoted[] = [];
  const left = [0, 0, 0, 0];
  for (let i = from; i < to; i++) left[marks[i]!.family]!++;
  for (let i = from; i < to; i++) {
    const mark = marks[i]!;
    const rest = --left[mark.family]!;
    let open = stack.length - 1;
    while (open >= 0 && marks[stack[open]!]!.family !== mark.family) open--;
    if (open < 0) {
      // A closing mark with nothing open is a slip, unless it has a partner after it and so opens by mistake.
      if (mark.hint >= 0 || (mark.family === Family.double && rest % 2 === 1)) stack.push(i);
    } else if (opensInside(marks, i, to, rest)) {
      if (stack.length < DEPTH) stack.push(i);
    } else {
      const pair = { open: marks[stack[open]!]!.token, close: mark.token, closed: true };
      stack.length = open;
      if (open === 0) {
        found.push(pair);
        inner.length = 0;
      } else if (open === 1) inner.push(pair);
    }
  }
  const first = stack[0];
  if (first === undefined) return to;
  if (inner.length > 0) {
    // The mark is a slip, and what seemed to stand in it stands by itself.
    found.push(...inner);
    return to;
  }
  return runOver(tokens, marks, first, to, found);
}

/** Does a mark open a pair inside of one that is open? */
function opensInside(marks: readonly Mark[], i: number, to: number, rest: number): boolean {
  const { hint, family } = marks[i]!;
  if (hint <= 0) return false;
  if (family === Family.angle) return true;
  if (rest < 2) return false;
  let next = i + 1;
  while (next < to && marks[next]!.family !== family) next++;
  return marks[next]!.hint <= 0;
}

/** What a mark opens that its line does not close. */
function runOver(tokens: Tokens, marks: readonly Mark[], first: number, to: number, found: Quoted[]): number {
  const { token: open, family, line } = marks[first]!;
  let next = to;
  while (next < marks.length && marks[next]!.family !== family) next++;
  const partner = marks[next];
  if (partner && partner.line - line <= LINES && partner.token - open <= REACH && partner.hint < 0) {
    found.push({ open, close: partner.token, closed: true });
    return next + 1;
  }
  let end = open + 1;
  while (end < tokens.count && tokens.gap[end]! < Gap.line) end++;
  found.push({ open, close: end, closed: false });
  return to;
}
