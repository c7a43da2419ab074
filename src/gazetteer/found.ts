import { growInt32 } from '../lexicon/grow.js';

/** Names that were found, as a structure of growable arrays that is reused from document to document. */
export class FoundNames {
  count = 0;
  /** First token, and the token after the last. */
  first = new Int32Array(256);
  end = new Int32Array(256);
  /** Offset at which the name begins in its first token, proclitics off. */
  start = new Int32Array(256);
  /** Which name it is: a cell of the gazetteer's branches, which `UserGazetteer.entries` takes. */
  name = new Int32Array(256);
  /** 1: ل before the article, whose alef is lost (span لعراق of للعراق). */
  articleLost = new Int32Array(256);

  push(first: number, end: number, start: number, name: number, articleLost: boolean): void {
    const at = this.count++;
    if (at === this.first.length) {
      this.first = growInt32(this.first, this.count);
      this.end = growInt32(this.end, this.count);
      this.start = growInt32(this.start, this.count);
      this.name = growInt32(this.name, this.count);
      this.articleLost = growInt32(this.articleLost, this.count);
    }
    this.first[at] = first;
    this.end[at] = end;
    this.start[at] = start;
    this.name[at] = name;
    this.articleLost[at] = articleLost ? 1 : 0;
  }

  /** Puts the names from `from` on, which are of one token, in order: longest first, then those of the fuller reading. */
  sortFrom(from: number): void {
    const order = Array.from({ length: this.count - from }, (_, i) => from + i);
    order.sort((a, b) => this.end[b]! - this.end[a]! || this.start[a]! - this.start[b]! || a - b);
    for (const array of this.arrays())
      array.set(
        order.map((i) => array[i]!),
        from,
      );
  }

  private arrays(): Int32Array[] {
    return [this.first, this.end, this.start, this.name, this.articleLost];
  }
}
