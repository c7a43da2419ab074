import { DataError } from '../lexicon/binary.js';
import { problemOf } from '../sources/problem.js';
import { CliError, Exit } from './errors.js';

/** What is wrong with an input file, as an end of the program. */
export function inputError(file: string, error: unknown): CliError {
  if (error instanceof CliError) return error;
  if (error instanceof DataError) {
    const kind = ({ NP141: 'not-compiled', NP142: 'other-version', NP143: 'damaged' } as const)[error.code];
    return new CliError(kind, { reason: error.message }, file, Exit.failed);
  }
  const { kind, details } = problemOf(error);
  return new CliError(kind, details, file, Exit.failed);
}
