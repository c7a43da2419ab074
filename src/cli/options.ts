/**
 * The one table of commands and flags: the parser, --help and everything else that lists flags is made from it.
 * A flag's default is applied when the settings are made (settings.ts), so that what was typed stays known until then.
 */

import { FORMATS, PLAIN_FORMATS } from '../formats/names.js';
import { LIST_FORMATS } from '../gazetteer/formats.js';
import { SCHEMES } from '../lexicon/segments/schemes.js';
import { ENCODINGS, INPUT_KINDS } from '../sources/kinds.js';
import { CliError } from './errors.js';
import { LANGUAGES } from './language.js';

export type CommandName =
  | 'completion'
  | 'dates'
  | 'detect'
  | 'extract'
  | 'gazetteer'
  | 'normalize'
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

export const COMMANDS: readonly CommandEntry[] = [
  {
    name: 'extract',
    operands: '[files...]',
    summary: 'people, places, organisations and dates of Arabic news texts',
    description:
      'Finds people, places, organisations and dates in Arabic news texts.\n' +
      'Reads files, or standard input when none is given (or as -). Prints a table on a terminal, JSON otherwise.',
    examples: [
      ['newsparse extract article.txt', 'a table of what the article names'],
      ['newsparse extract -f ndjson *.txt > records.ndjson', 'one line of JSON an article'],
      ['newsparse extract article.txt | jq -r ".entities[].name"', 'the names only'],
      [
        'curl -s https://example.org/a.txt | newsparse extract --date 2020-03-14',
        'relative dates from that day',
      ],
      ['newsparse extract -f ndjson --text-field body articles.ndjson', 'one record out for one in'],
    ],
  },
  {
    name: 'normalize',
    operands: '[files...]',
    summary: 'Arabic text with its spelling variants folded, in bounded memory',
    description:
      'Folds the spelling variants of Arabic text: marks, tatweel, alef and yeh forms, digits and more.\n' +
      'Reads files, or standard input when none is given (or as -). Prints text, piped or not.',
    examples: [
      ['newsparse normalize article.txt', 'for a search index'],
      ['newsparse normalize --profile lucene-ar < corpus.txt', 'what Lucene would make of it, in any size'],
      ['newsparse normalize --fold tatweel --fold digits article.txt', 'only these changes'],
      ['newsparse normalize --list', 'the profiles and folds, each with an example'],
      ['newsparse normalize -f ndjson --map articles.ndjson', 'with the way back to the original'],
    ],
  },
  {
    name: 'tokenize',
    operands: '[files...]',
    summary: 'words, numbers, hashtags … of Arabic text, with clitics, stems or matching forms',
    description:
      'Cuts Arabic text into tokens with their kinds and offsets; --segment cuts clitics off.\n' +
      'Reads files, or standard input when none is given (or as -). Prints a sentence a line, piped or not.',
    examples: [
      ['newsparse tokenize article.txt', 'a sentence a line, tokens between blanks'],
      ['newsparse tokenize --segment atb -f ndjson articles.ndjson', 'with clitics, offsets and kinds'],
      ['newsparse tokenize --segment d3 --explain -f json article.txt', 'why a word is cut as it is'],
      ['newsparse tokenize --stem light10 --norm < corpus.txt', 'stems for a search index, in any size'],
    ],
  },
  {
    name: 'sentences',
    operands: '[files...]',
    summary: 'the sentences of Arabic text, one a line',
    description:
      'Cuts Arabic text into sentences.\n' +
      'Reads files, or standard input when none is given (or as -). Prints a sentence a line, piped or not.',
    examples: [
      ['newsparse sentences article.txt', 'a sentence a line'],
      ['newsparse sentences -f ndjson articles.ndjson', 'with offsets'],
    ],
  },
  {
    name: 'dates',
    operands: '[files...]',
    summary: 'dates, times, durations and what recurs in Arabic texts, with their values',
    description:
      'Finds dates, times, durations and what recurs in Arabic texts, with TIMEX3 values and intervals.\n' +
      'Reads files, or standard input when none is given (or as -). Prints a table on a terminal, JSON otherwise.',
    examples: [
      ['newsparse dates article.txt', 'text, value, interval and rule of each'],
      ['newsparse dates -d 2020-03-14 -f timeml article.txt', 'the text with TIMEX3 elements in it'],
      [
        'newsparse dates --timeline -f ndjson *.txt',
        'all of all files, in the order of time, with their sentences',
      ],
    ],
  },
  {
    name: 'detect',
    operands: '[files...]',
    summary: 'the language of texts',
    description:
      'Says which language texts are in: Arabic, Persian, Urdu, Kurdish, Pashto, Uyghur, Sindhi by their letters,\n' +
      'other scripts by their trigrams, and how sure it is. Short texts are not refused.',
    examples: [
      ['newsparse detect article.txt', 'language, share of Arabic letters, confidence'],
      ['newsparse detect -f ndjson articles.ndjson', 'one line of JSON an article'],
    ],
  },
  {
    name: 'gazetteer',
    operands: '[build|lint|lookup|info files...]',
    summary: 'lists of names: compile them, check them, look names up',
    description:
      'Compiles lists of names for -g, checks them, looks names up, says what a gazetteer has.\n' +
      'Lists are TSV or CSV with a header (name, type, id, aliases, lat, lon, …), JSON, NDJSON, or one name a line.\n' +
      'lookup and info take the bundled names if no others are given.',
    examples: [
      ['newsparse gazetteer build villages.csv people.tsv -o mine.npg', 'compiled, for extract -g mine.npg'],
      ['newsparse gazetteer build --from list --type ORG companies.txt -o companies.npg', 'one name a line'],
      ['newsparse gazetteer build --from geonames YE.txt -o yemen.npg', 'a dump of GeoNames'],
      ['newsparse gazetteer lint --strict people.tsv', 'what is probably wrong in a list'],
      ['newsparse gazetteer lookup -g mine.npg "دير الزور"', 'the entries of a name, or the nearest names'],
    ],
  },
  {
    name: 'schema',
    operands: '',
    summary: 'the JSON Schema of the records',
    description: 'Prints the JSON Schema (2020-12) of the records that extract gives.',
    examples: [['newsparse schema > document.schema.json', 'for a validator']],
  },
  {
    name: 'completion',
    operands: '[bash|zsh|fish]',
    operandsText: 'the shell',
    summary: 'completions for a shell',
    description: 'Prints what a shell needs to complete commands, flags and their values.',
    examples: [
      ['newsparse completion bash > ~/.local/share/bash-completion/completions/newsparse', 'bash'],
      ['newsparse completion zsh > ~/.zfunc/_newsparse', 'zsh, with ~/.zfunc in fpath'],
      ['newsparse completion fish > ~/.config/fish/completions/newsparse.fish', 'fish'],
    ],
  },
];

