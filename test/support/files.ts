/** The files that the tests of the command read. */
import { mkdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { folder } from './cli.js';
import { encodeSingleByte, encodeUtf16 } from './encode.js';

export const ARTICLE = 'زار وزير الخارجية هاكان فيدان دمشق، وقال إن الوزير سيعود إلى بيروت.\n';
/** A line of NDJSON. */
export const line = (value: unknown) => `${JSON.stringify(value)}\n`;

/** A folder of its own with all of them, and a folder and a link that leads nowhere. */
export function makeFiles(): ReturnType<typeof folder> {
  const files = folder({
    'a.txt': ARTICLE,
    'b.txt': 'وصل الوفد إلى القاهرة.',
    'crlf.txt': ARTICLE.replace(/\n/g, '\r\n'),
    'bom.txt': `\ufeff${ARTICLE}`,
    'le.txt': encodeUtf16(`\ufeff${ARTICLE}`, 'le'),
    'be.txt': encodeUtf16(`\ufeff${ARTICLE}`, 'be'),
    'unmarked.txt': encodeUtf16(ARTICLE, 'le'),
    'win.txt': encodeSingleByte(ARTICLE, 'windows-1256'),
    'iso.txt': encodeSingleByte(ARTICLE, 'iso-8859-6'),
    'broken.txt': Buffer.concat([Buffer.from(ARTICLE), Buffer.of(0xff)]),
    'empty.txt': '',
    'blank.txt': ' \n\t\r\n',
    'nul.txt': 'abc\0def',
    'packed.txt': Buffer.of(0x1f, 0x8b, 8, 0, 0),
    'page.pdf': '%PDF-1.7\n%âãÏÓ\n',
    'latin.txt': Buffer.from([0xe9, 0xe8, 0xe0, 0xfc, 0xf6]),
    'surrogate.ndjson': '{"id":"s","text":"\\ud83d دمشق"}\n',
    'escape.txt': 'زار \u001b[31mهاكان فيدان\u001b[0m \u202eدمشق\u202c',
    'good.ndjson': line({ id: 'x', text: ARTICLE }) + line({ id: 'y', text: '' }) + line({ text: 'القاهرة' }),
    'mixed.ndjson': `${line({ id: 'x', text: ARTICLE })}{"id":\n\n${line({ id: 7 })}[1]\n"text"\n${line({ id: {}, text: '' })}{"text":1}`,
    'fields.jsonl': line({ key: 'k', body: ARTICLE, when: '2020-03-14', section: 'a', ['__proto__']: 1 }),
    'dates.ndjson':
      line({ id: 'd', text: ARTICLE, date: 'last week' }) + line({ id: 'e', text: ARTICLE, date: 5 }),
    'days.ndjson': ['2020-02-29', '2020-02-30', '2019-13-01', '2020-03-14T23:59', '2020-03-14T24:01']
      .map((date) => line({ id: date, text: 'وصل الوفد إلى دمشق.', date }))
      .join(''),
    'long-ids.ndjson':
      '{"id":12345678901234567890,"text":""}\n{"id":-7,"text":""}\n{"text":"","id": 12345678901234567891}\n',
    'le.ndjson': encodeUtf16(
      `\ufeff${line({ id: 'x', text: ARTICLE })}${line({ id: 'y', text: ARTICLE })}`,
      'le',
    ),
    'broken.ndjson': Buffer.concat([
      Buffer.from('{"id":"x","text":"دمشق '),
      Buffer.of(0xff),
      Buffer.from('"}\n'),
    ]),
    'long.ndjson': line({ id: 'x', text: 'ا'.repeat(3000) }) + line({ id: 'y', text: 'دمشق' }),
    'array.json': '[\n  {"id": "a", "text": "دمشق"}\n]\n',
    'array.ndjson': '[\n{"id":"a","text":"x"},\n{"id":"b","text":"y"}\n]\n',
    'object.json': '{\n  "id": "a",\n  "text": "دمشق"\n}\n',
    'lines.json': line({ id: 'a', text: 'دمشق' }),
    'watchlist.tsv': 'name\ttype\nشركة المثال\tORG\n',
    'lines.ndjson': line({ id: 'a', text: ARTICLE, body: ARTICLE }),
    'known.txt': '# names\nدِمَشْق\n',
    'none.ndjson': '',
    'headline.txt': '[صور] وصول الوفد إلى القاهرة {خاص}',
  });
  mkdirSync(join(files.path, 'folder'));
  symlinkSync('nowhere', join(files.path, 'dangling.txt'));
  return files;
}
