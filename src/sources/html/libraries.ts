/** The libraries for pages, a bundle of their own (dist/html.cjs) that is loaded when the first page comes. */
export { Readability } from '@mozilla/readability';
export { Tokenizer } from 'htmlparser2';
export { parseHTML } from 'linkedom/worker';
