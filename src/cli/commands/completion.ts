/** `newsparse completion`: scripts for shells, made from the table of flags. */
import { CliError } from '../errors.js';
import { flagsOf } from '../flag-text.js';
import { COMMANDS, type CommandEntry, type Flag } from '../options.js';
import { print } from '../output.js';

export const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

/** Prints the completions of a shell. @throws CliError */
export async function completion(operands: readonly string[]): Promise<void> {
  const value = operands[0] ?? '';
  const shell = SHELLS.find((each) => each === value);
  if (shell === undefined) {
    throw new CliError('not-a-choice', { flag: 'completion', value, choices: SHELLS.join(', ') });
  }
  await print(completionOf(shell));
}

/** The script for a shell. */
export function completionOf(shell: Shell): string {
  return { bash, zsh, fish }[shell]();
}

/** What may stand where a command's operands stand, beside files. */
function wordsOf({ operands }: CommandEntry): string[] {
  const parts = /^\[([a-z]+(?:\|[a-z]+)+)/.exec(operands);
  return parts === null ? [] : parts[1]!.split('|');
}

const spellings = ({ name, short }: Flag): string[] => [
  `--${name}`,
  ...(short === undefined ? [] : [`-${short}`]),
];

function bash(): string {
  const values: string[] = [];
  const flags: string[] = [];
  for (const command of COMMANDS) {
    const own = flagsOf(command.name);
    for (const flag of own.filter(({ kind }) => kind !== 'switch')) {
      // An optional value may be left out: what follows may be a file as well.
      if (flag.preset !== undefined) continue;
      const pattern = spellings(flag)
        .map((spelling) => `'${command.name} ${spelling}'`)
        .join('|');
      const isList = flag.kind === 'list' && flag.choices !== undefined;
      const choices = flag.choices?.join(' ');
      const body =
        choices === undefined
          ? 'return'
          : isList
            ? `_newsparse_list '${choices}'; return`
            : `COMPREPLY=($(compgen -W '${choices}' -- "$cur")); return`;
      values.push(`    ${pattern}) ${body} ;;`);
    }
    const names = [...own.map(({ name }) => `--${name}`), '--help'].join(' ');
    const words = wordsOf(command).join(' ');
    const rest = words === '' ? '' : `; [[ $cur != -* ]] && COMPREPLY=($(compgen -W '${words}' -- "$cur"))`;
    flags.push(
      `    ${command.name}) [[ $cur == -* ]] && COMPREPLY=($(compgen -W '${names}' -- "$cur"))${rest} ;;`,
    );
  }
  const commands = COMMANDS.map(({ name }) => name);
  return `# bash completion of newsparse
_newsparse_list() {
  local head=
  [[ $cur == *,* ]] && head=\${cur%,*},
  COMPREPLY=($(compgen -P "$head" -W "$1" -- "\${cur##*,}"))
}

_newsparse() {
  local cur=\${COMP_WORDS[COMP_CWORD]} prev=\${COMP_WORDS[COMP_CWORD-1]} command= i
  COMPREPLY=()
  # bash takes --flag=value apart at the sign.
  if [[ $cur == = ]]; then cur=; elif [[ $prev == = ]]; then prev=\${COMP_WORDS[COMP_CWORD-2]}; fi
  for ((i = 1; i < COMP_CWORD; i++)); do
    case \${COMP_WORDS[i]} in
      ${commands.join('|')}) command=\${COMP_WORDS[i]}; break ;;
    esac
  done
  if [[ -z $command ]]; then
    COMPREPLY=($(compgen -W '${commands.join(' ')} help --help --version' -- "$cur"))
    return
  fi
  case "$command $prev" in
${values.join('\n')}
  esac
  case $command in
${flags.join('\n')}
  esac
  return 0
}
complete -o default -o bashdefault -F _newsparse newsparse
`;
}

/** Inside single quotes, where zsh's _arguments gives brackets and colons a meaning. */
const zshText = (text: string): string => text.replace(/[[\]:\\]/g, '\\$&').replace(/'/g, "'\\''");

function zsh(): string {
  const cases = COMMANDS.map((command) => {
    const lines = flagsOf(command.name).map((flag) => {
      const isSwitch = flag.kind === 'switch';
      const names = spellings(flag);
      const again = flag.kind === 'list' || flag.kind === 'files' ? '*' : '';
      const value = isSwitch
        ? ''
        : `:${zshText(flag.argument ?? 'VALUE')}:${
            flag.choices === undefined
              ? flag.kind === 'file' || flag.kind === 'files'
                ? '_files'
                : ''
              : flag.kind === 'list'
                ? `_sequence compadd - ${flag.choices.join(' ')}`
                : `(${flag.choices.join(' ')})`
          }`;
      return names
        .map((name) => {
          const joined = isSwitch ? name : `${name}${name.startsWith('--') ? '=' : '+'}`;
          return `        '${again}${joined}[${zshText(flag.description)}]${value}'`;
        })
        .join(' \\\n');
    });
    const words = wordsOf(command);
    const operands = [
      ...(words.length === 0 ? [] : [`        '1:what:(${words.join(' ')})'`]),
      ...(/files|\.\.\./.test(command.operands) ? ["        '*:file:_files'"] : []),
    ];
    return `    ${command.name})\n      _arguments -s -S \\\n${[
      ...lines,
      "        '(- *)--help[print the help]'",
      ...operands,
    ].join(' \\\n')}\n      ;;`;
  });
  return `#compdef newsparse
_newsparse() {
  local -a commands=(
${COMMANDS.map(({ name, summary }) => `    '${name}:${zshText(summary)}'`).join('\n')}
  )
  if (( CURRENT == 2 )); then
    _describe command commands
    return
  fi
  local command=$words[2]
  shift words
  (( CURRENT-- ))
  case $command in
${cases.join('\n')}
  esac
}
if [[ $funcstack[1] == _newsparse ]]; then _newsparse "$@"; else compdef _newsparse newsparse; fi
`;
}

const fishText = (text: string): string => `'${text.replace(/[\\']/g, '\\$&')}'`;

function fish(): string {
  const lines = ['# fish completion of newsparse', 'complete -c newsparse -n __fish_use_subcommand -f'];
  for (const command of COMMANDS) {
    const inside = `complete -c newsparse -n '__fish_seen_subcommand_from ${command.name}'`;
    lines.push(
      `complete -c newsparse -n __fish_use_subcommand -a ${command.name} -d ${fishText(command.summary)}`,
    );
    const words = wordsOf(command);
    if (words.length > 0) lines.push(`${inside} -a '${words.join(' ')}'`);
    for (const flag of flagsOf(command.name)) {
      const short = flag.short === undefined ? '' : ` -s ${flag.short}`;
      const isFile = flag.kind === 'file' || flag.kind === 'files';
      const value =
        flag.kind === 'switch' || flag.preset !== undefined
          ? ''
          : isFile
            ? ' -r'
            : ` -x${flag.choices === undefined ? '' : ` -a '${flag.choices.join(' ')}'`}`;
      lines.push(`${inside}${short} -l ${flag.name}${value} -d ${fishText(flag.description)}`);
    }
  }
  return `${lines.join('\n')}\n`;
}
