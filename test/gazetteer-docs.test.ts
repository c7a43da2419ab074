import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';

/**
 * What docs/gazetteers.md shows: a block whose first line names a file is that file; a `console` block is commands
 * (after $) with what they print, `…` for any lines, and `[exit N]` where that is not 0.
 */
const page = readFileSync(new URL('../docs/gazetteers.md', import.meta.url), 'utf8');
const folder = mkdtempSync(join(tmpdir(), 'newsparse-'));
afterAll(() => rmSync(folder, { recursive: true }));

const bin = new URL('../bin/newsparse.js', import.meta.url).pathname;
const steps: { command: string; expected: string }[] = [];
for (const [, info, body] of page.matchAll(/^```(.+)\n([\s\S]*?)^```$/gm)) {
  const [kind, file] = info!.split(' ');
  if (kind === 'console') {
    for (const part of body!.split(/^\$ /m).slice(1)) {
      const [command, ...lines] = part.split('\n');
      steps.push({ command: command!, expected: lines.join('\n') });
    }
  } else if (file !== undefined) writeFileSync(join(folder, file), body!);
}

const hasJq = spawnSync('jq', ['--version']).status === 0;

describe('docs/gazetteers.md', () => {
  test('has commands', () => expect(steps.length).toBeGreaterThan(8));

  test.for(steps)('$command', ({ command, expected }, context) => {
    context.skip(command.includes('| jq') && !hasJq, 'jq is not there');
    const script = `newsparse() { "${process.execPath}" "${bin}" "$@"; }; ${command}`;
    const { stdout, status } = spawnSync('bash', ['-c', `{ ${script}\n} 2>&1`], {
      cwd: folder,
      encoding: 'utf8',
      env: { ...process.env, XDG_CACHE_HOME: join(folder, 'cache') },
    });
    const printed = status === 0 ? stdout : `${stdout}[exit ${status}]\n`;
    if (!expected.includes('…\n')) expect(printed).toBe(expected);
    else for (const part of expected.split('…\n')) expect(printed).toContain(part);
  });
});
