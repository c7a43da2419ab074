/**
 * Writes docs/cli.md and man/newsparse.1 from the table of flags, and the tables of docs/normalization.md from the data:
 * npx tsx scripts/make-docs.ts, after a build
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describeFlag, flagNames, flagsOf } from '../src/cli/flag-text.js';
import { COMMANDS, type CommandEntry, type Flag } from '../src/cli/options.js';
import { withTables } from './normalization-tables.js';

const EXIT_CODES = [
  ['0', 'done, also when nothing was found, and when the reader of a pipe has gone away'],
  ['1', 'some input failed and has no record, or the output could not be written'],
  ['2', 'usage: an unknown flag or value, a combination that means nothing'],
  ['130', 'interrupted; what was written is whole lines'],
  ['143', 'asked to end by the system (SIGTERM); as 130'],
] as const;

const ABOUT =
  'newsparse turns Arabic news text into structured data: people, places, organisations and dates. ' +
  'It works offline and asks no server. Results go to standard output, messages to standard error.';

function groupsOf(command: CommandEntry): [string, Flag[]][] {
  const groups = new Map<string, Flag[]>();
  for (const flag of flagsOf(command.name)) groups.set(flag.group, [...(groups.get(flag.group) ?? []), flag]);
  return [...groups];
}

/** docs/cli.md */
export function markdown(): string {
  const cell = (text: string) => text.replace(/\|/g, '\\|').replace(/</g, '&lt;');
  const parts = [
    '# The command line',
    'Written by scripts/make-docs.ts from the table of flags; `newsparse help COMMAND` says the same.',
    ABOUT,
    COMMANDS.map(({ name, summary }) => `- [\`newsparse ${name}\`](#newsparse-${name}): ${summary}`).join(
      '\n',
    ),
  ];
  for (const command of COMMANDS) {
    parts.push(`## newsparse ${command.name}`);
    parts.push(`\`newsparse ${command.name} [flags] ${command.operands}\``.replace(' `', '`'));
    parts.push(command.description);
    parts.push(
      `\`\`\`sh\n${command.examples.map(([line, what]) => `# ${what}\n${line}`).join('\n')}\n\`\`\``,
    );
    for (const [group, flags] of groupsOf(command)) {
      const rows = flags.map(
        (flag) => `| \`${flagNames(flag).replace(/\|/g, '\\|')}\` | ${cell(describeFlag(flag))} |`,
      );
      parts.push(`**${group}**\n\n| flag | what it does |\n| --- | --- |\n${rows.join('\n')}`);
    }
  }
  parts.push('## Exit codes');
  parts.push(
    `| code | when |\n| --- | --- |\n${EXIT_CODES.map(([code, when]) => `| ${code} | ${when} |`).join('\n')}`,
  );
  parts.push('## Environment');
  parts.push(
    '`NO_COLOR`, `FORCE_COLOR` and `TERM=dumb` decide about colours, `COLUMNS` about the width of tables, ' +
      '`LC_ALL`, `LC_MESSAGES` and `LANG` about the language of messages.',
  );
  return `${parts.join('\n\n')}\n`;
}

/** man/newsparse.1 */
export function manual(): string {
  const roff = (text: string) =>
    text
      .replace(/\\/g, '\\e')
      .replace(/-/g, '\\-')
      .replace(/^([.'])/gm, '\\&$1')
      .replace(/…/g, '...');
  const lines = [
    '.\\" Written by scripts/make-docs.ts from the table of flags.',
    '.TH NEWSPARSE 1 "" newsparse "User Commands"',
    '.SH NAME',
    'newsparse \\- structured data from Arabic news text',
    '.SH SYNOPSIS',
  ];
  for (const { name, operands } of COMMANDS)
    lines.push(`.B newsparse ${name}`, `[\\fIflags\\fR] ${roff(operands)}`.trimEnd(), '.br');
  lines.push('.SH DESCRIPTION', roff(ABOUT));
  for (const command of COMMANDS) {
    lines.push(`.SH ${command.name.toUpperCase()}`, roff(command.description).replace(/\n/g, '\n.br\n'));
    for (const [group, flags] of groupsOf(command)) {
      lines.push(`.SS ${group}`);
      for (const flag of flags)
        lines.push('.TP', `\\fB${roff(flagNames(flag))}\\fR`, roff(describeFlag(flag)));
    }
    lines.push('.SS Examples');
    for (const [line, what] of command.examples) lines.push('.TP', roff(what), roff(line));
  }
  lines.push('.SH EXIT STATUS');
  for (const [code, when] of EXIT_CODES) lines.push('.TP', `.B ${code}`, roff(when));
  lines.push('.SH ENVIRONMENT');
  lines.push(
    '.TP',
    '.B NO_COLOR, FORCE_COLOR, TERM',
    'colours of tables',
    '.TP',
    '.B COLUMNS',
    'width of tables',
  );
  lines.push('.TP', '.B LC_ALL, LC_MESSAGES, LANG', 'language of messages');
  return `${lines.join('\n')}\n`;
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const root = join(dirname(fileURLToPath(import.meta.url)), '..');
  mkdirSync(join(root, 'docs'), { recursive: true });
  mkdirSync(join(root, 'man'), { recursive: true });
  writeFileSync(join(root, 'docs/cli.md'), markdown());
  writeFileSync(join(root, 'man/newsparse.1'), manual());
  const normalization = join(root, 'docs/normalization.md');
  writeFileSync(normalization, withTables(readFileSync(normalization, 'utf8')));
}
