/** The commands in docs/*.md that stand in blocks called `console` print what stands below them. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
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

const pages = readdirSync(docs)
  .filter((name) => name.endsWith('.md'))
  .map((name) => [name, commandsOf(readFileSync(join(docs, name), 'utf8'))] as const)
  .filter(([, commands]) => commands.length > 0);

it('finds commands', () => {
  expect(pages.map(([name]) => name)).toContain('dates.md');
});
describe.each(pages)('%s', (_, commands) => {
  it.each(commands)('%s', async (command, output) => {
    const run = await shell(command, docs);
    expect([run.status, run.stderr]).toEqual([0, '']);
    // Blanks at the ends of lines do not show.
    const shown = (text: string): string => text.replace(/ +$/gm, '');
    expect(shown(run.stdout)).toBe(shown(output));
  });
});
