/** Compiled files that are damaged or made to deceive, for tests. */
import { DataError, type SectionData, Sections, writeSections } from '../../src/lexicon/binary.js';
import { blockSums } from '../../src/lexicon/blocks.js';

/** What became of a file: what is expected ("same"), something else ("DIFFERENT"), or the code of the error. */
export function outcome(use: () => string, expected: string): string {
  try {
    return use() === expected ? 'same' : 'DIFFERENT';
  } catch (error) {
    return error instanceof DataError ? error.code : `${error}`;
  }
}

/** Name, place and length of each section, from the table in the file's head. */
export function placesOf(bytes: Uint8Array): { name: string; offset: number; length: number }[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  return Array.from({ length: view.getUint32(8, true) }, (_, i) => {
    const row = 24 + i * 24;
    const name = String.fromCharCode(...bytes.subarray(row, row + 8)).replace(/\0+$/, '');
    return { name, offset: view.getUint32(row + 8, true), length: view.getUint32(row + 12, true) };
  });
}

/** The sections of a file, as copies. */
export function sectionsOf(bytes: Uint8Array): Map<string, Uint8Array> {
  const sections = new Sections(bytes);
  return new Map(placesOf(bytes).map(({ name }) => [name, sections.uint8(name).slice()]));
}

/** The sections that stay on the disk, and those with the sums of their blocks. */
const SUMS = { values: 'val.sum', forms: 'for.sum', entries: 'ent.sum', texts: 'txt.sum' };

/**
 * A file with some sections changed and all its checksums right.
 * @param withBlockSums also those of the blocks that stay on the disk
 */
export function forge(
  sections: ReadonlyMap<string, SectionData>,
  changed: Readonly<Record<string, SectionData>>,
  withBlockSums = false,
): Uint8Array {
  const all = new Map([...sections, ...Object.entries(changed)]);
  if (withBlockSums) {
    for (const [name, sum] of Object.entries(SUMS)) {
      const { buffer, byteOffset, byteLength } = all.get(name)!;
      all.set(sum, blockSums(new Uint8Array(buffer, byteOffset, byteLength)));
    }
  }
  return writeSections(all);
}
