import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  ARABIC_MARK,
  CONTROL,
  FOLD,
  matchingForm,
  NEWLINE,
  OTHER_MARK,
  SPACE,
} from '../src/text/characters.js';
import { Tokenizer } from '../src/tokenizer.js';
import { anyText, arabicText } from './support/text.js';

const tokenizer = Tokenizer.load();
/** What no token needs to cover: white space, ignorable controls, lone marks. */
const SPARE = [SPACE, NEWLINE, CONTROL, ARABIC_MARK, OTHER_MARK];
const cut = (text: string, segment: 'atb' | 'd3') => tokenizer.lines(text, { segment }).toString().trimEnd();

describe('segments, atb', () => {
  it.each([
    // proclitics
    ['وقال', 'و+قال'],
    ['فقال', 'ف+قال'],
    ['بالقاهرة', 'ب+القاهرة'],
    ['للعراق', 'ل+لعراق'],
    ['وللعراق', 'و+ل+لعراق'],
    ['للبنان', 'ل+لبنان'],
    ['لمصر', 'ل+مصر'],
    ['كرئيس', 'ك+رئيس'],
    ['سيعلن', 'س+يعلن'],
    ['وسيعلن', 'و+س+يعلن'],
    ['والقاهرة', 'و+القاهرة'],
    ['وبالتعاون', 'و+ب+التعاون'],
    ['فبالتعاون', 'ف+ب+التعاون'],
    // an alef with hamza begins its word
    ['وأدى', 'و+أدى'],
    ['وأحد', 'و+أحد'],
    ['لأزمة', 'ل+أزمة'],
    ['بأهم', 'ب+أهم'],
    ['لإيران', 'ل+إيران'],
    ['كأس', 'كأس'],
    ['سألت', 'سألت'],
    ['كأن', 'كأن'],
    ['وأيقوناتها', 'و+أيقونات+ها'],
    // last letters that look like a pronoun
    ['اتهم', 'اتهم'],
    ['يملك', 'يملك'],
    ['بيانا', 'بيانا'],
    ['مكانا', 'مكانا'],
    ['معلمونا', 'معلمو+نا'],
    ['يمكنك', 'يمكن+ك'],
    // listed as they are written in dates and sources
    ['سيتم', 'س+يتم'],
    ['للصحافيين', 'ل+لصحافيين'],
    ['للهجرة', 'ل+لهجرة'],
    // another word is written likewise
    ['ووصل', 'و+وصل'],
    ['ودعا', 'و+دعا'],
    ['بأكملها', 'ب+أكمل+ها'],
    // letters that look like proclitics
    ['باريس', 'باريس'],
    ['بيروت', 'بيروت'],
    ['لندن', 'لندن'],
    ['وزير', 'وزير'],
    ['وصل', 'وصل'],
    ['وقف', 'وقف'],
    ['كبير', 'كبير'],
    ['سيارة', 'سيارة'],
    ['فريق', 'فريق'],
    ['كان', 'كان'],
    ['هناك', 'هناك'],
    ['الحكومة', 'الحكومة'],
    // pronouns
    ['كتابه', 'كتاب+ه'],
    ['كتابها', 'كتاب+ها'],
    ['حكومته', 'حكومت+ه'],
    ['بلاده', 'بلاد+ه'],
    ['رؤسائهم', 'رؤسائ+هم'],
    ['مستواه', 'مستوا+ه'],
    ['يقولونه', 'يقولون+ه'],
    ['أبلغتهم', 'أبلغت+هم'],
    ['أعلنا', 'أعلنا'],
    ['ذكرنا', 'ذكرنا'],
    ['بيتنا', 'بيت+نا'],
    ['وببلاده', 'و+ب+بلاد+ه'],
    // letters that look like pronouns
    ['المدرسة', 'المدرسة'],
    ['مدرسةً', 'مدرسةً'],
    ['اتجاه', 'اتجاه'],
    ['مياه', 'مياه'],
    ['وجه', 'وجه'],
    ['مجموعة', 'مجموعة'],
    ['مواطنا', 'مواطنا'],
    ['إنسانًا', 'إنسانًا'],
    ['أحكام', 'أحكام'],
    // closed classes
    ['منه', 'من+ه'],
    ['عليهم', 'علي+هم'],
    ['إليها', 'إلي+ها'],
    ['لديه', 'لدي+ه'],
    ['لها', 'ل+ها'],
    ['بأن', 'ب+أن'],
    ['لأنه', 'ل+أن+ه'],
    ['إنهم', 'إن+هم'],
    ['فإنه', 'ف+إن+ه'],
    ['ولم', 'و+لم'],
    ['ولكنه', 'و+لكن+ه'],
    ['بما', 'ب+ما'],
    ['كما', 'كما'],
    ['لكن', 'لكن'],
    ['فقط', 'فقط'],
    ['بعد', 'بعد'],
    ['ولدى', 'و+لدى'],
    // marks and tatweel stay where they are
    ['وَقَالَ', 'وَ+قَالَ'],
    ['كِتَابُهُ', 'كِتَابُ+هُ'],
    ['لـلعراق', 'لـ+لعراق'],
    // glued to numbers and Latin letters
    ['و2006', 'و+2006'],
    ['الـCNN', 'الـCNN'],
    ['لـCNN', 'لـ+CNN'],
    ['وال90', 'و+ال90'],
    ['2006', '2006'],
  ])('%s → %s', (text, expected) => {
    expect(cut(text, 'atb')).toBe(expected);
  });
});

