/**
 * The documentation as something that runs. Blocks of a page, in their order:
 *
 *   ```sh             commands that end well and say nothing on standard error
 *   ```console        commands after $, each with what it prints; a line of … stands for any lines, … in a line for any
 *                     letters, [exit N] for an exit code that is not 0, blanks at the ends of lines do not count
 *   ```js             a program; `expression; // value` is compared
 *   ```tsv NAME       (or any other language) a file of that name
 *
 * Comments of HTML, which no reader sees, say more about the block before or after them:
 *
 *   <!-- check: COMMAND -->       after a block: ends well too
 *   <!-- not run: REASON -->      before a block
 */
import { spawn, spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeArchives } from './archive.js';
import { binary, finish, type Run, root } from './cli.js';
import { line } from './files.js';

/** Something on a page that runs. */
export interface Step {
  readonly kind: 'sh' | 'console' | 'js' | 'file';
  /** What a test is called: its heading, or the command. */
  readonly name: string;
  readonly code: string;
  /** Of a console: what is printed. Of a file: its name. */
  readonly expected: string;
}

const PART =
  /^<!-- (?<comment>check|not run): (?<said>[\s\S]*?) -->$|^(?<heading>#+ .*)$|^```(?<info>[^\n]*)\n(?<body>[\s\S]*?)^```$/gm;

/** What a page has to run. */
export function stepsOf(markdown: string): Step[] {
  const steps: Step[] = [];
  let heading = '';
  let skips = false;
  let number = 0;
  for (const { groups } of markdown.matchAll(PART)) {
    const { comment, said, heading: head, info, body } = groups!;
    if (head !== undefined) {
      heading = head.replace(/^#+ /, '');
      number = 0;
    } else if (comment === 'not run') skips = true;
    else if (comment === 'check')
      steps.push({ kind: 'sh', name: `${heading}: ${said}`, code: said!, expected: '' });
    else {
      const [language, file] = info!.split(' ');
      const name = `${heading} ${++number}`;
      if (skips) skips = false;
      else if (file !== undefined) steps.push({ kind: 'file', name: file, code: body!, expected: file });
      else if (language === 'sh' || language === 'js')
        steps.push({ kind: language, name, code: body!, expected: '' });
      else if (language === 'console')
        for (const part of body!.split(/^\$ /m).slice(1)) {
          // A command goes on after a stroke at the end of its line.
          const [, command, expected] = /^((?:.*\\\n)*.*)\n?([\s\S]*)$/.exec(part)!;
          steps.push({ kind: 'console', name: command!, code: command!, expected: expected! });
        }
    }
  }
  return steps;
}

/** Does a text say what a page shows? */
export function shows(printed: string, expected: string): boolean {
  const plain = (text: string) => text.replace(/[ \t]+$/gm, '');
  const pattern = plain(expected)
    .split(/^…\n/m)
    .map((part) => part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll('…', '.*'))
    .join('(?:.*\\n)*?');
  return new RegExp(`^${pattern}$`).test(plain(printed));
}

/** `expression; // value` becomes a comparison. */
export function checked(program: string): string {
  const lines = program.replace(
    /^(?!const |import |\/\/)(.+); \/\/ ('[^']*'|\d+|true|false|null)(?:: .*)?$/gm,
    (_, expression: string, value: string) => `assert.deepEqual(${expression}, ${value});`,
  );
  return `import assert from 'node:assert/strict';\n${lines}`;
}

export const TOOLS = ['jq', 'sqlite3', 'parallel'].map((name) => ({
  name,
  isThere: spawnSync('sh', ['-c', `command -v ${name}`]).status === 0,
}));

/** A folder with what the pages say is there. */
export class Scratch {
  readonly path = mkdtempSync(join(tmpdir(), 'newsparse-docs-'));
  private readonly env: NodeJS.ProcessEnv;

  constructor() {
    const { path } = this;
    for (const name of ['articles', 'inbox', 'bin', 'home', 'node_modules']) mkdirSync(join(path, name));
    const folder = join(root, 'fixtures/articles');
    const articles = readdirSync(folder).filter((name) => name.endsWith('.txt'));
    for (const name of articles) copyFileSync(join(folder, name), join(path, 'articles', name));
    copyFileSync(join(folder, 'levant-agency.txt'), join(path, 'article.txt'));
    writeFileSync(
      join(path, 'articles.ndjson'),
      articles
        .map((name, i) => {
          const text = readFileSync(join(folder, name), 'utf8');
          return line({ id: `n${i}`, date: '2020-03-14', text, body: text });
        })
        .join(''),
    );
    for (const [name, text] of Object.entries(LISTS)) writeFileSync(join(path, name), text);
    for (const name of ['.local/share/bash-completion/completions', '.zfunc', '.config/fish/completions'])
      mkdirSync(join(path, 'home', name), { recursive: true });
    writeFileSync(join(path, 'page.html'), PAGE);
    makeArchives(path, PAGE, 'زار الوزير دمشق.');
    copyFileSync(join(path, 'a.warc.gz'), join(path, 'pages.warc.gz'));
    this.script('newsparse', `exec "${process.execPath}" "${binary}" "$@"`);
    this.script('curl', `cat "${join(folder, 'flash.txt')}"`);
    symlinkSync(root, join(path, 'node_modules/newsparse'), 'dir');
    const { NO_COLOR: _a, FORCE_COLOR: _b, TERM: _c, ...rest } = process.env;
    this.env = {
      ...rest,
      PATH: `${join(path, 'bin')}:${process.env.PATH}`,
      HOME: join(path, 'home'),
      XDG_CACHE_HOME: join(path, 'home/cache'),
      LANG: 'C.UTF-8',
      COLUMNS: '100',
    };
  }

  /** Starts a script of bash in a group of its own. */
  start(code: string): ReturnType<typeof spawn> {
    return spawn('bash', ['-c', code], {
      cwd: this.path,
      env: this.env,
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    });
  }

  run(code: string): Promise<Run> {
    return finish(this.start(code));
  }

  write(name: string, text: string): void {
    writeFileSync(join(this.path, name), text);
  }

  private script(name: string, code: string): void {
    const file = join(this.path, 'bin', name);
    writeFileSync(file, `#!/bin/sh\n${code}\n`);
    chmodSync(file, 0o755);
  }
}

/** The files that the examples of the command line name. */
const LISTS: Readonly<Record<string, string>> = {
  'corpus.txt': 'قال الوزيرُ إن الأخبــار صحيحة.\n',
  'people.tsv': 'name\ttype\trole\nسلوى الهاشمي الكندي\tPER\tمديرة المرصد\n',
  'watchlist.tsv': 'name\ttype\nشركة النخيل الذهبي\tORG\n',
  'villages.csv': 'name,type,lat,lon\nتل الزهور,LOC,33.51,36.29\n',
  'companies.txt': 'شركة النخيل\nمصرف الساحل\n',
  'YE.txt': `${['71137', 'Sanaa', 'Sanaa', 'صنعاء,صنعا', '15.35472', '44.20667', 'P', 'PPLC', 'YE', '', '', '', '', '', '1937451', '', '2253', 'Asia/Aden', '2019-01-01'].join('\t')}\n`,
};

const PAGE = `<html><head><meta property="article:published_time" content="2020-07-31"></head><body><h1>عنوان</h1><article>${'<p>زار الوزير هاكان فيدان دمشق، وقال إن المحادثات تناولت المعابر وعودة النازحين إلى قراهم.</p>'.repeat(4)}</article></body></html>`;
