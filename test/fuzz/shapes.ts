/** Texts that are made to cost time. */
import { Buffer } from 'node:buffer';

/**
 * What a text is made of: a piece that is repeated until it is long enough (what stands before the bar comes once, at the
 * beginning), or a function that makes a text of about so many bytes.
 */
export type Shape = string | ((bytes: number) => string);

// biome-ignore format: one shape a line
export const SHAPES: Readonly<Record<string, Shape>> = {
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
  'brackets that close again': (bytes) => nested('(', ')', bytes),
  'quotation marks that close again': (bytes) => nested('«', '»', bytes),
  'quotation marks in turns': 'قال: "نعم" و«لا» ',
  'an open mark and what is said': 'وقال: «| العمل جار في المدينة',
  'datelines': 'دمشق 14 مارس (رويترز) - ',
  'datelines on lines of their own': 'دمشق - 14 آذار/مارس 2020 (رويترز) -\n',
  'a header without end': 'دمشق، حلب، بيروت، (رويترز) ',
  'dates in a list': '1 و2 و3 و',
  'days of a month in a list': '14 و15 و16 مارس و',
  'years in a list': '2011، 2012، ',
  'years joined': 'في 2011 و 2012 و ',
  'weekdays above dates': (bytes) => `${shapeOf('الجمعة ', bytes / 2)}\n${shapeOf('14 مارس 2020 ', bytes / 2)}`,
  'the time of many dates': 'أمس وغدا واليوم و',
  'one given name': 'محمد ',
  'sons without end': 'بن محمد ',
  'servants without end': 'عبد ',
  'places with prepositions': 'في دمشق من حلب ',
  'places that no list has': 'في ضغثط وظعثقة، ',
  'unknown words joined': 'دمشق وضغثط وظعثق و',
  'bodies with what they are for': 'وزارة الخارجية والمغتربين و',
  'bodies in bodies': 'لجنة مجلس هيئة وزارة رئاسة ',
  'a role before no name': 'وزير خارجية ',
  'colons': 'محمد: ',
  'questions': 'قال؟ ',
  'stretched words': 'مـــحـــمـــد ',
  'marked words': 'مُحَمَّدٌ ',
  'digits of three scripts': '1٢۳ ',
  'numbers with signs': '1.234,5-',
  'pairs of letters and digits': 'في1744',
  'all that stands between words': ' \t\u00a0\u200b\u3000',
  'letters of other scripts': 'Дом 北京 ',
  'Latin initials': 'J. R. ',
  'mentions': '@name ',
  'different words': (bytes) => different(bytes, ' '),
  'different words with ال and و': (bytes) => different(bytes, ' وال'),
  'different names': (bytes) => different(bytes, ' السيد محمد '),
  'different places': (bytes) => different(bytes, ' في '),
  'one line of different letters': (bytes) => different(bytes, ''),
};

/** A text of about so many bytes in UTF-8. */
export function shapeOf(shape: Shape, bytes: number): string {
  if (typeof shape !== 'string') return shape(bytes);
  const [piece, first] = shape.split('|').reverse() as [string, string?];
  // A lone surrogate counts as three bytes, as U+FFFD does.
  return (first ?? '') + piece.repeat(Math.ceil(bytes / Buffer.byteLength(piece)));
}

/** As many signs that open as that close after them. */
function nested(open: string, close: string, bytes: number): string {
  const times = Math.ceil(bytes / (Buffer.byteLength(open) + Buffer.byteLength(close)));
  return open.repeat(times) + close.repeat(times);
}

const LETTERS = 'ضصثقفغعهخحجدطكمنتلبيسشظزذر';

/** Words of six letters, all different and none of a language, with the same before each. */
export function different(bytes: number, before: string): string {
  const words: string[] = [];
  for (let length = 0, number = 0; length < bytes; number++) {
    let word = before;
    // The factor spreads numbers that follow one another over all the words that there can be.
    for (let i = 0, rest = (number * 100_000_007) % LETTERS.length ** 6; i < 6; i++) {
      word += LETTERS[rest % LETTERS.length];
      rest = Math.floor(rest / LETTERS.length);
    }
    words.push(word);
    length += Buffer.byteLength(word);
  }
  return words.join('');
}
