import type { Entity, Speaker } from '../document.js';
import type { EntityContext } from '../entities/context.js';
import { Class } from '../lexicon/classes.js';
import { Kind } from '../tokens/tokens.js';
import { Gender, PREPOSITIONS, type Words } from './words.js';

/** Somebody who may be a speaker, where the text names him. */
export interface Party {
  /** Tokens from the word that begins the noun phrase (a title) to the one after the name or role. */
  readonly first: number;
  readonly end: number;
  /** The name, or the role where there is no name. */
  readonly speaker: Speaker;
  readonly entity: Entity | null;
  readonly gender: number;
}

/** How far after a title its name is looked for, in tokens. */
const NAME_REACH = 14;
const ROLE_WORDS = 4;
const NAMES = Class['name-particle'] | Class.given;
const NO_NAME =
  Class.title | Class.nationality | Class['org-adjective'] | Class.function | Class['speech-verb'];
/** Classes of the words that may stand between a comma and the name behind it. */
const BEFORE_NAMES = Class.title | Class.nationality;
const HEAD_USES = new Set(['anonymous', 'document']);
const HEADS = Class.title | Class['org-head'] | Class.ministry;
/** Classes with which a noun phrase that names somebody begins, where no entity does. */
export const PARTY = HEADS | NAMES | Class['foreign-name'];
/** Classes of the words that say something about speech or grammar. */
export const SIGNS = Class.attribution | Class['speech-verb'] | Class.verb | Class.function;

/** Kept from one document to the next. */
let scratch = new Int32Array(1024);

/** Reads noun phrases that name somebody: an entity, a title with its name, a role, a body, a nameless source. */
export class Parties {
  /** Number of the entity plus 1 that covers each token. */
  private readonly covered: Int32Array;
  private readonly lasts: number[] = [];

  constructor(
    private readonly text: string,
    private readonly context: EntityContext,
    private readonly entities: readonly Entity[],
    private readonly words: Words,
  ) {
    const { tokens } = context;
    if (tokens.count >= scratch.length) scratch = new Int32Array(tokens.count * 2);
    this.covered = scratch.fill(0, 0, tokens.count + 1);
    let t = 0;
    entities.forEach((entity, i) => {
      while (t < tokens.count && tokens.end[t]! <= entity.start) t++;
      let last = t;
      for (; last < tokens.count && tokens.start[last]! < entity.end; last++) this.covered[last] = i + 1;
      this.lasts.push(last);
    });
  }

  /** The entity whose first token this is. */
  entityAt(t: number): Entity | null {
    const number = this.covered[t]!;
    return number > 0 && (t === 0 || this.covered[t - 1] !== number) ? this.entities[number - 1]! : null;
  }

  /** The entity that covers the token. */
  entityOver(t: number): Entity | null {
    return this.entities[this.covered[t]! - 1] ?? null;
  }

  /** The token after the entity that covers the token. */
  endOf(t: number): number {
    return this.lasts[this.covered[t]! - 1] ?? t + 1;
  }

  /**
   * Reads the party that the noun phrase at a token names, null when it names none.
   * @param limit the token at which the sentence ends
   * @param loose as the subject of a verb of saying: any noun may speak
   * @param governed the phrase hangs on a preposition, which may be glued to it
   */
  read(t: number, limit: number, loose: boolean, governed = false): Party | null {
    const { context, words } = this;
    if (t >= limit) return null;
    const entity = this.entityAt(t);
    if (entity) {
      if (!governed && hasPreposition(entity)) return null;
      return this.named(t, t, entity);
    }
    if (context.tokens.kind[t] === Kind.mention) return this.account(t, t);
    if (this.covered[t] !== 0 || !context.isWord(t)) return null;
    if (!governed && words.hasPreposition(t)) return null;
    const use = words.use(t);
    if (use === 'latter') return this.latter(t);
    const definite = context.isDefinite(t);
    const kunya = context.has(t, Class['name-particle']) && t + 1 < limit && context.has(t + 1, Class.given);
    // "One of …" is a party, "no one" is none.
    const one =
      use === 'anonymous' &&
      ((t + 1 < limit && context.isDefinite(t + 1)) ||
        context.tokens.end[t]! - context.tokens.baseStart[t]! > 3);
    const grammar = context.has(t, Class.function) && !one;
    if (!kunya && (grammar || words.isDate(t) || tooShort(context, t))) return null;
    // A name that no entity begins with is still a name.
    const name =
      kunya || context.has(t, Class['foreign-name']) || (isPair(context, t) && !context.has(t, NO_NAME));
    const head = name || HEAD_USES.has(use) || (use === 'work' && definite) || context.has(t, HEADS);
    if (use !== '' && use !== 'anonymous' && use !== 'document' && use !== 'work') return null;
    if (!head && !loose) return null;
    const holder =
      use === 'document' ? -1 : this.nameAfter(t, limit, context.has(t, Class.title) || use === 'anonymous');
    if (holder >= 0) {
      const known = this.entityAt(holder);
      return known ? this.named(t, holder, known) : { ...this.role(holder, limit, false), first: t };
    }
    if (t + 1 < limit && context.tokens.kind[t + 1] === Kind.mention) return this.account(t, t + 1);
    if (head || words.isPluralSubject(t)) return this.role(t, limit, definite);
    if (words.isAdverb(t) || words.isVerb(t, false) || words.isSaying(t)) return null;
    return this.role(t, limit, definite);
  }

