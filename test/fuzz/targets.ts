/** What is fuzzed. A target throws where something does not hold; errors that have a code of the project are results. */
import { Buffer, isUtf8 } from 'node:buffer';
import { readdirSync, readFileSync } from 'node:fs';
import { deflateSync, gzipSync } from 'node:zlib';
import type { DocumentRecord, Layer, Span } from '../../src/document.js';
import { createFormatter } from '../../src/formats/index.js';
import { FORMATS } from '../../src/formats/names.js';
import { compileGazetteer } from '../../src/gazetteer/compile-user.js';
import type { GazetteerEntry } from '../../src/gazetteer/entry.js';
import { LIST_FORMATS, type ListFormat } from '../../src/gazetteer/formats.js';
import { readList } from '../../src/gazetteer/lists.js';
import { loadGazetteer } from '../../src/gazetteer/user.js';
import { DataError } from '../../src/lexicon/binary.js';
import { createMatcher, tokenize } from '../../src/names.js';
import { Pipeline } from '../../src/pipeline.js';
import { readTable } from '../../src/sources/csv.js';
import { decodeText } from '../../src/sources/encoding.js';
import { gunzip } from '../../src/sources/gzip.js';
import { pageItem } from '../../src/sources/html/page.js';
import { readLine } from '../../src/sources/input.js';
import type { InputSettings, Item, Origin } from '../../src/sources/item.js';
import { ENCODINGS } from '../../src/sources/kinds.js';
import { LineCutter } from '../../src/sources/ndjson.js';
import { Problem } from '../../src/sources/problem.js';
import { readArchive } from '../../src/sources/warc.js';
import { unzstd } from '../../src/sources/zstd.js';
import { normalize } from '../../src/text/normalize.js';
import { compileProfile, listFolds, listProfiles } from '../../src/text/profiles.js';
import { createByteNormalizer } from '../../src/text/stream.js';
import { Tokenizer } from '../../src/tokenizer.js';
import { archiveOf } from '../support/archive.js';
import { forge, sectionsOf } from '../support/forged.js';
import { type Random, textOf } from './inputs.js';
import { sourceOf } from './sources.js';

export interface Target {
  readonly name: string;
  /** Inputs of it for one of a target that takes the longest. */
  readonly weight: number;
  readonly seeds: readonly Buffer[];
  run(input: Buffer, random: Random): void | Promise<void>;
}

/** Something that does not hold. */
export class Broken extends Error {}

function hold(condition: boolean, what: string): asserts condition {
  if (!condition) throw new Broken(what);
}

function isSlice(text: string, span: Span, what: string): void {
  hold(
    span.start >= 0 && span.start <= span.end && span.end <= text.length,
    `${what} lies outside of the text`,
  );
  hold(text.slice(span.start, span.end) === span.text, `${what} is no slice of the text`);
}

/** Apart and in order. */
function areApart(spans: readonly { start: number; end: number }[], what: string): void {
  for (let i = 1; i < spans.length; i++)
    hold(spans[i - 1]!.end <= spans[i]!.start, `${what} ${i} begins before the one before it ends`);
}

/** What a text was cut into: slices, apart and in order. */
function areSlices(text: string, spans: readonly Span[], what: string): void {
  for (const span of spans) isSlice(text, span, `a ${what}`);
  areApart(spans, what);
}

/** A problem that names what is wrong with the input, and not what went wrong in the program. */
function isProblem(problem: unknown): void {
  if (!(problem instanceof Problem)) throw problem;
  hold(problem.kind !== 'unreadable' && problem.kind !== 'internal', `a problem: ${problem.details.reason}`);
}

const OWN_PROPERTIES = Object.getOwnPropertyNames(Object.prototype).length;
function isUnpolluted(): void {
  hold(
    Object.getOwnPropertyNames(Object.prototype).length === OWN_PROPERTIES,
    'every object has something new',
  );
}

