import { EntryFlag } from '../gazetteer/entry.js';
import type { NameRow } from '../gazetteer/gazetteer.js';
import { Class, EVERYDAY } from '../lexicon/classes.js';
import type { EntityContext } from './context.js';
import {
  Neighbour as N,
  Organisation,
  OrganisationExtra,
  Person,
  PersonExtra,
  Place,
  PlaceExtra,
} from './features.js';
import type { Certain, Meanings } from './meanings.js';
import { cliticBits, personExtra, personShape } from './person-features.js';

const LARGE = 500_000;
const MIDDLE = 50_000;
const TOWNS = new Set(['city', 'capital', 'town', 'village', 'district', 'province']);
/** Kinds of places, by the subtypes of data/names/places-*.tsv. */
const PLACE_KINDS: readonly (readonly [bit: number, subtypes: string])[] = [
  [PlaceExtra.capital, 'capital'],
  [PlaceExtra.town, 'city town village settlement'],
  [PlaceExtra.quarter, 'district quarter square street market'],
  [PlaceExtra.province, 'province state governorate'],
  [PlaceExtra.area, 'region continent'],
  [
    PlaceExtra.nature,
    'island river mountain field sea lake gulf strait desert peninsula cape valley ocean canal waterfall cave beach spring well',
  ],
  [
    PlaceExtra.building,
    'airport port crossing camp prison base palace stadium hospital monument mosque dam plant museum bridge church shrine tower park monastery castle site road circuit theatre hotel synagogue mall building',
  ],
];
const KIND_OF_PLACE: Readonly<Record<string, number>> = Object.fromEntries(
  PLACE_KINDS.flatMap(([bit, subtypes]) => subtypes.split(' ').map((subtype) => [subtype, bit])),
);
const PROMINENT = new Set(['country', 'capital']);
const REGIONS = new Set(['province', 'district', 'region', 'state', 'continent', 'governorate']);

/** A listed name of several words in which others may stand: where it ends, and what it may be. */
interface Longer {
  readonly end: number;
  readonly types: Certain;
}

/** الأطلسي in حلف شمال الأطلسي, غزة in قطاع غزة. */
function withinBits(
  longer: Longer | null,
  type: keyof Certain,
  bits: { readonly 'within-same': number; readonly 'within-other': number },
): number {
  if (longer === null) return 0;
  const { types } = longer;
  const other = (['place', 'person', 'organisation'] as const).some((t) => t !== type && types[t]);
  return (types[type] ? bits['within-same'] : 0) | (other ? bits['within-other'] : 0);
}

/** Candidates out of the gazetteer: for each match and each type the most likely entry. */
export function listedCandidates(context: EntityContext): void {
  const { matches } = context;
  let longer: Longer | null = null;
  for (let m = 0; m < matches.count; m++) {
    const meanings = context.meaningsOf(m);
    const { place, person, organisation, certain } = meanings;
    const first = matches.first[m]!;
    const end = matches.end[m]!;
    // Matches come by their first token, the longest first.
    const within = longer !== null && longer.end >= end && longer.end > first ? longer : null;
    if (within === null && end - first > 1 && certain !== null) longer = { end, types: certain };
    if (place && !organisation && TOWNS.has(place.subtype) && context.isSport(first)) {
      // In sport a town is its club.
      const bits = organisationBits(context, first, end, place, meanings) & ~Organisation.listed;
      const extra = OrganisationExtra['town-club'];
      context.add('organisation', 'ORG', first, end, bits, extra, 'club-of-town', -1, 'club');
    }
    if (place) {
      const bits = placeBits(context, first, end, place, meanings);
      const extra = placeExtra(context, first, end, place) | withinBits(within, 'place', PlaceExtra);
      context.add('place', 'LOC', first, end, bits, extra, 'gazetteer', place.entry, place.subtype || null);
    }
    if (person) {
      const bits = personBits(context, first, end, person, meanings);
      const extra =
        personExtra(context, first, end) |
        (organisation ? PersonExtra['also-organisation'] : 0) |
        withinBits(within, 'person', PersonExtra);
      context.add(
        'person',
        'PER',
        first,
        end,
        bits,
        extra,
        'gazetteer',
        person.entry,
        person.subtype || null,
      );
    }
    if (organisation) {
      const { entry, subtype } = organisation;
      const bits = organisationBits(context, first, end, organisation, meanings);
      const extra =
        organisationExtra(context, first, end, organisation, meanings) |
        withinBits(within, 'organisation', OrganisationExtra);
      context.add('organisation', 'ORG', first, end, bits, extra, 'gazetteer', entry, subtype || null);
      if (certain?.organisation) withNationality(context, first, end, organisation, meanings);
    }
  }
}