const EXTRACT: readonly CommandName[] = ['extract'];
/** Commands that find dates. */
const DATERS: readonly CommandName[] = ['extract', 'dates'];
const NORMALIZE: readonly CommandName[] = ['normalize'];
const TOKENIZE: readonly CommandName[] = ['tokenize'];
const GAZETTEER: readonly CommandName[] = ['gazetteer'];
/** Commands that look names up in gazetteers. */
const NAMERS: readonly CommandName[] = ['extract', 'gazetteer'];
/** Commands that read documents. */
const READERS: readonly CommandName[] = ['extract', 'dates', 'normalize', 'tokenize', 'sentences', 'detect'];
export const TOKENIZE_FORMATS = ['text', 'table', 'json', 'ndjson'] as const;
export const SENTENCE_FORMATS = ['text', 'json', 'ndjson'] as const;
export const NORMALIZE_FORMATS = ['text', 'json', 'ndjson'] as const;
export const DATE_FORMATS = ['table', 'json', 'ndjson', 'csv', 'tsv', 'timeml'] as const;
/** Types of the entities of the bundled gazetteer. */
export const ENTITY_TYPES = ['PER', 'LOC', 'ORG', 'EVENT', 'NORP', 'WORK', 'PRODUCT'] as const;
export const LAYERS = ['entities', 'dates', 'quotes'] as const;