function isItem(item: Item): void {
  if ('problem' in item) {
    isProblem(item.problem);
    return;
  }
  hold(typeof item.document.text === 'string' && typeof item.document.id === 'string', 'no text or id');
  for (const warning of item.warnings) isProblem(warning);
}

/** Bytes in pieces, as a stream gives them. */
function* cut(bytes: Buffer, random: Random): Generator<Buffer> {
  for (let at = 0; at < bytes.length; ) {
    const to = at + 1 + random.below(random.below(4) === 0 ? 4 : bytes.length);
    yield bytes.subarray(at, to);
    at = to;
  }
}
async function* streamed(bytes: Buffer, random: Random): AsyncGenerator<Buffer> {
  yield* cut(bytes, random);
}

const fixtures = new URL('../../fixtures/articles/', import.meta.url);
const articles = readdirSync(fixtures)
  .filter((name) => name.endsWith('.txt'))
  .map((name) => readFileSync(new URL(name, fixtures), 'utf8'));
/** Paragraphs: small inputs say more a second. */
const texts = articles.flatMap((text) => text.split(/\n\s*\n/)).filter((text) => text.length > 40);
const textSeeds = texts.map((text) => Buffer.from(text));
const title = texts[0]!.split('\n')[0]!;
const page = Buffer.from(
  `<!doctype html><html lang="ar"><head><meta charset="utf-8"><title>${title}</title><meta property="article:published_time" content="2020-07-31T18:20:00+03:00"><script type="application/ld+json">{"@type":"NewsArticle","headline":"${title}"}</script></head><body><nav><a href="#">x</a></nav><article><h1>${title}</h1>${texts
    .slice(0, 4)
    .map((text) => `<p>${text}</p>`)
    .join(
      '',
    )}<table><tr><td>1<td>2</table><pre>a\n b</pre><!-- c --></article><footer>&copy; &#1583;</footer></body></html>`,
);
const pages = [
  page,
  Buffer.from(page.toString('utf16le')),
  Buffer.from('<p>دمشق<br>حلب</p><svg><![CDATA[x]]></svg>'),
];

const settingsOf = (random: Random): InputSettings => ({
  kind: 'auto',
  encoding: random.below(3) === 0 ? random.pick(ENCODINGS) : 'auto',
  fields: { text: 'text', id: 'id', date: 'date' },
  keepFields: random.below(2) === 0,
  maxDocument: random.below(4) === 0 ? 300 : 1 << 20,
  strict: random.below(4) === 0,
  signal: new AbortController().signal,
});
const originOf = (kind: Origin['kind']): Origin => ({ file: 'f', line: null, kind });

const profiles = [
  ...listProfiles().map(({ name }) => compileProfile(name)),
  ...listFolds().map(({ name }) => compileProfile(null, [name])),
];

const entries: GazetteerEntry[] = texts.slice(0, 40).map((text, i) => ({
  name:
    text
      .split(/\s+/)
      .slice(i % 5, (i % 5) + 1 + (i % 3))
      .join(' ') || 'دمشق',
  type: i % 2 === 0 ? 'LOC' : 'ORG',
  id: `user:${i}`,
  aliases: i % 4 === 0 ? ['دمشق', `الحي ${i}`] : [],
  exact: i % 7 === 0,
  attributes: { n: i },
}));
const compiled = Buffer.from(compileGazetteer(entries, { sources: ['a.tsv'] }));
const sections = sectionsOf(compiled);
const gazetteer = loadGazetteer(compiled);
const matched = tokenize(texts.slice(0, 3).join('\n'));

