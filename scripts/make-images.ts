/**
 * The pictures in docs/images: what `newsparse extract` prints on a terminal, and the page of `newsparse report`. Needs a
 * build and Chromium.
 *
 *   npx tsx scripts/make-images.ts
 */
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Page } from 'playwright-core';
import { launch } from '../test/support/chromium.js';
import { stepsOf } from '../test/support/pages.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const images = join(root, 'docs/images');
const COLUMNS = 100;
const COLOURS: Readonly<Record<string, string>> = {
  31: '#f2777a',
  32: '#99cc99',
  33: '#ffcc66',
  34: '#6699cc',
  35: '#cc99cc',
  36: '#66cccc',
};

interface Letter {
  readonly text: string;
  readonly style: string;
}

/** The letters of a line with the style that the sequences before them have set. */
function lettersOf(line: string): Letter[] {
  const letters: Letter[] = [];
  let colour = '';
  let bold = '';
  const sequence = String.fromCharCode(27);
  for (const part of line.split(sequence)) {
    const [, code, text] = /^(?:\[(\d+)m)?([\s\S]*)$/.exec(part)!;
    if (code === '1') bold = 'font-weight:bold;';
    else if (code === '22' || code === '0') bold = '';
    else if (code === '39') colour = '';
    else if (code !== undefined) colour = `color:${COLOURS[code] ?? '#999'};`;
    for (const letter of text!.replace(/[\u2066-\u2069]/g, ''))
      letters.push({ text: letter, style: colour + bold });
  }
  return letters;
}

const escaped = (text: string) => text.replace(/[&<>]/g, (each) => `&#${each.charCodeAt(0)};`);

/** A stretch of a line in a cell that is as many columns wide, as a terminal with a grid has it. */
function cell(letters: readonly Letter[], columns: number): string {
  let html = '';
  let style = '';
  for (const letter of letters) {
    if (letter.style !== style) {
      html += `${html === '' ? '' : '</span>'}<span style="${letter.style}">`;
      style = letter.style;
    } else if (html === '') html += '<span>';
    html += escaped(letter.text);
  }
  const isArabic = letters.some(({ text }) => /[\u0600-\u06ff]/.test(text));
  const ends = isArabic ? ' dir="rtl" class="arabic"' : '';
  return `<span style="width:${columns}ch"><bdi${ends}>${html}</span></bdi></span>`;
}

/** The lines of a table, cut where the line below its head has its gaps. */
function terminalHtml(printed: string): string {
  const lines = printed.split('\n');
  let starts = [0];
  const rows = lines.map((line, i) => {
    const rule = /^─/.test(lines[i + 1] ?? '') ? lines[i + 1]! : undefined;
    if (rule !== undefined) starts = [...rule.matchAll(/─+/g)].map((match) => match.index);
    else if (line === '') starts = [0];
    const letters = lettersOf(line);
    const cells = starts.map((start, column) => {
      const end = starts[column + 1] ?? COLUMNS;
      return cell(letters.slice(start, end), end - start);
    });
    return `<div>${cells.join('')}</div>`;
  });
  return `<meta charset="utf-8"><style>
    body { margin: 0; background: #1d1f21; color: #d8d8d8; font: 15px/1.45 "DejaVu Sans Mono", monospace; }
    main { padding: 14px 18px; width: ${COLUMNS}ch; }
    div { white-space: pre; min-height: 1.45em; }
    div > span { display: inline-block; }
    .arabic { font-family: "Noto Sans Arabic", "DejaVu Sans", sans-serif; font-size: 14px; }
    b { color: #99cc99; }
  </style><main>${rows.join('')}</main>`;
}

async function take(page: Page, name: string): Promise<void> {
  const target = (await page.$('main')) ?? page;
  const bytes = await target.screenshot({ path: join(images, name) });
  console.log(`${name}: ${bytes.length} bytes`);
}

mkdirSync(images, { recursive: true });
const folder = mkdtempSync(join(tmpdir(), 'newsparse-images-'));
const bin = join(root, 'bin/newsparse.js');
// The article of the README.
const [first] = stepsOf(readFileSync(join(root, 'README.md'), 'utf8')).filter(({ code }) =>
  code.includes('> article.txt'),
);
execFileSync('sh', ['-c', first!.code], { cwd: folder });
const printed = execFileSync(process.execPath, [bin, 'extract', '-f', 'table', 'article.txt'], {
  cwd: folder,
  encoding: 'utf8',
  env: { ...process.env, FORCE_COLOR: '1', COLUMNS: String(COLUMNS) },
});
execFileSync(process.execPath, [
  ...[bin, 'report', '--lang', 'en', '--title', 'Articles', '-q', join(root, 'fixtures/articles')],
  ...['-o', join(folder, 'report.html')],
]);

const browser = await launch();
try {
  const terminal = await browser.newPage({ viewport: { width: 1100, height: 640 } });
  writeFileSync(
    join(folder, 'terminal.html'),
    terminalHtml(`$ newsparse extract article.txt\n${printed.trimEnd()}`),
  );
  await terminal.goto(pathToFileURL(join(folder, 'terminal.html')).href);
  await take(terminal, 'table.png');
  const report = await browser.newPage({
    viewport: { width: 1100, height: 1560 },
    deviceScaleFactor: 0.75,
  });
  await report.goto(pathToFileURL(join(folder, 'report.html')).href);
  await report.waitForTimeout(1500);
  const bytes = await report.screenshot({ path: join(images, 'report.png') });
  console.log(`report.png: ${bytes.length} bytes`);
} finally {
  await browser.close();
  rmSync(folder, { recursive: true });
}