export const FLAGS: readonly Flag[] = [
  {
    name: 'format',
    short: 'f',
    kind: 'choice',
    argument: 'FORMAT',
    choices: FORMATS,
    defaultText: 'by the name of the output, else table on a terminal, else json',
    description: 'form of the results',
    group: 'Output',
    commands: EXTRACT,
    example: '-f ndjson',
  },
  {
    name: 'format',
    short: 'f',
    kind: 'choice',
    argument: 'FORMAT',
    choices: NORMALIZE_FORMATS,
    defaultText: 'text, json with --map',
    description: 'form of the results',
    group: 'Output',
    commands: NORMALIZE,
    example: '-f ndjson',
  },
  {
    name: 'format',
    short: 'f',
    kind: 'choice',
    argument: 'FORMAT',
    choices: TOKENIZE_FORMATS,
    default: 'text',
    description: 'form of the results',
    group: 'Output',
    commands: TOKENIZE,
    example: '-f ndjson',
  },
  {
    name: 'format',
    short: 'f',
    kind: 'choice',
    argument: 'FORMAT',
    choices: SENTENCE_FORMATS,
    default: 'text',
    description: 'form of the results',
    group: 'Output',
    commands: ['sentences'],
    example: '-f ndjson',
  },
  {
    name: 'format',
    short: 'f',
    kind: 'choice',
    argument: 'FORMAT',
    choices: PLAIN_FORMATS,
    defaultText: 'table on a terminal, else json',
    description: 'form of the results',
    group: 'Output',
    commands: ['detect'],
    example: '-f ndjson',
  },
  {
    name: 'format',
    short: 'f',
    kind: 'choice',
    argument: 'FORMAT',
    choices: DATE_FORMATS,
    defaultText: 'by the name of the output, else table on a terminal, else json',
    description: 'form of the results',
    group: 'Output',
    commands: ['dates'],
    example: '-f timeml',
  },
  {
    name: 'timeline',
    kind: 'switch',
    description: 'the mentions of all texts in the order of time, each with its sentence',
    group: 'Output',
    commands: ['dates'],
  },
  {
    name: 'segment',
    kind: 'choice',
    argument: 'SCHEME',
    choices: SCHEMES,
    preset: 'atb',
    defaultText: 'atb when it stands alone',
    description: 'cut clitics off; d3 cuts the article too',
    group: 'Choice',
    commands: TOKENIZE,
    example: '--segment d3',
  },
  {
    name: 'stem',
    kind: 'choice',
    argument: 'STEMMER',
    choices: ['light10'],
    description: 'add stems, of the matching form with --norm',
    group: 'Choice',
    commands: TOKENIZE,
    example: '--stem light10',
  },
  {
    name: 'norm',
    kind: 'switch',
    description: 'add the matching form: no marks, spelling variants folded',
    group: 'Choice',
    commands: TOKENIZE,
  },
  {
    name: 'explain',
    kind: 'switch',
    description: 'with --segment: the best ways to cut each word, with what counts for them',
    group: 'Choice',
    commands: TOKENIZE,
  },
  {
    name: 'profile',
    short: 'p',
    kind: 'text',
    argument: 'NAME',
    defaultText: 'search, or only the folds that are given',
    description: 'what is folded; --list shows the names',
    group: 'Choice',
    commands: NORMALIZE,
    example: '--profile lucene-ar',
  },
  {
    name: 'fold',
    kind: 'list',
    argument: 'NAMES',
    description: 'one fold, after those of the profile; may be given again',
    group: 'Choice',
    commands: NORMALIZE,
    example: '--fold tatweel,digits',
  },
  {
    name: 'list',
    kind: 'switch',
    description: 'print the profiles and folds, each with an example',
    group: 'Choice',
    commands: NORMALIZE,
    example: '--list',
  },
  {
    name: 'map',
    kind: 'switch',
    description: 'add "original" and "map": for each offset of the normalized text that in the original',
    group: 'Output',
    commands: NORMALIZE,
    example: '--map',
  },
  {
    name: 'output',
    short: 'o',
    kind: 'file',
    argument: 'FILE',
    description:
      'write to FILE, whole or not at all; the ending of its name chooses the format (.ndjson, .csv, …)',
    group: 'Output',
    commands: READERS,
    example: '-o records.ndjson',
  },
  {
    name: 'output',
    short: 'o',
    kind: 'file',
    argument: 'FILE',
    description: 'build: the compiled gazetteer',
    group: 'Output',
    commands: GAZETTEER,
    example: '-o mine.npg',
  },
  {
    name: 'from',
    kind: 'choice',
    argument: 'FORMAT',
    choices: LIST_FORMATS,
    defaultText: 'by the name of the file',
    description: 'build, lint: format of the lists',
    group: 'Input',
    commands: GAZETTEER,
    example: '--from geonames',
  },
  {
    name: 'type',
    kind: 'text',
    argument: 'TYPE',
    description: 'build, lint: type of the names that say none',
    group: 'Input',
    commands: GAZETTEER,
    example: '--type ORG',
  },
  {
    name: 'licence',
    kind: 'text',
    argument: 'TEXT',
    description: 'build: the licence of the names, for info',
    group: 'Output',
    commands: GAZETTEER,
  },
  {
    name: 'attribution',
    kind: 'text',
    argument: 'TEXT',
    description: 'build: whom the names are owed to, for info',
    group: 'Output',
    commands: GAZETTEER,
  },
  {
    name: 'strict',
    kind: 'switch',
    description: 'lint: warnings count as errors',
    group: 'Errors',
    commands: GAZETTEER,
  },
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
    commands: EXTRACT,
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
    name: 'overlaps',
    kind: 'choice',
    argument: 'WHICH',
    choices: ['longest', 'all'],
    default: 'longest',
    description: 'of your own names: the longest only, or all that stand in the text',
    group: 'Names',
    commands: EXTRACT,
  },
  {
    name: 'color',
    kind: 'choice',
    argument: 'WHEN',
    choices: ['auto', 'always', 'never'],
    default: 'auto',
    description: 'colours in tables; NO_COLOR and FORCE_COLOR are heeded',
    group: 'Output',
    commands: DATERS,
  },
  {
    name: 'csv-raw',
    kind: 'switch',
    description: 'CSV and TSV: no apostrophe before what a spreadsheet takes for a formula',
    group: 'Output',
    commands: DATERS,
  },
  {
    name: 'lang',
    kind: 'choice',
    argument: 'LANGUAGE',
    choices: LANGUAGES,
    defaultText: 'as the locale says',
    description: 'language of messages and heads of tables',
    group: 'Output',
    commands: [...READERS, ...GAZETTEER],
    example: '--lang ar',
  },
  {
    name: 'input',
    kind: 'choice',
    argument: 'KIND',
    choices: INPUT_KINDS,
    default: 'auto',
    description: 'what the input is, by its name and content if not said',
    group: 'Input',
    commands: READERS,
    example: '--input ndjson',
  },
  {
    name: 'encoding',
    kind: 'choice',
    argument: 'ENCODING',
    choices: ENCODINGS,
    default: 'auto',
    description: 'encoding of the input, recognised if not said',
    group: 'Input',
    commands: [...READERS, ...GAZETTEER],
    example: '--encoding windows-1256',
  },
  {
    name: 'text-field',
    kind: 'text',
    argument: 'NAME',
    default: 'text',
    description: 'NDJSON: the field with the text',
    group: 'Input',
    commands: READERS,
    example: '--text-field body',
  },
  {
    name: 'id-field',
    kind: 'text',
    argument: 'NAME',
    default: 'id',
    description: 'NDJSON: the field with the id; without it file:line',
    group: 'Input',
    commands: READERS,
  },
  {
    name: 'date-field',
    kind: 'text',
    argument: 'NAME',
    default: 'date',
    description: 'NDJSON: the field with the date of the text',
    group: 'Input',
    commands: DATERS,
  },
  {
    name: 'keep-fields',
    kind: 'switch',
    description: 'NDJSON: pass all other fields through, as "meta"',
    group: 'Input',
    commands: READERS,
  },
  {
    name: 'recursive',
    short: 'r',
    kind: 'switch',
    description: 'read the files of folders: .txt, .ndjson, .csv and the like, also with .gz',
    group: 'Input',
    commands: DATERS,
  },
  {
    name: 'include',
    kind: 'files',
    argument: 'GLOB',
    description: 'with --recursive: read the files that match, and no others; may be given more than once',
    group: 'Input',
    commands: DATERS,
  },
  {
    name: 'exclude',
    kind: 'files',
    argument: 'GLOB',
    description: 'pass over files and folders that match; may be given more than once',
    group: 'Input',
    commands: DATERS,
    example: '--exclude "draft-*"',
  },
  {
    name: 'files-from',
    kind: 'file',
    argument: 'FILE',
    description: 'read the files whose names stand in FILE, one a line (- for standard input)',
    group: 'Input',
    commands: DATERS,
  },
  {
    name: 'null',
    short: '0',
    kind: 'switch',
    description: 'the names of --files-from end with NUL, as find -print0 writes them',
    group: 'Input',
    commands: DATERS,
  },
  {
    name: 'jobs',
    short: 'j',
    kind: 'jobs',
    argument: 'N',
    defaultText: '1; auto: one for each processor',
    description: 'work on so many documents at once; the order of the results stays',
    group: 'Output',
    commands: EXTRACT,
    example: '-f ndjson -j 2',
  },
  {
    name: 'resume',
    kind: 'file',
    argument: 'JOURNAL',
    description: 'with --output DIR: keep in JOURNAL what is done, and go on from there after an interrupt',
    group: 'Output',
    commands: EXTRACT,
  },
  {
    name: 'progress',
    kind: 'switch',
    defaultText: 'on a terminal',
    description: 'show on standard error how far it is',
    group: 'Output',
    commands: EXTRACT,
  },
  {
    name: 'no-progress',
    kind: 'switch',
    description: 'never show how far it is',
    group: 'Output',
    commands: EXTRACT,
  },
  {
    name: 'max-document',
    kind: 'size',
    argument: 'SIZE',
    default: '64MB',
    description: 'refuse larger texts and longer lines',
    group: 'Input',
    commands: READERS,
    example: '--max-document 1MB',
  },
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
    name: 'types',
    kind: 'list',
    argument: 'TYPES',
    choices: ENTITY_TYPES,
    isOpen: true,
    description: 'give entities of these types only',
    group: 'Choice',
    commands: EXTRACT,
    example: '--types PER,ORG',
  },
  {
    name: 'only',
    kind: 'list',
    argument: 'LAYERS',
    choices: LAYERS,
    description: 'give these layers only',
    group: 'Choice',
    commands: EXTRACT,
    example: '--only entities,dates',
  },
  {
    name: 'min-confidence',
    kind: 'share',
    argument: 'SHARE',
    default: '0',
    description: 'leave out entities that are less sure, 0 to 1',
    group: 'Choice',
    commands: EXTRACT,
    example: '--min-confidence 0.8',
  },
  {
    name: 'on-error',
    kind: 'choice',
    argument: 'WAY',
    choices: ['skip', 'record', 'fail'],
    defaultText: 'record for NDJSON in and out, else skip',
    description: 'when an input fails: skip it and go on, put an error record in its place, or fail at once',
    group: 'Errors',
    commands: READERS,
  },
  {
    name: 'quiet',
    short: 'q',
    kind: 'switch',
    description: 'no warnings and no summary; errors stay',
    group: 'Errors',
    commands: [...READERS, ...GAZETTEER],
  },
];

