/** What can be asked about mentions: the text around them, offsets in other units, why, names to leave out, each once. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, describe, expect, it } from 'vitest';
import type { DocumentRecord } from '../src/document.js';
import { withContext, withOffsets } from '../src/formats/offsets.js';
import { Roster } from '../src/relations/roster.js';
import { OFFSET_UNITS, offsetCounter } from '../src/text/counter.js';
import { type Case, checkPipedIn, NOTHING } from './support/cases.js';
import { shell } from './support/cli.js';
import { ARTICLE, makeFiles } from './support/files.js';
import { dateMention, entity, record } from './support/records.js';
import { expectRecord } from './support/schema.js';

const files = makeFiles();
afterAll(files.remove);
const EMOJI = '😀 🏴‍☠️ زار هاكان فيدان بدمشق 😀 أمس. قال هاكان فيدان: "نعود إلى دمشق غدا 😀".\n';
writeFileSync(join(files.path, 'emoji.txt'), EMOJI);
mkdirSync(join(files.path, 'set'));
writeFileSync(join(files.path, 'set/1.txt'), `${ARTICLE}وصل فيدان إلى القاهرة.`);
writeFileSync(join(files.path, 'set/2.txt'), 'قال الرئيس الأمريكي إن القاهرة ودمشق بعيدتان. وزار القاهرة.');

const of = async (typed: string): Promise<DocumentRecord> =>
  JSON.parse((await shell(`newsparse ${typed}`, files.path)).stdout) as DocumentRecord;
/** All mentions of a record. */
const mentions = ({ entities, dates, quotes, alternatives, dateline }: DocumentRecord) => [
  ...entities,
  ...(dates ?? []),
  ...(quotes ?? []).flatMap((quote) => (quote.speaker === null ? [quote] : [quote, quote.speaker])),
  ...(alternatives ?? []).flatMap((each) => (each.lostTo === null ? [each] : [each, each.lostTo])),
  ...(dateline ? [dateline] : []),
];

describe('offsets', () => {
  const points = [...EMOJI];
  const bytes = Buffer.from(EMOJI);
  const slices: Record<string, (start: number, end: number) => string> = {
    utf16: (start, end) => EMOJI.slice(start, end),
    codepoint: (start, end) => points.slice(start, end).join(''),
    byte: (start, end) => bytes.subarray(start, end).toString(),
  };
  it.each(OFFSET_UNITS)('in %s are those of the text', async (unit) => {
    const found = await of(`extract --explain --offsets ${unit} emoji.txt`);
    expect(found.offsets).toBe(unit === 'utf16' ? undefined : unit);
    expect(found.quotes.length * found.dates.length * found.alternatives!.length).toBeGreaterThan(0);
    for (const { start, end, text } of mentions(found)) expect(slices[unit]!(start, end)).toBe(text);
    expectRecord(found);
    const csv = (await shell(`newsparse extract -f tsv --offsets ${unit} emoji.txt`, files.path)).stdout;
    const rows = csv
      .trim()
      .split('\n')
      .slice(1)
      .map((row) => row.split('\t'));
    expect(rows.length).toBeGreaterThan(4);
    for (const [, , start, end, text] of rows) expect(slices[unit]!(Number(start), Number(end))).toBe(text);
    const conll = (await shell(`newsparse extract -f conll --offsets ${unit} emoji.txt`, files.path)).stdout;
    for (const line of conll.split('\n').slice(1).filter(Boolean)) {
      const [text, start, end] = line.split('\t');
      expect(slices[unit]!(Number(start), Number(end))).toBe(text);
    }
    const tokens = JSON.parse(
      (await shell(`newsparse tokenize --segment -f json --offsets ${unit} emoji.txt`, files.path)).stdout,
    ).tokens as { start: number; end: number; text: string; segments?: DocumentRecord['entities'] }[];
    for (const token of tokens.flatMap((each) => [each, ...(each.segments ?? [])]))
      expect(slices[unit]!(token.start, token.end)).toBe(token.text);
  });

  it('are counted right in any order', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.array(fc.nat(40)), (text, wanted) => {
        const inPoints = offsetCounter(text, 'codepoint');
        const inBytes = offsetCounter(text, 'byte');
        for (const each of wanted) {
          const at = Math.min(each, text.length);
          // The middle of a character is no place in the other units.
          if (/^[\udc00-\udfff]/.test(text.slice(at)) && /[\ud800-\udbff]$/.test(text.slice(0, at))) continue;
          expect(inPoints(at)).toBe([...text.slice(0, at)].length);
          expect(inBytes(at)).toBe(Buffer.byteLength(text.slice(0, at)));
        }
      }),
    );
  });

  it('of a speaker and of a winner are moved too, and nothing else is', () => {
    const lost = {
      ...entity('x', { start: 2 }),
      score: 1,
      lostTo: { start: 2, end: 3, text: 'x', type: 'PER' },
      features: [],
    };
    const given = record({
      quotes: [
        {
          start: 2,
          end: 3,
          text: 'x',
          kind: 'direct',
          speaker: { start: 2, end: 3, text: 'x', chain: 1 },
          verb: null,
        },
      ],
      alternatives: [lost],
    });
    const moved = withOffsets(given, '😀x', 'codepoint');
    expect([moved.quotes[0]!.speaker!.start, moved.alternatives![0]!.lostTo!.start]).toEqual([1, 1]);
    expect(given.quotes[0]!.start).toBe(2);
    expect(withOffsets(given, '😀x', 'utf16')).toBe(given);
  });
});

