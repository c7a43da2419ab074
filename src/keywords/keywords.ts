/** The keywords of documents: the terms that weigh most by TF-IDF, names first. */
import { TfIdf } from 'natural/lib/natural/tfidf/index.js';
import type { Frequencies } from './frequencies.js';
import type { Term, TermKind } from './terms.js';

export interface Keyword {
  readonly text: string;
  readonly kind: TermKind;
  readonly type: string | null;
  readonly id: string | null;
  /** How often the document has it. */
  readonly count: number;
  /** TF-IDF. */
  readonly score: number;
}

const ORDER: readonly TermKind[] = ['name', 'phrase', 'word'];

/**
 * The weights of natural with counts of our own. natural looks through all of its documents for each term, which takes
 * time by their square, and it knows only documents that it holds; the measure is the same (a test compares the two).
 */
class Weights extends TfIdf {
  private readonly terms: ReadonlyMap<string, Term>;

  constructor(
    private readonly frequencies: Frequencies,
    terms: readonly Term[],
  ) {
    super();
    this.terms = new Map(terms.map((term) => [term.key, term]));
  }

  override idf(key: string): number {
    return this.frequencies.idf(this.terms.get(key)!);
  }
}

/**
 * The terms of a document that weigh most: the best by TF-IDF, of which the names come first, then phrases, then words,
 * each by their weight.
 * @param frequencies over the batch to which the document belongs, or over others
 * @param top at most so many
 */
export function keywordsOf(terms: readonly Term[], frequencies: Frequencies, top: number): Keyword[] {
  const weights = new Weights(frequencies, terms);
  // natural makes nothing of an Arabic string: it gets the keys of the terms as a list.
  weights.addDocument(terms.flatMap(({ key, count }) => new Array<string>(count).fill(key)));
  const scores = new Map(weights.listTerms(0).map(({ term, tfidf }) => [term, tfidf]));
  return terms
    .map((term) => ({ term, score: Math.round(scores.get(term.key)! * 1e4) / 1e4 }))
    .sort((a, b) => b.score - a.score || compare(a.term.key, b.term.key))
    .slice(0, top)
    .sort((a, b) => ORDER.indexOf(a.term.kind) - ORDER.indexOf(b.term.kind))
    .map(({ term: { text, kind, type, id, count }, score }) => ({ text, kind, type, id, count, score }));
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
