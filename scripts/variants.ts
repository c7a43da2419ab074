import type { GazetteerEntry } from '../src/gazetteer/entry.js';
import { formsOf } from '../src/lexicon/build.js';
import { readTsv, TsvError } from '../src/lexicon/tsv.js';
import { matchingForm } from '../src/text/characters.js';

/** A row of data/variants.tsv. */
interface Rule {
  readonly from: string;
  readonly to: string;
  readonly where: 'part' | 'word' | 'join';
  readonly names: 'all' | 'places' | 'foreign';
}
/** What may stand before and after a word that a rule means. */
const BEFORE = /^و?(?:ال|لل)?/u;
const AFTER = ['', 'ة', 'ية', 'ين', 'ون', 'ات'];
/** More spellings of one form than this are not worth their place. */
const MOST = 8;

/** @throws TsvError for a row that says what is not known */
export function readVariants(file: string, text: string): Rule[] {
  return readTsv(file, text, ['from', 'to', 'where', 'names']).map(({ line, cells }) => {
    const { where, names } = cells;
    if (where !== 'part' && where !== 'word' && where !== 'join')
      throw new TsvError(file, line, `unknown place "${where}"`);
    if (names !== 'all' && names !== 'places' && names !== 'foreign')
      throw new TsvError(file, line, `unknown names "${names}"`);
    const { from, to } = cells;
    if (!from || !to) throw new TsvError(file, line, 'a variant needs two sides');
    return { from: where === 'part' ? from : matchingForm(from), to, where, names };
  });
}

/**
 * The other spellings of an entry's names that the rules make.
 * @param isForeign is the entry's country outside of the Arab world?
 * @param isTaken is a single word, in matching form, known as something else?
 */
export function variantsOf(
  entry: GazetteerEntry,
  rules: readonly Rule[],
  isForeign: boolean,
  isTaken: (word: string) => boolean,
): string[] {
  const forms = [entry.name, ...(entry.aliases ?? [])];
  const known = new Set(forms.map(keyOf));
  const variants: string[] = [];
  for (const form of forms) {
    const made = new Set([form]);
    for (const rule of rules) {
      if ((rule.names === 'foreign' && !isForeign) || (rule.names === 'places' && entry.type !== 'LOC'))
        continue;
      for (const each of [...made]) if (made.size < MOST) made.add(replaced(each, rule));
    }
    for (const each of made) {
      const key = keyOf(each);
      if (known.has(key) || (!key.includes(' ') && isTaken(key))) continue;
      known.add(key);
      variants.push(each);
    }
  }
  return variants;
}

/** A name as it is looked up. */
const keyOf = (form: string): string => formsOf(form).join(' ');

function replaced(form: string, { from, to, where }: Rule): string {
  if (where === 'part') return form.replaceAll(from, to);
  const words = form.split(' ');
  if (where === 'join') {
    const at = words.findIndex((word) => matchingForm(word) === from);
    return at < 0 || at === words.length - 1 || words.length > 3
      ? form
      : [...words.slice(0, at), to + words[at + 1]!, ...words.slice(at + 2)].join(' ');
  }
  return words
    .map((word) => {
      const [before = ''] = BEFORE.exec(word) ?? [];
      const after = AFTER.find(
        (ending) => matchingForm(word) === matchingForm(before) + from + matchingForm(ending),
      );
      return after === undefined ? word : before + to + after;
    })
    .join(' ');
}
