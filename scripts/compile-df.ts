/**
 * The general document frequencies, against which `newsparse keywords` weighs a single text: terms counted over the texts
 * in fixtures/, all of which were written for newsparse. So few texts know little of what is common, so every everyday
 * word of data/words/common counts as one that a tenth of them has.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Frequencies } from '../src/keywords/frequencies.js';
import { parts, readTsv } from '../src/lexicon/tsv.js';
import { Pipeline } from '../src/pipeline.js';
import { matchingForm } from '../src/text/characters.js';
import { stemLight10 } from '../src/text/light10.js';

/** The share of documents that an everyday word has at least. */
const EVERYDAY_SHARE = 0.1;

/** Writes them to a file; the compiled data must be there. */
export function writeGeneralFrequencies(file: string): void {
  const pipeline = Pipeline.load();
  const frequencies = new Frequencies();
  for (const folder of ['fixtures/articles', 'fixtures/quotes']) {
    for (const name of readdirSync(folder).sort()) {
      if (!name.endsWith('.txt')) continue;
      frequencies.add(pipeline.terms({ id: name, text: readFileSync(join(folder, name), 'utf8') }));
    }
  }
  const everyday = Math.ceil(frequencies.documents * EVERYDAY_SHARE);
  for (const name of readdirSync('data/words/common').sort()) {
    const rows = readTsv(name, readFileSync(join('data/words/common', name), 'utf8'), ['form']);
    for (const { cells } of rows)
      for (const word of parts(cells.form)) frequencies.atLeast(stemLight10(matchingForm(word)), everyday);
  }
  writeFileSync(
    file,
    frequencies.toText([
      'Terms of the texts that were written for newsparse (fixtures/), and its everyday words (data/words/common).',
    ]),
  );
}
