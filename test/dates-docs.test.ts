/** The commands in docs/dates.md print what stands below them. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { root, shell } from './support/cli.js';

const docs = join(root, 'docs');

/** Commands (after `$ `) with the lines below them. */
function commandsOf(markdown: string): [command: string, output: string][] {
  const out: [string, string][] = [];
  for (const [, block] of markdown.matchAll(/^```console\n([\s\S]*?)^```$/gm))
    for (const part of block!.split(/^\$ /m).slice(1)) {
      const line = part.indexOf('\n');
      out.push([part.slice(0, line), part.slice(line + 1)]);
    }
  return out;
}

const commands = commandsOf(readFileSync(join(docs, 'dates.md'), 'utf8'));

it('finds the commands', () => {
  expect(commands.length).toBeGreaterThan(10);
});
it.each(commands)('%s', async (command, output) => {
  const run = await shell(command, docs);
  expect([run.status, run.stderr]).toEqual([0, '']);
  // Blanks at the ends of lines do not show.
  const shown = (text: string): string => text.replace(/ +$/gm, '');
  expect(shown(run.stdout)).toBe(shown(output));
});
