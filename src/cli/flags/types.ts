/** What a command and a flag are. */

export type CommandName =
  | 'completion'
  | 'dates'
  | 'detect'
  | 'entities'
  | 'extract'
  | 'gazetteer'
  | 'keywords'
  | 'normalize'
  | 'relations'
  | 'report'
  | 'schema'
  | 'sentences'
  | 'tokenize';

/** How a flag's value is read; `switch` has none. */
export type FlagKind =
  | 'switch'
  | 'choice'
  | 'list'
  | 'text'
  | 'file'
  | 'date'
  | 'share'
  | 'size'
  | 'files'
  | 'count'
  | 'jobs';

export interface Flag {
  readonly name: string;
  readonly short?: string;
  readonly kind: FlagKind;
  /** What help calls the value. */
  readonly argument?: string;
  readonly choices?: readonly string[];
  /** Other values are allowed as well. */
  readonly isOpen?: boolean;
  readonly default?: string;
  /** The value when the flag stands without one. */
  readonly preset?: string;
  /** The default in words where it depends on something. */
  readonly defaultText?: string;
  readonly description: string;
  readonly group: 'Output' | 'Input' | 'Names' | 'Dates' | 'Choice' | 'Errors';
  readonly commands: readonly CommandName[];
  readonly example?: string;
}

export interface CommandEntry {
  readonly name: CommandName;
  /** The operands, as help shows them. */
  readonly operands: string;
  /** What they are, where they are not files to read. */
  readonly operandsText?: string;
  readonly summary: string;
  readonly description: string;
  readonly examples: readonly (readonly [command: string, what: string])[];
}
