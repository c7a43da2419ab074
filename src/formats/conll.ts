/**
 * CoNLL: one token a line with its offsets and its BIO tag, an empty line after each sentence. A token has the tag of the
 * mention that has a part of it, so that a word stays one token whatever proclitics stand before the name.
 */

import { abbreviationsOf } from '../lexicon/bundled.js';
import { offsetCounter } from '../text/counter.js';
import { Units } from '../text/units.js';
import { splitSentences } from '../tokens/sentences.js';
import { tokenize } from '../tokens/tokenize.js';
import { Tokens } from '../tokens/tokens.js';
import type { FormatSettings, Formatter } from './formatter.js';
import { apart, type Mention, mentionsOf } from './mentions.js';

/** What would end a field or a line. */
const SPACE = /\s+/g;

export function conllFormatter({ layers, offsets = 'utf16' }: FormatSettings): Formatter {
  const units = new Units();
  const tokens = new Tokens();
  const abbreviations = abbreviationsOf();
  const tagged = layers.filter((layer) => layer !== 'quotes');
  return {
    begin: () => '',
    record(record, text) {
      units.setString(text);
      tokenize(units.data, units.length, tokens);
      splitSentences(units.data, tokens, abbreviations);
      const mentions = apart(mentionsOf(record, tagged));
      let out = `-DOCSTART-\t${record.id.replace(SPACE, '_')}\t-\tO\n`;
      const count = offsetCounter(text, offsets);
      let at = 0;
      let tagging: Mention | undefined;
      for (let t = 0; t < tokens.count; t++) {
        const start = tokens.start[t]!;
        const end = tokens.end[t]!;
        if (t === 0 || tokens.sentence[t] !== tokens.sentence[t - 1]) out += '\n';
        while (at < mentions.length && mentions[at]!.end <= start) at++;
        const mention = mentions[at];
        const isIn = mention !== undefined && mention.start < end;
        const tag = isIn ? `${mention === tagging ? 'I' : 'B'}-${mention.type.replace(SPACE, '_')}` : 'O';
        if (isIn) tagging = mention;
        out += `${text.slice(start, end).replace(SPACE, '_')}\t${count(start)}\t${count(end)}\t${tag}\n`;
      }
      return `${out}\n`.toWellFormed();
    },
    error: () => '',
    end: () => '',
  };
}
