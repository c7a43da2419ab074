import { EntryFlag } from '../gazetteer/entry.js';
import type { NameRow } from '../gazetteer/gazetteer.js';
import { Class, EVERYDAY } from '../lexicon/classes.js';
import type { EntityContext } from './context.js';
import { Neighbour as N, Organisation, Person, Place } from './features.js';

/** Classes that make a name ambiguous. */
const NO_NAME = EVERYDAY | Class.function | Class.title;
/** Mean log-odds of the letters from which a word looks like a name. */
const CLEAR_SHAPE = 1;
const LARGE = 500_000;
const MIDDLE = 50_000;
const REGIONS = new Set(['province', 'district', 'region', 'state', 'continent', 'governorate']);

/** Candidates out of the gazetteer: for each match and each type the most likely entry. */
export function listedCandidates(context: EntityContext): void {
  const { matches } = context;
  for (let m = 0; m < matches.count; m++) {
    const rows = context.rowsOf(m);
    if (rows.length === 0) continue;
    const first = matches.first[m]!;
    const end = matches.end[m]!;
    const byType = new Map<string, NameRow>();
    for (const row of rows) {
      const type = context.gazetteer.text(row.entry, 'type');
      const other = byType.get(type);
      if (!other || rank(context, row) > rank(context, other)) byType.set(type, row);
    }
    for (const [type, row] of byType) {
      const subtype = context.gazetteer.text(row.entry, 'subtype') || null;
      if (type === 'LOC') context.add('place', type, first, end, placeBits(context, first, end, row, byType), 'gazetteer', row.entry, subtype);
      else if (type === 'PER') context.add('person', type, first, end, personBits(context, first, end, row, byType), 'gazetteer', row.entry, subtype);
      else if (type === 'ORG') context.add('organisation', type, first, end, organisationBits(context, first, end, row, byType), 'gazetteer', row.entry, subtype);
    }
  }
}

/** Which of the entries of one name is meant when nothing else says so: our own lists, then the larger place. */
function rank(context: EntityContext, row: NameRow): number {
  const { gazetteer } = context;
  const id = gazetteer.text(row.entry, 'id');
  const own = id.startsWith('geonames:') ? 0 : gazetteer.text(row.entry, 'subtype') === 'country' ? 2e10 : 1e10;
  return own + gazetteer.weight(row.entry) - (row.flags & EntryFlag.common ? 5e9 : 0);
}

function placeBits(context: EntityContext, first: number, end: number, row: NameRow, types: Map<string, NameRow>): number {
  const { gazetteer, tokens } = context;
  const subtype = gazetteer.text(row.entry, 'subtype');
  const fromGeoNames = gazetteer.text(row.entry, 'id').startsWith('geonames:');
  const weight = gazetteer.weight(row.entry);
  let bits = 0;
  if (subtype === 'country') bits |= Place.country;
  else if (fromGeoNames) bits |= Place.geonames;
  else bits |= REGIONS.has(subtype) ? Place.region : Place.city;
  if (fromGeoNames) bits |= weight >= LARGE ? Place.large : weight >= MIDDLE ? Place.middle : Place.small;
  if (row.flags & EntryFlag.common) bits |= Place['flagged-common'];
  if (end - first === 2) bits |= Place['two-words'];
  else if (end - first > 2) bits |= Place['more-words'];
  else {
    const classes = tokens.classes[first]!;
    if (classes & EVERYDAY) bits |= Place['is-common'];
    if (classes & Class.given) bits |= Place['is-given'];
    if (classes & Class.surname) bits |= Place['is-surname'];
    if (classes & Class.title) bits |= Place['is-title'];
    if (classes & Class.function) bits |= Place['is-function'];
    if (classes & Class.nationality) bits |= Place['is-nationality'];
    if (classes & ~(EVERYDAY | Class.given | Class.surname | Class.title | Class.function | Class.nationality))
      bits |= Place['other-class'];
  }
  bits |= cliticBits(context, first, Place['conjunction-off'], Place['preposition-off']);
  if (context.surface(tokens.baseStart[first]!, tokens.end[end - 1]!) === row.form) bits |= Place.exact;
  const before = context.before(first);
  if (before & N['place-head']) bits |= Place['place-head-before'];
  const afterPreposition = before & N['place-preposition'] || bits & Place['preposition-off'];
  if (afterPreposition && bits & (Place['is-common'] | Place['flagged-common'])) bits |= Place['common-after-preposition'];
  if (afterPreposition && fromGeoNames) bits |= Place['geonames-after-preposition'];
  if (before & N.edge && context.after(end) & (N.bracket | N['other-punctuation'] | N.number)) bits |= Place['in-dateline'];
  if (before & (N.place | N.comma) && context.after(end) & (N.place | N.comma)) bits |= Place['in-list'];
  if (types.has('PER')) bits |= Place['also-person'];
  if (types.has('ORG')) bits |= Place['also-organisation'];
  return bits >>> 0;
}

