/**
 * The general document frequencies, against which `newsparse keywords` weighs a single text: terms counted over the texts
 * in fixtures/, all of which were written for newsparse. So few texts know little of what is common, so an everyday
 * word (data/words/common) counts as one that a tenth of them has.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Frequencies } from '../src/keywords/frequencies.js';
import { Pipeline } from '../src/pipeline.js';

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
  frequencies.everyday = Math.ceil(frequencies.documents * EVERYDAY_SHARE);
  writeFileSync(
    file,
    frequencies.toText(['Terms of the texts that were written for newsparse (fixtures/).']),
  );
}
