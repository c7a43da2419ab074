/** Names of what can be asked for on the command line; apart from the code that does it, so that help need not load it. */

export const INPUT_KINDS = ['auto', 'text', 'html', 'ndjson', 'csv', 'warc'] as const;
export type InputKind = (typeof INPUT_KINDS)[number];

export const ENCODINGS = ['auto', 'utf-8', 'utf-16', 'windows-1256', 'iso-8859-6'] as const;
export type EncodingChoice = (typeof ENCODINGS)[number];