/** الكنيست الإسرائيلي: a listed body with its nationality. Those that begin with a head word are made by their grammar. */
function withNationality(
  context: EntityContext,
  first: number,
  end: number,
  row: NameRow,
  meanings: Meanings,
): void {
  if (context.has(first, Class['org-head']) || !context.follows(end) || !context.isWord(end)) return;
  if (!context.has(end, Class.nationality) || !context.isDefinite(end) || context.hasClitic(end)) return;
  const bits =
    organisationBits(context, first, end, row, meanings) & ~(Organisation.listed | Organisation['one-word']);
  const extra = OrganisationExtra['beyond-listed'] | (LISTED[row.subtype] ?? 0);
  context.add(
    'organisation',
    'ORG',
    first,
    end + 1,
    bits | Organisation['last-nationality'],
    extra,
    'gazetteer',
    row.entry,
    row.subtype || null,
  );
}

function placeBits(
  context: EntityContext,
  first: number,
  end: number,
  row: NameRow,
  meanings: Meanings,
): number {
  const { tokens } = context;
  const { subtype, weight } = row;
  const fromGeoNames = (row.flags & EntryFlag.bulk) !== 0;
  let bits = 0;
  if (subtype === 'country') bits |= Place.country;
  else if (fromGeoNames) bits |= Place.geonames;
  else bits |= REGIONS.has(subtype) ? Place.region : Place.city;
  if (fromGeoNames || weight > 0)
    bits |= weight >= LARGE ? Place.large : weight >= MIDDLE ? Place.middle : Place.small;
  if (row.flags & EntryFlag.common) bits |= Place['flagged-common'];
  if (end - first === 2) bits |= Place['two-words'];
  else if (end - first > 2) bits |= Place['more-words'];
  else {
    const classes = tokens.classes[first]!;
    // Countries and capitals are meant whatever else the word means (القاهرة, الرياض), unless their row says so.
    const certain = PROMINENT.has(subtype) && (row.flags & EntryFlag.common) === 0;
    if (classes & EVERYDAY && !certain) bits |= Place['is-common'];
    if (classes & Class.given) bits |= Place['is-given'];
    if (classes & Class.surname) bits |= Place['is-surname'];
    if (classes & Class.title) bits |= Place['is-title'];
    if (classes & Class.function) bits |= Place['is-function'];
    if (classes & Class.nationality) bits |= Place['is-nationality'];
    if (
      classes & ~(EVERYDAY | Class.given | Class.surname | Class.title | Class.function | Class.nationality)
    )
      bits |= Place['other-class'];
  }
  bits |= cliticBits(context, first, Place['conjunction-off'], Place['preposition-off']);
  if (context.isSurface(tokens.baseStart[first]!, tokens.end[end - 1]!, row.form)) bits |= Place.exact;
  const before = context.before(first);
  if (before & N['place-head']) bits |= Place['place-head-before'];
  const afterPreposition = before & N['place-preposition'] || bits & Place['preposition-off'];
  if (afterPreposition && bits & (Place['is-common'] | Place['flagged-common']))
    bits |= Place['common-after-preposition'];
  if (afterPreposition && fromGeoNames) bits |= Place['geonames-after-preposition'];
  if (before & N.edge && context.after(end) & (N.bracket | N['other-punctuation'] | N.number))
    bits |= Place['in-dateline'];
  if (before & (N.place | N.comma) && context.after(end) & (N.place | N.comma)) bits |= Place['in-list'];
  if (meanings.person) bits |= Place['also-person'];
  if (meanings.organisation) {
    bits |= Place['also-organisation'];
    if (meanings.organisation.subtype === 'club' && context.isSport(first)) bits |= Place['club-in-sport'];
  }
  // السعودية after a noun with its article is the adjective.
  if (bits & Place['is-nationality'] && before & N.definite && before & (N.common | N['org-head'] | N.title))
    bits |= Place['adjective-position'];
  return bits >>> 0;
}

