import type { Party } from './speakers.js';
import type { Words } from './words.js';

/** Something in a sentence that says whose words stand there: a verb of saying, "according to", … */
export interface Report {
  /** Tokens of the verb or preposition. */
  readonly verb: number;
  readonly verbEnd: number;
  readonly kind: 'verb' | 'participle' | 'source' | 'relay';
  speaker: Party | null;
  /** Is the speaker named beside the verb, and not taken over from before? */
  named: boolean;
  /** Where the words begin that are reported without marks; -1 for nowhere. */
  content: number;
  /** Does a direct quote hang on it? */
  quoted: boolean;
  /** Where it stops. */
  end: number;
}

/** A reported clause: tokens [first, end). */
export interface Clause {
  readonly first: number;
  readonly end: number;
  readonly report: Report;
}

/** The clauses of a sentence, tokens [from, to), that its reports give without marks. */
export function clauses(reports: readonly Report[], from: number, to: number, words: Words): Clause[] {
  const found: Clause[] = [];
  let before = from;
  for (const report of reports) {
    const { content, kind, quoted, speaker, verb } = report;
    const end = Math.min(report.end, to);
    if (!quoted && speaker) {
      let clause: Clause | null = null;
      if (content >= 0) clause = trimmed(content, end, report, words);
      else if (kind === 'source')
        clause =
          verb > from ? trimmed(before, verb, report, words) : trimmed(speaker.end, end, report, words);
      if (clause) found.push(clause);
    }
    before = Math.max(before, report.end, report.verbEnd, speaker?.end ?? 0);
  }
  return found;
}

/** The clause without the marks around it and a conjunction that leads on; null when nothing much is left. */
function trimmed(first: number, end: number, report: Report, words: Words): Clause | null {
  let from = first;
  let to = end;
  while (from < to && words.mark(from) !== 0) from++;
  while (to > from && (words.mark(to - 1) !== 0 || words.functionKind(to - 1) === 'conj')) to--;
  return to - from < 2 ? null : { first: from, end: to, report };
}
