/**
 * The labels of some keys: a table that is small enough for the processor's first cache. Open addressing: pairs of label
 * (0: empty) and key.
 */

/** Gives each key its place among them, plus 1, as its label. */
export function makeLabels(keys: Iterable<number>): Int32Array {
  const all = [...keys];
  const table = new Int32Array(2 << (1 + Math.ceil(Math.log2(all.length + 1))));
  all.forEach((key, i) => {
    const place = placeOf(table, key);
    table[place] = i + 1;
    table[place + 1] = key;
  });
  return table;
}

/** The label of a key, 0 when it has none. */
export const labelOf = (table: Int32Array, key: number): number => table[placeOf(table, key)]!;

/** Where the key stands, or the empty place for it. */
function placeOf(table: Int32Array, key: number): number {
  const last = table.length - 1;
  // The number of pairs is a power of two.
  let place = (Math.imul(key, 0x9e3779b1) >>> Math.clz32(last >> 1)) << 1;
  while (table[place] !== 0 && table[place + 1] !== key) place = (place + 2) & last;
  return place;
}
