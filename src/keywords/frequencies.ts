/** In how many documents each term stands: counted over a batch, or read from a file that such a count gave. */
import type { Term } from './terms.js';

/** The first line of such a file; the number is that of its form. */
const MAGIC = '# newsparse document frequencies 1';
const DOCUMENTS = /^# documents: (\d+)$/;
const EVERYDAY = /^# everyday words: (\d+)$/;

/** What is wrong with a file of document frequencies. */
export class FrequencyError extends Error {
  /** @param line from 1 */
  constructor(
    readonly line: number,
    message: string,
  ) {
    super(message);
    this.name = 'FrequencyError';
  }
}

export class Frequencies {
  private readonly counts = new Map<string, number>();
  documents = 0;
  /** In how many documents an everyday word stands at least, whatever was counted. */
  everyday = 0;

  /** Counts the terms of one more document. */
  add(terms: readonly Pick<Term, 'key'>[]): void {
    this.documents++;
    for (const key of new Set(terms.map((term) => term.key)))
      this.counts.set(key, (this.counts.get(key) ?? 0) + 1);
  }

  /** In how many documents the term stands. */
  of({ key, isEveryday }: Pick<Term, 'key' | 'isEveryday'>): number {
    return Math.max(this.counts.get(key) ?? 0, isEveryday ? this.everyday : 0);
  }

  /** How much a term tells documents apart: 1 + ln(N / (1 + df)), the measure of the package natural. */
  idf(term: Pick<Term, 'key' | 'isEveryday'>): number {
    return 1 + Math.log(this.documents / (1 + this.of(term)));
  }

  /** The file: TSV with the number of documents in its head, the most frequent terms first. */
  toText(notes: readonly string[] = []): string {
    const rows = [...this.counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1));
    return [
      MAGIC,
      `# documents: ${this.documents}`,
      ...(this.everyday > 0 ? [`# everyday words: ${this.everyday}`] : []),
      ...notes.map((note) => `# ${note}`),
      'term\tdocuments',
      ...rows.map(([key, count]) => `${key}\t${count}`),
      '',
    ].join('\n');
  }

  /** Reads such a file. @throws FrequencyError */
  static parse(text: string): Frequencies {
    const lines = text.replace(/^\ufeff/, '').split(/\r?\n/);
    if (lines[0] !== MAGIC) throw new FrequencyError(1, `the first line is not "${MAGIC}"`);
    const documents = DOCUMENTS.exec(lines[1] ?? '')?.[1];
    if (documents === undefined || Number(documents) < 1)
      throw new FrequencyError(2, 'the second line is not "# documents: N" with a number from 1');
    const frequencies = new Frequencies();
    frequencies.documents = Number(documents);
    frequencies.everyday = Math.min(frequencies.documents, Number(EVERYDAY.exec(lines[2] ?? '')?.[1] ?? 0));
    for (let i = 2; i < lines.length; i++) {
      const line = lines[i]!;
      if (line === '' || line.startsWith('#') || line === 'term\tdocuments') continue;
      const [key, count, ...rest] = line.split('\t');
      const number = /^\d+$/.test(count ?? '') ? Number(count) : Number.NaN;
      if (rest.length > 0 || key === '' || !(number >= 1 && number <= frequencies.documents))
        throw new FrequencyError(i + 1, `not a term, a tab and a number from 1 to ${documents}`);
      frequencies.counts.set(key!, number);
    }
    return frequencies;
  }
}
