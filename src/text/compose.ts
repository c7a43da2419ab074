/**
 * Unicode's composed forms of a text that comes in pieces, with offsets. A text may be composed in parts that are cut
 * before any character that never joins with what stands before it.
 */
import type { Edits } from './offsets.js';
import type { Step, StepStream } from './step.js';

export type Form = 'NFC' | 'NFKC';

/** What a character is for the composition. */
enum Kind {
  Unknown,
  /** Never joins with what stands before it, and stays as it is when nothing follows that joins with it. */
  Inert,
  /** Never joins with what stands before it, but changes. */
  Starter,
  /** May join with what stands before it. */
  Joining,
}

/**
 * A part that is longer is cut all the same: sorting marks takes Unicode's algorithm the square of their number, and
 * memory stays bounded. No text has so many marks on one letter (Unicode's stream-safe form allows 30).
 */
const LONGEST = 1024;
const MARK = /^\p{M}/u;

/** Kinds of code points: of the Basic Multilingual Plane in a table, each found out when it is first met. */
class Kinds {
  /** Surrogates stay unknown. */
  readonly table = new Uint8Array(0x10000);

  constructor(readonly form: Form) {
    // ASCII.
    this.table.fill(Kind.Inert, 0, 0x80);
  }

  of(codePoint: number): Kind {
    if (codePoint > 0xffff || (codePoint >= 0xd800 && codePoint < 0xe000)) return this.#find(codePoint);
    const known = this.table[codePoint]!;
    if (known !== Kind.Unknown) return known;
    const found = this.#find(codePoint);
    this.table[codePoint] = found;
    return found;
  }

  #find(codePoint: number): Kind {
    const character = String.fromCodePoint(codePoint);
    const first = character.normalize('NFKD').codePointAt(0)!;
    if (MARK.test(String.fromCodePoint(first)) || isJoiningLetter(first)) return Kind.Joining;
    return character.normalize(this.form) === character ? Kind.Inert : Kind.Starter;
  }
}

/** Letters that compose with the one before: vowels and finals of Hangul, vowel signs of Kirat Rai. */
function isJoiningLetter(codePoint: number): boolean {
  return (codePoint >= 0x1160 && codePoint <= 0x11ff) || (codePoint >= 0x16d40 && codePoint <= 0x16d7f);
}

const tables = new Map<Form, Kinds>();

/** The text in a composed form of Unicode. */
export class ComposeStep implements Step {
  constructor(readonly form: Form) {}

  open(): StepStream {
    const kinds = tables.get(this.form) ?? new Kinds(this.form);
    tables.set(this.form, kinds);
    return new Composition(this.form, kinds);
  }
}

class Composition implements StepStream {
  /** What is kept back: one part, or a high surrogate. */
  #rest = '';
  /** How far the rest has been looked at, and whether something in it may change. */
  #seen = 0;
  #dirty = false;

  constructor(
    readonly form: Form,
    readonly kinds: Kinds,
  ) {}

  push(text: string, edits: Edits | null): string {
    const work = this.#rest + text;
    let out = '';
    /** Where the part begins that is being read, and the first part that may change; what stands before is done. */
    let start = 0;
    let dirtyFrom = -1;
    let done = 0;
    let dirty = this.#dirty;
    const flush = (to: number) => {
      edits?.keep(dirtyFrom - done);
      out += work.slice(done, dirtyFrom) + this.#compose(work.slice(dirtyFrom, to), edits);
      done = to;
      dirtyFrom = -1;
    };
    const table = this.kinds.table;
    let i = this.#seen;
    for (let size = 1; i < work.length; i += size) {
      const unit = work.charCodeAt(i);
      let kind: Kind = table[unit]!;
      size = 1;
      if (kind === Kind.Inert && !dirty && (dirtyFrom < 0 || edits === null)) {
        start = i;
        continue;
      }
      if (kind === Kind.Unknown) {
        // The other half of a pair may be in the next piece.
        if (unit >= 0xd800 && unit < 0xdc00 && i + 1 === work.length) break;
        const codePoint = work.codePointAt(i)!;
        size = codePoint > 0xffff ? 2 : 1;
        kind = this.kinds.of(codePoint);
      }
      const cut = i - start >= LONGEST;
      if (kind === Kind.Joining && !cut) {
        dirty = true;
        continue;
      }
      if (dirty && dirtyFrom < 0) dirtyFrom = start;
      // For the offsets each part is told alone; otherwise parts are composed together, which is faster.
      if (dirtyFrom >= 0 && (edits !== null || cut)) flush(i);
      start = i;
      dirty = kind !== Kind.Inert;
    }
    if (dirtyFrom >= 0) flush(start);
    edits?.keep(start - done);
    out += work.slice(done, start);
    this.#rest = work.slice(start);
    this.#seen = i - start;
    this.#dirty = dirty;
    return out;
  }

  end(edits: Edits | null): string {
    const rest = this.#rest;
    this.#rest = '';
    this.#seen = 0;
    if (this.#dirty) {
      this.#dirty = false;
      return this.#compose(rest, edits);
    }
    edits?.keep(rest.length);
    return rest;
  }

  #compose(part: string, edits: Edits | null): string {
    const composed = part.normalize(this.form);
    edits?.replace(part.length, composed.length);
    return composed;
  }
}