  /** An account on a platform (@name). */
  private account(first: number, t: number): Party {
    const { tokens } = this.context;
    const start = tokens.start[t]!;
    const end = tokens.end[t]!;
    const speaker = { start, end, text: this.text.slice(start, end), chain: null };
    return { first, end: t + 1, speaker, entity: null, gender: Gender.unknown };
  }

  private named(first: number, t: number, entity: Entity): Party {
    const { context, words } = this;
    let gender: number = Gender.unknown;
    if (entity.type === 'PER') {
      gender = words.givenGender(t);
      if (context.has(first, Class.title) && first < t) gender = words.nounGender(first);
    } else if (entity.type === 'ORG') gender = words.nounGender(t);
    const { start, end, text, chain } = entity;
    return { first, end: this.endOf(t), speaker: { start, end, text, chain }, entity, gender };
  }

  /** The token at which the name of the holder of a title stands, over the words of the office; -1 for none. */
  private nameAfter(t: number, limit: number, office: boolean): number {
    const { words, context } = this;
    let comma = false;
    let bare = true;
    /** Past the role itself ("in the bank"): only a name right behind a comma is its holder's. */
    let past = false;
    for (let j = t + 1; j < limit && j - t < NAME_REACH; j++) {
      const entity = this.entityAt(j);
      if (entity?.type === 'PER') {
        if (hasPreposition(entity) || words.hasConjunction(j)) return -1;
        if (isPreposition(this.words, j - 1) || (past && !comma)) return -1;
        // محامي فلان، فلان: after a title that is somebody's, the holder stands behind the comma.
        const behind = this.endOf(j) + 1;
        const another = j === t + 1 && behind < limit && words.isComma(behind - 1) && !context.isDefinite(t);
        return another && this.entityAt(behind)?.type === 'PER' ? behind : j;
      }
      // Most words of an office are no sign of anything.
      if (office && !comma && entity === null && !context.has(j, SIGNS) && context.isWord(j)) continue;
      if (comma && entity === null && isPair(context, j)) return j;
      // The Spaniard, the poet: before the name behind the comma.
      if (comma && context.isDefinite(j) && context.has(j, BEFORE_NAMES)) continue;
      if (comma && words.use(j) !== 'named') return -1;
      if (entity) {
        j = this.endOf(j) - 1;
        bare = false;
        continue;
      }
      const use = words.use(j);
      if (use === 'named') {
        comma = false;
        continue;
      }
      if (words.isComma(j)) {
        comma = true;
        continue;
      }
      if (words.isColon(j) || use === 'that' || use === 'that-pronoun' || use === 'saying' || use === 'aside')
        return -1;
      if (words.isSaying(j) || words.functionKind(j) === 'rel') return -1;
      if (!office && (context.has(j, Class.function) || words.hasPreposition(j))) past = true;
      if (words.isVerb(j, false) && !context.has(j, Class.given | Class.surname) && !bare) return -1;
    }
    return -1;
  }

