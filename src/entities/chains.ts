import { sameFolded } from '../text/characters.js';
import { HASH_SEED } from '../tokens/hash.js';
import { hashRange } from '../tokens/tokenize.js';
import type { Candidate } from './candidates.js';
import type { EntityContext } from './context.js';

/** A form of a name that has been seen: a stretch of the text, in code units. */
interface Form {
  readonly type: string;
  readonly start: number;
  readonly stop: number;
  readonly chain: number;
  /** Another form with the same hash. */
  readonly next: Form | undefined;
}

/** Numbers the entities: mentions of one entry, of one string, or a part of a person's name, have one number. */
export class Chains {
  private readonly entries = new Map<string, number>();
  private readonly forms = new Map<number, Form>();
  private next = 1;

  constructor(private readonly context: EntityContext) {}

  of(candidate: Candidate): number {
    const { gazetteer, tokens } = this.context;
    const { entry, first, end, start, stop, type, user } = candidate;
    const key = user ? user.key : entry >= 0 ? gazetteer.entry(entry).key : null;
    const known = key === null ? undefined : this.entries.get(key);
    const number = this.name(type, start, stop, known ?? 0);
    if (key !== null && known === undefined) this.entries.set(key, number);
    if (type === 'PER' && end - first > 1) {
      // Later short forms: from each word of the name to its end (سلمان, بن سلمان), and the first name.
      for (let t = first + 1; t < end; t++) this.name(type, tokens.start[t]!, stop, number);
      this.name(type, start, tokens.end[first]!, number);
    }
    return number;
  }

  /**
   * Keeps a form that is not known yet.
   * @param chain its number, 0 for the next free one
   * @returns the number: that which was given, else that of the form
   */
  private name(type: string, start: number, stop: number, chain: number): number {
    const { units } = this.context;
    const hash = hashRange(units, start, stop, HASH_SEED);
    const first = this.forms.get(hash);
    for (let form = first; form !== undefined; form = form.next)
      if (form.type === type && sameFolded(units, form.start, form.stop, start, stop))
        return chain === 0 ? form.chain : chain;
    const number = chain === 0 ? this.next++ : chain;
    this.forms.set(hash, { type, start, stop, chain: number, next: first });
    return number;
  }
}
