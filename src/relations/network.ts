/** Relations that counting gives: who and what stand together in one sentence, over any number of documents. */
import type { DocumentRecord } from '../document.js';
import { type Actor, actorsOf } from './actors.js';
import { LONGEST_LIST } from './limits.js';
import { Sentences, sentenceAt } from './sentences.js';

/** An actor over all documents. */
export interface Node {
  readonly key: string;
  readonly type: string;
  readonly id: string | null;
  readonly name: string;
  readonly country: string | null;
  readonly lat: number | null;
  readonly lon: number | null;
  mentions: number;
  documents: number;
}

/** Two actors that stand in the same sentences; `source` came first in the texts. */
export interface Edge {
  readonly source: Node;
  readonly target: Node;
  /** In how many sentences, and in how many documents. */
  sentences: number;
  documents: number;
  /** The days of the first and the last document of them that has a date. */
  first: string | null;
  last: string | null;
}

/** Counts over documents; memory grows with the different actors and pairs, not with the text. */
export class Network {
  private readonly byKey = new Map<string, Node>();
  private readonly byPair = new Map<string, Edge>();
  private readonly sentences = new Sentences();

  /** @param text what the record was made from */
  add(record: DocumentRecord, text: string): void {
    const actors = actorsOf(record);
    const nodes = actors.map((actor) => this.count(actor));
    if (actors.length < 2) return;
    const sentences = this.sentences.of(text);
    const inSentence = new Map<number, Set<number>>();
    actors.forEach(({ mentions }, i) => {
      for (const { start } of mentions) {
        const number = sentenceAt(sentences, start);
        const there = inSentence.get(number);
        if (there === undefined) inSentence.set(number, new Set([i]));
        else there.add(i);
      }
    });
    const day = record.date?.value.slice(0, 10) ?? null;
    const seen = new Set<Edge>();
    for (const there of inSentence.values()) {
      if (there.size < 2 || there.size > LONGEST_LIST) continue;
      const present = [...there].sort((a, b) => a - b);
      present.forEach((a, i) => {
        for (const b of present.slice(i + 1)) {
          const edge = this.edge(nodes[a]!, nodes[b]!);
          edge.sentences++;
          seen.add(edge);
        }
      });
    }
    for (const edge of seen) {
      edge.documents++;
      if (day === null) continue;
      if (edge.first === null || day < edge.first) edge.first = day;
      if (edge.last === null || day > edge.last) edge.last = day;
    }
  }

  /** The actors, the most mentioned first, then by name. */
  nodes(): Node[] {
    return [...this.byKey.values()].sort((a, b) => b.mentions - a.mentions || compare(a.key, b.key));
  }

  /** The pairs, those that share the most sentences first, then by documents and names. */
  edges(): Edge[] {
    return [...this.byPair.values()].sort(
      (a, b) =>
        b.sentences - a.sentences ||
        b.documents - a.documents ||
        compare(a.source.key, b.source.key) ||
        compare(a.target.key, b.target.key),
    );
  }

  private count(actor: Actor): Node {
    let node = this.byKey.get(actor.key);
    if (node === undefined) {
      const { key, type, id, name, mentions } = actor;
      const { country, lat, lon } = mentions.find((mention) => mention.lat !== null) ?? mentions[0]!;
      node = { key, type, id, name, country, lat, lon, mentions: 0, documents: 0 };
      this.byKey.set(key, node);
    }
    node.mentions += actor.mentions.length;
    node.documents++;
    return node;
  }

  private edge(a: Node, b: Node): Edge {
    const [low, high] = a.key < b.key ? [a, b] : [b, a];
    const key = JSON.stringify([low.key, high.key]);
    let edge = this.byPair.get(key);
    if (edge === undefined) {
      edge = { source: a, target: b, sentences: 0, documents: 0, first: null, last: null };
      this.byPair.set(key, edge);
    }
    return edge;
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);
