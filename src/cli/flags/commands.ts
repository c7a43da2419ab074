/** The commands, and those that share flags. */
import type { CommandEntry, CommandName } from './types.js';

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
    name: 'entities',
    operands: '[files...]',
    summary: 'people, places and organisations, a row each with count and mentions',
    description:
      'Finds people, places, organisations and other names in Arabic news texts; --unique counts each over all texts.\n' +
      'Reads files, or standard input when none is given (or as -). Prints a table on a terminal, JSON otherwise.',
    examples: [
      ['newsparse entities article.txt', 'a row an entity'],
      [
        'newsparse entities --unique -r articles/',
        'who and what a whole folder names, the most frequent first',
      ],
      ['newsparse entities --unique --types LOC -f geojson *.txt > map.geojson', 'a map'],
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
    name: 'keywords',
    operands: '[files...]',
    summary: 'what texts are about: names, phrases and words by TF-IDF',
    description:
      'Gives the names, phrases and words that tell a text from others, by TF-IDF over stems, names first.\n' +
      'Several texts are weighed against each other, a single one against the document frequencies of --df or\n' +
      'the small general ones that come along. Reads files, or standard input when none is given (or as -).\n' +
      'Prints a table on a terminal, JSON otherwise.',
    examples: [
      ['newsparse keywords article.txt', 'ten of one article, against the general frequencies'],
      ['newsparse keywords --top 5 -f csv *.txt', 'five of each, weighed against each other'],
      ['newsparse keywords --write-df archive.df *.txt', 'how many articles have each term'],
      ['newsparse keywords --df archive.df article.txt', 'one article against that archive'],
    ],
  },
  {
    name: 'relations',
    operands: '[files...]',
    summary: 'who and what stand together in sentences, counted over all texts',
    description:
      'Counts the people, places and organisations that stand in one sentence, over all texts.\n' +
      'Reads files, or standard input when none is given (or as -). Prints a table on a terminal, JSON otherwise.',
    examples: [
      ['newsparse relations *.txt', 'pairs of names, the most frequent first'],
      ['newsparse relations -f graphml -o graph.graphml *.txt', 'for Gephi, Cytoscape, igraph, networkx'],
      ['newsparse relations --types PER,ORG -f csv articles.ndjson', 'edges of people and organisations'],
    ],
  },
  {
    name: 'report',
    operands: '[folders or files...]',
    operandsText: 'files to read, folders to walk; - for standard input',
    summary: 'one page that a browser opens: people over time, timeline, map, who said what',
    description:
      'Makes one page of HTML of any number of texts: who is named when, what happened when, a map of the places,\n' +
      'who said what, the texts themselves; with search and filters. It needs nothing else and asks no server.\n' +
      'Folders are walked. The page is in Arabic, or in English with --lang en.',
    examples: [
      ['newsparse report articles/ -o report.html', 'all texts of a folder'],
      ['newsparse report --title "Ceasefire, March 2020" -o report.html articles.ndjson', 'of NDJSON'],
      [
        'newsparse report --lang en -g watchlist.tsv articles/ -o report.html',
        'in English, with names of your own',
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

/** Commands that give rows of mentions. */
export const ROWERS: readonly CommandName[] = ['extract', 'entities', 'dates', 'keywords', 'relations'];
/** Commands that have the pipeline read documents. */
export const EXTRACTORS: readonly CommandName[] = [...ROWERS, 'report'];
/** Commands that give mentions with their offsets. */
export const MENTIONERS: readonly CommandName[] = ['extract', 'entities', 'dates'];
/** Commands that give dates. */
export const DATERS: readonly CommandName[] = ['extract', 'dates', 'relations', 'report'];
/** Commands that find names. */
export const FINDERS: readonly CommandName[] = ['extract', 'entities', 'keywords', 'relations', 'report'];
/** Commands that look names up in gazetteers. */
export const NAMERS: readonly CommandName[] = [...FINDERS, 'gazetteer'];
/** Commands that read documents. */
export const READERS: readonly CommandName[] = [
  ...EXTRACTORS,
  'normalize',
  'tokenize',
  'sentences',
  'detect',
];
