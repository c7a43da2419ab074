/** GraphML: one graph of all documents: who and what they name, joined where they stand in one sentence. */
import { type Edge, Network, type Node } from '../relations/network.js';
import type { FormatSettings, Formatter } from './formatter.js';
import { escapeMarkup } from './markup.js';

type Value = string | number | null;

/** What a node or edge says; the name is that of the attribute in Gephi and the like. */
interface Attribute<Thing> {
  readonly name: string;
  readonly type: 'string' | 'int' | 'double';
  readonly of: (thing: Thing) => Value;
}

const NODE: readonly Attribute<Node>[] = [
  { name: 'label', type: 'string', of: (node) => node.name },
  { name: 'type', type: 'string', of: (node) => node.type },
  { name: 'entity_id', type: 'string', of: (node) => node.id },
  { name: 'country', type: 'string', of: (node) => node.country },
  { name: 'lat', type: 'double', of: (node) => node.lat },
  { name: 'lon', type: 'double', of: (node) => node.lon },
  { name: 'mentions', type: 'int', of: (node) => node.mentions },
  { name: 'documents', type: 'int', of: (node) => node.documents },
];
const EDGE: readonly Attribute<Edge>[] = [
  { name: 'weight', type: 'int', of: (edge) => edge.sentences },
  { name: 'documents', type: 'int', of: (edge) => edge.documents },
  { name: 'first', type: 'string', of: (edge) => edge.first },
  { name: 'last', type: 'string', of: (edge) => edge.last },
];

export function graphmlFormatter(_settings: FormatSettings): Formatter {
  const network = new Network();
  return {
    begin: () => '',
    record(record, text) {
      network.add(record, text);
      return '';
    },
    error: () => '',
    end: () => writeGraphml(network.nodes(), network.edges()),
  };
}

/** A whole GraphML document. @param edges between nodes of `nodes` */
export function writeGraphml(nodes: readonly Node[], edges: readonly Edge[]): string {
  const ids = new Map(nodes.map((node, i) => [node.key, `n${i}`]));
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<graphml xmlns="http://graphml.graphdrawing.org/xmlns" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://graphml.graphdrawing.org/xmlns http://graphml.graphdrawing.org/xmlns/1.0/graphml.xsd">',
    ...declare('node', NODE),
    ...declare('edge', EDGE),
    '<graph id="newsparse" edgedefault="undirected">',
  ];
  for (const node of nodes) lines.push(`<node id="${ids.get(node.key)}">${data('node', NODE, node)}</node>`);
  edges.forEach((edge, i) => {
    const ends = `source="${ids.get(edge.source.key)}" target="${ids.get(edge.target.key)}"`;
    lines.push(`<edge id="e${i}" ${ends}>${data('edge', EDGE, edge)}</edge>`);
  });
  lines.push('</graph>', '</graphml>');
  return `${lines.join('\n')}\n`;
}

function declare<Thing>(kind: string, attributes: readonly Attribute<Thing>[]): string[] {
  return attributes.map(
    ({ name, type }) => `<key id="${kind}-${name}" for="${kind}" attr.name="${name}" attr.type="${type}"/>`,
  );
}

function data<Thing>(kind: string, attributes: readonly Attribute<Thing>[], thing: Thing): string {
  return attributes
    .map(({ name, of }) => [name, of(thing)] as const)
    .filter(([, value]) => value !== null)
    .map(([name, value]) => `<data key="${kind}-${name}">${escapeMarkup(String(value))}</data>`)
    .join('');
}
