import { EntryFlag } from '../gazetteer/entry.js';
import type { Gazetteer, NameRow } from '../gazetteer/gazetteer.js';
import { type Matches, matchNames } from '../gazetteer/match.js';
import type { Overlaps, UserName } from '../gazetteer/user-name.js';
import { Class, ClassNumber, EVERYDAY, Flag } from '../lexicon/classes.js';
import type { Lexicon } from '../lexicon/lookup.js';
import { ALEF, LAM, TATWEEL } from '../text/characters.js';
import { Gap, Kind, type Tokens } from '../tokens/tokens.js';
import { type Candidate, type Family, Neighbour as N } from './features.js';
import { type Meanings, meaningsOf, NameMemory, rolesOf } from './meanings.js';

/** Classes that a function word may have beside its own. */
const CLOSED = Class.function | Class['place-preposition'] | Class['speech-verb'];
const NAME_CLASSES = Class.given | Class.surname | Class['name-particle'];
const DATE_CLASSES = Class.month | Class.weekday | Class.anchor;
/** Longest candidate, in tokens. */
const LONGEST = 15;
const NAME_NUMBERS = [
  [ClassNumber.given, Class.given],
  [ClassNumber.surname, Class.surname],
] as const;
/** What a particle makes with the word after it, by its value in data/words/name-particle.tsv; ibn stands between names. */
const PARTICLES: Readonly<Record<string, number>> = {
  abd: Class.given,
  abu: Class.given,
  umm: Class.given,
  al: Class.surname,
  foreign: Class.surname,
};
/** How many words may stand between a title and its name (رئيس مجلس النواب اللبناني نبيه بري). */
const TITLE_REACH = 7;

const WAW = 0x648;

/** One word of sport among so many makes a text one about sport. */
const SPORT_EVERY = 60;

const SUPERSCRIPT_ALEF = 0x670;
const FIRST_MARK = 0x64b;
const LAST_MARK = 0x65f;
const COMMA = new Set(Array.from(',،؛;:', (c) => c.charCodeAt(0)));
const QUOTES = new Set(Array.from('"«»“”„\'‘’', (c) => c.charCodeAt(0)));
const BRACKETS = new Set(Array.from('()[]{}', (c) => c.charCodeAt(0)));

/** Is it a mark or a tatweel? */
const isSilent = (unit: number): boolean =>
  unit === TATWEEL || unit === SUPERSCRIPT_ALEF || (unit >= FIRST_MARK && unit <= LAST_MARK);

/**
 * What all makers of candidates look at: the tokens, what stands beside them, and the names that were matched. One
 * context serves one document after the other; its arrays grow and hold as many values as there are tokens.
 */
export class EntityContext {
  /** Code units of the text. */
  units: Uint16Array = new Uint16Array(0);
  /** Neighbour bits of each token. */
  roles = new Uint32Array(0);
  /** Neighbour bits of what stands before a candidate that begins with the token. */
  beforeBits = new Uint32Array(0);
  /** The token after the part of a name that begins here: one word, or عبد الله, أبو بكر, دي ميستورا. */
  partEnd = new Int32Array(0);
  /** Classes of that part. */
  partClasses = new Uint32Array(0);
  /** 0: no title before; 1: right before; more: that many tokens ago. */
  titleDistance = new Uint8Array(0);
  /** The title right before is a word that is more often followed by something else. */
  weakTitle = new Uint8Array(0);
  /** The token at which the title before it begins. */
  titleStart = new Int32Array(0);
  candidates: Candidate[] = [];
  /** Names of the user's own gazetteers, and whether those that overlap are wanted. */
  userNames: readonly UserName[] = [];
  overlaps: Overlaps = 'longest';

