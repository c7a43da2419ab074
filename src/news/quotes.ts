import type { Entity, Quote } from '../document.js';
import type { EntityContext } from '../entities/context.js';
import { Class } from '../lexicon/classes.js';
import { Gap, Kind } from '../tokens/tokens.js';
import { findQuoted, type Quoted } from './marks.js';
import { Parties } from './speakers.js';
import { SpeechReader } from './speech.js';
import { Words } from './words.js';

/** Text in marks with no more words than this is a name, a title or a word that the author keeps at a distance. */
const NO_SPEECH = 3;
/** Text in marks with more words than this is more likely a mark that was forgotten. */
const TOO_LONG = 1200;

/**
 * The quotes of a document, in order. Direct: text in quotation marks of more than three words that is no name or title.
 * Indirect: the clause that a verb of saying or words such as "according to" report, where no direct quote stands in it.
 * @param text the document; offsets are UTF-16 code units
 * @param entities those of the document, which become speakers
 */
export function findQuotes(text: string, context: EntityContext, entities: readonly Entity[]): Quote[] {
  const words = new Words(context);
  const direct = findQuoted(context.units, context.tokens).filter((quoted) =>
    isSpeech(context, words, quoted),
  );
  const parties = new Parties(text, context, entities, words);
  return new SpeechReader(text, context, words, parties, direct).read();
}

/** Is the text between the marks long enough for speech, and not the name of what stands before it? */
function isSpeech(context: EntityContext, words: Words, { open, close, closed }: Quoted): boolean {
  const { tokens } = context;
  if (close - open > TOO_LONG) return false;
  if (!closed && !words.isColon(open - 1)) return false;
  let count = 0;
  let arabic = 0;
  for (let t = open + 1; t < close; t++) {
    const kind = tokens.kind[t]!;
    if (kind === Kind.word) arabic++;
    // A word that the tokenizer cut (4G, hash sign and word) counts once.
    if (kind === Kind.word || ((kind === Kind.latin || kind === Kind.number) && tokens.gap[t] !== Gap.none))
      count++;
  }
  if (count <= NO_SPEECH || arabic === 0) return false;
  const before = open - 1;
  if (before < 0 || tokens.gap[open]! >= Gap.line || !context.isWord(before)) return true;
  const use = words.use(before);
  if (use === 'name') return false;
  const names = use === 'work' || context.has(before, Class['org-head'] | Class['agency-word']);
  return !(names && !context.isDefinite(before));
}