function personBits(
  context: EntityContext,
  first: number,
  end: number,
  row: NameRow,
  meanings: Meanings,
): number {
  let bits = Person.listed | personShape(context, first, end);
  if (row.flags & EntryFlag.common) bits |= Person['listed-common'];
  if (meanings.place) bits |= Person['is-place'];
  return bits >>> 0;
}

function organisationBits(
  context: EntityContext,
  first: number,
  end: number,
  row: NameRow,
  meanings: Meanings,
): number {
  const { tokens } = context;
  let bits = Organisation.listed;
  if (row.flags & EntryFlag.common)
    bits |= end - first === 1 ? Organisation['listed-common'] : Organisation['listed-common-phrase'];
  bits |=
    [
      0,
      Organisation['one-word'],
      Organisation['two-words'],
      Organisation['three-words'],
      Organisation['four-words'],
    ][end - first] ?? Organisation['more-words'];
  if (meanings.place) bits |= Organisation['is-place'];
  if (end - first === 1) {
    if (tokens.classes[first]! & (Class.given | Class.surname)) bits |= Organisation['is-given'];
    if (tokens.classes[first]! & EVERYDAY) bits |= Organisation['is-common'];
  }
  if (row.subtype === 'club' && context.isSport(first)) bits |= Organisation.sport;
  return (
    (bits | cliticBits(context, first, Organisation['conjunction-off'], Organisation['preposition-off'])) >>>
    0
  );
}

const ARAB = new Set('AE BH DJ DZ EG IQ JO KM KW LB LY MA MR OM PS QA SA SD SO SY TN YE'.split(' '));
/** Classes that leave a name of one word open. */
const OTHERWISE = ~Class['foreign-name'];

function placeExtra(context: EntityContext, first: number, end: number, row: NameRow): number {
  const { tokens } = context;
  const { country, subtype } = row;
  const fromGeoNames = (row.flags & EntryFlag.bulk) !== 0;
  let bits = KIND_OF_PLACE[row.subtype] ?? 0;
  if (end - first === 1 && (tokens.classes[first]! & OTHERWISE) === 0)
    bits |= fromGeoNames ? PlaceExtra['geonames-only-place'] : PlaceExtra['one-word-only-place'];
  if (subtype !== 'country' && context.isCountryInText(country)) bits |= PlaceExtra['country-in-text'];
  if (ARAB.has(country)) bits |= PlaceExtra['arab-country'];
  if (context.titleDistance[first] === 1) bits |= PlaceExtra['title-near'];
  if (context.isSport(first)) bits |= PlaceExtra['in-sport'];
  const before = context.before(first);
  const after = context.after(end);
  if (before & N.quote && after & N.quote) bits |= PlaceExtra.quoted;
  if (before & N.bracket && after & N.bracket) bits |= PlaceExtra['in-brackets'];
  if ((before | after) & N.given && !(before & after & N.place)) bits |= PlaceExtra['given-beside'];
  if (before & N['place-head'] && context.isHead(first - 1, 'place-head')) bits |= PlaceExtra['head-before'];
  return bits;
}

const LISTED: Readonly<Record<string, number>> = {
  club: OrganisationExtra['listed-club'],
  media: OrganisationExtra['listed-media'],
  agency: OrganisationExtra['listed-media'],
  newspaper: OrganisationExtra['listed-media'],
  channel: OrganisationExtra['listed-media'],
  company: OrganisationExtra['listed-company'],
  party: OrganisationExtra['listed-party'],
  army: OrganisationExtra['listed-army'],
  security: OrganisationExtra['listed-army'],
};

function organisationExtra(
  context: EntityContext,
  first: number,
  end: number,
  row: NameRow,
  meanings: Meanings,
): number {
  let bits = LISTED[row.subtype] ?? 0;
  if (meanings.types === 1 && (end - first > 1 || (context.tokens.classes[first]! & OTHERWISE) === 0))
    bits |= OrganisationExtra['listed-only'];
  const before = context.before(first);
  const after = context.after(end);
  if (end - first > 2 && (row.flags & EntryFlag.common) === 0) bits |= OrganisationExtra['listed-long'];
  if (before & N.quote && after & N.quote) bits |= OrganisationExtra['quoted-name'];
  if (before & N.bracket && after & N.bracket) bits |= OrganisationExtra['in-brackets'];
  if (after & N.nationality && after & N.definite) bits |= OrganisationExtra['goes-on-nationality'];
  return bits;
}
