/**
 * Text as UTF-16 code units in a typed array, which is what the tokenizer reads. The buffer is reused; one unit more
 * than the text is always there and holds a line feed, so that loops may look one unit ahead.
 */
export class Units {
  /** The code units; valid up to `length`. */
  data = new Uint16Array(4096);
  length = 0;

  /** Takes the units of a string. */
  setString(text: string): void {
    this.reserve(text.length);
    Buffer.from(this.data.buffer).write(text, 0, text.length * 2, 'utf16le');
    this.close(text.length);
  }

  private reserve(length: number): void {
    if (length < this.data.length) return;
    this.data = new Uint16Array(Math.max(length + 1, this.data.length * 2));
  }

  private close(length: number): void {
    this.length = length;
    this.data[length] = 0x0a;
  }
}
