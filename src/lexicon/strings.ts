/** A pool of strings in a compiled file: read when they are asked for, and only then. */
export class Strings {
  private readonly cache = new Map<number, string>();

  /** @param index offset of each string in `bytes`, and of the end @param bytes UTF-8 */
  constructor(
    private readonly index: Int32Array,
    private readonly bytes: Uint8Array,
  ) {}

  get(number: number): string {
    let text = this.cache.get(number);
    if (text === undefined) {
      text = Buffer.from(
        this.bytes.buffer,
        this.bytes.byteOffset + this.index[number]!,
        this.index[number + 1]! - this.index[number]!,
      ).toString('utf8');
      if (this.cache.size < MAX_CACHED) this.cache.set(number, text);
    }
    return text;
  }
}
const MAX_CACHED = 1 << 16;

/** Collects strings while data is compiled; equal strings are kept once. String 0 is the empty one. */
export class StringsBuilder {
  private readonly numbers = new Map<string, number>([['', 0]]);

  add(text: string): number {
    let number = this.numbers.get(text);
    if (number === undefined) {
      number = this.numbers.size;
      this.numbers.set(text, number);
    }
    return number;
  }

  build(): { index: Int32Array; bytes: Uint8Array } {
    const parts = [...this.numbers.keys()].map((text) => Buffer.from(text, 'utf8'));
    const index = new Int32Array(parts.length + 1);
    parts.forEach((part, i) => {
      index[i + 1] = index[i]! + part.length;
    });
    return { index, bytes: new Uint8Array(Buffer.concat(parts)) };
  }
}
