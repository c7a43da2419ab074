/** Everybody and everything that texts name, each once: counted over any number of documents. */
import type { DocumentRecord } from '../document.js';
import { matchingForm } from '../text/characters.js';
import { actorsOf } from './actors.js';

/** Different spellings that are kept of one. */
const MOST_FORMS = 50;

/** One that is named, over all documents. */
export interface Listed {
  readonly type: string;
  readonly subtype: string | null;
  readonly id: string | null;
  readonly name: string;
  readonly country: string | null;
  readonly lat: number | null;
  readonly lon: number | null;
  /** Titles and offices, as they stand in the texts. */
  readonly roles: readonly string[];
  /** How often it is named, and in how many documents. */
  readonly count: number;
  readonly documents: number;
  /** As it is written in the texts, the most frequent form first. */
  readonly forms: readonly string[];
}

interface Counted extends Omit<Listed, 'forms' | 'roles' | 'count' | 'documents'> {
  readonly written: Map<string, number>;
  readonly titles: Set<string>;
  count: number;
  documents: number;
}

/** Memory grows with the different names, not with the text. */
export class Roster {
  private readonly byKey = new Map<string, Counted>();

  add(record: DocumentRecord): void {
    for (const { key, type, id, name, mentions } of actorsOf(record)) {
      let counted = this.byKey.get(key);
      if (counted === undefined) {
        const { country, lat, lon } = mentions.find((mention) => mention.lat !== null) ?? mentions[0]!;
        const subtype = mentions.find((mention) => mention.subtype !== null)?.subtype ?? null;
        const counts = { written: new Map(), titles: new Set<string>(), count: 0, documents: 0 };
        counted = { type, subtype, id, name, country, lat, lon, ...counts };
        this.byKey.set(key, counted);
      }
      counted.count += mentions.length;
      counted.documents++;
      for (const { text, role } of mentions) {
        const form = text.replace(/\s+/g, ' ');
        const known = counted.written.get(form);
        if (known !== undefined || counted.written.size < MOST_FORMS)
          counted.written.set(form, (known ?? 0) + 1);
        if (role !== null && counted.titles.size < MOST_FORMS) counted.titles.add(role.replace(/\s+/g, ' '));
      }
    }
  }

  /** All, the most frequent first, then by name. */
  rows(): Listed[] {
    return [...this.byKey.values()]
      .sort((a, b) => b.count - a.count || b.documents - a.documents || compare(a.name, b.name))
      .map(({ written, titles, ...row }) => ({
        ...row,
        roles: [...titles],
        forms: [...written].sort((a, b) => b[1] - a[1]).map(([form]) => form),
      }));
  }
}

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The forms that say more than the name does. */
export function otherForms(name: string, forms: readonly string[]): string[] {
  const known = matchingForm(name);
  return forms.filter((form) => matchingForm(form) !== known);
}
