/** Whose names are looked for. */
import { FINDERS, NAMERS } from './commands.js';
import type { Flag } from './types.js';

export const NAMES_FLAGS: readonly Flag[] = [
  {
    name: 'gazetteer',
    short: 'g',
    kind: 'files',
    argument: 'FILE',
    description: 'names of your own, compiled or a list; more than once: the first wins',
    group: 'Names',
    commands: NAMERS,
    example: '-g watchlist.tsv',
  },
  {
    name: 'gazetteer-type',
    kind: 'text',
    argument: 'TYPE',
    default: 'NAME',
    description: 'type of the names in a list of -g that says none',
    group: 'Names',
    commands: FINDERS,
    example: '-g watchlist.tsv --gazetteer-type ORG',
  },
  {
    name: 'no-default-gazetteer',
    kind: 'switch',
    description: 'without the bundled names',
    group: 'Names',
    commands: NAMERS,
  },
  {
    name: 'no-cache',
    kind: 'switch',
    description: 'do not keep compiled lists in the cache folder',
    group: 'Names',
    commands: NAMERS,
  },
  {
    name: 'ignore',
    kind: 'files',
    argument: 'FILE',
    description: 'never give the names in FILE, one a line, or ids such as iso:SY',
    group: 'Names',
    commands: FINDERS,
    example: '--ignore known.txt',
  },
  {
    name: 'overlaps',
    kind: 'choice',
    argument: 'WHICH',
    choices: ['longest', 'all'],
    default: 'longest',
    description: 'of your own names: the longest only, or all that stand in the text',
    group: 'Names',
    commands: FINDERS,
  },
];