  private readonly names: NameMemory;
  /** Has the token its article? */
  private definite = new Uint8Array(0);
  /** Has the token a proclitic other than the article? */
  private clitic = new Uint8Array(0);
  /** What the letters of a word look like; NaN for what was not asked for yet. */
  private shapes = new Float64Array(0);
  /** The first match that begins with the token, plus 1; 0 for none. */
  private firstMatch = new Int32Array(0);
  /** Words of sport in each sentence. */
  private sportWords = new Uint8Array(0);
  private sportTotal = 0;
  private countries: Set<string> | null = null;

  constructor(
    readonly lexicon: Lexicon,
    readonly gazetteer: Gazetteer,
    readonly tokens: Tokens,
    readonly matches: Matches,
  ) {
    this.names = new NameMemory(gazetteer);
  }

  /** Takes the next document, of which the tokens have been annotated. @returns itself */
  read(units: Uint16Array): this {
    const { gazetteer, matches, tokens } = this;
    const { count } = tokens;
    this.units = units;
    this.candidates = [];
    this.countries = null;
    this.sportTotal = 0;
    this.reserve(count + 1);
    matchNames(gazetteer, units, tokens, matches, 'all');
    this.titleDistance.fill(0, 0, count);
    this.weakTitle.fill(0, 0, count);
    this.firstMatch.fill(0, 0, count);
    this.sportWords.fill(0, 0, tokens.sentenceCount);
    this.shapes.fill(Number.NaN, 0, count);
    for (let t = 0; t < count; t++) {
      this.roles[t] = this.roleOf(t);
      if (this.has(t, Class['sport-word'])) {
        this.sportWords[tokens.sentence[t]!] = 1;
        this.sportTotal++;
      }
    }
    for (let t = 0; t < count; t++) this.markPart(t);
    this.markMatches();
    this.markTitles();
    for (let t = 0; t < count; t++) this.beforeBits[t] = this.neighboursBefore(t);
    return this;
  }

  private reserve(size: number): void {
    if (size <= this.roles.length) return;
    const room = Math.max(1024, size * 2);
    this.roles = new Uint32Array(room);
    this.beforeBits = new Uint32Array(room);
    this.partEnd = new Int32Array(room);
    this.partClasses = new Uint32Array(room);
    this.titleDistance = new Uint8Array(room);
    this.weakTitle = new Uint8Array(room);
    this.titleStart = new Int32Array(room);
    this.definite = new Uint8Array(room);
    this.clitic = new Uint8Array(room);
    this.shapes = new Float64Array(room);
    this.firstMatch = new Int32Array(room);
    this.sportWords = new Uint8Array(room);
  }

  has(t: number, bits: number): boolean {
    return (this.tokens.classes[t]! & bits) !== 0;
  }

  isWord(t: number): boolean {
    return t < this.tokens.count && this.tokens.kind[t] === Kind.word;
  }

  /** Nothing at all is known about the word. */
  isUnknown(t: number): boolean {
    return this.tokens.kind[t] === Kind.word && this.tokens.classes[t] === 0;
  }

  /** Is token `t` in the same phrase as the one before it: same sentence, one blank or nothing between them? */
  follows(t: number): boolean {
    return t < this.tokens.count && this.tokens.gap[t]! <= Gap.blank;
  }

  /** Whether an unknown word looks like a name (above 0) by its letters. */
  shape(t: number): number {
    const known = this.shapes[t]!;
    if (!Number.isNaN(known)) return known;
    const shape = this.lexicon.shape(this.units, this.tokens.baseStart[t]!, this.tokens.end[t]!);
    this.shapes[t] = shape;
    return shape;
  }

  /** Is the word one letter? */
  isLetter(t: number): boolean {
    return this.tokens.end[t]! - this.tokens.start[t]! === 1;
  }

  /** Does a word that nothing is known of begin with و, and enough after it? */
  mayHaveAnd(t: number): boolean {
    const { tokens, units } = this;
    const start = tokens.start[t]!;
    return this.isUnknown(t) && tokens.end[t]! - start > 4 && units[start] === WAW;
  }

