import type { UserName } from '../gazetteer/user-name.js';
import type { Family } from './features.js';

/** A possible entity. Tokens [first, end); offsets are computed when it is accepted. */
export class Candidate {
  family: Family = 'place';
  type = '';
  first = 0;
  end = 0;
  /** Offset in UTF-16 code units; the first token's proclitics are off. */
  start = 0;
  stop = 0;
  /** Sets of the features of features.ts, as signed integers: V8 keeps those without a box. */
  before = 0;
  after = 0;
  inside = 0;
  extra = 0;
  /** Entry of the gazetteer, or -1. */
  entry = -1;
  rule = '';
  subtype: string | null = null;
  /** Log-odds, in hundredths (`PARTS`): whole numbers, whose sums are exact. */
  score = 0;
  /** A name of the user's own gazetteers. */
  user: UserName | null = null;
}

/**
 * The candidates of a document. Their objects are used again for the next one: a document has a hundred or more, and
 * new ones each time would drive everything else out of the processor's cache.
 */
export class Candidates {
  list: Candidate[] = [];
  private readonly pool: Candidate[] = [];

  /** Forgets the candidates of the document before. */
  clear(): void {
    this.list = [];
  }

  /** Adds a candidate, of which every field is to be set. */
  add(): Candidate {
    const { list, pool } = this;
    if (list.length === pool.length) pool.push(new Candidate());
    const candidate = pool[list.length]!;
    list.push(candidate);
    return candidate;
  }
}
