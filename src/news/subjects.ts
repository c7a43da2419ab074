import type { EntityContext } from '../entities/context.js';
import { Class } from '../lexicon/classes.js';
import type { Parties, Party } from './speakers.js';
import type { Words } from './words.js';

/** How many words may stand between a verb and its subject. */
const REACH = 8;

/** Finds the subject that stands after its verb. */
export class Subjects {
  /** @param quotedAt direct quotes by the token of their opening mark: none has the subject in it */
  constructor(
    private readonly context: EntityContext,
    private readonly words: Words,
    private readonly parties: Parties,
    private readonly quotedAt: ReadonlyMap<number, unknown>,
  ) {}

  /** The subject of any verb, read from the token after it. */
  ofAny(t: number, limit: number): Party | null {
    return this.parties.read(this.skip(t, limit), limit, false);
  }

  /** The subject of a verb of saying, which may be any noun, and may stand behind the one who is spoken to. */
  ofSaying(t: number, limit: number): Party | null {
    const at = this.skip(t, limit);
    if (at >= limit || this.quotedAt.has(at)) return null;
    const party = this.parties.read(at, limit, true);
    if (party || !this.words.hasPreposition(at)) return party;
    const end = this.parties.read(at, limit, true, true)?.end ?? limit;
    return end < limit && this.context.has(end, Class.title) ? this.parties.read(end, limit, false) : null;
  }

  /** Skips adverbs, dates, pronouns and asides. */
  private skip(t: number, limit: number): number {
    const { words } = this;
    let at = t;
    for (let steps = 0; at < limit && steps < REACH; steps++) {
      if (words.use(at) === 'aside') at = words.useEnd(at);
      else if (this.isBetween(at, limit) || (words.isComma(at) && at > t)) at++;
      else break;
    }
    return at;
  }

  private isBetween(t: number, limit: number): boolean {
    const { words } = this;
    if (words.use(t) === 'anonymous') return false;
    const kind = words.functionKind(t);
    if (kind === 'pron' || kind === 'adv') return true;
    if (this.parties.entityAt(t)) return false;
    if (words.isDate(t)) return this.goesOn(t + 1, limit);
    return words.isAdverb(t) && !this.context.has(t, Class.title);
  }

  /** Does the clause go on at a token? Else the word before it is the subject, though it looks like a date (صبح). */
  private goesOn(t: number, limit: number): boolean {
    return t < limit && this.words.mark(t) === 0 && !this.words.use(t).startsWith('that');
  }
}
