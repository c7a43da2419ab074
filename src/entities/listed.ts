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
import { cliticBits, personExtra, personShape } from './person-features.js';

const LARGE = 500_000;
const MIDDLE = 50_000;
const TOWNS = new Set(['city', 'capital', 'town', 'village', 'district', 'province']);
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
    const town = byType.get('LOC');
    if (
      town &&
      !byType.has('ORG') &&
      context.isSport(first) &&
      TOWNS.has(context.gazetteer.text(town.entry, 'subtype'))
    ) {
      // In sport a town is its club.
      const bits = organisationBits(context, first, end, town, byType) & ~Organisation.listed;
      context.add(
        'organisation',
        'ORG',
        first,
        end,
        bits,
        OrganisationExtra['town-club'],
        'club-of-town',
        -1,
        'club',
      );
    }
    for (const [type, row] of byType) {
      const subtype = context.gazetteer.text(row.entry, 'subtype') || null;
      if (type === 'LOC')
        context.add(
          'place',
          type,
          first,
          end,
          placeBits(context, first, end, row, byType),
          placeExtra(context, first, end, row),
          'gazetteer',
          row.entry,
          subtype,
        );
      else if (type === 'PER')
        context.add(
          'person',
          type,
          first,
          end,
          personBits(context, first, end, row, byType),
          personExtra(context, first, end) | (byType.has('ORG') ? PersonExtra['also-organisation'] : 0),
          'gazetteer',
          row.entry,
          subtype,
        );
      else if (type === 'ORG')
        context.add(
          'organisation',
          type,
          first,
          end,
          organisationBits(context, first, end, row, byType),
          organisationExtra(context, first, end, row, byType),
          'gazetteer',
          row.entry,
          subtype,
        );
    }
  }
}

/** Which of the entries of one name is meant when nothing else says so: our own lists, then the larger place. */
function rank(context: EntityContext, row: NameRow): number {
  const { gazetteer } = context;
  const own =
    row.flags & EntryFlag.bulk ? 0 : gazetteer.text(row.entry, 'subtype') === 'country' ? 2e10 : 1e10;
  return own + gazetteer.weight(row.entry) - (row.flags & EntryFlag.common ? 5e9 : 0);
}

function placeBits(
  context: EntityContext,
  first: number,
  end: number,
  row: NameRow,
  types: Map<string, NameRow>,
): number {
  const { gazetteer, tokens } = context;
  const subtype = gazetteer.text(row.entry, 'subtype');
  const fromGeoNames = (row.flags & EntryFlag.bulk) !== 0;
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
    if (
      classes & ~(EVERYDAY | Class.given | Class.surname | Class.title | Class.function | Class.nationality)
    )
      bits |= Place['other-class'];
  }
  bits |= cliticBits(context, first, Place['conjunction-off'], Place['preposition-off']);
  if (context.surface(tokens.baseStart[first]!, tokens.end[end - 1]!) === row.form) bits |= Place.exact;
  const before = context.before(first);
  if (before & N['place-head']) bits |= Place['place-head-before'];
  const afterPreposition = before & N['place-preposition'] || bits & Place['preposition-off'];
  if (afterPreposition && bits & (Place['is-common'] | Place['flagged-common']))
    bits |= Place['common-after-preposition'];
  if (afterPreposition && fromGeoNames) bits |= Place['geonames-after-preposition'];
  if (before & N.edge && context.after(end) & (N.bracket | N['other-punctuation'] | N.number))
    bits |= Place['in-dateline'];
  if (before & (N.place | N.comma) && context.after(end) & (N.place | N.comma)) bits |= Place['in-list'];
  if (types.has('PER')) bits |= Place['also-person'];
  const organisation = types.get('ORG');
  if (organisation) {
    bits |= Place['also-organisation'];
    if (gazetteer.text(organisation.entry, 'subtype') === 'club' && context.isSport(first))
      bits |= Place['club-in-sport'];
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
  types: Map<string, NameRow>,
): number {
  let bits = Person.listed | personShape(context, first, end);
  if (row.flags & EntryFlag.common) bits |= Person['listed-common'];
  if (types.has('LOC')) bits |= Person['is-place'];
  return bits >>> 0;
}

function organisationBits(
  context: EntityContext,
  first: number,
  end: number,
  row: NameRow,
  types: Map<string, NameRow>,
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
  if (types.has('LOC')) bits |= Organisation['is-place'];
  if (end - first === 1) {
    if (tokens.classes[first]! & (Class.given | Class.surname)) bits |= Organisation['is-given'];
    if (tokens.classes[first]! & EVERYDAY) bits |= Organisation['is-common'];
  }
  if (context.gazetteer.text(row.entry, 'subtype') === 'club' && context.isSport(first))
    bits |= Organisation.sport;
  return (
    (bits | cliticBits(context, first, Organisation['conjunction-off'], Organisation['preposition-off'])) >>>
    0
  );
}

const ARAB = new Set('AE BH DJ DZ EG IQ JO KM KW LB LY MA MR OM PS QA SA SD SO SY TN YE'.split(' '));
/** Classes that leave a name of one word open. */
const OTHERWISE = ~Class['foreign-name'];

function placeExtra(context: EntityContext, first: number, end: number, row: NameRow): number {
  const { gazetteer, tokens } = context;
  const fromGeoNames = (row.flags & EntryFlag.bulk) !== 0;
  let bits = 0;
  if (end - first === 1 && (tokens.classes[first]! & OTHERWISE) === 0)
    bits |= fromGeoNames ? PlaceExtra['geonames-only-place'] : PlaceExtra['one-word-only-place'];
  const country = gazetteer.text(row.entry, 'country');
  if (gazetteer.text(row.entry, 'subtype') !== 'country' && context.isCountryInText(country))
    bits |= PlaceExtra['country-in-text'];
  if (ARAB.has(country)) bits |= PlaceExtra['arab-country'];
  if (context.titleDistance[first] === 1) bits |= PlaceExtra['title-near'];
  if (context.isSport(first)) bits |= PlaceExtra['in-sport'];
  const before = context.before(first);
  const after = context.after(end);
  if (before & N.quote && after & N.quote) bits |= PlaceExtra.quoted;
  if (before & N.bracket && after & N.bracket) bits |= PlaceExtra['in-brackets'];
  if ((before | after) & N.given && !(before & after & N.place)) bits |= PlaceExtra['given-beside'];
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
};

function organisationExtra(
  context: EntityContext,
  first: number,
  end: number,
  row: NameRow,
  types: Map<string, NameRow>,
): number {
  let bits = LISTED[context.gazetteer.text(row.entry, 'subtype')] ?? 0;
  if (types.size === 1 && (end - first > 1 || (context.tokens.classes[first]! & OTHERWISE) === 0))
    bits |= OrganisationExtra['listed-only'];
  const before = context.before(first);
  const after = context.after(end);
  if (end - first > 2 && (row.flags & EntryFlag.common) === 0) bits |= OrganisationExtra['listed-long'];
  if (before & N.quote && after & N.quote) bits |= OrganisationExtra['quoted-name'];
  if (before & N.bracket && after & N.bracket) bits |= OrganisationExtra['in-brackets'];
  if (after & N.nationality && after & N.definite) bits |= OrganisationExtra['goes-on-nationality'];
  return bits;
}