const LISTS: Readonly<Record<ListFormat, string>> = {
  tsv: 'name\ttype\taliases\tlat\tlon\tflags\tnote\nدمشق\tLOC\tالشام|دمشق\t33.5\t36.3\tcommon\tx\n# c\nحلب\tLOC\t\t\t\t\t\n',
  csv: 'name;type;id;population\n"دمشق";LOC;a:1;1e6\n"حزب ""أ""";ORG;;\n',
  json: '{"entries":["دمشق",{"name":"حلب","type":"LOC","lat":36.2,"lon":37.1,"aliases":["الشهباء"],"__proto__":{"x":1},"deep":[[[{}]]]}]}',
  ndjson:
    '{"name":"دمشق","type":"LOC","constructor":1}\n"حلب"\n{"label":"ORG","name":"حزب","flags":"exact common"}\n',
  list: '# names\nدمشق\nهاكان فيدان\n',
  geonames:
    '170654\tDamascus\tDamascus\tدمشق,Damas\t33.5102\t36.29128\tP\tPPLC\tSY\t\t13\t\t\t\t1569394\t\t691\tAsia/Damascus\t2019-09-05\n',
  wikidata:
    '[\n{"id":"Q3766","type":"item","labels":{"ar":{"language":"ar","value":"دمشق"}},"aliases":{"ar":[{"value":"الشام"}]}},\n]\n',
};

const pipelines = [Pipeline.load(), Pipeline.load({ gazetteers: [gazetteer] })];
const tokenizer = Tokenizer.load();
const LAYERS: readonly Layer[] = ['entities', 'dates', 'quotes'];

function isRecord(record: DocumentRecord, text: string): void {
  for (const entity of record.entities) {
    isSlice(text, entity, 'an entity');
    hold(entity.confidence >= 0 && entity.confidence <= 1, 'a confidence is no share');
  }
  for (const date of record.dates) {
    isSlice(text, date, 'a date');
    const { from, to, value } = date;
    // Now has no length. Years before the first one are not ordered as their letters are.
    if (from !== null && to !== null && value !== 'PRESENT_REF' && !from.startsWith('-'))
      hold(from < to, `a date ends before it begins: ${JSON.stringify(date)}`);
  }
  for (const quote of record.quotes) {
    isSlice(text, quote, 'a quote');
    if (quote.speaker) isSlice(text, quote.speaker, 'a speaker');
  }
  if (record.dateline) isSlice(text, record.dateline, 'a dateline');
  for (const each of record.alternatives ?? []) isSlice(text, each, 'an alternative');
  areApart(record.dates, 'date');
  hold(record.language.arabicShare >= 0 && record.language.arabicShare <= 1, 'a share of letters is none');
}

const list = (format: ListFormat): Target => ({
  name: `list-${format}`,
  weight: format === 'csv' ? 3 : 8,
  seeds: [Buffer.from(LISTS[format]), Buffer.from(LISTS[format].repeat(3))],
  async run(input, random) {
    const all: GazetteerEntry[] = [];
    const options = {
      format,
      type: random.below(2) === 0 ? 'LOC' : undefined,
      onFault: (line: number, fault: string) => hold(line >= 0 && fault !== '', 'a fault without a line'),
    };
    await readList(streamed(input, random), options, (entry) => all.push(structuredClone(entry)));
    isUnpolluted();
    if (random.below(8) > 0) return;
    const own = loadGazetteer(compileGazetteer(all));
    hold(own.info.entries <= all.length, 'there are more entries than were given');
    for (let i = 0; i < own.info.entries; i++) own.entry(i);
  },
});

async function drain(chunks: AsyncIterable<Buffer>): Promise<void> {
  let length = 0;
  try {
    for await (const chunk of chunks) {
      length += chunk.length;
      hold(length < 1 << 29, 'more comes out than may');
    }
  } catch (error) {
    isProblem(error);
  }
}

/** "دمشق" as a frame of Zstandard: magic, descriptor, one raw block. */
const frame = (text: string): Buffer => {
  const bytes = Buffer.from(text);
  const header = (bytes.length << 3) | 1;
  return Buffer.concat([
    Buffer.from([
      0x28,
      0xb5,
      0x2f,
      0xfd,
      0x20,
      bytes.length,
      header & 0xff,
      (header >> 8) & 0xff,
      header >> 16,
    ]),
    bytes,
  ]);
};

