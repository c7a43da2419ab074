/** Formats of lists of names (lists.ts). */
export const LIST_FORMATS = ['tsv', 'csv', 'json', 'ndjson', 'list', 'geonames', 'wikidata'] as const;
export type ListFormat = (typeof LIST_FORMATS)[number];
