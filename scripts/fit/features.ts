/** The features of candidates as numbers, in the names of data/weights.tsv. */
import type { Candidate } from '../../src/entities/candidates.js';
import type { EntityContext } from '../../src/entities/context.js';
import { EXTRAS, FAMILIES, NEIGHBOUR } from '../../src/entities/features.js';
import {
  SET_POSITIONS,
  setName,
  setOf,
  tokensOfSets,
  tokensOfWords,
  WORD_POSITIONS,
  wordName,
  wordOf,
} from '../../src/entities/labels.js';
import { Class } from '../../src/lexicon/classes.js';
import { Kind } from '../../src/tokens/tokens.js';

/** Words that may have weights of their own: words of the language, never words that are names only. */
const LANGUAGE =
  Class.function |
  Class.common |
  Class.verb |
  Class['speech-verb'] |
  Class.title |
  Class['org-head'] |
  Class['place-head'] |
  Class.ministry |
  Class['org-adjective'] |
  Class['sport-word'] |
  Class.attribution |
  Class.unit |
  Class.nationality;

/** The names of features that are not written begin with this. */
export const OF_CORPUS = 'corpus:';

export class Features {
  /** `family<tab>feature` by number. */
  readonly names: string[] = [];
  /** Is the feature a label, of which there are many? */
  readonly isLabel: boolean[] = [];
  private readonly numbers = new Map<string, number>();
  private readonly setTokens = new Int32Array(SET_POSITIONS.length);
  private readonly wordTokens = new Int32Array(WORD_POSITIONS.length);

  /**
   * The numbers of the features of a candidate of the document that the context has.
   * @param ofCorpus a feature that takes up what only one corpus does (Daumé 2007), and is not written
   */
  of(candidate: Candidate, context: EntityContext, ofCorpus: string | null): Int32Array {
    const { tokens, units, lexicon } = context;
    const { family, before, after, inside, extra } = candidate;
    const out: number[] = [];
    const add = (feature: string, label = false) => out.push(this.number(`${family}\t${feature}`, label));
    const addBits = (prefix: string, names: readonly string[], bits: number) =>
      names.forEach((name, i) => {
        if ((bits >>> i) & 1) add(prefix + name);
      });
    for (const prefix of candidate.end - candidate.first === 1 ? ['', 'one:'] : ['']) {
      add(`${prefix}bias`);
      addBits(`${prefix}before:`, NEIGHBOUR, before);
      addBits(`${prefix}after:`, NEIGHBOUR, after);
    }
    addBits('', FAMILIES[family], inside);
    addBits('', EXTRAS[family], extra);
    if (ofCorpus !== null) add(OF_CORPUS + ofCorpus);
    tokensOfSets(candidate, this.setTokens);
    this.setTokens.forEach((t, position) => {
      if (t >= 0) add(`${SET_POSITIONS[position]}=${setName(setOf(context, t))}`, true);
    });
    tokensOfWords(candidate, this.wordTokens);
    this.wordTokens.forEach((t, position) => {
      if (t < 0) return;
      const word = wordOf(units, tokens, t);
      const classes = tokens.classes[t]!;
      const isUnknown = tokens.kind[t] === Kind.word && classes === 0;
      // Of names it counts how they end when no list has them.
      const isOfName = family === 'person' || family === 'place';
      const isHead = family === 'place' && t === candidate.first && (classes & Class['place-head']) !== 0;
      const isInside = t >= candidate.first && t < candidate.end && !isHead;
      const isLanguage =
        isUnknown ||
        (!(isInside && isOfName) && (tokens.kind[t] === Kind.punctuation || (classes & LANGUAGE) !== 0));
      if (word !== 0 && isLanguage)
        add(`${WORD_POSITIONS[position]}=${wordName(word, lexicon.vocabulary)}`, true);
    });
    return Int32Array.from(out);
  }

  private number(name: string, label: boolean): number {
    const known = this.numbers.get(name);
    if (known !== undefined) return known;
    this.numbers.set(name, this.names.length);
    this.isLabel.push(label);
    return this.names.push(name) - 1;
  }
}