/** The values of the flags as they were typed; what was not typed is not there. */
export interface TypedFlags {
  readonly segment?: string;
  readonly stem?: string;
  readonly norm?: boolean;
  readonly explain?: boolean;
  readonly format?: string;
  readonly output?: string;
  readonly color?: string;
  readonly csvRaw?: boolean;
  readonly lang?: string;
  readonly input?: string;
  readonly encoding?: string;
  readonly textField?: string;
  readonly idField?: string;
  readonly dateField?: string;
  readonly keepFields?: boolean;
  readonly maxDocument?: number;
  readonly date?: string;
  readonly defaultDate?: string;
  readonly prefer?: string;
  readonly monthFirst?: boolean;
  readonly types?: readonly string[];
  readonly only?: readonly string[];
  readonly minConfidence?: number;
  readonly onError?: string;
  readonly timeline?: boolean;
  readonly recursive?: boolean;
  readonly include?: readonly string[];
  readonly exclude?: readonly string[];
  readonly filesFrom?: string;
  readonly null?: boolean;
  /** 0 for auto. */
  readonly jobs?: number;
  readonly resume?: string;
  readonly progress?: boolean;
  readonly quiet?: boolean;
  readonly profile?: string;
  readonly fold?: readonly string[];
  readonly list?: boolean;
  readonly map?: boolean;
  readonly gazetteer?: readonly string[];
  readonly gazetteerType?: string;
  /** False with --no-default-gazetteer; the parser makes it true otherwise. */
  readonly defaultGazetteer?: boolean;
  /** False with --no-cache. */
  readonly cache?: boolean;
  readonly overlaps?: string;
  readonly from?: string;
  readonly type?: string;
  readonly strict?: boolean;
  readonly licence?: string;
  readonly attribution?: string;
}