describe('segments, d3', () => {
  it.each([
    ['الحكومة', 'ال+حكومة'],
    ['وبالحكومة', 'و+ب+ال+حكومة'],
    ['للحكومة', 'ل+ل+حكومة'],
    ['الله', 'الله'],
    ['والله', 'و+الله'],
    // listed with the article: names, ministries, days
    ['العراق', 'ال+عراق'],
    ['وبالأردن', 'و+ب+ال+أردن'],
    ['الطاقة', 'ال+طاقة'],
    ['اليوم', 'ال+يوم'],
    ['الليطاني', 'ال+ليطاني'],
    ['للصحافيين', 'ل+ل+صحافيين'],
    // what may be a verb, a particle
    ['الحق', 'ال+حق'],
    ['البعض', 'ال+بعض'],
    // no article
    ['التي', 'التي'],
    ['اللواتي', 'اللواتي'],
    ['التقى', 'التقى'],
    ['والتزامات', 'و+التزامات'],
    ['ألوانها', 'ألوان+ها'],
    ['إلغاء', 'إلغاء'],
    ['ألكسندروف', 'ألكسندروف'],
    ['لله', 'ل+له'],
    ['الـCNN', 'الـ+CNN'],
    ['وال90', 'و+ال+90'],
  ])('%s → %s', (text, expected) => {
    expect(cut(text, 'd3')).toBe(expected);
  });
});

