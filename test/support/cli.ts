/** Runs the real command as a child process, the way a person does: through a shell, with pipes and redirections. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = join(dirname(fileURLToPath(import.meta.url)), '../..');
/** NEWSPARSE_BIN: another copy of the command to test, such as one that was packed and installed. */
export const binary = process.env.NEWSPARSE_BIN ?? join(root, 'bin/newsparse.js');

export interface Run {
  status: number | null;
  stdout: string;
  stderr: string;
}

/** Runs a line of sh in which `newsparse` is the command and `pick` prints an expression of each record (pick.mjs). */
export function shell(line: string, cwd: string, env: Record<string, string> = {}): Promise<Run> {
  const script = `newsparse() { "${process.execPath}" "${binary}" "$@"; }
pick() { "${process.execPath}" "${join(root, 'test/support/pick.mjs')}" "$@"; }
${line}`;
  return finish(
    spawn('sh', ['-c', script], {
      cwd,
      env: { ...cleanEnvironment(), ...env },
      stdio: ['ignore', 'pipe', 'pipe'],
    }),
  );
}

/** The environment without what changes colours and widths. */
function cleanEnvironment(): NodeJS.ProcessEnv {
  const { NO_COLOR: _a, FORCE_COLOR: _b, COLUMNS: _c, ...rest } = process.env;
  return rest;
}

type Child = ReturnType<typeof spawn>;

/** What a child has written when it has ended. */
export function finish(child: Child): Promise<Run> {
  const out: Buffer[] = [];
  const err: Buffer[] = [];
  child.stdout?.on('data', (chunk: Buffer) => out.push(chunk));
  child.stderr?.on('data', (chunk: Buffer) => err.push(chunk));
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (status) =>
      resolve({ status, stdout: Buffer.concat(out).toString(), stderr: Buffer.concat(err).toString() }),
    );
  });
}

/** A folder with these files, and how to remove it. */
export function folder(files: Readonly<Record<string, string | Uint8Array>>): {
  path: string;
  remove(): void;
} {
  const path = mkdtempSync(join(tmpdir(), 'newsparse-test-'));
  for (const [name, content] of Object.entries(files)) writeFileSync(join(path, name), content);
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
}
