/** The library for web archives, a bundle of its own (dist/warc.cjs) that is loaded when the first archive comes. */
export { WARCParser, type WARCRecord } from 'warcio';
