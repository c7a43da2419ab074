/** Looking a name up as a person does: as it is written, folded, and the names that come nearest to it. */
import { type Edges, FINAL, WORD_MASK } from '../lexicon/edges.js';
import type { Vocabulary } from '../lexicon/vocabulary.js';
import { foldSpan } from '../text/characters.js';
import { Units } from '../text/units.js';
import { tokenize } from '../tokens/tokenize.js';
import { Tokens } from '../tokens/tokens.js';
import { MAX_TOKENS, namePath } from './path.js';

/** Names that can be looked up: the user's or the bundled ones. Names are numbers of their own. */
export interface NameIndex {
  /** The name that some words (matching forms) make. */
  findName(forms: readonly string[]): number | undefined;
  /** All names, with their matching forms. */
  names(): Iterable<{ readonly form: string; readonly name: number }>;
}

/** Jaro-Winkler similarity from which a name is worth a question. */
const NEAR = 0.88;

/** The words of a name as a trie has them; empty when it has none. */
export function wordsOf(name: string): string[] {
  const units = new Units();
  const tokens = new Tokens();
  const path = new Int32Array(MAX_TOKENS);
  units.setString(name);
  tokenize(units.data, units.length, tokens);
  const length = Math.max(0, namePath(units.data, tokens, path));
  return Array.from(path.subarray(0, length), (t) => foldSpan(units.data, tokens.start[t]!, tokens.end[t]!));
}

/** The names of a trie whose first level is in a vocabulary: the bundled ones. */
export function indexOf(vocabulary: Vocabulary, edges: Edges): NameIndex {
  const { slots } = vocabulary;
  const rootName = (word: number): number | undefined => {
    const root = slots[(word << 2) + 3]!;
    return root & FINAL ? root & WORD_MASK : undefined;
  };
  return {
    findName(forms) {
      let node = 0;
      let name: number | undefined;
      for (const form of forms) {
        const word = vocabulary.findForm(form);
        if (word < 0) return undefined;
        if (node === 0) {
          name = rootName(word);
          node = -(word + 1);
          continue;
        }
        const slot = edges.find(node, word);
        if (slot < 0) return undefined;
        name = edges.flags(slot) & FINAL ? edges.values[slot]! : undefined;
        node = slot + 1;
      }
      return name;
    },
    *names() {
      for (let word = 0; word < vocabulary.capacity; word++) {
        const name = slots[(word << 2) + 1] === 0 ? undefined : rootName(word);
        if (name !== undefined) yield { form: vocabulary.form(word), name };
      }
      const { keys, values } = edges;
      for (let slot = 0; slot < values.length; slot++) {
        if (keys[slot << 1] === 0 || (keys[(slot << 1) + 1]! & FINAL) === 0) continue;
        const words: string[] = [];
        let node = slot + 1;
        for (let depth = 0; node > 0 && depth < MAX_TOKENS; depth++) {
          words.unshift(vocabulary.form(keys[((node - 1) << 1) + 1]! & WORD_MASK));
          node = keys[(node - 1) << 1]!;
        }
        words.unshift(vocabulary.form(-node - 1));
        yield { form: words.join(' '), name: values[slot]! };
      }
    },
  };
}

/**
 * The names that come nearest by Jaro-Winkler, nearest first.
 * @param most how many at most
 */
export async function nearestNames(
  index: NameIndex,
  words: readonly string[],
  most: number,
): Promise<{ form: string; name: number; similarity: number }[]> {
  const wanted = words.join(' ');
  const similarityOf = await jaroWinkler();
  const near: { form: string; name: number; similarity: number }[] = [];
  for (const { form, name } of index.names()) {
    // Too long or too short to come near: what two strings can share is the shorter one.
    if (Math.min(form.length, wanted.length) * 2 < Math.max(form.length, wanted.length)) continue;
    const similarity = similarityOf(wanted, form);
    if (similarity >= NEAR && form !== wanted) near.push({ form, name, similarity });
  }
  near.sort((a, b) => b.similarity - a.similarity || (a.form < b.form ? -1 : 1));
  return near.slice(0, most);
}

/** natural's distances alone, and only when asked for: the whole package takes most of a second. */
async function jaroWinkler(): Promise<(a: string, b: string) => number> {
  const module = (await import('natural/lib/natural/distance/index.js')) as unknown as {
    default: { JaroWinklerDistance: (a: string, b: string, options: object) => number };
  };
  const { JaroWinklerDistance } = module.default;
  return (a, b) => JaroWinklerDistance(a, b, {});
}