describe('context', () => {
  it('stands before and after the mention', async () => {
    const found = await of('extract --context 7 emoji.txt');
    expectRecord(found);
    for (const { start, end, context } of [...found.entities, ...found.dates, ...found.quotes]) {
      expect(EMOJI.slice(0, start).endsWith(context!.before)).toBe(true);
      expect(EMOJI.slice(end).startsWith(context!.after)).toBe(true);
      expect(context!.before.length).toBe(Math.min(7, start) - (isCut(start - 7) ? 1 : 0));
    }
  });
  const isCut = (at: number) => at > 0 && /^[\udc00-\udfff]/.test(EMOJI.slice(at));

  // biome-ignore format: one case a line
  it.each([
    ['ab😀cd', 4, 5, 1, { before: '', after: 'd' }],
    ['ab😀cd', 4, 5, 2, { before: '😀', after: 'd' }],
    ['ab😀cd', 0, 1, 2, { before: '', after: 'b' }],
    ['مَب', 2, 3, 1, { before: '', after: '' }],
    ['بمَ', 0, 1, 1, { before: '', after: '' }],
    ['ab', 0, 2, 5, { before: '', after: '' }],
  ])('of %j %i-%i, %i on each side', (text, start, end, length, context) => {
    const given = record({ entities: [entity(text.slice(start, end), { start, end })] });
    expect(withContext(given, text, length).entities[0]!.context).toEqual(context);
  });

  // biome-ignore format: one case a line
  const cases: Case[] = [
    ['newsparse dates --context 5 -f csv emoji.txt | head -2', 0, /,before,after\n.*أمس.*,ق 😀 ,\. قال\n/, NOTHING],
    ['newsparse extract -f table --context 5 a.txt', 2, NOTHING, /NP209 --context has no effect with the format table/],
    ['newsparse extract --context 0 a.txt', 2, NOTHING, /NP226 --context/],
    ['newsparse extract -f html --offsets byte a.txt', 2, NOTHING, /NP209 --offsets byte has no effect with the format html/],
    ['newsparse tokenize --offsets byte a.txt', 2, NOTHING, /NP209 --offsets byte has no effect with the format text/],
    ['newsparse dates --timeline --offsets byte a.txt', 2, NOTHING, /NP209 --timeline has no effect with --offsets byte/],
  ];
  cases.forEach(checkPipedIn(files.path));
});

describe('names to leave out', () => {
  writeFileSync(join(files.path, 'ids.txt'), 'iso:EG\r\nهاكان فيدان\tPER\r\n\r\n');
  // biome-ignore format: one case a line
  const cases: Case[] = [
    ['newsparse extract --ignore known.txt a.txt | pick "r.entities.map(e => e.name)"', 0, /^هاكان فيدان\n(?!دمشق)/, NOTHING],
    ['newsparse extract --ignore known.txt a.txt | pick "r.entities.some(e => e.name === \'دمشق\')"', 0, /^false\n$/, NOTHING],
    ['newsparse extract --ignore ids.txt --ignore known.txt a.txt | pick "r.entities.map(e => e.name)"', 0, /^بيروت\n$/, NOTHING],
    ['echo "أعلنت مصر موقفها" | newsparse extract --ignore ids.txt | pick r.entities.length', 0, /^0\n$/, NOTHING],
    ['newsparse extract --ignore none a.txt', 1, NOTHING, /^none: NP101/],
    ['newsparse extract --only dates --ignore known.txt a.txt', 2, NOTHING, /NP209 --ignore/],
  ];
  cases.forEach(checkPipedIn(files.path));
});

