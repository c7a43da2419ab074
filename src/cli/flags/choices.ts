/** Values that flags may have, where no other module says them. */

export const TOKENIZE_FORMATS = ['text', 'table', 'json', 'ndjson'] as const;
export const SENTENCE_FORMATS = ['text', 'json', 'ndjson'] as const;
export const NORMALIZE_FORMATS = ['text', 'json', 'ndjson'] as const;
export const KEYWORD_FORMATS = ['table', 'json', 'ndjson', 'csv', 'tsv'] as const;
export const RELATION_FORMATS = ['table', 'json', 'ndjson', 'csv', 'tsv', 'graphml'] as const;
export const ENTITY_FORMATS = [
  'table',
  'json',
  'ndjson',
  'csv',
  'tsv',
  'conll',
  'brat',
  'geojson',
  'html',
] as const;
/** Of those that can show each entity once. */
export const UNIQUE_FORMATS = ['table', 'json', 'ndjson', 'csv', 'tsv', 'geojson'] as const;
export const DATE_FORMATS = ['table', 'json', 'ndjson', 'csv', 'tsv', 'timeml'] as const;
/** Types of the entities of the bundled gazetteer. */
export const ENTITY_TYPES = ['PER', 'LOC', 'ORG', 'EVENT', 'NORP', 'WORK', 'PRODUCT'] as const;
export const LAYERS = ['entities', 'dates', 'quotes'] as const;
