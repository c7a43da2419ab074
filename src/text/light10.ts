/**
 * The light10 stemmer of Larkey, Ballesteros and Connell, as Lucene's ArabicStemmer has it. Words are taken as they are:
 * whoever wants marks and spelling variants gone normalizes before.
 */
import { type ProfilesFile, profilesFile } from './folds.js';

/** Takes off one prefix, then every suffix that fits (data/light10.tsv). */
export function stemLight10(word: string): string {
  const { prefixes, suffixes }: ProfilesFile['light10'] = profilesFile().light10;
  let stem = word;
  for (const { form, atLeast } of prefixes) {
    if (stem.length >= atLeast && stem.startsWith(form)) {
      stem = stem.slice(form.length);
      break;
    }
  }
  for (const { form, atLeast } of suffixes) {
    if (stem.length >= atLeast && stem.endsWith(form)) stem = stem.slice(0, -form.length);
  }
  return stem;
}
