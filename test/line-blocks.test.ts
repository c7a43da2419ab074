/** A stream of lines gives the same tokens and sentences wherever it is cut, in lines short and long. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LineBlocks } from '../src/cli/line-blocks.js';
import { Tokenizer } from '../src/tokenizer.js';
import { arabicText } from './support/text.js';

const tokenizer = Tokenizer.load();
const BLOCK = 256;
const LONGEST = 2048;

/** What comes of a text in blocks, when it arrives in pieces of so many characters. */
function inBlocks(text: string, sizes: readonly number[], work: (block: Buffer) => string): string {
  const blocks = new LineBlocks((bytes) => tokenizer.completePart(bytes), BLOCK, LONGEST);
  const characters = Array.from(text);
  let out = '';
  for (let at = 0, turn = 0; at < characters.length; turn++) {
    const size = sizes[turn % sizes.length]!;
    for (const block of blocks.push(Buffer.from(characters.slice(at, at + size).join(''))))
      out += work(block);
    at += size;
  }
  return out + work(blocks.end());
}

const sizes = fc.array(fc.integer({ min: 1, max: 900 }), { minLength: 1, maxLength: 5 });
/** Words, marks and signs of any kind, then sentences, so that no sentence is longer than a block may be. */
const piece = fc
  .oneof(arabicText, fc.string({ unit: 'grapheme', maxLength: 20 }))
  .map((text) => text.replace(/[\n\r]/g, ' ').slice(0, 150));
const longText = fc
  .array(
    fc.tuple(
      piece,
      fc.constantFrom('. ', '؟ ', '! ', '.', ' (انظر. الصورة) ثم. ', '. 1. ', '. م. ب. أحمد. '),
    ),
    { minLength: 5, maxLength: 60 },
  )
  .map((parts) => parts.flat().join('').toWellFormed());
/** A line feed is where a stream is cut anyway; the long lines are of interest. */
const lines = fc
  .array(fc.tuple(longText, fc.constantFrom('\n', '\r\n', ' ')), { maxLength: 4 })
  .map((parts) => parts.flat().join(''));

describe('blocks of lines', () => {
  it('hold everything, in order, in bounds', () => {
    fc.assert(
      fc.property(lines, sizes, (text, cuts) => {
        let longest = 0;
        const out = inBlocks(text, cuts, (block) => {
          longest = Math.max(longest, block.length);
          return block.toString();
        });
        expect(out).toBe(text);
        expect(longest).toBeLessThanOrEqual(LONGEST);
      }),
      { numRuns: 200 },
    );
  });

  it.each([
    ['sentences', (block: string | Buffer) => tokenizer.sentenceLines(block).toString()],
    ['tokens', (block: string | Buffer) => tokenizer.lines(block, { segment: 'atb', norm: true }).toString()],
    ['stems', (block: string | Buffer) => tokenizer.lines(block, { stem: 'light10' }).toString()],
  ])('%s are those of the whole', (_, work) => {
    fc.assert(
      fc.property(lines, sizes, (text, cuts) => {
        expect(inBlocks(text, cuts, work)).toBe(work(text));
      }),
      { numRuns: 300 },
    );
  });

  it('a block may end anywhere in a sentence', () => {
    const sentence =
      'جاء م. ب. أحمد (انظر. الصورة) سنة 300 ق.م. وقال: "نعم. لا." 12. ثم 3.5 مضى!؟ في العربية.نت انتهى.وقال ';
    for (let shift = 0; shift < 110; shift++) {
      const text = `${'ا'.repeat(shift)} ${sentence.repeat(25)}`;
      for (const work of [
        (block: string | Buffer) => tokenizer.sentenceLines(block).toString(),
        (block: string | Buffer) => tokenizer.lines(block).toString(),
      ])
        expect(inBlocks(text, [5000], work)).toBe(work(text));
    }
  });

  it('a sentence without end is cut at a blank, a word without end anywhere', () => {
    const sentence = 'كلمة '.repeat(5000);
    const joined = inBlocks(sentence, [700], (block) => tokenizer.lines(block).toString());
    expect(joined.split(/\s+/).filter((word) => word !== '')).toEqual(sentence.trim().split(' '));
    const word = 'ك'.repeat(5000);
    expect(inBlocks(word, [700], (block) => tokenizer.lines(block).toString()).replaceAll('\n', '')).toBe(
      word,
    );
  });
});