function cliticBits(context: EntityContext, first: number, conjunction: number, preposition: number): number {
  const row = context.lexicon.proclitics.rows[context.tokens.prefix[first]!]!;
  if (row.strip === 0) return 0;
  const isConjunction = row.letters[0] === 0x648 || row.letters[0] === 0x641;
  return (isConjunction ? conjunction : 0) | (!isConjunction || row.strip > 1 ? preposition : 0);
}

function personBits(context: EntityContext, first: number, end: number, row: NameRow, types: Map<string, NameRow>): number {
  let bits = Person.listed | personShape(context, first, end);
  if (row.flags & EntryFlag.common) bits |= Person['listed-common'];
  if (types.has('LOC')) bits |= Person['is-place'];
  return bits >>> 0;
}

/** What an unknown word looks like by its letters: all of them like names, or one like an everyday word. */
function shapeBits(context: EntityContext, first: number, end: number): number {
  let names = 0;
  for (let t = first; t < end; t++) {
    if (context.tokens.classes[t] !== 0) continue;
    const shape = context.lexicon.shape(context.units, context.tokens.baseStart[t]!, context.tokens.end[t]!);
    if (shape < 0) return Person['shape-word'];
    if (shape > CLEAR_SHAPE) names++;
  }
  return names > 0 ? Person['shape-name'] : 0;
}

/** The features that all persons have: length, and what the first and last word are. */
export function personShape(context: EntityContext, first: number, end: number): number {
  const { tokens } = context;
  let bits = [0, Person['one-word'], Person['two-words'], Person['three-words'], Person['four-words']][end - first] ?? Person['more-words'];
  const start = tokens.classes[first]!;
  const startsCommon = (start & NO_NAME) !== 0;
  if (start & Class.given) bits |= startsCommon ? Person['first-given-common'] : Person['first-given'];
  else if (start & Class['name-particle']) bits |= Person['first-particle'];
  else if (start & Class.surname) bits |= startsCommon ? Person['first-surname-common'] : Person['first-surname'];
  else bits |= Person['first-unknown'];
  if (context.isDefinite(first)) bits |= Person['first-definite'];
  if (end - first > 1) {
    const last = tokens.classes[end - 1]!;
    const endsCommon = (last & NO_NAME) !== 0;
    if (last & Class.surname) bits |= endsCommon ? Person['last-surname-common'] : Person['last-surname'];
    else if (last & Class.given) bits |= endsCommon ? Person['last-given-common'] : Person['last-given'];
    else bits |= last === 0 ? Person['last-unknown'] : Person['last-common'];
    if (context.isDefinite(end - 1)) bits |= Person['last-definite'];
  }
  for (let t = first + 1; t < end - 1; t++) {
    if (tokens.classes[t]! & Class['name-particle']) bits |= Person['has-particle'];
    else if (tokens.classes[t] === 0) bits |= Person['has-unknown-middle'];
  }
  bits |= shapeBits(context, first, end);
  const before = context.before(first);
  if (end - first === 1) {
    if (before & N['speech-verb']) bits |= Person['one-word-after-verb'];
    if (before & N['title-near']) bits |= Person['one-word-after-title'];
  }
  return bits | cliticBits(context, first, Person['conjunction-off'], Person['preposition-off']);
}

function organisationBits(context: EntityContext, first: number, end: number, row: NameRow, types: Map<string, NameRow>): number {
  const { tokens } = context;
  let bits = Organisation.listed;
  if (row.flags & EntryFlag.common) bits |= Organisation['listed-common'];
  bits |= [0, Organisation['one-word'], Organisation['two-words'], Organisation['three-words'], Organisation['four-words']][end - first] ?? Organisation['more-words'];
  if (types.has('LOC')) bits |= Organisation['is-place'];
  if (end - first === 1) {
    if (tokens.classes[first]! & (Class.given | Class.surname)) bits |= Organisation['is-given'];
    if (tokens.classes[first]! & EVERYDAY) bits |= Organisation['is-common'];
  }
  if (context.gazetteer.text(row.entry, 'subtype') === 'club') bits |= Organisation.sport;
  return (bits | cliticBits(context, first, Organisation['conjunction-off'], Organisation['preposition-off'])) >>> 0;
}
