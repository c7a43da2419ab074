/** The part of natural that is used; its own declarations bring in all of it. */
declare module 'natural/lib/natural/tfidf/index.js' {
  export class TfIdf {
    addDocument(terms: readonly string[]): void;
    idf(term: string): number;
    listTerms(document: number): { term: string; tf: number; idf: number; tfidf: number }[];
  }
}
