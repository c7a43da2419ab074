/** Texts that are made to cost time: each is a piece that is repeated until it is long enough. */
import { Buffer } from 'node:buffer';
import { Pipeline } from '../../src/pipeline.js';
import { normalize } from '../../src/text/normalize.js';
import { compileProfile } from '../../src/text/profiles.js';
import { Tokenizer } from '../../src/tokenizer.js';

/** Names, and the pieces that are repeated; what stands before the bar comes once, at the beginning. */
// biome-ignore format: one shape a line
export const SHAPES: Readonly<Record<string, string>> = {
  'one long word': 'مكتبه',
  'only marks': '\u064e\u0651',
  'a letter, then marks': 'ا|\u064e\u0651',
  'only tatweel': '\u0640',
  'only و': 'و',
  'only و, apart': 'و ',
  'only ال': 'ال',
  'only ال, apart': 'ال ',
  'proclitics of every kind': 'وبالفللكالسأ ',
  'opening quotation marks': '«',
  'opening quotation marks, apart': '“ ',
  'straight quotation marks': '" ',
  'nested quotation marks': '«قال “نعم ‘لا ',
  'closing quotation marks': 'قال: «| »',
  'months without end': 'آذار/مارس ',
  'months joined': 'يناير وفبراير ومارس ',
  'days and months': '14 مارس ',
  'numbers without end': '1234567890',
  'numbers, apart': '2020 ',
  'dates with strokes': '31/12/2019/',
  'dates in full': '31/12/2019 ',
  'الموافق in a chain': 'الموافق 14 مارس ',
  'الموافق alone': 'الموافق ',
  'ranges without end': 'من 2011 إلى 2012 حتى ',
  'times': 'الساعة 10:30 مساء ',
  'units of time': 'قبل بعد منذ أيام ',
  'number words': 'ثلاثمئة وخمسة وعشرين ألفا و',
  'brackets': '(',
  'brackets of all kinds': '([{ ',
  'names in brackets': 'محمد (علي ',
  'one name of a list': 'دمشق ',
  'one name of a list, unbroken': 'دمشق',
  'one long name of a list': 'الإمارات العربية المتحدة ',
  'beginnings of a long name': 'الإمارات العربية ',
  'places joined': 'دمشق وحلب و',
  'given names without end': 'محمد علي حسن ',
  'names with particles': 'محمد بن عبد الله أبو ',
  'names joined': 'محمد علي وحسن أحمد و',
  'titles without end': 'الرئيس الوزير الدكتور ',
  'heads of organisations': 'وزارة مجلس حزب شركة ',
  'an organisation without end': 'مجلس| شؤون الشؤون العامة',
  'prepositions': 'في من إلى على ',
  'initials': 'أ. ب. ج. ',
  'initials and names': 'محمد أ. ب. ',
  'hyphens': 'علي-',
  'hyphens, apart': '- ',
  'dashes and names': 'حلب - دمشق — ',
  'addresses': 'http://a.example/?b=c&',
  'addresses, apart': 'https://a.example/b?c=d ',
  'mail': 'a@b.example ',
  'one address': 'a.b@c.',
  'hashtags': '#وسم_',
  'emoji': '😀',
  'joined emoji': '👨\u200d👩\u200d👧\u200d',
  'flags': '🇸🇾',
  'mixed Latin': 'Aا1',
  'Latin words': 'The Reuters ',
  'line ends': '\n',
  'lines of a word': 'قال\n',
  'agencies and colons': 'دمشق - (رويترز): ',
  'speech verbs': 'قال أعلن أكد إن ',
  'said that': 'وقال محمد إن الوزير قال ',
  'unknown words': 'ضغثط ',
  'unknown words with ال': 'الضغثط الظعثق ',
  'unknown words as names': 'السيد ضغثط ظعثق ',
  'a sentence without end': 'وصل الوفد إلى المدينة مع الوزير محمد وقال إن العمل جار ',
  'an article again and again': 'قال الرئيس محمد علي في دمشق أمس إن «الوضع جيد» في سوريا. ',
  'lone surrogates': '\ud83d',
  'wrong surrogates': '\ude00\ud83d',
  'NULs': '\0',
  'commas': '، ',
  'full stops': '.',
  'full stops, apart': '. ',
  'dots and letters': 'ا.',
  'no-break spaces': '\u00a0',
  'zero-width joiners': '\u200c\u200d',
  'changes of direction': '\u202e\u2066',
  'presentation forms': 'ﷺ',
  'percent': '50% ',
};

/** A text of about so many bytes in UTF-8. */
export function shapeOf(pattern: string, bytes: number): string {
  const [piece, first] = pattern.split('|').reverse() as [string, string?];
  // A lone surrogate counts as three bytes, as U+FFFD does.
  const times = Math.ceil(bytes / Buffer.byteLength(piece));
  return (first ?? '') + piece.repeat(times);
}

const profile = compileProfile('search');
const pipeline = Pipeline.load();
const tokenizer = Tokenizer.load();

/** By what the time of a byte may grow when a text is 16 times as long. */
export const MOST_GROWTH = 1.5;

/** What is done with each. */
export const STAGES: Readonly<Record<string, (text: string) => unknown>> = {
  normalize: (text) => normalize(text, profile).text.length,
  tokenize: (text) => tokenizer.lines(text, { segment: 'atb' }),
  extract: (text) => pipeline.extract({ id: 'x', text }).entities.length,
};

/** Processor time in milliseconds. */
function timeOf(run: (text: string) => unknown, text: string): number {
  const start = process.cpuUsage();
  run(text);
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/** The least of some runs. */
function best(run: (text: string) => unknown, text: string, runs: number): number {
  return Math.min(...Array.from({ length: runs }, () => timeOf(run, text)));
}

export interface Growth {
  readonly shape: string;
  readonly stage: string;
  /** Milliseconds of the shorter and of the longer text. */
  readonly times: readonly [number, number];
  /** By what the time of a byte has grown. */
  readonly ratio: number;
}

/**
 * How the time of a byte grows from a short text to a long one.
 * @param most the ratio above which it is measured again, since other things run on the machine as well
 */
export function growthOf(
  shape: string,
  stage: string,
  sizes: readonly [number, number],
  most: number,
): Growth {
  const run = STAGES[stage]!;
  const [short, long] = sizes.map((size) => shapeOf(SHAPES[shape]!, size)) as [string, string];
  // Warm: what is compiled late must not make the longer text look fast, nor the shorter slow.
  best(run, short, 2);
  const times: [number, number] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY];
  for (let attempt = 0; ; attempt++) {
    times[0] = Math.min(times[0], best(run, short, 4));
    times[1] = Math.min(times[1], best(run, long, attempt === 0 ? 1 : 2));
    const ratio = times[1] / long.length / (times[0] / short.length);
    if (ratio <= most || attempt === 2) return { shape, stage, times, ratio };
  }
}
