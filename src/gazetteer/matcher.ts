import { damaged } from '../lexicon/binary.js';
import { FINAL, HAS_EXACT, HAS_KIDS } from '../lexicon/edges.js';
import type { Proclitics } from '../tokens/clitics.js';
import { skipLetters } from '../tokens/letters.js';
import type { Tokens } from '../tokens/tokens.js';
import { CELL } from './branches.js';
import { FoundNames } from './found.js';
import { MAX_TOKENS, nextOnPath } from './path.js';
import { BLOCK, Readings } from './readings.js';
import type { NamedEntry, UserGazetteer } from './user.js';

/**
 * Finds the names of one user's gazetteer in tokens.
 *
 * A name may begin after proclitics (و ف ب ل ك, وب …; لل for ل before the article): the whole token is read first, then
 * fewer letters come off before more, and the first reading with which a name begins counts (`all`: every one).
 *
 * Which readings may begin a name is told by small filters (beginnings.ts), from the hashes that the tokenizer has made;
 * the trie is asked about these alone.
 */
export class Matcher {
  private readonly readings: Readings;

  /** @param proclitics none: names are found only where they begin a token */
  constructor(
    readonly gazetteer: UserGazetteer,
    proclitics?: Proclitics,
  ) {
    this.readings = new Readings(proclitics);
  }

  /**
   * Finds names.
   * @param units the text that `tokens` was made of
   * @param overlaps `longest`: leftmost-longest, without overlaps; `all`: every name that stands in the text
   * @param found receives them, by first token, then longest first
   * @throws DataError when the gazetteer's file is damaged
   */
  match(
    units: Uint16Array,
    tokens: Tokens,
    overlaps: 'longest' | 'all' = 'longest',
    found = new FoundNames(),
  ): FoundNames {
    const { readings, gazetteer } = this;
    found.count = 0;
    let free = 0;
    for (let from = 0; from < tokens.count; from += BLOCK) {
      readings.note(units, tokens, from, Math.min(from + BLOCK, tokens.count), gazetteer.beginnings);
      if (overlaps === 'all') this.findAll(units, tokens, found);
      else free = this.findLongest(units, tokens, free, found);
    }
    return found;
  }

  /** The entries of a name that was found, best first, `most` at most (see `UserGazetteer.entries`). */
  entries(
    units: Uint16Array,
    tokens: Tokens,
    found: FoundNames,
    number: number,
    most?: number,
  ): readonly NamedEntry[] {
    const span = {
      units,
      from: found.start[number]!,
      to: tokens.end[found.end[number]! - 1]!,
      articleLost: found.articleLost[number] === 1,
    };
    return this.gazetteer.entries(found.name[number]!, span, most);
  }

  /** @returns the first token after the names that were found, or `free` */
  private findLongest(units: Uint16Array, tokens: Tokens, free: number, found: FoundNames): number {
    const { readings } = this;
    let after = free;
    for (let i = 0; i < readings.count; i++) {
      if (readings.token(i) < after) continue;
      const before = found.count;
      this.walk(units, tokens, i, false, found);
      if (found.count > before) after = found.end[before]!;
    }
    return after;
  }

  private findAll(units: Uint16Array, tokens: Tokens, found: FoundNames): void {
    const { readings } = this;
    for (let i = 0; i < readings.count; ) {
      const before = found.count;
      const t = readings.token(i);
      for (; i < readings.count && readings.token(i) === t; i++) this.walk(units, tokens, i, true, found);
      if (found.count > before + 1) found.sortFrom(before);
    }
  }

  /** Adds the longest name that begins with a reading, or all of them, shortest first. */
  private walk(units: Uint16Array, tokens: Tokens, i: number, all: boolean, found: FoundNames): void {
    const { readings } = this;
    const { branches } = this.gazetteer;
    const { cells, root } = branches;
    const { start: starts, end: ends, hash: hashes } = tokens;
    const t = readings.token(i);
    const { letters, outside, articleLost } = readings.strip(i);
    const from = readings.start(units, tokens, i);
    let cell = branches.find(root, readings.hash[i]!, units, from, ends[t]!, articleLost);
    if (cell < 0) return;
    const start = articleLost ? skipLetters(units, starts[t]!, ends[t]!, letters, outside) : from;
    const before = found.count;
    for (let j = t, length = 1; ; length++) {
      const flags = cells[cell * CELL + 1]!;
      if (flags & FINAL && this.accepts(flags, cell, units, start, ends[j]!, articleLost)) {
        if (!all) found.count = before;
        found.push(t, j + 1, start, cell, articleLost);
      }
      if ((flags & HAS_KIDS) === 0 || (length === 1 && !readings.goesOn(i))) return;
      if (length === MAX_TOKENS) throw damaged('its names');
      j = nextOnPath(units, tokens, j);
      if (j < 0) return;
      cell = branches.find(cells[cell * CELL + 2]!, hashes[j]!, units, starts[j]!, ends[j]!, false);
      if (cell < 0) return;
    }
  }

  /** Does the spelling of a name count, is it its spelling? */
  private accepts(
    flags: number,
    name: number,
    units: Uint16Array,
    from: number,
    to: number,
    articleLost: boolean,
  ): boolean {
    return (flags & HAS_EXACT) === 0 || this.gazetteer.accepts(name, { units, from, to, articleLost });
  }
}
