import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineCutter, readRecord } from '../src/sources/ndjson.js';

/** The lines of a text that comes in chunks of these sizes: their text, or null where they are too long. */
function cut(text: string, sizes: number[], limit: number): (string | null)[] {
  const bytes = Buffer.from(text);
  const cutter = new LineCutter(limit);
  const lines = [];
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const end = at + sizes[i % sizes.length]!;
    lines.push(...cutter.push(bytes.subarray(at, end)));
    at = end;
  }
  lines.push(...cutter.end());
  expect(lines.map((line) => line.number)).toEqual(lines.map((_, i) => i + 1));
  return lines.map((line) => (line.tooLong ? null : line.bytes.toString()));
}

describe('LineCutter', () => {
  const cases: [text: string, limit: number, lines: (string | null)[]][] = [
    ['', 9, []],
    ['a', 9, ['a']],
    ['a\n', 9, ['a']],
    ['a\nb', 9, ['a', 'b']],
    ['\n\na\n', 9, ['', '', 'a']],
    ['a\r\nb\r\n', 9, ['a\r', 'b\r']],
    ['دمشق\nبيروت\n', 20, ['دمشق', 'بيروت']],
    ['a\u2028b\u0085c\n', 20, ['a\u2028b\u0085c']],
    ['abc\nabcd\nabc', 3, ['abc', null, 'abc']],
    ['abcdefgh', 3, [null]],
  ];
  it.each(cases)('%j', (text, limit, lines) => {
    for (const size of [1, 2, 3, 1000]) expect(cut(text, [size], limit)).toEqual(lines);
  });

  it('gives the same lines wherever the chunks are cut', () => {
    const text = fc
      .array(fc.constantFrom('a', 'ب', '\n', '\r\n', '🎉', 'abcdef'), { maxLength: 40 })
      .map((parts) => parts.join(''));
    const sizes = fc.array(fc.integer({ min: 1, max: 12 }), { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(text, sizes, fc.integer({ min: 1, max: 20 }), (content, chunks, limit) => {
        const lines = content.split('\n');
        if (lines.at(-1) === '') lines.pop();
        const expected = lines.map((line) => (Buffer.byteLength(line) > limit ? null : line));
        expect(cut(content, chunks, limit)).toEqual(expected);
      }),
    );
  });
});

const FIELDS = { text: 'text', id: 'id', date: 'date' };
const read = (line: string, keep = false) => readRecord(line, 'f:1', FIELDS, keep);

describe('readRecord', () => {
  const good: [line: string, id: string, date: string | undefined][] = [
    ['{"id":"a","text":""}', 'a', undefined],
    ['{"text":"x"}', 'f:1', undefined],
    ['{"id":null,"text":"x","date":null}', 'f:1', undefined],
    ['{"id":"","text":"x"}', '', undefined],
    ['{"id":0,"text":"x"}', '0', undefined],
    ['{"id":-12,"text":"x"}', '-12', undefined],
    ['{"id":1.5,"text":"x"}', '1.5', undefined],
    ['{"id": 1238765432109876543 ,"text":"x"}', '1238765432109876543', undefined],
    ['{"text":"\\"id\\": 1238765432109876544","id":1238765432109876543}', '1238765432109876543', undefined],
    ['{"id":"a","text":"x","date":"2020-03-14"}', 'a', '2020-03-14'],
    ['{"id":"a","text":"x","date":"14/3/2020"}', 'a', '14/3/2020'],
    ['{"id":"a","text":"x","date":"2020-03-14T12:30:00+03:00"}', 'a', '2020-03-14T12:30:00+03:00'],
    ['{"__proto__":{"text":"no"},"text":"x","id":"a"}', 'a', undefined],
  ];
  it.each(good)('%s', (line, id, date) => {
    const { document, problem, warnings } = read(line);
    expect([document?.id, document?.date, problem, warnings]).toEqual([id, date, null, []]);
  });

  const bad: [line: string, kind: string, id: string][] = [
    ['{"id":"a"', 'bad-json', 'f:1'],
    ["{'id':1}", 'bad-json', 'f:1'],
    ['[1]', 'json-array', 'f:1'],
    ['[', 'json-array', 'f:1'],
    ['null', 'not-an-object', 'f:1'],
    ['"text"', 'not-an-object', 'f:1'],
    ['{"id":"a"}', 'no-text', 'a'],
    ['{"id":"a","__proto__":{"text":"x"}}', 'no-text', 'a'],
    ['{"id":"a","text":null}', 'text-not-a-string', 'a'],
    ['{"id":{},"text":"x"}', 'bad-id', 'f:1'],
    ['{"id":true,"text":"x"}', 'bad-id', 'f:1'],
    ['{"id":1238765432109876543,"text":"x","in":{"id":1238765432109876544}}', 'bad-id', 'f:1'],
  ];
  it.each(bad)('%s is %s', (line, kind, id) => {
    expect(read(line)).toMatchObject({ id, document: null, problem: { kind } });
  });

  it.each(['5', '{}', 'true'])('the date %s is ignored with a warning', (date) => {
    const { document, warnings } = read(`{"id":"a","text":"x","date":${date}}`);
    expect([document?.date, warnings.map((warning) => warning.kind)]).toEqual([undefined, ['bad-date']]);
  });

  it('no message cites the line', () => {
    expect(read('{"secret": x}').problem?.details).toEqual({ reason: "Unexpected token 'x'" });
    expect(read('{"secret": "').problem?.details).toEqual({ reason: 'Unterminated string at position 12' });
  });

  it('passes all other fields through, as they are', () => {
    const other = '{"tags":["a"],"__proto__":{"x":1},"constructor":null,"n":1e3}';
    const { document } = read(`{"id":"a","text":"x","date":null,${other.slice(1)}`, true);
    expect(JSON.stringify(document?.meta)).toBe(other.replace('1e3', '1000'));
    expect(read('{"text":"x"}', true).document?.meta).toEqual({});
    expect(read('{"text":"x","a":1}').document).toEqual({ id: 'f:1', text: 'x' });
  });
});
