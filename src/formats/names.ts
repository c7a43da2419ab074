/** Names of the formats; apart from the code that writes them, so that help need not load it. */
export const FORMATS = [
  'table',
  'json',
  'ndjson',
  'csv',
  'tsv',
  'conll',
  'brat',
  'timeml',
  'geojson',
  'html',
  'graphml',
] as const;
export type FormatName = (typeof FORMATS)[number];

/** Formats of records that have no mentions. */
export const PLAIN_FORMATS = ['table', 'json', 'ndjson'] as const satisfies readonly FormatName[];

/** Formats that show offsets in a unit that can be chosen. */
export const OFFSET_FORMATS: readonly FormatName[] = ['json', 'ndjson', 'csv', 'tsv', 'conll', 'geojson'];
/** Formats that show the text around a mention. */
export const CONTEXT_FORMATS: readonly FormatName[] = ['json', 'ndjson', 'csv', 'tsv'];
/** Formats that can say why. */
export const EXPLAIN_FORMATS: readonly FormatName[] = ['table', 'json', 'ndjson'];

/** Formats that a file's name asks for, by its ending. */
const ENDINGS: Readonly<Record<string, FormatName>> = {
  ndjson: 'ndjson',
  jsonl: 'ndjson',
  json: 'json',
  csv: 'csv',
  tsv: 'tsv',
  conll: 'conll',
  ann: 'brat',
  tml: 'timeml',
  geojson: 'geojson',
  html: 'html',
  graphml: 'graphml',
};

/** The format that the name of a file asks for. */
export function formatOfName(file: string): FormatName | undefined {
  const ending = /\.([a-z]+)$/i.exec(file)?.[1]?.toLowerCase();
  return ending === undefined ? undefined : ENDINGS[ending];
}