/** Other names of encodings that people type. */
const ALIASES: Readonly<Record<string, string>> = {
  utf8: 'utf-8',
  utf16: 'utf-16',
  'utf-16le': 'utf-16',
  'utf-16be': 'utf-16',
  cp1256: 'windows-1256',
  'win-1256': 'windows-1256',
};

const LARGEST = 512 * 1024 * 1024;

/**
 * Reads the value of a flag.
 * @param previous the value of the same flag given before, which a list is joined to
 * @throws CliError
 */
export function readValue(flag: Flag, value: string, previous: unknown): unknown {
  const name = `--${flag.name}`;
  if (value === '') throw new CliError('empty-value', { flag: name });
  switch (flag.kind) {
    case 'choice':
      return choiceOf(flag, value);
    case 'list': {
      const values = value.split(',').map((part) => part.trim());
      if (values.includes('')) throw new CliError('empty-list', { flag: name });
      const chosen = values.map((part) => choiceOf(flag, part));
      return [...new Set([...((previous as string[] | undefined) ?? []), ...chosen])];
    }
    case 'files':
      return [...((previous as string[] | undefined) ?? []), value];
    case 'date':
      return dateOf(name, value);
    case 'share': {
      const share = /^\d*\.?\d+$/.test(value) ? Number(value) : Number.NaN;
      if (!(share >= 0 && share <= 1)) throw new CliError('not-a-share', { flag: name, value });
      return share;
    }
    case 'size':
      return sizeOf(name, value);
    case 'jobs': {
      const jobs = value === 'auto' ? 0 : /^[1-9]\d{0,2}$/.test(value) ? Number(value) : Number.NaN;
      if (!(jobs <= 256)) throw new CliError('not-a-number', { flag: name, value });
      return jobs;
    }
    default:
      return value;
  }
}

