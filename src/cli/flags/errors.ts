/** What happens to what fails. */
import { READERS } from './commands.js';
import type { Flag } from './types.js';

export const ERRORS_FLAGS: readonly Flag[] = [
  {
    name: 'strict',
    kind: 'switch',
    description: 'lint: warnings count as errors',
    group: 'Errors',
    commands: ['gazetteer'],
  },
  {
    name: 'on-error',
    kind: 'choice',
    argument: 'WAY',
    choices: ['skip', 'record', 'fail'],
    defaultText: 'record for NDJSON in and out, else skip',
    description:
      'when an input fails: skip it and go on, put an error record in its place (named: for blank lines too), or fail at once',
    group: 'Errors',
    commands: READERS,
  },
  {
    name: 'quiet',
    short: 'q',
    kind: 'switch',
    description: 'no warnings and no summary; errors stay',
    group: 'Errors',
    commands: [...READERS, 'gazetteer'],
  },
];
