import type { GazetteerEntry } from './entry.js';
import type { GazetteerOrigin } from './file.js';
import { UserGazetteerBuilder } from './user-build.js';

/**
 * Compiles entries into the bytes of a gazetteer file; the same entries give the same bytes.
 * @param origin what `newsparse gazetteer info` says about where the names come from
 * @throws RangeError when they do not fit into a file (4 GB, 67 million entries)
 */
export function compileGazetteer(
  entries: Iterable<GazetteerEntry>,
  origin: GazetteerOrigin = {},
): Uint8Array {
  const builder = new UserGazetteerBuilder();
  for (const entry of entries) builder.add(entry);
  return builder.build(origin);
}