describe('why', () => {
  it('has the features of every entity, and every candidate that was not taken', async () => {
    const found = await of('extract --explain emoji.txt');
    for (const { features, confidence } of found.entities) {
      const score = features!.reduce((sum, { weight }) => sum + weight, 0);
      expect(1 / (1 + Math.exp(-score))).toBeCloseTo(confidence, 1);
    }
    const taken = new Set(
      found.entities.map(({ start, end, type, rule }) => `${start} ${end} ${type} ${rule}`),
    );
    expect(found.alternatives!.length).toBeGreaterThan(3);
    for (const { start, end, type, rule, score, lostTo } of found.alternatives!) {
      expect(taken.has(`${start} ${end} ${type} ${rule}`) && lostTo === null && score > 0).toBe(false);
      // What was likely gave way to what stands in the text in its place.
      if (score > 0) expect(lostTo!.start < end && lostTo!.end > start).toBe(true);
    }
  });

  it('says so of a name of the user', async () => {
    const found = await of('extract --explain --no-cache -g watchlist.tsv a.txt');
    expect(found.entities.length).toBeGreaterThan(0);
    writeFileSync(join(files.path, 'mine.txt'), 'قالت شركة المثال نعم.');
    const mine = await of('extract --explain --no-cache -g watchlist.tsv mine.txt');
    expect(mine.entities[0]!.features![0]!.feature).toBe('user-list');
  });

  // biome-ignore format: one case a line
  const cases: Case[] = [
    ['newsparse extract --explain -f table a.txt', 0, /Candidate +Type +Score +Decision +Because\n[\s\S]*دمشق +LOC gazetteer +\+[\d.]+ +taken +[a-z]/, NOTHING],
    ['newsparse entities --explain --lang ar -f table a.txt', 0, /المرشح[\s\S]*أُخذ/, NOTHING],
    ['newsparse extract --explain -f csv a.txt', 2, NOTHING, /NP209 --explain/],
    ['newsparse extract --explain --only quotes a.txt', 2, NOTHING, /NP209 --explain/],
    ['newsparse extract a.txt | pick "\'alternatives\' in r || \'features\' in r.entities[0]"', 0, /^false\n$/, NOTHING],
  ];
  cases.forEach(checkPipedIn(files.path));
});

describe('entities', () => {
  // biome-ignore format: one case a line
  const cases: Case[] = [
    ['newsparse entities -f table set/1.txt', 0, /Name .*Also written .*Mentions\n[\s\S]*هاكان فيدان +PER .*فيدان +2\n[\s\S]*entities, \d+ mentions · language ar\n$/, NOTHING],
    ['newsparse entities set/1.txt | pick "Object.keys(r).join()"', 0, /^schema,id,language,date,dateline,entities\n$/, NOTHING],
    ['newsparse entities -f ndjson -j 2 set/*.txt | pick r.id', 0, /^set\/1.txt\nset\/2.txt\n$/, NOTHING],
    ['newsparse entities -o folder-of-entities/ set/*.txt -q && ls folder-of-entities/set', 0, /^1.txt.json\n2.txt.json\n$/, NOTHING],
    ['newsparse entities --unique -f ndjson -r set | pick "[r.name, r.count, r.documents].join()"', 0, /^القاهرة,3,2\n/, NOTHING],
    ['newsparse entities --unique -f ndjson -r set | pick "r.name === \'هاكان فيدان\' ? r.forms : []"', 0, /^هاكان فيدان\nفيدان\n$|^فيدان\nهاكان فيدان\n$/, NOTHING],
    ['newsparse entities --unique -f csv -r set | head -2', 0, /^type,subtype,id,name,count,documents,country,lat,lon,forms,roles\nLOC,[a-z]*,[^,]*,القاهرة,3,2,EG,/, NOTHING],
    ['newsparse entities --unique -f table -r set | head -1', 0, /^Name +Type +Mentions +Documents +Also written\n$/, NOTHING],
    ['newsparse entities --unique -f table --lang ar -r set | head -1', 0, /^الاسم +النوع +الذِّكر +الوثائق +يُكتب أيضا\n$/, NOTHING],
    ['newsparse entities --unique -f geojson -r set | tr -d "[:cntrl:]" | pick "r.features.every(f => f.geometry.coordinates.length === 2 && f.properties.count > 0) && r.features.length > 0"', 0, /^true\n$/, NOTHING],
    ['newsparse entities --unique -f ndjson < /dev/null', 1, NOTHING, /^stdin: NP105/],
    ['newsparse entities --unique -f conll a.txt', 2, NOTHING, /NP209 --unique has no effect with the format conll/],
    ['newsparse entities --unique -j 2 a.txt', 2, NOTHING, /NP209 --jobs/],
    ['newsparse entities --unique -o made/ a.txt', 2, NOTHING, /NP209 --output DIR/],
    ['newsparse entities -f timeml a.txt', 2, NOTHING, /NP202 --format/],
  ];
  cases.forEach(checkPipedIn(files.path));

  it('of many documents are counted by id, else by type and name', () => {
    const roster = new Roster();
    const one = entity('القاهرة', { id: 'geonames:1' });
    roster.add(record({ entities: [one, entity('قاهرة المعز', { id: 'geonames:1', start: 9 })] }));
    roster.add(record({ entities: [entity('القاهره', { chain: 4, id: 'geonames:1' })] }));
    roster.add(
      record({ entities: [entity('سعيد', { type: 'PER' }), entity('سعيد', { type: 'ORG', chain: 2 })] }),
    );
    roster.add(record({ dates: [dateMention('x', '2020')] }));
    expect(
      roster.rows().map(({ name, type, count, documents, forms }) => [name, type, count, documents, forms]),
    ).toEqual([
      ['القاهرة', 'LOC', 3, 2, ['القاهرة', 'قاهرة المعز', 'القاهره']],
      ['سعيد', 'PER', 1, 1, ['سعيد']],
      ['سعيد', 'ORG', 1, 1, ['سعيد']],
    ]);
  });
});
