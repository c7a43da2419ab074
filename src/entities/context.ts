import { EntryFlag } from '../gazetteer/entry.js';
import type { Gazetteer, NameRow } from '../gazetteer/gazetteer.js';
import { type Matches, matchNames, matchNamesAt } from '../gazetteer/match.js';
import type { Overlaps, UserName } from '../gazetteer/user-name.js';
import { Class, ClassNumber, EVERYDAY, Flag } from '../lexicon/classes.js';
import type { Lexicon } from '../lexicon/lookup.js';
import { ALEF, FEH, LAM, TATWEEL, WAW } from '../text/characters.js';
import type { Proclitic } from '../tokens/clitics.js';
import { Gap, Kind, type Tokens } from '../tokens/tokens.js';
import { Candidates } from './candidates.js';
import { type Family, Neighbour as N } from './features.js';
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

/** One word of sport among so many makes a text one about sport. */
const SPORT_EVERY = 60;

const FULL_STOP = 0x2e;
const SUPERSCRIPT_ALEF = 0x670;
const FIRST_MARK = 0x64b;
const LAST_MARK = 0x65f;
/** Neighbour bits of punctuation marks, by code unit. */
const MARKS = new Uint8Array(0x10000).fill(N['other-punctuation']);
for (const [bit, marks] of [
  [N.comma, ',،؛;:'],
  [N.quote, '"«»“”„\'‘’'],
  [N.bracket, '()[]{}'],
] as const)
  for (const mark of marks) MARKS[mark.charCodeAt(0)] = bit;

/** What a word's classes make it as a neighbour. */
const CLASS_ROLES: readonly (readonly [classes: number, role: number])[] = [
  [Class.function, N.function],
  [Class['place-preposition'], N['place-preposition']],
  [Class.title, N.title],
  [Class['org-head'], N['org-head']],
  [Class['place-head'], N['place-head']],
  [Class['speech-verb'], N['speech-verb']],
  [Class.nationality, N.nationality],
  [Class.given, N.given],
  [Class.surname, N.surname],
  [Class['name-particle'], N['name-particle']],
  [Class.ministry, N.ministry],
  [Class['org-adjective'], N['org-adjective']],
  [DATE_CLASSES, N.date],
  [Class.common, N.common],
  [Class.verb, N.verb],
];
/** The same for all sets of eight classes, for each of the four bytes of a set. */
const BYTE_ROLES = makeByteRoles();
function makeByteRoles(): Int32Array {
  const out = new Int32Array(4 * 256);
  for (let bit = 0; bit < 32; bit++) {
    const roles = CLASS_ROLES.reduce((all, [from, role]) => ((from >>> bit) & 1 ? all | role : all), 0);
    const at = (bit >> 3) * 256;
    const half = 1 << (bit & 7);
    // Each bit doubles what the bits below it have made.
    for (let set = 0; set < half; set++) out[at + half + set] = out[at + set]! | roles;
  }
  return out;
}
const rolesOfClasses = (classes: number): number =>
  BYTE_ROLES[classes & 255]! |
  BYTE_ROLES[256 + ((classes >>> 8) & 255)]! |
  BYTE_ROLES[512 + ((classes >>> 16) & 255)]! |
  BYTE_ROLES[768 + (classes >>> 24)]!;

