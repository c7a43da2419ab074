/** Everything in the documentation that a reader can run does what stands there (support/pages.ts says how it is written). */
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { finish, root } from './support/cli.js';
import { checked, Scratch, type Step, shows, stepsOf, TOOLS } from './support/pages.js';

const PAGES = [
  ...readdirSync(root).filter((name) => /^README.*\.md$/.test(name)),
  ...readdirSync(join(root, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];
const LIMIT = 120_000;

/** A block that never ends by itself. */
const goesOn = ({ code }: Step) => /^while /m.test(code);
const lacking = ({ code }: Step) =>
  TOOLS.filter(({ name, isThere }) => !isThere && new RegExp(`\\b${name}\\b`).test(code)).map(
    ({ name }) => name,
  );

/** With UPDATE_DOCS what commands print is written into the pages (`npm run docs:update`), where no … stands. */
const UPDATES = process.env.UPDATE_DOCS === '1';

function update(page: string, { code, expected }: Step, printed: string): void {
  const text = readFileSync(join(root, page), 'utf8');
  const shown = `$ ${code}\n${expected}`;
  writeFileSync(
    join(root, page),
    text.replace(shown, () => `$ ${code}\n${printed.replace(/ +$/gm, '')}`),
  );
}

async function run(page: string, step: Step, scratch: Scratch): Promise<void> {
  if (step.kind === 'file') {
    scratch.write(step.expected, step.code);
  } else if (step.kind === 'console') {
    const { status, stdout } = await scratch.run(`{ ${step.code}\n} 2>&1`);
    const printed = status === 0 ? stdout : `${stdout}[exit ${status}]\n`;
    if (shows(printed, step.expected)) return;
    if (UPDATES && !step.expected.includes('…')) update(page, step, printed);
    else expect(printed).toBe(step.expected);
  } else {
    scratch.write('program.mjs', checked(step.code));
    const code = step.kind === 'js' ? `"${process.execPath}" program.mjs` : `set -e\n${step.code}`;
    const { status, stderr } = await scratch.run(code);
    // A batch ends with its summary.
    expect([status, stderr.replace(/^newsparse: NP307 .*\n/gm, '')]).toEqual([0, '']);
  }
}

describe.each(PAGES)('%s', (page) => {
  const markdown = readFileSync(join(root, page), 'utf8');
  const scratch = new Scratch();
  afterAll(() => rmSync(scratch.path, { recursive: true, force: true }));

  it('leads to places that are there', () => {
    const code = /^```[\s\S]*?^```$/gm;
    const links = [...markdown.replace(code, '').matchAll(/\]\(([^)\s]+)\)/g)].map(([, link]) => link!);
    const missing = links.filter((link) => {
      if (/^https?:/.test(link)) return false;
      const [path, anchor] = link.split('#');
      const file = path === '' ? join(root, page) : join(root, dirname(page), path!);
      if (!existsSync(file)) return true;
      return anchor !== undefined && statSync(file).isFile() && !anchorsOf(file).has(anchor);
    });
    expect(missing).toEqual([]);
  });

  for (const step of stepsOf(markdown)) {
    if (goesOn(step)) continue;
    const tools = lacking(step);
    const name = tools.length === 0 ? step.name : `${step.name} (skipped: no ${tools.join(', ')} here)`;
    it.skipIf(tools.length > 0)(name.replaceAll('%', '%%'), () => run(page, step, scratch), LIMIT);
  }

  for (const step of stepsOf(markdown).filter(goesOn)) {
    it(
      step.name,
      async () => {
        const child = scratch.start(step.code);
        const done = finish(child);
        const arrives = async (name: string) => {
          for (let i = 0; i < 400 && !existsSync(join(scratch.path, name)); i++) await wait(100);
          expect(existsSync(join(scratch.path, name))).toBe(true);
        };
        try {
          for (const name of ['one', 'two']) {
            writeFileSync(join(scratch.path, `inbox/${name}.txt`), 'زار الوزير دمشق.');
            await arrives(`outbox/inbox/${name}.txt.json`);
          }
        } finally {
          process.kill(-child.pid!, 'SIGTERM');
        }
        expect((await done).stderr).toBe('');
      },
      LIMIT,
    );
  }
});

/** The anchors that GitHub gives to the headings of a page. */
function anchorsOf(file: string): Set<string> {
  const headings = readFileSync(file, 'utf8').matchAll(/^#+ (.*)$/gm);
  return new Set(
    [...headings].map(([, heading]) =>
      heading!
        .toLowerCase()
        .replace(/[^\p{L}\p{M}\p{N}\s_-]/gu, '')
        .replace(/\s/g, '-'),
    ),
  );
}

describe('what the test itself does', () => {
  // biome-ignore format: one case a line
  it.each([
    ['a\n', 'a\n', true], ['a\n', 'b\n', false], ['a  \n', 'a\n', true], ['a\nb\n', 'a\n', false],
    ['a\nb\nc\n', 'a\n…\nc\n', true], ['a\nc\n', 'a\n…\nc\n', true], ['a\nb\n', 'a\n…\nc\n', false],
    ['a.b\n', 'a.b\n', true], ['axb\n', 'a.b\n', false], ['', '', true], ['"c":0.9,\n', '"c":…,\n', true], ['"c":0.9}\n', '"c":…,\n', false], ['x\n[exit 1]\n', 'x\n', false],
  ])('%j shows %j: %s', (printed, expected, result) => {
    expect(shows(printed, expected)).toBe(result);
  });

  it('compares what stands in comments', () => {
    expect(checked("a.b; // 'c'\nconst d = 1; // 2\nf(1); // 2: why\ng(); // prints\n")).toBe(
      "import assert from 'node:assert/strict';\nassert.deepEqual(a.b, 'c');\nconst d = 1; // 2\nassert.deepEqual(f(1), 2);\ng(); // prints\n",
    );
  });
});
