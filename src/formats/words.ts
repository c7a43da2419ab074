/** Heads and summaries in the languages of people (data/words-of-tables.json). */
import catalogue from '../../data/words-of-tables.json' with { type: 'json' };

export type Lang = keyof typeof catalogue;
export type TableWords = (typeof catalogue)['en'];

export function wordsOf(lang: Lang): TableWords {
  return catalogue[lang];
}