  /** Is the token a class word that is part of the name (مطار, نهر; not مدينة)? */
  isHead(t: number, name: 'place-head' | 'org-head'): boolean {
    if (!this.has(t, Class[name])) return false;
    const flags = this.lexicon.value(this.units, this.tokens, t, ClassNumber[name])?.flags ?? 0;
    return (flags & Flag.outside) === 0;
  }

  /** Has the token a proclitic other than the article? */
  hasClitic(t: number): boolean {
    return this.clitic[t] === 1;
  }

  isDefinite(t: number): boolean {
    return this.definite[t] === 1;
  }

  /** Is the text around the token about sport? Its sentence or its document says so. */
  isSport(t: number): boolean {
    const { count, sentence } = this.tokens;
    return (
      this.sportTotal > 0 && (this.sportWords[sentence[t]!] === 1 || this.sportTotal * SPORT_EVERY > count)
    );
  }

  /** Is the place's country named in the text, itself or by its people or adjective? */
  isCountryInText(country: string): boolean {
    this.countries ??= this.countriesInText();
    return this.countries.has(country);
  }

  private countriesInText(): Set<string> {
    const countries = new Set<string>();
    const { matches, tokens, lexicon } = this;
    for (let m = 0; m < matches.count; m++)
      for (const country of this.names.of(matches.list[m]!).countries) countries.add(country);
    for (let t = 0; t < tokens.count; t++) {
      if (!this.has(t, Class.nationality)) continue;
      const value = lexicon.value(this.units, tokens, t, ClassNumber.nationality)?.value;
      if (value) countries.add(value);
    }
    return countries;
  }

  /** Neighbour bits before token `first`. */
  before(first: number): number {
    return this.beforeBits[first]!;
  }

  private neighboursBefore(first: number): number {
    const { tokens } = this;
    if (
      first === 0 ||
      tokens.gap[first]! >= Gap.line ||
      tokens.sentence[first - 1] !== tokens.sentence[first]
    )
      return N.edge;
    let bits = this.roles[first - 1]!;
    const distance = this.titleDistance[first]!;
    if (distance === 1 && !this.weakTitle[first]) bits |= N['title-near'];
    else if (distance > 0) bits |= N['title-far'];
    if (distance === 1 && this.isDefinite(this.titleStart[first]!)) bits |= N['definite-title'];
    return bits >>> 0;
  }

  /** Neighbour bits after the last token, given the one after it. */
  after(end: number): number {
    const { tokens } = this;
    if (
      end >= tokens.count ||
      tokens.gap[end]! >= Gap.line ||
      tokens.sentence[end] !== tokens.sentence[end - 1]
    )
      return N.edge;
    return this.roles[end]!;
  }

  /** Adds a candidate over tokens [first, end). */
  add(
    family: Family,
    type: string,
    first: number,
    end: number,
    inside: number,
    extra: number,
    rule: string,
    entry = -1,
    subtype: string | null = null,
  ): void {
    if (end - first > LONGEST) return;
    end = this.closedEnd(first, end);
    this.candidates.push({
      family,
      type,
      first,
      end,
      start: this.startOf(family, first),
      stop: this.tokens.end[end - 1]!,
      before: this.before(first),
      after: this.after(end),
      inside: inside >>> 0,
      extra: extra >>> 0,
      entry,
      rule,
      subtype,
      score: 0,
    });
  }

  private startOf(family: Family, first: number): number {
    const start = this.tokens.baseStart[first]!;
    const titled = this.before(first) & N['title-near'];
    return family === 'person' && !titled && this.mayHaveAnd(first) ? start + 1 : start;
  }

  /** A name with an opening quotation mark inside (حركة "فتح) goes on to the closing one that follows it. */
  private closedEnd(first: number, end: number): number {
    const { tokens, units } = this;
    let open = false;
    for (let t = first; t < end; t++) {
      if (tokens.kind[t] === Kind.punctuation && QUOTES.has(units[tokens.start[t]!]!)) open = !open;
    }
    const closes =
      open && end < tokens.count && tokens.gap[end] === Gap.none && tokens.kind[end] === Kind.punctuation;
    return closes && QUOTES.has(units[tokens.start[end]!]!) ? end + 1 : end;
  }

