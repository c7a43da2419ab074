/** Who and what a record names, over all its mentions, and by a key that holds from document to document. */
import type { DocumentRecord, Entity } from '../document.js';
import { matchingForm } from '../text/characters.js';

/** A person, place, organisation or other name of one document. */
export interface Actor {
  /** The id where there is one, else type and matching form of the name: the same in every document. */
  readonly key: string;
  readonly type: string;
  readonly id: string | null;
  /** The usual name where a list knows it, else the fullest that the document has. */
  readonly name: string;
  /** In the order of the text. */
  readonly mentions: readonly Entity[];
}

/** The actors of a record, in the order of their first mentions. */
export function actorsOf(record: Pick<DocumentRecord, 'entities'>): Actor[] {
  const chains = new Map<string, Entity[]>();
  for (const entity of record.entities) {
    const key = `${entity.type} ${entity.chain}`;
    const chain = chains.get(key);
    if (chain === undefined) chains.set(key, [entity]);
    else chain.push(entity);
  }
  const actors = new Map<string, Actor & { mentions: Entity[] }>();
  for (const mentions of chains.values()) {
    const { type } = mentions[0]!;
    const listed = mentions.find((mention) => mention.id !== null);
    const fullest = mentions.reduce((best, each) => (each.text.length > best.text.length ? each : best));
    const name = (listed?.name ?? fullest.name).replace(/\s+/g, ' ');
    const id = listed?.id ?? null;
    const key = id ?? `${type}:${matchingForm(name)}`;
    const known = actors.get(key);
    if (known === undefined) actors.set(key, { key, type, id, name, mentions });
    else known.mentions.push(...mentions);
  }
  for (const actor of actors.values()) actor.mentions.sort((a, b) => a.start - b.start);
  return [...actors.values()];
}