describe('tokens as they are printed', () => {
  it.each([
    ['قال د. أحمد', 'word:قال word:د. word:أحمد'],
    ['في ص.ب. 12', 'word:في word:ص.ب. number:12'],
    ['سنة 300 ق.م.', 'word:سنة number:300 word:ق.م punctuation:.'],
    ['#صنعاء_الآن!', 'hashtag:#صنعاء_الآن punctuation:!'],
    ['و2006', 'number:و2006'],
    ['الـCNN', 'latin:الـCNN'],
    ['الساعة3.40', 'word:الساعة number:3.40'],
    ['سنواتـ ثم', 'word:سنوات punctuation:ـ word:ثم'],
    ['1441 هـ', 'number:1441 word:هـ'],
    ['الآية ﴿٢٥﴾ ثم ۝٣', 'word:الآية number:﴿٢٥﴾ word:ثم number:۝٣'],
    ['﴿وَالضُّحَى﴾', 'punctuation:﴿ word:وَالضُّحَى punctuation:﴾'],
    ['(25)', 'punctuation:( number:25 punctuation:)'],
  ])('%s', (text, expected) => {
    expect(
      tokenizer
        .tokenize(text)
        .map((token) => `${token.kind}:${token.text}`)
        .join(' '),
    ).toBe(expected);
  });

  it.each([
    ['والكتاب.', ['كتاب', '.']],
    ['﴿٢٥﴾', ['﴿٢٥﴾']],
    // controls and lone marks that touch a word are part of what the stemmer is given, and gone from the matching form
    ['\u2067الكتاب\u2069 هنا', ['\u2067الكتاب\u2069', 'هنا']],
    ['قال\u200f، والكتب\u200f', ['قال\u200f', '،', 'كتب\u200f']],
    ['\u064eالكتاب', ['\u064eالكتاب']],
  ])('the stem is that of what is written: %j', (text, expected) => {
    expect(tokenizer.tokenize(text, { stem: 'light10' }).map((token) => token.stem)).toEqual(expected);
    const stems = tokenizer.tokenize(text, { stem: 'light10', norm: true }).map((token) => token.stem);
    expect(stems.join('')).not.toMatch(/[\u064b-\u0652\u200f\u2067\u2069]/);
    expect(tokenizer.lines(text, { stem: 'light10' }).toString()).toBe(`${expected.join(' ')}\n`);
  });

  it('gives matching form, stem and the ways to cut a word', () => {
    const [token] = tokenizer.tokenize('وكِتابُه', {
      norm: true,
      stem: 'light10',
      segment: 'atb',
      explain: true,
    });
    expect(token).toMatchObject({ norm: 'وكتابه', stem: 'كتاب', start: 0, end: 8 });
    expect(token!.analyses![0]).toMatchObject({ segments: ['و', 'كتاب', 'ه'] });
    expect(token!.analyses!.map((analysis) => analysis.score)).toEqual(
      token!.analyses!.map((analysis) => analysis.score).sort((a, b) => b - a),
    );
  });

  it.each([
    ['any Unicode', anyText],
    ['Arabic-heavy', arabicText],
  ])('segments cover their token, tokens are in order and cover all that counts: %s', (_, texts) => {
    fc.assert(
      fc.property(texts, fc.constantFrom('atb' as const, 'd3' as const), (text, segment) => {
        let at = 0;
        for (const token of tokenizer.tokenize(text, { segment, norm: true })) {
          expect(token.start).toBeGreaterThanOrEqual(at);
          for (let i = at; i < token.start; i++) expect(SPARE).toContain(FOLD[text.charCodeAt(i)]);
          expect(text.slice(token.start, token.end)).toBe(token.text);
          at = token.end;
          let from = token.start;
          for (const part of token.segments!) {
            expect(part.start).toBe(from);
            expect(part.end).toBeGreaterThan(part.start);
            from = part.end;
          }
          expect(from).toBe(token.end);
        }
        for (let i = at; i < text.length; i++) expect(SPARE).toContain(FOLD[text.charCodeAt(i)]);
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ['any Unicode', anyText],
    ['Arabic-heavy', arabicText],
  ])('records and lines have the same tokens, and bytes the same lines as strings: %s', (_, texts) => {
    const options = fc.record({
      segment: fc.constantFrom(undefined, 'atb' as const, 'd3' as const),
      norm: fc.boolean(),
    });
    fc.assert(
      fc.property(texts, options, (text, how) => {
        const lines = tokenizer.lines(text, how).toString();
        const shown = tokenizer.tokenize(text, how).map(({ norm, text: whole, segments }) => {
          if (!segments) return norm ?? whole;
          return segments.map((part) => (how.norm ? matchingForm(part.text) : part.text)).join('+');
        });
        // Records do not say where a sentence ends, so blanks and line ends are left out of the comparison.
        const bare = (line: string) => line.replace(/[ \n]/g, '');
        expect(bare(lines)).toBe(bare(shown.join('')));
        const wellFormed = text.toWellFormed();
        const fromString = tokenizer.lines(wellFormed, how).toString();
        expect(tokenizer.lines(Buffer.from(wellFormed), how).toBytes().toString()).toBe(fromString);
      }),
      { numRuns: 300 },
    );
  });

  it('takes time in proportion to hostile input', () => {
    const started = performance.now();
    tokenizer.lines('و'.repeat(200_000), { segment: 'atb' });
    tokenizer.lines(`ا${'\u064b'.repeat(200_000)}`, { segment: 'atb' });
    tokenizer.lines('أ.'.repeat(100_000));
    tokenizer.lines('('.repeat(100_000));
    tokenizer.lines('#_'.repeat(100_000));
    expect(performance.now() - started).toBeLessThan(5000);
  });
});