  /** A role or body without a name: its head and the words that belong to it. */
  private role(t: number, limit: number, definite: boolean): Party {
    const { context, words, text } = this;
    const { tokens } = context;
    let begin = t;
    let end = t + 1;
    while (end < limit && end - begin < ROLE_WORDS && context.follows(end) && context.isWord(end)) {
      if (context.has(end, Class.function) || words.hasPreposition(end) || words.hasConjunction(end)) break;
      if (words.use(end) !== '' && !context.isDefinite(end)) break;
      if (words.isDate(end) || words.isSaying(end) || words.isVerb(end, false)) break;
      const entity = this.entityAt(end);
      if (entity && (definite || entity.type === 'PER')) break;
      if (begin === t && !entity && !context.has(t, NAMES) && isName(context, end)) begin = end;
      else if (begin === t && definite && !context.isDefinite(end)) break;
      // After a noun in the accusative (مصدرا) what ends like an adverb is its adjective (أمنيا).
      if (!definite && words.isAdverb(end) && !words.isAdverb(t)) break;
      end = entity ? this.endOf(end) : end + 1;
    }
    const start = tokens.baseStart[begin]!;
    const stop = tokens.end[end - 1]!;
    const entity = begin === t && (definite || context.has(t, Class.ministry)) ? this.bearer(t) : null;
    return {
      first: t,
      end,
      speaker: { start, end: stop, text: text.slice(start, stop), chain: entity?.chain ?? null },
      entity: null,
      gender: words.nounGender(t),
    };
  }

  /** Whom a bare role or body means: the last before it in whose title or name the same word stands. */
  private bearer(t: number): Entity | null {
    const { context, entities } = this;
    const { tokens } = context;
    const stem = tokens.stem[t]!;
    if (stem < 0) return null;
    let i = this.before(t);
    for (let steps = 0; i >= 0 && steps < 60; i--, steps++) {
      const entity = entities[i]!;
      let from = this.firstOf(i);
      let to = this.lasts[i]!;
      if (entity.type === 'PER') {
        if (context.titleDistance[from] === 0) continue;
        to = from;
        from = context.titleStart[from]!;
      } else if (entity.type !== 'ORG') continue;
      for (let j = from; j < to; j++) if (tokens.stem[j] === stem) return entity;
    }
    return null;
  }

  /** The person, or else the body, that was named last before the token. */
  private latter(t: number): Party | null {
    for (const type of ['PER', 'ORG']) {
      for (let i = this.before(t), steps = 0; i >= 0 && steps < 12; i--, steps++) {
        if (this.entities[i]!.type !== type) continue;
        const first = this.firstOf(i);
        return { ...this.named(first, first, this.entities[i]!), first: t, end: t + 1 };
      }
    }
    return null;
  }

  /** The last person or body before a token, however it stands there. */
  lastBefore(t: number): Party | null {
    return this.latter(t);
  }

  /** The nearest mention before `t` of the one whom a party names: how the article calls him there. */
  nearest(party: Party, t: number): Speaker {
    if (party.entity === null) return party.speaker;
    const { chain } = party.entity;
    for (let i = this.before(t), steps = 0; i >= 0 && steps < 40; i--, steps++) {
      const entity = this.entities[i]!;
      if (entity.start <= party.speaker.start) break;
      if (entity.chain === chain && entity.type === party.entity.type)
        return { start: entity.start, end: entity.end, text: entity.text, chain };
    }
    return party.speaker;
  }

  /** The number of the last entity that begins before a token. */
  private before(t: number): number {
    const { tokens } = this.context;
    const at = t < tokens.count ? tokens.start[t]! : Number.POSITIVE_INFINITY;
    let low = 0;
    let high = this.entities.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (this.entities[middle]!.start < at) low = middle + 1;
      else high = middle;
    }
    return low - 1;
  }

  private firstOf(i: number): number {
    let t = this.lasts[i]! - 1;
    while (t > 0 && this.covered[t - 1] === i + 1) t--;
    return t;
  }
}

/** Does a name begin here: a given name and nothing else, or one before a surname? */
function isName(context: EntityContext, t: number): boolean {
  if (!context.has(t, Class.given) || context.has(t, NO_NAME)) return false;
  return !context.has(t, Class.common) || isPair(context, t);
}

/** Do a given name and a surname stand here? */
const isPair = (context: EntityContext, t: number): boolean =>
  context.has(t, Class.given) && context.follows(t + 1) && context.has(t + 1, Class.surname);

/** One or two letters are no noun but a proclitic with a dash (بـ). */
const tooShort = (context: EntityContext, t: number): boolean =>
  context.tokens.end[t]! - context.tokens.baseStart[t]! < 3 && !context.has(t, Class.title);

/** Does ب, ل or ك hang on the name? */
function hasPreposition(entity: Entity): boolean {
  return PREPOSITIONS.has(entity.prefix?.charCodeAt(entity.prefix.length - 1) ?? 0);
}

/** Is the token a preposition that is a word of its own? */
export const isPreposition = (words: Words, t: number): boolean => t >= 0 && words.functionKind(t) === 'prep';
