/** Every command of docs/report.md, run as it stands. */
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { root, shell } from './support/cli.js';

const folder = mkdtempSync(join(tmpdir(), 'newsparse-guide-'));
mkdirSync(join(folder, 'articles'));
for (const name of readdirSync(join(root, 'fixtures/articles')))
  if (name.endsWith('.txt')) cpSync(join(root, 'fixtures/articles', name), join(folder, 'articles', name));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const guide = readFileSync(join(root, 'docs/report.md'), 'utf8');
const commands = [...guide.matchAll(/^```sh\n([\s\S]*?)^```/gm)].flatMap((block) =>
  block[1]!.trim().split('\n'),
);

describe('the guide to reports', () => {
  it('has commands', () => {
    expect(commands.length).toBeGreaterThan(9);
  });

  // In their order: some read what one before them has written.
  it.each(commands)('%s', async (command) => {
    const run = await shell(command, folder);
    expect({ status: run.status, stderr: run.stderr }).toEqual({ status: 0, stderr: '' });
    const file = /(?:-o|>|--write-df) (\S+)/.exec(command)?.[1];
    if (file === undefined) expect(run.stdout.length).toBeGreaterThan(100);
    else {
      expect(existsSync(join(folder, file))).toBe(true);
      expect(readFileSync(join(folder, file), 'utf8').length).toBeGreaterThan(100);
    }
  });
});
