import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse as parseCsv } from 'csv-parse/sync';
import fc from 'fast-check';
import { UndirectedGraph } from 'graphology';
import graphml from 'graphology-graphml';
import { afterAll, describe, expect, it } from 'vitest';
import { graphmlFormatter } from '../src/formats/graphml.js';
import { Pipeline } from '../src/pipeline.js';
import { actorsOf } from '../src/relations/actors.js';
import { Network } from '../src/relations/network.js';
import { Sentences, sentenceAt } from '../src/relations/sentences.js';
import { inOrderOfTime, Timeline } from '../src/relations/timeline.js';
import { type Case, checkIn, NOTHING } from './support/cases.js';
import { root, shell } from './support/cli.js';
import { line, makeFiles } from './support/files.js';
import { anyText, arabicText } from './support/text.js';

const pipeline = Pipeline.load();
const read = (text: string, date?: string) => pipeline.extract({ id: 'a', text, date });
function network(...texts: string[]): Network {
  const found = new Network();
  for (const text of texts) found.add(read(text, '2020-03-14'), text);
  return found;
}
const pairs = (found: Network) =>
  found.edges().map(({ source, target, sentences }) => `${source.name} + ${target.name}: ${sentences}`);

describe('pairs', () => {
  it.each([
    ['زار هاكان فيدان دمشق.', ['هاكان فيدان + دمشق: 1']],
    ['زار هاكان فيدان دمشق. ثم عاد إلى أنقرة.', ['هاكان فيدان + دمشق: 1']],
    ['زار هاكان فيدان دمشق. وغادر فيدان دمشق.', ['هاكان فيدان + دمشق: 2']],
    ['وصل الوفد إلى دمشق.', []],
    ['دمشق دمشق دمشق', []],
    ['', []],
  ] as [string, string[]][])('%s', (text, expected) => {
    expect(pairs(network(text))).toEqual(expected);
  });

  it('are counted over documents, whichever comes first in the text', () => {
    const found = network('زار هاكان فيدان دمشق.', 'استقبلت دمشق هاكان فيدان.').edges();
    expect(found).toHaveLength(1);
    expect(found[0]).toMatchObject({ sentences: 2, documents: 2, first: '2020-03-14', last: '2020-03-14' });
  });

  it('of lists are none', () => {
    const cities =
      'دمشق وحلب وحمص وحماة وإدلب واللاذقية وطرطوس والرقة ودرعا والسويداء وبيروت وصيدا وطرابلس وبغداد والبصرة والموصل وكركوك وأربيل وعمان وإربد والقاهرة والإسكندرية وأسوان والأقصر وتونس وصفاقس والرباط والجزائر ووهران';
    expect(actorsOf(read(`${cities}.`)).length).toBeGreaterThan(25);
    expect(network(`${cities}.`).edges()).toEqual([]);
  });
});

describe('sentences', () => {
  it('are found at any offset', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, arabicText), (text) => {
        const sentences = new Sentences().of(text);
        return sentences.every(
          ({ start, end }, i) => sentenceAt(sentences, start) === i && sentenceAt(sentences, end - 1) === i,
        );
      }),
    );
  });
});

const fixtures = join(root, 'fixtures/articles');
const articles = readdirSync(fixtures)
  .filter((name) => name.endsWith('.txt'))
  .map((name) => ({ id: name, text: readFileSync(join(fixtures, name), 'utf8') }));

describe('GraphML', () => {
  const write = (documents: readonly { id: string; text: string }[]): string => {
    const formatter = graphmlFormatter({ layers: ['entities'], terminal: false, color: false, width: 80 });
    let out = formatter.begin();
    for (const { id, text } of documents) out += formatter.record(pipeline.extract({ id, text }), text);
    return out + formatter.end();
  };

  it('is read back by another reader, with all nodes, edges and what they say', () => {
    const found = new Network();
    for (const { id, text } of articles) found.add(pipeline.extract({ id, text }), text);
    const graph = graphml.parse(UndirectedGraph, write(articles));
    const nodes = found.nodes();
    const edges = found.edges();
    expect(nodes.length).toBeGreaterThan(100);
    expect(edges.length).toBeGreaterThan(100);
    expect(graph.order).toBe(nodes.length);
    expect(graph.size).toBe(edges.length);
    nodes.forEach((node, i) => {
      const back = graph.getNodeAttributes(`n${i}`);
      expect(back).toMatchObject({ label: node.name, type: node.type, mentions: node.mentions });
      if (node.lat !== null) expect(back.lat).toBe(node.lat);
    });
    edges.forEach((edge, i) => {
      expect(graph.getEdgeAttributes(`e${i}`)).toMatchObject({
        weight: edge.sentences,
        documents: edge.documents,
      });
      const [a, b] = graph.extremities(`e${i}`);
      expect([a, b].map((end) => graph.getNodeAttribute(end, 'label'))).toEqual([
        edge.source.name,
        edge.target.name,
      ]);
    });
  });

  it('of any text is well formed', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, arabicText), (text) => {
        const out = write([{ id: text, text: `زار هاكان فيدان دمشق. ${text}` }]);
        return graphml.parse(UndirectedGraph, out).order >= 2;
      }),
      { numRuns: 40 },
    );
  });

  it('of no document is an empty graph', () => {
    expect(graphml.parse(UndirectedGraph, write([])).order).toBe(0);
  });
});

