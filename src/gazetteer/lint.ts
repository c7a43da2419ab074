import type { Lexicon } from '../lexicon/lookup.js';
import { ARABIC_MARK, CONTROL, FOLD, matchingForm, TATWEEL_CLASS } from '../text/characters.js';
import { Units } from '../text/units.js';
import { tokenize } from '../tokens/tokenize.js';
import { Tokens } from '../tokens/tokens.js';
import type { GazetteerEntry } from './entry.js';
import type { RowFault } from './fields.js';
import { MAX_TOKENS, namePath } from './path.js';

/** What is wrong with an entry that could be read. */
export type LintRule =
  | 'no-words'
  | 'too-long'
  | 'duplicate'
  | 'everyday-word'
  | 'unknown-type'
  | 'dropped-characters'
  | 'bidi-control'
  | 'one-letter'
  | 'looks-quoted';

/** Findings that make a list wrong; all others are warnings. */
const ERRORS: ReadonlySet<LintRule | RowFault> = new Set([
  'no-name-column',
  'too-many-cells',
  'too-few-cells',
  'empty-name',
  'no-type',
  'unknown-flag',
  'bad-json',
  'bad-csv',
  'bad-coordinates',
  'bad-weight',
  'no-words',
  'too-long',
]);
export const isError = (rule: LintRule | RowFault): boolean => ERRORS.has(rule);

export interface Finding {
  readonly file: string;
  readonly line: number;
  readonly rule: LintRule;
  /** The name, and what of it. */
  readonly detail: string;
}

/** Types that need no explanation; others are allowed, but a slip of the pen makes one as well. */
const TYPES = new Set(['PER', 'LOC', 'ORG', 'EVENT', 'NORP', 'WORK', 'PRODUCT']);

/** A row that was read, for the rows that may say the same thing again. */
interface Seen {
  readonly entry: GazetteerEntry;
  readonly place: string;
}
/** Rows of one name that are kept to be compared with: a name of more things than these is no slip of the pen. */
const MOST_KEPT = 50;

/** Looks for what is probably wrong in lists of names, over any number of files. */
export class Linter {
  private readonly units = new Units();
  private readonly tokens = new Tokens();
  private readonly path = new Int32Array(MAX_TOKENS);
  private readonly seen = new Map<string, Seen[]>();
  private readonly types = new Set<string>();

  /** @param lexicon knows the everyday words */
  constructor(private readonly lexicon: Lexicon) {}

  /**
   * The findings about an entry.
   * @param isName the list says that it means the name although that is an everyday word (flag `name`)
   */
  check(file: string, line: number, entry: GazetteerEntry, isName = false): Finding[] {
    const findings: Finding[] = [];
    const add = (rule: LintRule, detail: string) => findings.push({ file, line, rule, detail });
    for (const name of [entry.name, ...(entry.aliases ?? [])])
      this.checkName(name, isName || entry.common === true, add);
    if (!TYPES.has(entry.type) && !this.types.has(entry.type)) {
      this.types.add(entry.type); // once a type: it may be meant
      add('unknown-type', entry.type);
    }
    const key = `${matchingForm(entry.name)}\n${entry.type}`;
    const before = this.seen.get(key) ?? [];
    const same = before.find((other) => mayBeOne(other.entry, entry));
    if (same) add('duplicate', `${entry.name} (${same.place})`);
    else if (before.length < MOST_KEPT) before.push({ entry, place: `${file}:${line}` });
    this.seen.set(key, before);
    return findings;
  }

  private checkName(
    name: string,
    mayBeEveryday: boolean,
    add: (rule: LintRule, detail: string) => void,
  ): void {
    let bidi = false;
    let dropped = false;
    let letters = 0;
    for (let i = 0; i < name.length; i++) {
      const value = FOLD[name.charCodeAt(i)]!;
      if (value === CONTROL) bidi ||= isBidi(name.charCodeAt(i));
      if (value === CONTROL || value === ARABIC_MARK || value === TATWEEL_CLASS) dropped = true;
      else letters++;
    }
    if (bidi) add('bidi-control', name);
    else if (dropped) add('dropped-characters', `${name} → ${matchingForm(name)}`);
    if (letters === 1) add('one-letter', name);
    if (name.length > 1 && name.startsWith('"') && name.endsWith('"')) add('looks-quoted', name);
    const { units, tokens } = this;
    units.setString(name);
    tokenize(units.data, units.length, tokens);
    const length = namePath(units.data, tokens, this.path);
    if (length <= 0) add(length === 0 ? 'no-words' : 'too-long', name);
    if (length !== 1 || mayBeEveryday) return;
    this.lexicon.annotate(units.data, tokens);
    const t = this.path[0]!;
    // Read as a word after its article (الجديد), but not after other proclitics: that reading is another word's.
    const { strip } = this.lexicon.proclitics.rows[tokens.prefix[t]!]!;
    if (strip === 0 && this.lexicon.isEveryday(units.data, tokens, t)) add('everyday-word', name);
  }
}

/** What tells two things of one name and type apart, where both rows say it. */
const TELLING = ['id', 'subtype', 'country', 'lat', 'lon'] as const;

/** May two rows of one name and type mean one thing? Two ids decide; else all that both rows say must agree. */
function mayBeOne(a: GazetteerEntry, b: GazetteerEntry): boolean {
  if (a.id !== undefined && b.id !== undefined) return a.id === b.id;
  return TELLING.every((field) => a[field] === undefined || b[field] === undefined || a[field] === b[field]);
}

/** Embeddings, overrides, isolates and marks of direction. */
const isBidi = (unit: number): boolean =>
  (unit >= 0x202a && unit <= 0x202e) ||
  (unit >= 0x2066 && unit <= 0x2069) ||
  unit === 0x200e ||
  unit === 0x200f ||
  unit === 0x061c;
