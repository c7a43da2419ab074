/** Names of the formats; apart from the code that writes them, so that help need not load it. */
export const FORMATS = ['table', 'json', 'ndjson'] as const;
export type FormatName = (typeof FORMATS)[number];
