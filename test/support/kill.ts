/** Batches into a folder that can be gone on with, and how they are ended before they are done. */
import { spawn } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { binary } from './cli.js';

/** The arguments of a run of two threads over the inputs: results in `killed/`, how far it is in `journal`. */
export const resumable = (...inputs: string[]): string[] => [
  ...['extract', '-q', '-f', 'json', '-j', '2', '--resume', 'journal', '-o', 'killed/'],
  ...inputs,
];

/** Runs the command and kills it after so many milliseconds. @returns whether it was done before */
export async function killAfter(ms: number, args: readonly string[], cwd: string): Promise<boolean> {
  const child = spawn(process.execPath, [binary, ...args], { cwd, stdio: 'ignore' });
  const closed = new Promise((resolve) => child.once('close', resolve));
  await wait(ms);
  child.kill('SIGKILL');
  await closed;
  return child.exitCode === 0;
}
