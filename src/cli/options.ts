/**
 * The one table of commands and flags: the parser, --help and everything else that lists flags is made from it.
 * A flag's default is applied when the settings are made (settings.ts), so that what was typed stays known until then.
 */

import { CHOICE_FLAGS } from './flags/choice.js';
import { DATES_FLAGS } from './flags/dates.js';
import { ERRORS_FLAGS } from './flags/errors.js';
import { INPUT_FLAGS } from './flags/input.js';
import { NAMES_FLAGS } from './flags/names.js';
import { OUTPUT_FLAGS } from './flags/output.js';
import type { Flag } from './flags/types.js';

export * from './flags/choices.js';
export { COMMANDS } from './flags/commands.js';
export type { TypedFlags } from './flags/typed.js';
export type { CommandEntry, CommandName, Flag, FlagKind } from './flags/types.js';
export { readValue } from './flags/values.js';

/** All flags; help shows them in this order. */
export const FLAGS: readonly Flag[] = [
  ...OUTPUT_FLAGS,
  ...INPUT_FLAGS,
  ...NAMES_FLAGS,
  ...DATES_FLAGS,
  ...CHOICE_FLAGS,
  ...ERRORS_FLAGS,
];