export const TARGETS: readonly Target[] = [
  {
    name: 'decode',
    weight: 40,
    seeds: [...textSeeds, ...texts.map((text) => Buffer.from(text, 'utf16le'))],
    run(input, random) {
      const choice = random.pick(ENCODINGS);
      try {
        const { text, replaced } = decodeText(input, choice, random.below(3) === 0);
        hold(replaced >= 0 && text.isWellFormed(), 'what is decoded has halves of characters');
        if (choice === 'utf-8' && isUtf8(input))
          hold(text === new TextDecoder('utf-8').decode(input), 'valid UTF-8 is read in another way');
      } catch (error) {
        isProblem(error);
      }
    },
  },
  {
    name: 'html',
    weight: 1,
    seeds: pages,
    run(bytes, random) {
      isItem(
        pageItem(
          { origin: originOf('html'), id: 'f', bytes, charset: null, url: null, captured: null },
          settingsOf(random),
        ),
      );
      isUnpolluted();
    },
  },
  {
    name: 'ndjson',
    weight: 20,
    seeds: [
      ...texts
        .slice(0, 5)
        .map((text, i) =>
          Buffer.from(`${JSON.stringify({ id: i, text, date: '2020-01-01', more: [1, { a: null }] })}\n`),
        ),
      Buffer.from(
        '{"__proto__":{"polluted":1},"constructor":{"prototype":{"a":1}},"text":"دمشق","id":12345678901234567890}\r\n',
      ),
      Buffer.from('['.repeat(2000)),
    ],
    run(input, random) {
      const settings = settingsOf(random);
      const cutter = new LineCutter(settings.maxDocument);
      for (const chunk of cut(input, random))
        for (const line of cutter.push(chunk)) {
          const item = readLine(line, originOf('ndjson'), settings);
          if (item) isItem(item);
        }
      for (const line of cutter.end()) {
        const item = readLine(line, originOf('ndjson'), settings);
        if (item) isItem(item);
      }
      isUnpolluted();
    },
  },
  {
    name: 'csv',
    weight: 2,
    seeds: [
      Buffer.from(
        `id,text,date,__proto__\n1,"${texts[0]!.replaceAll('"', '""')}",2020-01-01,x\n2,"a\nb",,\n`,
      ),
      Buffer.from('id;text;constructor\n1;دمشق;y\n'),
    ],
    async run(input, random) {
      try {
        const source = sourceOf(input, random.pick(['f.csv', 'f.tsv']), () => cut(input, random));
        for await (const item of readTable(source, originOf('csv'), settingsOf(random))) isItem(item);
      } catch (error) {
        isProblem(error);
      }
      isUnpolluted();
    },
  },
  {
    name: 'warc',
    weight: 1,
    seeds: [archiveOf(`<title>${title}</title><p>${texts[1]}</p>`, title)],
    async run(input, random) {
      const settings = settingsOf(random);
      try {
        for await (const part of readArchive(
          sourceOf(input, 'f.warc', () => cut(input, random)),
          originOf('warc'),
          settings,
        )) {
          if (!('bytes' in part)) isItem(part);
        }
      } catch (error) {
        isProblem(error);
      }
    },
  },
  {
    name: 'packed',
    weight: 2,
    seeds: [
      gzipSync(texts[0]!),
      Buffer.concat([gzipSync('a'), gzipSync('b')]),
      frame('دمشق'),
      deflateSync('a'),
      frame(title),
    ],
    async run(input, random) {
      await drain((random.below(2) === 0 ? gunzip : unzstd)(streamed(input, random)));
    },
  },
  ...LIST_FORMATS.map(list),
  {
    name: 'binary',
    weight: 10,
    seeds: [compiled],
    run(input, random) {
      let bytes: Uint8Array = input;
      if (random.below(2) === 0) {
        // One section from what was made, with the right sums; its elements are of up to eight bytes.
        const name = random.pick([...sections.keys()]);
        const own = sections.get(name)!;
        const from = random.below(Math.max(1, input.length - own.length)) & ~7;
        const data = Uint8Array.from(random.below(4) === 0 ? input.subarray(0, own.length & ~7) : own);
        if (data.length > 0 && random.below(4) > 0)
          data.set(
            input.subarray(from, from + 1 + random.below(8)).subarray(0, data.length),
            random.below(Math.max(1, data.length - 8)),
          );
        bytes = forge(sections, { [name]: data }, random.below(4) > 0);
      }
      try {
        const opened = loadGazetteer(bytes);
        const matcher = createMatcher(opened, { proclitics: false });
        matcher.match(matched, { overlaps: random.pick(['longest', 'all'] as const) });
        if (random.below(4) === 0) [...opened.names()].length;
      } catch (error) {
        if (!(error instanceof DataError)) throw error;
      }
    },
  },
  {
    name: 'normalize',
    weight: 20,
    seeds: textSeeds,
    run(input, random) {
      const text = textOf(input, random);
      const profile = random.pick(profiles);
      const { text: made, toOriginal } = normalize(text, profile);
      let last = 0;
      for (let i = 0; i <= made.length; i += 1 + random.below(9)) {
        const at = toOriginal(i);
        hold(at >= last && at <= text.length, 'the map goes back, or out of the text');
        last = at;
      }
      const normalizer = createByteNormalizer(profile);
      const bytes = Buffer.from(text.replace(/^\ufeff/, '').toWellFormed());
      const pieces = [...cut(bytes, random)].map((piece) => Buffer.from(normalizer.push(piece)));
      const streamed = Buffer.concat([...pieces, normalizer.end()]).toString();
      hold(
        streamed === normalize(bytes.toString().replace(/^\ufeff/, ''), profile).text,
        'a stream is normalized in another way',
      );
    },
  },
  {
    name: 'tokenize',
    weight: 20,
    seeds: textSeeds,
    run(input, random) {
      const text = textOf(input, random);
      const segment = random.pick([undefined, 'atb', 'd3'] as const);
      const tokens = tokenizer.tokenize(text, {
        segment,
        norm: true,
        explain: segment !== undefined && random.below(4) === 0,
      });
      areSlices(text, tokens, 'token');
      tokenizer.lines(text, { segment });
    },
  },
  {
    name: 'sentences',
    weight: 20,
    seeds: textSeeds,
    run(input, random) {
      const text = textOf(input, random);
      const sentences = tokenizer.sentences(text);
      areSlices(text, sentences, 'sentence');
    },
  },
  {
    name: 'dates',
    weight: 20,
    seeds: textSeeds,
    run(input, random) {
      const text = textOf(input, random);
      const record = pipelines[0]!.extract(
        { id: 'f', text, ...(random.below(4) === 0 ? { date: text.slice(0, 40) } : {}) },
        {
          only: ['dates'],
          prefer: random.pick(['past', 'nearest', 'future'] as const),
          weekStart: random.pick(['monday', 'sunday', 'saturday'] as const),
          monthFirst: random.below(2) === 0,
          explain: random.below(2) === 0,
          ...(random.below(2) === 0 ? { date: '2020-03-15' } : {}),
        },
      );
      isRecord(record, text);
    },
  },
  {
    name: 'extract',
    weight: 20,
    seeds: textSeeds,
    async run(input, random) {
      const text = textOf(input, random);
      const record = random
        .pick(pipelines)
        .extract(
          { id: textOf(input, random).slice(0, 20), text },
          { explain: random.below(3) === 0, overlaps: random.pick(['longest', 'all'] as const) },
        );
      isRecord(record, text);
      const format = random.pick(FORMATS);
      const formatter = await createFormatter(format, {
        layers: LAYERS,
        terminal: random.below(2) === 0,
        color: random.below(2) === 0,
        width: 20 + random.below(100),
        offsets: random.pick(['utf16', 'codepoint', 'byte'] as const),
        context: random.below(3) * 10,
      });
      const written = formatter.begin() + formatter.record(record, text).toString() + formatter.end();
      if (format === 'ndjson' || format === 'geojson') JSON.parse(written);
    },
  },
];
