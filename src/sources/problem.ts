/**
 * What can be wrong with an input. The sources say which and with what details; the words and the codes for people are
 * in cli/errors.ts, so that a program that uses the library can find its own.
 */

export type ProblemKind =
  | 'not-found'
  | 'directory'
  | 'no-permission'
  | 'unreadable'
  | 'empty'
  | 'binary'
  | 'too-large'
  | 'invalid-bytes'
  | 'unknown-bytes'
  | 'bad-json'
  | 'not-an-object'
  | 'no-text'
  | 'text-not-a-string'
  | 'bad-id'
  | 'bad-date'
  | 'json-array'
  | 'json-over-lines'
  | 'bad-gzip'
  | 'gzip-bomb'
  | 'bad-zstd'
  | 'bad-warc'
  | 'no-page-text'
  | 'page-too-large'
  | 'page-too-deep'
  | 'page-unreadable'
  | 'bad-table'
  | 'no-column'
  | 'internal';

/** What a message may name: the reason, a field, a count, … */
export type Details = Readonly<Record<string, string | number>>;

/** Something that keeps an input, or one line of it, from being read. */
export class Problem extends Error {
  constructor(
    readonly kind: ProblemKind,
    readonly details: Details = {},
  ) {
    super(kind);
    this.name = 'Problem';
  }
}

const BY_ERRNO: Readonly<Record<string, ProblemKind>> = {
  ENOENT: 'not-found',
  ENOTDIR: 'not-found',
  EISDIR: 'directory',
  EACCES: 'no-permission',
  EPERM: 'no-permission',
};

/** The problem that an error of the file system is. */
export function problemOf(error: unknown): Problem {
  if (error instanceof Problem) return error;
  const code = (error as NodeJS.ErrnoException | null)?.code ?? '';
  return new Problem(BY_ERRNO[code] ?? 'unreadable', { reason: reasonOf(error) });
}

/** What the system says about an error: `no space left on device (ENOSPC)`. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const parts = /^(E[A-Z0-9]+): ([^,]+)/.exec(error.message);
  return parts === null ? error.message : `${parts[2]} (${parts[1]})`;
}
