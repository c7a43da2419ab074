import type { Dateline } from '../document.js';
import type { EntityContext } from '../entities/context.js';
import type { KnownSpan } from '../entities/entities.js';
import { Class } from '../lexicon/classes.js';
import { Gap } from '../tokens/tokens.js';
import {
  COLON,
  DASHES,
  type DateFinder,
  type Header,
  HeaderReader,
  type Piece,
  type PieceKind,
} from './header.js';
import { Words } from './words.js';

/** How far down datelines are looked for, in lines. */
const LINES = 8;
const FULL_DAY = /^\d{4}-\d\d-\d\d$/;

export interface FoundDateline {
  readonly dateline: Dateline;
  /** Agencies that no list knows but that the dateline shows to be ones. */
  readonly known: readonly KnownSpan[];
}

/**
 * What stands before the first sentence of agency copy, at the beginning of one of the first lines: place, agencies,
 * correspondent and date in the shapes that agencies use: `القاهرة 5 مارس (أ ش أ) -`, `(رويترز) -`, `واشنطن - أ ف ب`,
 * `(… / سبوتنيك - 14 مارس 2020)`, `كتب: …`, `بيروت/ 7 آب/ وكالة …`. The first line that has an agency or a date wins; a
 * line of which only the place or the author is known counts when there is no such line.
 * @param findDate the first date in a range of tokens; a day without its year is `XXXX-MM-DD`
 */
export function findDateline(
  text: string,
  context: EntityContext,
  findDate: DateFinder,
): FoundDateline | null {
  const { tokens } = context;
  const reader = new HeaderReader(context, new Words(context), findDate);
  let weak: FoundDateline | null = null;
  let line = 0;
  for (let t = 0; t < tokens.count && line < LINES; t++) {
    if (t > 0 && tokens.gap[t]! < Gap.line) continue;
    const header = reader.read(t);
    const found = header && judge(text, context, header, line === 0 && !reader.isOnlyLine(t));
    line++;
    if (!found) continue;
    if (found.dateline.agencies.length > 0 || found.dateline.date !== null) return found;
    weak ??= found;
  }
  return weak;
}

/**
 * Decides whether the pieces at the beginning of a line make a dateline, and what the unknown ones are.
 * @param isTitle the line is the first of several, where only what is sure counts
 */
function judge(text: string, context: EntityContext, header: Header, isTitle: boolean): FoundDateline | null {
  const { pieces, first, end, mark, whole } = header;
  // Words side by side that happen to be a place and a newspaper are a title; so is a line that ends with a colon.
  const dated = pieces.some((piece) => piece.kind === 'date');
  if (!(header.marked || dated) || (whole && mark === COLON && !dated)) return null;
  const has = (kind: PieceKind) => pieces.some((piece) => piece.kind === kind);
  const unknown = pieces.filter((piece) => piece.kind === 'unknown');
  const agencies = pieces.filter((piece) => piece.kind === 'agency');
  const enclosed = pieces.some((piece) => piece.enclosed);
  let place = pieces.find((piece) => piece.kind === 'place') ?? null;
  const reported = has('reporter') || (has('byline') && pieces.length > 1);
  let signed = reported;
  const guessed: Piece[] = [];
  for (const piece of unknown) {
    const leads = piece === pieces[0] && !piece.enclosed;
    const short = piece.end - piece.first <= 3;
    if (leads && !place && short && (agencies.length > 0 || (dated && !isTitle))) place = piece;
    else if (!piece.enclosed && isPerson(context, piece)) signed = true;
    else if (
      piece.press ||
      (piece.enclosed && (dated || agencies.length > 0 || (place && endsClearly(header))))
    )
      guessed.push(piece);
    else if (!leads && !piece.enclosed && short && agencies.length === 0 && place && !isTitle)
      guessed.push(piece);
    else return null;
  }
  const named = agencies.length > 0 && (pieces.length > 1 || enclosed || (!isTitle && mark !== COLON));
  const placed = place !== null && (dated || (guessed.length > 0 && (!isTitle || enclosed)));
  const issued = dated && (guessed.length > 0 || has('issued') || (whole && pieces.length === 1 && !isTitle));
  const author = (reported && !isTitle) || (signed && place !== null && (whole || has('reporter')));
  const bare = place !== null && !isTitle && !whole && DASHES.has(mark) && pieces.length === 1;
  if (
    !(
      named ||
      placed ||
      issued ||
      author ||
      bare ||
      (guessed.some((piece) => piece.press && piece.enclosed) && !isTitle)
    )
  )
    return null;
  const { tokens } = context;
  const start = tokens.start[first]!;
  const stop = tokens.end[end - 1]!;
  const of = ({ kind, first, end }: Piece) =>
    text.slice(kind === 'unknown' ? tokens.start[first]! : tokens.baseStart[first]!, tokens.end[end - 1]!);
  const date = pieces.find((piece) => piece.kind === 'date' && FULL_DAY.test(piece.value))?.value ?? null;
  return {
    dateline: {
      start,
      end: stop,
      text: text.slice(start, stop),
      place: place && of(place),
      agencies: pieces.filter((piece) => agencies.includes(piece) || guessed.includes(piece)).map(of),
      date,
    },
    known: guessed.map((piece) => ({ first: piece.first, end: piece.end, type: 'ORG', rule: 'dateline' })),
  };
}

/** Does a dash, a colon or the line end it? */
const endsClearly = ({ mark, whole }: Header): boolean => whole || DASHES.has(mark) || mark === COLON;

/** Does an unknown piece begin as a person's name does? */
function isPerson(context: EntityContext, { first, end, press }: Piece): boolean {
  const name = context.has(first, Class.function) ? first + 1 : first;
  return !press && end - name > 1 && context.has(name, Class.given | Class['name-particle']);
}