describe('events', () => {
  const timeline = new Timeline();
  const events = (text: string) => timeline.of(read(text, '2020-03-14'), text);

  it('have their sentence, who and where', () => {
    const text = 'مقدمة قصيرة.\nزار هاكان فيدان دمشق\nيوم الخميس. ووصل إلى بيروت في 12 شباط 2019.';
    expect(events(text)).toMatchObject([
      { value: '2020-03-12', sentence: 'يوم الخميس.', who: [], where: [] },
      { value: '2019-02-12', where: ['بيروت'], who: [] },
    ]);
    expect(events('زار هاكان فيدان دمشق يوم الخميس.')).toMatchObject([
      { who: ['هاكان فيدان'], where: ['دمشق'], sentence: 'زار هاكان فيدان دمشق يوم الخميس.' },
    ]);
  });

  it('come in the order of time, those without any last', () => {
    const found = inOrderOfTime(
      events('في 12 شباط 2019 وفي 3 كانون الثاني 2018 وفي الماضي وفي 12 شباط 2019.'),
    );
    const times = found.map(({ from }) => from);
    expect(times.slice(0, 3)).toEqual(['2018-01-03', '2019-02-12', '2019-02-12']);
    expect(found[1]!.start).toBeLessThan(found[2]!.start);
  });
});

describe('the commands', () => {
  const files = makeFiles();
  const check = checkIn(files.path);
  afterAll(files.remove);
  // biome-ignore format: one case a line
  const cases: Case[] = [
    ['newsparse relations a.txt', 0, /"source": \{\n {4}"name": "هاكان فيدان",/, NOTHING],
    ['newsparse relations -f table a.txt', 0, /^1 {2}هاكان فيدان +PER +/, NOTHING],
    ['newsparse relations -f graphml a.txt b.txt', 0, /^<\?xml [\s\S]*<\/graphml>\n$/, NOTHING],
    ['newsparse extract -f graphml a.txt', 0, /<node id="n0">/, NOTHING],
    ['newsparse relations -o net.graphml a.txt && head -1 net.graphml', 0, /^<\?xml/, NOTHING],
    ['newsparse relations --types PER a.txt', 0, NOTHING, NOTHING],
    ['newsparse relations --top 1 -f csv a.txt | wc -l', 0, /^\s*2\n$/, NOTHING],
    ['newsparse relations -f csv --csv-raw a.txt', 0, /^source,target,weight,/, NOTHING],
    ['newsparse relations --keep-fields a.txt', 2, NOTHING, /NP200 unknown option '--keep-fields'/],
    ['newsparse relations -o folder/ a.txt', 2, NOTHING, /NP209 --output DIR/],
    ['newsparse relations none.txt', 1, NOTHING, /NP101/],
    ['newsparse dates --timeline -f csv -d 2020-03-14 headline.txt', 0, /^from,to,value,type,text,sentence,who,where,/, NOTHING],
    ['newsparse dates --timeline -f timeml a.txt', 2, NOTHING, /NP209 --timeline/],
  ];
  cases.forEach(check);

  it('edges as CSV are read by another reader', async () => {
    const run = await shell(`newsparse relations -f csv ${fixtures}/*.txt`, files.path);
    const rows = parseCsv(run.stdout, { columns: true }) as Record<string, string>[];
    const found = new Network();
    for (const { id, text } of articles) found.add(pipeline.extract({ id, text }), text);
    expect(rows.map((row) => [row.source, row.target, Number(row.weight)])).toEqual(
      found.edges().map((edge) => [edge.source.name, edge.target.name, edge.sentences]),
    );
  });

  it('the timeline of several texts has who and where', async () => {
    const input =
      line({ id: 'b', date: '2020-03-14', text: 'زار هاكان فيدان دمشق يوم الخميس.' }) +
      line({ id: 'a', date: '2019-03-14', text: 'وصل الوفد إلى بيروت أمس.' });
    const run = await shell(
      `printf '%s' '${input.trim()}' | newsparse dates --timeline -f ndjson --input ndjson`,
      files.path,
    );
    const events = run.stdout
      .trim()
      .split('\n')
      .map((each) => JSON.parse(each) as object);
    expect(events).toMatchObject([
      { from: '2019-03-13', where: ['بيروت'], id: 'a' },
      { from: '2020-03-12', who: ['هاكان فيدان'], where: ['دمشق'], id: 'b' },
    ]);
  });
});