  /** The rows of a match, with the forms that must be exact checked. */
  rowsOf(match: number): readonly NameRow[] {
    const { rows, hasExact } = this.names.of(this.matches.list[match]!);
    if (!hasExact) return rows;
    const { tokens, matches } = this;
    const from = tokens.baseStart[matches.first[match]!]!;
    const to = tokens.end[matches.end[match]! - 1]!;
    return rows.filter((row) => (row.flags & EntryFlag.exact) === 0 || this.isSurface(from, to, row.form));
  }

  /** What a match may mean. */
  meaningsOf(match: number): Meanings {
    const { meanings, hasExact } = this.names.of(this.matches.list[match]!);
    return hasExact ? meaningsOf(this.rowsOf(match)) : meanings;
  }

  /** The place that the gazetteer has under the name in [first, end), or -1. */
  placeEntry(first: number, end: number): number {
    const { matches } = this;
    for (
      let m = this.firstMatch[first]! - 1;
      m >= 0 && m < matches.count && matches.first[m] === first;
      m++
    ) {
      if (matches.end[m] !== end) continue;
      const row = this.rowsOf(m).find(({ type }) => type === 'LOC');
      if (row) return row.entry;
    }
    return -1;
  }

  /** The text without marks and tatweel. */
  surface(from: number, to: number): string {
    let out = '';
    for (let i = from; i < to; i++) {
      const unit = this.units[i]!;
      if (!isSilent(unit)) out += String.fromCharCode(unit);
    }
    return out;
  }

  /** Is the text without marks and tatweel a form? */
  isSurface(from: number, to: number, form: string): boolean {
    let at = 0;
    for (let i = from; i < to; i++) {
      const unit = this.units[i]!;
      if (!isSilent(unit) && form.charCodeAt(at++) !== unit) return false;
    }
    return at === form.length;
  }

  private roleOf(t: number): number {
    const { tokens, units } = this;
    const kind = tokens.kind[t]!;
    this.definite[t] = 0;
    this.clitic[t] = 0;
    if (kind === Kind.punctuation) {
      const unit = units[tokens.start[t]!]!;
      if (COMMA.has(unit)) return N.comma;
      if (QUOTES.has(unit)) return N.quote;
      return BRACKETS.has(unit) ? N.bracket : N['other-punctuation'];
    }
    if (kind === Kind.latin) return N.latin;
    if (kind !== Kind.word) return N.number;
    let classes = tokens.classes[t]!;
    let bits = 0;
    if (classes & Class.function) {
      bits |= N.function;
      // A preposition is one, whatever name has its letters (على, علي).
      if ((classes & Class['name-particle']) === 0) classes &= CLOSED;
    }
    if (classes & Class['place-preposition']) bits |= N['place-preposition'];
    if (classes & Class.title) bits |= N.title;
    if (classes & Class['org-head']) bits |= N['org-head'];
    if (classes & Class['place-head']) bits |= N['place-head'];
    if (classes & Class['speech-verb']) bits |= N['speech-verb'];
    if (classes & Class.nationality) bits |= N.nationality;
    if (classes & Class.given) bits |= N.given;
    if (classes & Class.surname) bits |= N.surname;
    if (classes & Class['name-particle']) bits |= N['name-particle'];
    if (classes & Class.ministry) bits |= N.ministry;
    if (classes & Class['org-adjective']) bits |= N['org-adjective'];
    if (classes & DATE_CLASSES) bits |= N.date;
    if (classes & Class.common) bits |= N.common;
    if (classes & Class.verb) bits |= N.verb;
    if (bits === 0) bits |= classes === 0 ? N.unknown : N.date;
    const row = this.lexicon.proclitics.rows[tokens.prefix[t]!]!;
    if (row.article || this.beginsWithArticle(t)) {
      this.definite[t] = 1;
      bits |= N.definite;
    }
    if (row.strip > 0) {
      this.clitic[t] = 1;
      const letter = row.letters[0];
      bits |= letter === 0x648 || letter === 0x641 ? N.conjunction : N.preposition;
      if (row.strip > 1) bits |= N.preposition;
    }
    return bits >>> 0;
  }

