/** The bundled gazetteer, seen like a user's: for looking names up and for saying what there is. */
import { EntryFlag, type GazetteerEntry } from '../gazetteer/entry.js';
import { Gazetteer } from '../gazetteer/gazetteer.js';
import { indexOf, type NameIndex } from '../gazetteer/search.js';
import { bundledSections } from '../lexicon/bundled.js';
import { Lexicon } from '../lexicon/lookup.js';

export interface BundledNames extends NameIndex {
  entries(name: number): { entry: GazetteerEntry; isAlias: boolean }[];
  info(): object;
}

/** Reads the compiled data that comes with the program. */
export function bundledNames(): BundledNames {
  const sections = bundledSections();
  const gazetteer = new Gazetteer(new Lexicon(sections).vocabulary, sections);
  const entry = (number: number): GazetteerEntry => ({
    name: gazetteer.text(number, 'name'),
    type: gazetteer.text(number, 'type'),
    subtype: gazetteer.text(number, 'subtype') || undefined,
    id: gazetteer.text(number, 'id') || undefined,
  });
  return {
    ...indexOf(gazetteer.vocabulary, gazetteer.edges),
    entries: (name) =>
      gazetteer.names(name).map((row) => ({
        entry: entry(row.entry),
        isAlias: (row.flags & EntryFlag.alias) !== 0,
      })),
    info() {
      const types: Record<string, number> = {};
      for (let number = 0; number < gazetteer.size; number++) {
        const type = gazetteer.text(number, 'type');
        types[type] = (types[type] ?? 0) + 1;
      }
      return {
        file: 'bundled',
        bytes: sections.size,
        entries: gazetteer.size,
        types,
        ...(sections.json('nam.from') as object),
      };
    },
  };
}
