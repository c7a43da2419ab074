import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detectLanguage } from '../src/language/detect.js';
import { anyText, arabicText } from './support/text.js';

describe('the language of a text in the Arabic script', () => {
  it.each([
    ['ar', 'روسيا وتركيا'],
    ['ar', 'سلام'],
    ['ar', 'قال'],
    ['ar', 'التقى وزير الخارجية نظيره التركي في أنقرة أمس'],
    ['ar', 'باريس وبرلين ولندن'],
    ['ar', 'زار الرئيس مدينة چنيڤ والتقى گورباتشوف'],
    ['ar', 'ذَهَبَ الوَلَدُ إِلَى المَدْرَسَةِ'],
    ['ar', 'علي بن حسن'],
    ['ar', 'العربيه لغه جميله'],
    ['ar', 'اجتمع COVID-19 في 2020'],
    ['fa', 'من به مدرسه می‌روم'],
    ['fa', 'رئیس جمهور ایران امروز به تهران رسید'],
    ['fa', 'زبان فارسی شیرین است'],
    ['fa', 'کتاب'],
    ['fa', 'گفتگو'],
    ['ur', 'وزیر اعظم نے کہا ہے کہ ملک ترقی کر رہا ہے'],
    ['ur', 'یہ میری کتاب ہے'],
    ['ur', 'لڑکا'],
    ['ckb', 'ئەمڕۆ لە هەولێر باران دەبارێت'],
    ['ckb', 'زمانی کوردی زۆر جوانە'],
    ['ckb', 'سەرۆک'],
    ['ps', 'زه په کابل کې اوسېږم'],
    ['ps', 'د افغانستان ولسمشر نن وویل چې سوله به راشي'],
    ['ps', 'پښتو ښه ژبه ده'],
    ['ug', 'مەن بۈگۈن مەكتەپكە باردىم'],
    ['ug', 'ئۇيغۇر تىلى'],
    ['sd', 'مان اڄ ڪراچي ۾ آهيان'],
    ['sd', 'سنڌي ٻولي'],
  ])('%s: %s', (code, text) => {
    expect(detectLanguage(text).code).toBe(code);
  });

  it('is surer of more letters', () => {
    const short = detectLanguage('سلام');
    const long = detectLanguage('أعلنت الحكومة أمس أن المفاوضات ستستأنف في القاهرة الأسبوع المقبل');
    expect(short.confidence).toBeLessThan(0.9);
    expect(long.confidence).toBeGreaterThan(0.98);
  });
});

describe('other texts', () => {
  it.each([
    ['', 'und', 0],
    ['123 … ؟', 'und', 0],
  ])('%j has no letters', (text, code, confidence) => {
    expect(detectLanguage(text)).toMatchObject({ code, confidence, arabicShare: 0 });
  });

  it('gives the share of Arabic letters', () => {
    expect(detectLanguage('قال abc').arabicShare).toBe(0.5);
  });

  it('never fails on text with Arabic letters, and the confidence is a share', () => {
    fc.assert(
      fc.property(arabicText, (text) => {
        const { confidence, arabicShare } = detectLanguage(`اللغة العربية ${text.replace(/[a-zé]/giu, '')}`);
        expect(confidence).toBeGreaterThan(0);
        expect(confidence).toBeLessThanOrEqual(1);
        expect(arabicShare).toBeLessThanOrEqual(1);
      }),
      { numRuns: 200 },
    );
  });

  it('never fails on any string, and says how sure it is', () => {
    fc.assert(
      fc.property(fc.oneof(anyText, arabicText), (text) => {
        const { code, iso3, confidence, arabicShare } = detectLanguage(text);
        expect(code).toMatch(/^[a-z]{2,3}$/);
        expect(iso3).toMatch(/^[a-z]{3}$/);
        expect(confidence >= 0 && confidence <= 1 && arabicShare >= 0 && arabicShare <= 1).toBe(true);
      }),
      { numRuns: 300 },
    );
  });

  it('looks at the beginning only', () => {
    const text = 'قالت الحكومة إن العمل جار. '.repeat(200);
    expect(detectLanguage(text + 'ہے ڈ ٹ '.repeat(1000))).toEqual(detectLanguage(text));
  });
});
