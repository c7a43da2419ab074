/** `newsparse tokenize`, `sentences` and `detect` as a person runs them. */

import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe } from 'vitest';
import { type Case, checkIn, NOTHING } from './support/cases.js';
import { line, makeFiles } from './support/files.js';

const files = makeFiles();
const check = checkIn(files.path);
const put = (name: string, text: string) => writeFileSync(join(files.path, name), text);
put('d.txt', 'بغداد (أ.ف.ب) - قال د. أحمد إن 3.5% من العراقيين وافقوا. ثم سكت.\nوعاد للعراق.\n');
put('two.ndjson', line({ id: 'x', text: 'جاء. ذهب.', source: 'a' }) + line({ id: 'y', text: '' }));
put(
  'langs.ndjson',
  line({ id: 'ar', text: 'روسيا وتركيا' }) +
    line({ id: 'ur', text: 'یہ میری کتاب ہے' }) +
    line({ id: '0', text: '' }),
);
afterAll(files.remove);

describe('tokens', () => {
  // biome-ignore format: one case a line
  const cases: Case[] = [
    ['newsparse tokenize d.txt', 0, /^بغداد \( أ\.ف\.ب \) - قال د\. أحمد إن 3\.5 % من العراقيين وافقوا \.\nثم سكت \.\nوعاد للعراق \.\n$/, NOTHING],
    ['newsparse tokenize < d.txt', 0, /^بغداد [^\n]*\nثم سكت \.\nوعاد للعراق \.\n$/, NOTHING],
    ['newsparse tokenize b.txt d.txt', 0, /^وصل الوفد إلى القاهرة \.\nبغداد /, NOTHING],
    ['newsparse tokenize --segment d.txt', 0, /\nو\+عاد ل\+لعراق \.\n$/, NOTHING],
    ['newsparse tokenize --segment d3 d.txt', 0, /\nو\+عاد ل\+ل\+عراق \.\n$/, NOTHING],
    ['newsparse tokenize d.txt --segment', 0, /\nو\+عاد ل\+لعراق \.\n$/, NOTHING],
    ['cat d.txt | newsparse tokenize --segment -', 0, /\nو\+عاد ل\+لعراق \.\n$/, NOTHING],
    ['newsparse tokenize --segment d4 d.txt', 2, NOTHING, /NP202 --segment: "d4" is none of atb, d3/],
    ['newsparse tokenize --norm b.txt', 0, /^وصل الوفد الي القاهره \.\n$/, NOTHING],
    ['newsparse tokenize --stem light10 --norm b.txt', 0, /^وصل وفد ال قاهر \.\n$/, NOTHING],
    ['newsparse tokenize -f table --norm --segment atb b.txt', 0, /^b\.txt\nstart +end +kind +text +norm +segments\n0 +3 +word +وصل +وصل +وصل\n/, NOTHING],
    ['printf "وقال" | newsparse tokenize --segment atb --explain -f table', 0, /\n0 +4 +word +وقال +و \+ قال +و\+قال [\d.]+ \(conjunction, word\) \| وقال /, NOTHING],
    ['printf "وقال" | newsparse tokenize --segment atb --explain', 2, NOTHING, /NP\d+ .*--explain.*format text/],
    ['newsparse tokenize --explain -f ndjson b.txt', 2, NOTHING, /--explain/],
    ['printf "لـCNN" | newsparse tokenize --segment atb -f ndjson', 0, /^\{"id":"stdin","tokens":\[\{"start":0,"end":5,"text":"لـCNN","kind":"latin","segments":\[\{"start":0,"end":2,"text":"لـ","kind":"proclitic"\},\{"start":2,"end":5,"text":"CNN","kind":"word"\}\]\}\]\}\n$/, NOTHING],
    ['newsparse tokenize -f ndjson two.ndjson', 0, /^\{"id":"x","tokens":\[\{"start":0,"end":3,"text":"جاء","kind":"word"\},.*\n\{"id":"y","tokens":\[\]\}\n$/, NOTHING],
    ['newsparse tokenize -f json --keep-fields two.ndjson', 0, /^\{\n {2}"id": "x",[\s\S]*"meta": \{\n {4}"source": "a"/, NOTHING],
    ['newsparse tokenize win.txt', 0, /^زار وزير الخارجية/, NOTHING],
    ['newsparse tokenize broken.txt', 0, /\ufffd\n$/, /^broken.txt: NP108 warning/],
    ['newsparse tokenize --on-error fail broken.txt', 1, /^/, /^broken.txt: NP108 is no valid UTF-8/],
    ['newsparse tokenize surrogate.ndjson', 0, /دمشق\n$/, NOTHING],
    ['newsparse tokenize -f ndjson surrogate.ndjson', 0, /^\{"id":"s","tokens":\[\{"start":0,"end":1,"text":"\ufffd","kind":"symbol"\}/, NOTHING],
    ['newsparse normalize -f ndjson --map surrogate.ndjson', 0, /^\{"id":"s","text":"\ufffd دمشق","original":"\ufffd دمشق",/, NOTHING],
    ['newsparse extract -f ndjson surrogate.ndjson', 0, /"start":2,"end":6,"text":"دمشق"/, NOTHING],
    ['newsparse tokenize empty.txt blank.txt', 0, NOTHING, NOTHING],
    ['newsparse tokenize missing.txt b.txt', 1, /^وصل/, /^missing.txt: NP101/],
    ['newsparse tokenize -o t.ndjson b.txt && cat t.ndjson', 0, /^\{"id":"b.txt","tokens":/, NOTHING],
    ['yes "قال الوزير. ثم سكت." | head -200000 | newsparse tokenize | head -1', 0, /^قال الوزير \.\n$/, NOTHING],
  ];
  cases.forEach(check);
});

describe('sentences', () => {
  // biome-ignore format: one case a line
  const cases: Case[] = [
    ['newsparse sentences d.txt', 0, /^بغداد \(أ\.ف\.ب\) - قال د\. أحمد إن 3\.5% من العراقيين وافقوا\.\nثم سكت\.\nوعاد للعراق\.\n$/, NOTHING],
    ['cat d.txt | newsparse sentences', 0, /\nثم سكت\.\nوعاد للعراق\.\n$/, NOTHING],
    ['newsparse sentences -f ndjson two.ndjson', 0, /^\{"id":"x","sentences":\[\{"start":0,"end":4,"text":"جاء\."\},\{"start":5,"end":9,"text":"ذهب\."\}\]\}\n\{"id":"y","sentences":\[\]\}\n$/, NOTHING],
    ['newsparse sentences two.ndjson', 0, /^جاء\.\nذهب\.\n$/, NOTHING],
    ['newsparse sentences crlf.txt', 0, /بيروت\.\n$/, NOTHING],
    ['newsparse sentences --segment d.txt', 2, NOTHING, /unknown option '--segment/],
  ];
  cases.forEach(check);
});

describe('detect', () => {
  // biome-ignore format: one case a line
  const cases: Case[] = [
    ['newsparse detect -f ndjson langs.ndjson', 0, /^\{"id":"ar","language":\{"code":"ar","iso3":"arb","arabicShare":1,"confidence":[\d.]+\}\}\n\{"id":"ur","language":\{"code":"ur","iso3":"urd".*\n\{"id":"0","language":\{"code":"und","iso3":"und","arabicShare":0,"confidence":0\}\}\n$/, NOTHING],
    ['newsparse detect -f table langs.ndjson', 0, /ar +ar[\s\S]*ur +ur/, NOTHING],
    ['printf Bonjour | newsparse detect', 0, /"arabicShare": 0/, NOTHING],
  ];
  cases.forEach(check);
});
