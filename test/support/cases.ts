import { expect, it } from 'vitest';
import { shell } from './cli.js';

/** One case a line: what is typed, exit code, what standard output and standard error match. */
export type Case = [line: string, status: number, stdout: RegExp, stderr: RegExp];
export const NOTHING = /^$/;
/** Makes a test of a case; the commands of a file run beside each other. */
export const checkIn =
  (folder: string) =>
  ([typed, status, stdout, stderr]: Case) =>
    it.concurrent(typed, async () => {
      const run = await shell(typed, folder);
      expect({ status: run.status, stdout: run.stdout.slice(0, 10_000), stderr: run.stderr }).toEqual({
        status,
        stdout: expect.stringMatching(stdout),
        stderr: expect.stringMatching(stderr),
      });
    });

let codes = 0;
/** The same for lines of pipes that begin with the command: the exit code is its own, not that of what reads its results. */
export const checkPipedIn =
  (folder: string) =>
  ([typed, status, stdout, stderr]: Case) => {
    const [own, ...rest] = typed.split(' | ');
    const code = `.code-${codes++}`;
    const piped = `{ ${own}; echo $? > ${code}; } | ${rest.join(' | ')}; exit $(cat ${code})`;
    checkIn(folder)([rest.length === 0 ? typed : piped, status, stdout, stderr]);
  };