  private beginsWithArticle(t: number): boolean {
    const { tokens, units } = this;
    const from = tokens.baseStart[t]!;
    return tokens.end[t]! - from > 3 && units[from] === ALEF && units[from + 1] === LAM;
  }

  private markPart(t: number): void {
    const { tokens, lexicon } = this;
    const classes = tokens.classes[t]!;
    this.partEnd[t] = t + 1;
    this.partClasses[t] = classes;
    if ((classes & NAME_CLASSES) === 0) return;
    for (const [number, bit] of NAME_NUMBERS) {
      const end = lexicon.extent(tokens, t, number);
      if (end <= t + 1) continue;
      this.partEnd[t] = end;
      this.partClasses[t] = bit;
      return;
    }
    if ((classes & Class['name-particle']) === 0) return;
    const made = PARTICLES[lexicon.value(this.units, tokens, t, ClassNumber['name-particle'])?.value ?? ''];
    if (made === undefined || !this.follows(t + 1) || !this.isWord(t + 1) || this.hasClitic(t + 1)) return;
    const next = tokens.classes[t + 1]!;
    // Prepositions that are spelt like a particle (لا, دي) are ones before an everyday word.
    if (next & (Class.function | Class['speech-verb']) || (made === Class.surname && next & EVERYDAY)) return;
    this.partEnd[t] = t + 2;
    this.partClasses[t] = made | (made === Class.surname ? Class['foreign-name'] : 0);
  }

  private markMatches(): void {
    const { matches } = this;
    for (let m = matches.count - 1; m >= 0; m--) {
      const first = matches.first[m]!;
      this.firstMatch[first] = m + 1;
      const name = this.names.of(matches.list[m]!);
      const bits = name.hasExact ? rolesOf(this.rowsOf(m)) : name.roles;
      if (bits !== 0) for (let t = first; t < matches.end[m]!; t++) this.roles[t]! |= bits;
    }
  }

  /**
   * A title reaches over the words of its office, the nationality and adjectives, to the name: وزير الخارجية الروسي
   * سيرغي …, over one comma before it too. A verb, a function word or the end of the sentence ends its reach.
   */
  private markTitles(): void {
    const { tokens, roles } = this;
    let distance = 0;
    let begin = 0;
    let weak = 0;
    for (let t = 0; t < tokens.count; t++) {
      if (t > 0 && (tokens.sentence[t] !== tokens.sentence[t - 1] || tokens.gap[t]! >= Gap.line))
        distance = 0;
      if (distance > 0) {
        this.titleDistance[t] = distance;
        this.titleStart[t] = begin;
        this.weakTitle[t] = weak;
      }
      const isTitle = this.has(t, Class.title) && this.isWord(t);
      if (isTitle) {
        const end = this.lexicon.extent(tokens, t, ClassNumber.title);
        if (distance === 0) begin = t;
        weak = (this.lexicon.value(this.units, tokens, t, ClassNumber.title)?.flags ?? 0) & Flag.weak ? 1 : 0;
        for (let j = t + 1; j < end; j++) {
          this.titleDistance[j] = 1;
          this.titleStart[j] = begin;
        }
        t = end - 1;
        distance = 1;
      } else if (distance > 0) {
        const role = roles[t]!;
        const stops =
          role &
          (N['speech-verb'] |
            N.verb |
            N.function |
            N.quote |
            N['other-punctuation'] |
            N.number |
            N.conjunction);
        const onlyName = (tokens.classes[t]! & NAME_CLASSES) !== 0 && !(role & N.nationality);
        if (stops || onlyName || ++distance > TITLE_REACH || (role & N.comma && distance > TITLE_REACH))
          distance = 0;
      }
    }
  }
}
