import { Class, EVERYDAY } from '../lexicon/classes.js';
import type { Lexicon } from '../lexicon/lookup.js';
import { ARABIC_MARK, CONTROL, FOLD, matchingForm, TATWEEL_CLASS } from '../text/characters.js';
import { Units } from '../text/units.js';
import { tokenize } from '../tokens/tokenize.js';
import { Tokens } from '../tokens/tokens.js';
import type { GazetteerEntry } from './entry.js';
import type { RowFault } from './lists.js';
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

/** Looks for what is probably wrong in lists of names, over any number of files. */
export class Linter {
  private readonly units = new Units();
  private readonly tokens = new Tokens();
  private readonly path = new Int32Array(MAX_TOKENS);
  private readonly seen = new Map<string, string>();
  private readonly types = new Set<string>();

  /** @param lexicon knows the everyday words */
  constructor(private readonly lexicon: Lexicon) {}

  /** The findings about an entry. */
  check(file: string, line: number, entry: GazetteerEntry): Finding[] {
    const findings: Finding[] = [];
    const add = (rule: LintRule, detail: string) => findings.push({ file, line, rule, detail });
    for (const name of [entry.name, ...(entry.aliases ?? [])]) this.checkName(name, entry, add);
    if (!TYPES.has(entry.type) && !this.types.has(entry.type)) {
      this.types.add(entry.type); // once a type: it may be meant
      add('unknown-type', entry.type);
    }
    const key = `${matchingForm(entry.name)}\n${entry.type}`;
    // Two things may have one name; that they are two is said by their ids.
    const same = [`${key}\n${entry.id ?? ''}`, ...(entry.id === undefined ? [key] : [])];
    const first = same.map((each) => this.seen.get(each)).find((place) => place !== undefined);
    if (first !== undefined) add('duplicate', `${entry.name} (${first})`);
    for (const each of [key, `${key}\n${entry.id ?? ''}`])
      if (!this.seen.has(each)) this.seen.set(each, `${file}:${line}`);
    return findings;
  }

  private checkName(
    name: string,
    entry: GazetteerEntry,
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
    if (length !== 1 || entry.common) return;
    this.lexicon.annotate(units.data, tokens);
    const t = this.path[0]!;
    if (tokens.prefix[t] === 0 && tokens.classes[t]! & (EVERYDAY | Class.function))
      add('everyday-word', name);
  }
}

/** Embeddings, overrides, isolates and marks of direction. */
const isBidi = (unit: number): boolean =>
  (unit >= 0x202a && unit <= 0x202e) ||
  (unit >= 0x2066 && unit <= 0x2069) ||
  unit === 0x200e ||
  unit === 0x200f ||
  unit === 0x061c;
