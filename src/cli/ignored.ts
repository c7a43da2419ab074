/** Lists of names that are never to be given. */
import { readFileSync } from 'node:fs';
import { decodeText } from '../sources/encoding.js';
import { inputError } from './input-error.js';

/**
 * The names and ids of such files: one a line, the first cell where there are tabs; blank lines and comments (#) do not
 * count.
 * @throws CliError that names the file
 */
export function readIgnored(files: readonly string[]): string[] {
  return files.flatMap((file) => {
    try {
      return decodeText(readFileSync(file === '-' ? 0 : file), 'auto', false)
        .text.split(/\r\n|\n|\r/)
        .map((line) => line.split('\t', 1)[0]!.trim())
        .filter((name) => name !== '' && !name.startsWith('#'));
    } catch (error) {
      throw inputError(file, error);
    }
  });
}
