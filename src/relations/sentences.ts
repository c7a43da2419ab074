/** The sentences around offsets of a text, for what knows only where its mentions stand. */
import { abbreviationsOf } from '../lexicon/bundled.js';
import { Units } from '../text/units.js';
import { splitSentences } from '../tokens/sentences.js';
import { tokenize } from '../tokens/tokenize.js';
import { Tokens } from '../tokens/tokens.js';

/** A sentence without the white space around it; offsets in UTF-16 code units. */
export interface Sentence {
  readonly start: number;
  readonly end: number;
}

/** The sentences of one text after the other, cut with the same arrays. */
export class Sentences {
  private readonly units = new Units();
  private readonly tokens = new Tokens();
  private readonly abbreviations = abbreviationsOf();

  /** The sentences of a text, in order. */
  of(text: string): Sentence[] {
    const { tokens } = this;
    this.units.setString(text);
    tokenize(this.units.data, this.units.length, tokens);
    splitSentences(this.units.data, tokens, this.abbreviations);
    const found: { start: number; end: number }[] = [];
    for (let t = 0; t < tokens.count; t++) {
      const last = found.at(-1);
      if (last && tokens.sentence[t] === tokens.sentence[t - 1]) last.end = tokens.end[t]!;
      else found.push({ start: tokens.start[t]!, end: tokens.end[t]! });
    }
    return found;
  }
}

/**
 * The number of the sentence in which an offset is (or that ends before it).
 * @param sentences in order, not empty
 */
export function sentenceAt(sentences: readonly Sentence[], offset: number): number {
  let low = 0;
  let high = sentences.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (sentences[middle]!.start <= offset) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** What a sentence says, on one line. */
export function sentenceText(text: string, { start, end }: Sentence): string {
  return text.slice(start, end).replace(/\s+/g, ' ');
}
