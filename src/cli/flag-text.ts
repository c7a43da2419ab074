/** Flags in words, for help, manual and completions. */
import { type CommandName, FLAGS, type Flag } from './options.js';

/** `-f, --format <FORMAT>` */
export function flagNames(flag: Flag): string {
  const names = `${flag.short === undefined ? '' : `-${flag.short}, `}--${flag.name}`;
  if (flag.kind === 'switch') return names;
  return `${names} ${flag.preset === undefined ? `<${flag.argument}>` : `[${flag.argument}]`}`;
}

/** A flag's description with its choices and its default. */
export function describeFlag(flag: Flag): string {
  const choices = flag.choices === undefined ? '' : ` [${flag.choices.join(', ')}]`;
  const byDefault = flag.defaultText ?? flag.default;
  return `${flag.description}${choices}${byDefault === undefined ? '' : ` (default: ${byDefault})`}`;
}

export const flagsOf = (command: CommandName): Flag[] =>
  FLAGS.filter(({ commands }) => commands.includes(command));
