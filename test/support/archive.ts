/** Web archives made for tests. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, deflateSync, gzipSync } from 'node:zlib';
import { encodeSingleByte } from './encode.js';

type Headers = Readonly<Record<string, string>>;

const lines = (headers: Headers): string =>
  Object.entries(headers)
    .map(([name, value]) => `${name}: ${value}\r\n`)
    .join('');

let number = 0;
/** One record. @param length what its header says instead of the true length */
function record(
  type: string,
  url: string,
  headers: Headers,
  block: Uint8Array,
  length = block.length,
): Buffer {
  const own = {
    'WARC-Type': type,
    'WARC-Record-ID': `<urn:uuid:${++number}>`,
    'WARC-Date': '2020-08-01T10:00:00Z',
    'WARC-Target-URI': url,
    ...headers,
    'Content-Length': String(length),
  };
  return Buffer.concat([Buffer.from(`WARC/1.0\r\n${lines(own)}\r\n`), block, Buffer.from('\r\n\r\n')]);
}

function response(url: string, body: Uint8Array, headers: Headers = {}, status = '200 OK'): Buffer {
  const http = `HTTP/1.1 ${status}\r\n${lines({ 'Content-Type': 'text/html', ...headers })}\r\n`;
  const block = Buffer.concat([Buffer.from(http), body]);
  return record(
    'response',
    `https://example.org/${url}`,
    { 'Content-Type': 'application/http; msgtype=response' },
    block,
  );
}

function chunked(body: Buffer): Buffer {
  const parts: Buffer[] = [];
  for (let at = 0; at < body.length; at += 1000) {
    const part = body.subarray(at, at + 1000);
    parts.push(Buffer.from(`${part.length.toString(16)}\r\n`), part, Buffer.from('\r\n'));
  }
  return Buffer.concat([...parts, Buffer.from('0\r\n\r\n')]);
}

/** Records of the page in each of the ways in which one is kept, and records of other things. */
function recordsOf(page: string, text: string): Buffer[] {
  const body = Buffer.from(page);
  return [
    response('plain', body),
    response('chunked', chunked(body), { 'Transfer-Encoding': 'chunked' }),
    response('gzip', gzipSync(body), { 'Content-Encoding': 'gzip' }),
    response('deflate', deflateSync(body), { 'Content-Encoding': 'deflate' }),
    response('br', brotliCompressSync(body), { 'Content-Encoding': 'br' }),
    response('1256', Buffer.from(encodeSingleByte(page, 'windows-1256')), {
      'Content-Type': 'text/html; charset=windows-1256',
    }),
    record('request', 'https://example.org/plain', {}, Buffer.from('GET / HTTP/1.1\r\n\r\n')),
    response('missing', body, {}, '404 Not Found'),
    response('moved', body, { Location: '/plain' }, '301 Moved'),
    response('picture', Buffer.from('\x89PNG'), { 'Content-Type': 'image/png' }),
    record('metadata', 'https://example.org/plain', {}, Buffer.from('via: x\r\n')),
    record('resource', 'https://example.org/resource', { 'Content-Type': 'text/html' }, body),
    record('conversion', 'https://example.org/wet', { 'Content-Type': 'text/plain' }, Buffer.from(text)),
  ];
}

/** An archive of them. */
export const archiveOf = (page: string, text: string): Buffer => Buffer.concat(recordsOf(page, text));

/** Puts archives of the page into a folder: whole, packed, cut off, broken, with large records, with many. */
export function makeArchives(folder: string, page: string, text: string): void {
  number = 0;
  const body = Buffer.from(page);
  const records = recordsOf(page, text);
  const info = record(
    'warcinfo',
    '',
    { 'Content-Type': 'application/warc-fields' },
    Buffer.from('software: x\r\n'),
  );
  const whole = Buffer.concat([...records, info]);
  const put = (name: string, bytes: Uint8Array) => writeFileSync(join(folder, name), bytes);
  put('a.warc', whole);
  put('a.warc.gz', Buffer.concat([...records, info].map((each) => gzipSync(each))));
  put('cut-picture.warc', Buffer.concat([records[0]!, records[9]!.subarray(0, -6)]));
  put('cut.warc', whole.subarray(0, records[0]!.length + 1200));
  put('cut.warc.gz', gzipSync(whole).subarray(0, 1500));
  put('broken.warc', Buffer.concat([records[0]!, Buffer.from('not a record\r\n\r\n\r\n')]));
  put(
    'large.warc',
    Buffer.concat([
      response('large', Buffer.alloc(200_000, 'x')),
      response('bomb', gzipSync(Buffer.alloc(5_000_000, 'x')), { 'Content-Encoding': 'gzip' }),
      response('small', Buffer.from(`<p>${'x'.repeat(100)}</p>`)),
    ]),
  );
  put('many.warc', Buffer.concat(Array.from({ length: 200 }, (_, i) => response(`many/${i}`, body))));
}