/** Neighbour bits of a word that has the proclitics of a row of data/clitics.tsv. */
function rolesOfProclitic({ article, letters, strip }: Proclitic): number {
  const first = letters[0];
  const conjunction = strip > 0 && (first === WAW || first === FEH);
  return (
    (article ? N.definite : 0) |
    (conjunction ? N.conjunction : 0) |
    (strip > (conjunction ? 1 : 0) ? N.preposition : 0)
  );
}

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
  roles = new Int32Array(0);
  /** Neighbour bits of what stands before a candidate that begins with the token. */
  private beforeBits = new Int32Array(0);
  /** Neighbour bits of what stands after a candidate that ends before the token. */
  private afterBits = new Int32Array(0);
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
  readonly candidates = new Candidates();
  /** Names of the user's own gazetteers, and whether those that overlap are wanted. */
  userNames: readonly UserName[] = [];
  overlaps: Overlaps = 'longest';

  /** Are all names of the document among the matches? */
  private isRead = false;
  private readonly names: NameMemory;
  /** What the letters of a word look like; NaN for what was not asked for yet. */
  private shapes = new Float64Array(0);
  /** The first match that begins with the token, plus 1; 0 for none. */
  private firstMatch = new Int32Array(0);
  /** How many quotation marks stand before the token. */
  private quotesBefore = new Int32Array(0);
  /** Neighbour bits of proclitics, by row of data/clitics.tsv. */
  private readonly cliticRoles: Int32Array;
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
    this.cliticRoles = Int32Array.from(lexicon.proclitics.rows, rolesOfProclitic);
  }

  /**
   * Takes the next document, of which the tokens have been annotated, without a look at its names: for layers that ask
   * for few of them (`matchFrom`) and for nothing that `read` finds out. @returns itself
   */
  open(units: Uint16Array): this {
    this.units = units;
    this.isRead = false;
    return this;
  }

  /** Takes the next document, of which the tokens have been annotated. @returns itself */
  read(units: Uint16Array): this {
    const { gazetteer, matches, tokens } = this;
    const { count } = tokens;
    this.units = units;
    this.isRead = true;
    this.candidates.clear();
    this.countries = null;
    this.reserve(count + 1);
    matchNames(gazetteer, units, tokens, matches, 'all');
    this.titleDistance.fill(0, 0, count);
    this.weakTitle.fill(0, 0, count);
    this.firstMatch.fill(0, 0, count);
    this.sportWords.fill(0, 0, tokens.sentenceCount);
    this.shapes.fill(Number.NaN, 0, count);
    this.markTokens();
    this.markParts();
    this.markMatches();
    this.markTitles();
    this.markNeighbours();
    return this;
  }

  private reserve(size: number): void {
    if (size <= this.roles.length) return;
    const room = Math.max(1024, size * 2);
    this.roles = new Int32Array(room);
    this.beforeBits = new Int32Array(room);
    this.afterBits = new Int32Array(room);
    this.partEnd = new Int32Array(room);
    this.partClasses = new Uint32Array(room);
    this.titleDistance = new Uint8Array(room);
    this.weakTitle = new Uint8Array(room);
    this.titleStart = new Int32Array(room);
    this.shapes = new Float64Array(room);
    this.firstMatch = new Int32Array(room);
    this.quotesBefore = new Int32Array(room);
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
    const from = this.tokens.baseStart[t]! + (this.mayHaveAnd(t) ? 1 : 0);
    const shape = this.lexicon.shape(this.units, from, this.tokens.end[t]!);
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
    const isWhole = tokens.baseStart[t] === start;
    return isWhole && this.isUnknown(t) && tokens.end[t]! - start > 4 && units[start] === WAW;
  }

  /** Is the token a class word that is part of the name (مطار, نهر; not مدينة)? */
  isHead(t: number, name: 'place-head' | 'org-head'): boolean {
    if (!this.has(t, Class[name])) return false;
    const flags = this.lexicon.value(this.units, this.tokens, t, ClassNumber[name])?.flags ?? 0;
    return (flags & Flag.outside) === 0;
  }

  /** Has the token a proclitic other than the article? */
  hasClitic(t: number): boolean {
    return (this.roles[t]! & (N.conjunction | N.preposition)) !== 0;
  }

  hasConjunction(t: number): boolean {
    return (this.roles[t]! & N.conjunction) !== 0;
  }

  isDefinite(t: number): boolean {
    return (this.roles[t]! & N.definite) !== 0;
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
    const { classes, count } = tokens;
    for (let t = 0; t < count; t++) {
      if ((classes[t]! & Class.nationality) === 0) continue;
      const value = lexicon.value(this.units, tokens, t, ClassNumber.nationality)?.value;
      if (value) countries.add(value);
    }
    return countries;
  }

  /** Neighbour bits before token `first`. */
  before(first: number): number {
    return this.beforeBits[first]!;
  }

  /** Neighbour bits after the last token, given the one after it. */
  after(end: number): number {
    return this.afterBits[end]!;
  }

  private markNeighbours(): void {
    const { roles, beforeBits, afterBits, titleDistance, weakTitle, titleStart } = this;
    const { count, gap, sentence } = this.tokens;
    for (let t = 0; t < count; t++) {
      if (t === 0 || gap[t]! >= Gap.line || sentence[t - 1] !== sentence[t]) {
        beforeBits[t] = afterBits[t] = N.edge;
        continue;
      }
      afterBits[t] = roles[t]!;
      let bits = roles[t - 1]!;
      const distance = titleDistance[t]!;
      if (distance === 1 && weakTitle[t] === 0) bits |= N['title-near'];
      else if (distance > 0) bits |= N['title-far'];
      if (distance === 1 && roles[titleStart[t]!]! & N.definite) bits |= N['definite-title'];
      beforeBits[t] = bits;
    }
    afterBits[count] = N.edge;
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
    const candidate = this.candidates.add();
    candidate.family = family;
    candidate.type = type;
    candidate.first = first;
    candidate.end = end;
    candidate.start = this.startOf(family, first);
    candidate.stop = this.tokens.end[end - 1]!;
    candidate.before = this.beforeBits[first]!;
    candidate.after = this.afterBits[end]!;
    candidate.inside = inside | 0;
    candidate.extra = extra | 0;
    candidate.entry = entry;
    candidate.rule = rule;
    candidate.subtype = subtype;
    candidate.user = null;
  }

  private startOf(family: Family, first: number): number {
    const start = this.tokens.baseStart[first]!;
    const titled = this.before(first) & N['title-near'];
    return family === 'person' && !titled && this.mayHaveAnd(first) ? start + 1 : start;
  }

  /** A name with an opening quotation mark inside (حركة "فتح) goes on to the closing one that follows it. */
  private closedEnd(first: number, end: number): number {
    const { roles, quotesBefore } = this;
    const { count, gap } = this.tokens;
    const isOpen = ((quotesBefore[end]! - quotesBefore[first]!) & 1) !== 0;
    return isOpen && end < count && gap[end] === Gap.none && roles[end]! & N.quote ? end + 1 : end;
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

  /** The first match of those that begin at a token; the number of all matches when none does. */
  matchFrom(t: number): number {
    const { matches } = this;
    if (this.isRead) return this.firstMatch[t] === 0 ? matches.count : this.firstMatch[t]! - 1;
    matchNamesAt(this.gazetteer, this.units, this.tokens, t, matches);
    return 0;
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

  /** Does a listed name begin at the token? */
  isMatched(t: number): boolean {
    return this.firstMatch[t] !== 0;
  }

  /** The token after the longest listed place that begins at `t`, or after the token itself. */
  placeEnd(t: number): number {
    const { matches } = this;
    // The longest comes first.
    for (let m = this.firstMatch[t]! - 1; m >= 0 && m < matches.count && matches.first[m] === t; m++)
      if (this.meaningsOf(m).place !== null) return matches.end[m]!;
    return t + 1;
  }

  /** The token after the longest listed organisation that begins at `t` and is no everyday phrase, 0 when none does. */
  organisationEnd(t: number): number {
    const { matches } = this;
    for (let m = this.firstMatch[t]! - 1; m >= 0 && m < matches.count && matches.first[m] === t; m++)
      if (this.meaningsOf(m).certain?.organisation) return matches.end[m]!;
    return 0;
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

  /** What each token is to its neighbours; counts the words of sport and the quotation marks. */
  private markTokens(): void {
    const { roles, quotesBefore, cliticRoles, units } = this;
    const { classes, count, kind, prefix, baseStart, start, end, sentence } = this.tokens;
    let quotes = 0;
    let sport = 0;
    for (let t = 0; t < count; t++) {
      quotesBefore[t] = quotes;
      const all = this.nounClasses(t, classes[t]!);
      if (all & Class['sport-word']) {
        this.sportWords[sentence[t]!] = 1;
        sport++;
      }
      if (kind[t] !== Kind.word) {
        if (kind[t] === Kind.punctuation) {
          roles[t] = MARKS[units[start[t]!]!]!;
          if (roles[t] === N.quote) quotes++;
        } else roles[t] = kind[t] === Kind.latin ? N.latin : N.number;
        continue;
      }
      // A preposition is one, whatever name has its letters (على, علي).
      const isPlain = all & Class.function && (all & Class['name-particle']) === 0;
      let bits = rolesOfClasses(isPlain ? all & CLOSED : all);
      if (bits === 0) bits = all === 0 ? N.unknown : N.date;
      const from = baseStart[t]!;
      if (units[from] === ALEF && units[from + 1] === LAM && end[t]! - from > 3) bits |= N.definite;
      roles[t] = bits | cliticRoles[prefix[t]!]!;
    }
    quotesBefore[count] = quotes;
    this.sportTotal = sport;
  }

  private markParts(): void {
    const { partEnd, partClasses } = this;
    const { classes, count } = this.tokens;
    for (let t = 0; t < count; t++) {
      partEnd[t] = t + 1;
      partClasses[t] = this.nounClasses(t, classes[t]!);
      if (this.isInitial(t)) this.markInitial(t);
      else if (classes[t]! & NAME_CLASSES) this.markPart(t);
    }
  }

  /** No verb has an article: العزي is not the عزي of a list of verbs. */
  private nounClasses(t: number, classes: number): number {
    const isNoun = (this.cliticRoles[this.tokens.prefix[t]!]! & N.definite) !== 0;
    return isNoun ? classes & ~(Class.verb | Class['speech-verb']) : classes;
  }

  /** A letter with its full stop (محمد ب., إ. م. فورستر) that is no title (د.). */
  private isInitial(t: number): boolean {
    const { tokens, units } = this;
    return (
      tokens.end[t]! - tokens.start[t]! === 1 &&
      tokens.kind[t] === Kind.word &&
      t + 1 < tokens.count &&
      tokens.gap[t + 1] === Gap.none &&
      units[tokens.start[t + 1]!] === FULL_STOP &&
      !this.has(t, Class.title)
    );
  }

  private markInitial(t: number): void {
    this.partEnd[t] = t + 2;
    this.partClasses[t] = 0;
  }

  private markPart(t: number): void {
    const { tokens, lexicon } = this;
    const classes = tokens.classes[t]!;
    for (const [number, bit] of NAME_NUMBERS) {
      const end = lexicon.extent(tokens, t, number);
      if (end <= t + 1) continue;
      this.partEnd[t] = end;
      this.partClasses[t] = bit;
      return;
    }
    if ((classes & Class['name-particle']) === 0) return;
    const made = PARTICLES[lexicon.value(this.units, tokens, t, ClassNumber['name-particle'])?.value ?? ''];
    // After a particle no preposition can stand: what looks like one is the word's own letter (أبو سحلي).
    if (made === undefined || !this.follows(t + 1) || !this.isWord(t + 1) || this.hasConjunction(t + 1))
      return;
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
    const { tokens, roles, titleDistance, titleStart, weakTitle } = this;
    const { classes, count, gap, kind, sentence } = tokens;
    let distance = 0;
    let begin = 0;
    let weak = 0;
    for (let t = 0; t < count; t++) {
      if (distance > 0 && (sentence[t] !== sentence[t - 1] || gap[t]! >= Gap.line)) distance = 0;
      if (distance > 0) {
        titleDistance[t] = distance;
        titleStart[t] = begin;
        weakTitle[t] = weak;
      }
      const isTitle = (classes[t]! & Class.title) !== 0 && kind[t] === Kind.word;
      if (isTitle) {
        const end = this.lexicon.extent(tokens, t, ClassNumber.title);
        if (distance === 0) begin = t;
        weak = (this.lexicon.value(this.units, tokens, t, ClassNumber.title)?.flags ?? 0) & Flag.weak ? 1 : 0;
        for (let j = t + 1; j < end; j++) {
          titleDistance[j] = 1;
          titleStart[j] = begin;
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
        const onlyName = (classes[t]! & NAME_CLASSES) !== 0 && !(role & N.nationality);
        if (stops || onlyName || ++distance > TITLE_REACH || (role & N.comma && distance > TITLE_REACH))
          distance = 0;
      }
    }
  }
}