function choiceOf(flag: Flag, value: string): string {
  const { choices } = flag;
  // What there is to choose from is known only when the data is read.
  if (choices === undefined) return value;
  const wanted = value.toLowerCase();
  const choice = choices.find(
    (each) => each.toLowerCase() === (flag.name === 'encoding' ? (ALIASES[wanted] ?? wanted) : wanted),
  );
  if (choice !== undefined) return choice;
  if (flag.isOpen === true) return value;
  const kind = flag.name === 'encoding' ? 'unknown-encoding' : 'not-a-choice';
  throw new CliError(kind, { flag: `--${flag.name}`, value, choices: choices.join(', ') });
}

/** A day of the calendar; the machine's clock is asked only for `today`. */
function dateOf(flag: string, value: string): string {
  if (value === 'today') {
    const now = new Date();
    const two = (number: number) => String(number).padStart(2, '0');
    return `${String(now.getFullYear()).padStart(4, '0')}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  }
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(value);
  const day = parts === null ? Number.NaN : Date.parse(`${value}T00:00:00Z`);
  // Date.parse reads 2020-02-30 as the first of March.
  if (Number.isNaN(day) || new Date(day).toISOString().slice(0, 10) !== value) {
    throw new CliError('not-a-date', { flag, value });
  }
  return value;
}

/** Bytes; KB, MB and GB are powers of 1024. */
function sizeOf(flag: string, value: string): number {
  const parts = /^(\d+(?:\.\d+)?) ?(?:([KMG])(?:i?B)?|B)?$/i.exec(value);
  const power = parts?.[2] === undefined ? 0 : 'KMG'.indexOf(parts[2].toUpperCase()) + 1;
  const bytes = parts === null ? Number.NaN : Math.floor(Number(parts[1]) * 1024 ** power);
  if (!(bytes >= 1 && bytes <= LARGEST)) throw new CliError('not-a-size', { flag, value });
  return bytes;
}
