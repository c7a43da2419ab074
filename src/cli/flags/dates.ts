/** How dates are read. */
import { DATERS } from './commands.js';
import type { Flag } from './types.js';

export const DATES_FLAGS: readonly Flag[] = [
  {
    name: 'date',
    short: 'd',
    kind: 'date',
    argument: 'DATE',
    description: 'day from which relative dates count: YYYY-MM-DD, or today',
    group: 'Dates',
    commands: DATERS,
    example: '-d 2020-03-14',
  },
  {
    name: 'default-date',
    kind: 'date',
    argument: 'DATE',
    description: 'the same where neither record nor text says a date',
    group: 'Dates',
    commands: DATERS,
  },
  {
    name: 'prefer',
    kind: 'choice',
    argument: 'WHICH',
    choices: ['past', 'nearest', 'future'],
    default: 'past',
    description: 'which day or year is meant where that is open',
    group: 'Dates',
    commands: DATERS,
  },
  {
    name: 'month-first',
    kind: 'switch',
    description: 'read 3/4/2020 as the fourth of March',
    group: 'Dates',
    commands: DATERS,
  },
  {
    name: 'week-start',
    kind: 'choice',
    argument: 'DAY',
    choices: ['monday', 'sunday', 'saturday'],
    default: 'monday',
    description: 'day on which weeks begin; the last two days of a week are its weekend',
    group: 'Dates',
    commands: DATERS,
  },
];
