import type { Quote, Speaker } from '../document.js';
import type { EntityContext } from '../entities/context.js';
import { Class } from '../lexicon/classes.js';
import { ARABIC_MARK, FOLD } from '../text/characters.js';
import { Gap, Kind } from '../tokens/tokens.js';
import type { Quoted } from './marks.js';
import { clauses, type Report } from './reports.js';
import { isPreposition, PARTY, type Parties, type Party, SIGNS } from './speakers.js';
import { Subjects } from './subjects.js';
import { Gender, type Words } from './words.js';

/** A direct quote whose speaker the sentence has not told yet. */
interface Waiting {
  readonly quoted: Quoted;
  readonly subject: Party | null;
}

const SPEECH = Class.attribution | Class['speech-verb'];
/** Classes of finite verbs. */
const VERBS = SPEECH | Class.verb;
/** How many parties are remembered, for verbs that name no subject. */
const MEMORY = 6;
/** Values of class `attribution` of what may speak for its author. */
const TEXTS = new Set(['document', 'work']);
/** Kinds of function words after which a clause begins, or its subject. */
const LEADS_IN = new Set(['conj', 'aux', 'part', 'adv']);
/** Kinds of function words that belong to the noun before them (المتحدث نفسه) or stand for one. */
const AFTER_NOUNS = new Set(['pron', 'dem', 'quant']);
/** How far after a quote its verb may stand. */
const AFTER = 14;

/**
 * Goes once over the sentences outside of the direct quotes and reads who says what. A noun phrase where a clause begins
 * is the topic of the next verb (subject before verb), else the noun phrase after the verb is its subject; a verb of
 * saying without either goes on with the speaker before it, of fitting gender.
 */
export class SpeechReader {
  private readonly quotes: Quote[] = [];
  private readonly quotedAt = new Map<number, Quoted>();
  /** Who spoke or acted last, the latest at the end. */
  private readonly recent: Party[] = [];

  // Of the sentence that is read:
  private limit = 0;
  private topic: Party | null = null;
  private subject: Party | null = null;
  private report: Report | null = null;
  private reports: Report[] = [];
  private waiting: Waiting[] = [];
  /** Is a noun phrase here free to be a topic? */
  private free = true;
  private relays = false;
  private readonly subjects: Subjects;

  constructor(
    private readonly text: string,
    private readonly context: EntityContext,
    private readonly words: Words,
    private readonly parties: Parties,
    direct: readonly Quoted[],
  ) {
    for (const quoted of direct) this.quotedAt.set(quoted.open, quoted);
    this.subjects = new Subjects(context, words, parties, this.quotedAt);
  }

  read(): Quote[] {
    const { count } = this.context.tokens;
    for (let from = 0; from < count; ) {
      let to = this.next(from);
      while (to < count && !this.breaksBefore(to)) to = this.next(to);
      this.sentence(from, to);
      from = to;
    }
    return this.quotes.sort((a, b) => a.start - b.start || b.end - a.end);
  }

  /** The token after this one, or after the direct quote that begins with it. */
  private next(t: number): number {
    const quoted = this.quotedFrom(t);
    return quoted ? quoted.close + (quoted.closed ? 1 : 0) : t + 1;
  }

  /** Most tokens stand in the sentence of the one before them, on its line. */
  private breaksBefore(t: number): boolean {
    const { gap, sentence } = this.context.tokens;
    return (gap[t]! >= Gap.line || sentence[t] !== sentence[t - 1]) && this.words.breaksBefore(t);
  }

  /** The direct quote whose opening mark a token is. */
  private quotedFrom(t: number): Quoted | undefined {
    return this.context.tokens.kind[t] === Kind.punctuation ? this.quotedAt.get(t) : undefined;
  }

  private sentence(from: number, to: number): void {
    this.limit = to;
    this.topic = this.subject = this.report = null;
    this.reports = [];
    this.waiting = [];
    this.free = true;
    this.relays = false;
    // Of a sentence in which nothing is said only the subject matters, for a verb in the next that names none.
    const silent = !this.speaks(from, to);
    for (let t = from; t < to && !(silent && this.subject); ) {
      const quoted = this.quotedFrom(t);
      t = quoted ? this.quote(quoted) : this.step(t, from);
    }
    for (const waiting of this.waiting) this.settle(waiting, from);
    for (const { first, end, report } of clauses(this.reports, from, to, this.words)) {
      const { tokens } = this.context;
      if (this.hasQuote(first, end)) continue;
      this.push('indirect', tokens.start[first]!, tokens.end[end - 1]!, report.speaker!.speaker, report);
    }
    const main = this.reports.find(({ kind }) => kind === 'verb')?.speaker ?? this.subject;
    if (main && (main.entity?.type !== 'LOC' || this.reports.length > 0)) this.remember(main);
  }

  /** Is there a word of speech, or a direct quote? */
  private speaks(from: number, to: number): boolean {
    const { classes } = this.context.tokens;
    for (let t = from; t < to; t++) if ((classes[t]! & SPEECH) !== 0 || this.quotedFrom(t)) return true;
    return false;
  }

  private hasQuote(from: number, to: number): boolean {
    for (let t = from; t < to; t++) if (this.quotedFrom(t)) return true;
    return false;
  }

  /** Reads the token and what hangs on it; gives the token to go on with. */
  private step(t: number, from: number): number {
    const { words, context } = this;
    const entity = this.parties.entityAt(t);
    const isWord = context.isWord(t);
    if (isWord && entity === null) {
      const classes = context.tokens.classes[t]!;
      // Most words of a text are no sign of anything, and most of the others one thing only.
      if ((classes & (this.free ? SIGNS | PARTY : SIGNS)) === 0) {
        this.free = false;
        return t + 1;
      }
      const said = classes & Class.attribution ? this.attribution(t, from) : 0;
      if (said > 0) return said;
      const done = classes & VERBS ? this.verb(t, from) : 0;
      if (done > 0) return done;
      const kind = classes & Class.function ? words.functionKind(t) : '';
      if (kind !== '') {
        if (kind === 'rel') this.antecedent(t, from);
        // "was" lets its subject follow as verbs do; after other function words but prepositions a clause begins.
        this.free = LEADS_IN.has(kind) || (kind === 'pron' && t === from);
        return t + 1;
      }
    } else if (words.isDash(t) && this.subject === null) {
      this.topic = null;
      this.free = true;
      return t + 1;
    }
    const party =
      this.free || (entity?.type === 'PER' && this.isLoose(t))
        ? this.parties.read(t, this.limit, false)
        : null;
    if (party) {
      if (this.topic === null && (this.free || this.subject === null)) this.topic = party;
      this.free = false;
      return party.end;
    }
    this.free = !isWord && (this.free || words.isComma(t) || words.isColon(t));
    return entity ? this.parties.endOf(t) : t + 1;
  }

  /** Does a person's name hang on no preposition or noun before it or its title? */
  private isLoose(t: number): boolean {
    const { context } = this;
    const first = context.titleDistance[t]! > 0 ? context.titleStart[t]! : t;
    if (first === 0 || this.words.hasPreposition(first)) return false;
    return !isPreposition(this.words, first - 1) && !context.has(first - 1, Class.common | Class.title);
  }

  /** Words of attribution; gives the token after them, or 0. */
  private attribution(t: number, from: number): number {
    const { words } = this;
    const use = words.use(t);
    if (use === '') return 0;
    const end = words.useEnd(t);
    switch (use) {
      case 'that':
      case 'that-pronoun':
        if (this.report && this.report.content < 0 && !this.opensTime(t))
          this.report.content = use === 'that' ? end : t;
        // The pronoun mostly means the speaker, and is the subject of the next verb.
        this.topic = use === 'that' || !this.report?.speaker ? null : { ...this.report.speaker, end };
        this.free = use === 'that';
        return end;
      case 'saying':
        // With the article it is a noun: the writer, not "writing".
        if (this.context.lexicon.isDefinite(this.context.tokens, t)) return 0;
        this.begin(t, end, 'participle', this.report?.speaker ?? this.subject ?? this.topic, false, from);
        return end;
      case 'source':
        return this.source(t, end, from);
      case 'from': {
        if (!this.relays || !this.report) return 0;
        const party = this.parties.read(end, this.limit, true);
        this.relays = false;
        if (!party) return 0;
        this.report.speaker = party;
        this.report.named = true;
        this.remember(party);
        return party.end;
      }
      case 'relay': {
        const agency = this.subjects.ofSaying(end, this.limit);
        this.begin(t, end, 'relay', agency ?? this.topic, agency !== null, from);
        this.relays = true;
        this.topic = null;
        return agency?.end ?? end;
      }
      case 'appear': {
        const place =
          end < this.limit && isPreposition(words, end)
            ? this.parties.read(end + 1, this.limit, false, true)
            : null;
        const pronoun = end < this.limit && words.isInIt(end);
        if (!place && !pronoun) return 0;
        this.begin(t, end, 'verb', place ?? this.subject ?? this.topic, place !== null, from);
        return place?.end ?? end;
      }
      case 'same':
        if (this.report) this.report.end = Math.min(this.report.end, t);
        return end;
      case 'aside':
      case 'impersonal':
        return end;
      default:
        return 0;
    }
  }

  /** "According to": the speaker follows, perhaps with a proclitic. */
  private source(t: number, end: number, from: number): number {
    let at = end;
    while (
      at < this.limit &&
      at - end < 2 &&
      this.context.has(at, Class.function) &&
      isPreposition(this.words, at)
    )
      at++;
    const party = this.parties.read(at, this.limit, true, true);
    if (!party) return end;
    this.begin(t, end, 'source', party, true, from);
    return party.end;
  }

  /** A finite verb with its subject; gives the token after them, or 0. */
  private verb(t: number, from: number): number {
    const { words } = this;
    // What somebody did not say, or will say, or what "that" governs, is no report.
    const governed = t > from && words.use(t - 1) === 'that';
    if (governed && !words.isImperfect(t)) return 0;
    const saying =
      words.isSaying(t) && !governed && !words.isFuture(t) && words.functionKind(t - 1) !== 'neg';
    const begins = t === from || this.free || words.hasConjunction(t);
    if (!saying && !words.isVerb(t, begins)) return 0;
    if (this.free && isPreposition(words, t - 1)) return 0;
    const end = words.use(t) === '' ? t + 1 : words.useEnd(t);
    const gender = words.verbGender(t);
    const near = (party: Party | null) =>
      party !== null &&
      (party.end === t || (words.isComma(t - 1) && party.end === t - 1)) &&
      fits(party, gender);
    // Said of the one who was the subject right before: "a witness, who asked …".
    if (this.topic === null && !words.hasConjunction(t) && near(this.subject)) this.topic = this.subject;
    let party = near(this.topic)
      ? null
      : saying
        ? this.subjects.ofSaying(end, this.limit)
        : this.subjects.ofAny(end, this.limit);
    if (party && words.use(t) === 'object' && this.topic && fits(this.topic, gender)) party = null;
    const named = party !== null || this.topic !== null;
    const subject = party ?? this.topic;
    this.topic = null;
    this.free = false;
    if (saying) {
      const speaker = subject ?? this.inherit(gender);
      this.begin(t, end, 'verb', speaker, named, from);
      if (speaker && named) this.remember(speaker);
    }
    if (subject) this.subject = subject;
    return party?.end ?? end;
  }

  /** A relative pronoun takes up the person or body right before it. */
  private antecedent(t: number, from: number): void {
    let last = t - 1;
    if (this.words.isComma(last)) last--;
    const entity = last >= from ? this.parties.entityOver(last) : null;
    for (let i = last; entity === null && i >= from && i > last - 4; i--) {
      if (this.context.isDefinite(i) && TEXTS.has(this.words.use(i)))
        this.topic = this.parties.read(i, t, false, true);
    }
    if (entity === null || entity.type === 'LOC') return;
    let first = last;
    while (first > from && this.parties.entityOver(first - 1) === entity) first--;
    this.topic = this.parties.read(first, this.limit, false, true);
  }

  /** Who goes on speaking when a verb names no subject. */
  private inherit(gender: number): Party | null {
    for (const party of [this.report?.speaker, this.subject]) if (party && fits(party, gender)) return party;
    for (let i = this.recent.length - 1; i >= 0; i--)
      if (fits(this.recent[i]!, gender)) return this.recent[i]!;
    return this.recent.at(-1) ?? null;
  }

  private remember(party: Party): void {
    const { recent } = this;
    if (recent.at(-1) === party) return;
    recent.push(party);
    if (recent.length > MEMORY) recent.shift();
  }

  private begin(
    verb: number,
    verbEnd: number,
    kind: Report['kind'],
    speaker: Party | null,
    named: boolean,
    from: number,
  ): void {
    if (this.report) this.report.end = Math.min(this.report.end, verb);
    const report: Report = {
      verb,
      verbEnd,
      kind,
      speaker: speaker ?? this.recent.at(-1) ?? null,
      named,
      content: -1,
      quoted: false,
      end: this.limit,
    };
    this.reports.push(report);
    // What follows a closing "according to" is no speech of its source.
    const opens = verb === from || this.words.hasConjunction(verb);
    if (kind === 'source' && !opens && this.waiting.length === 0 && this.report !== null) return;
    this.report = report;
  }

  /** Before "that" stands a word of time or exception: no report. */
  private opensTime(t: number): boolean {
    const { context, words } = this;
    if (t === 0 || !context.has(t - 1, Class.function)) return false;
    return !context.has(t - 1, Class['place-preposition']) && !AFTER_NOUNS.has(words.functionKind(t - 1));
  }

  private quote(quoted: Quoted): number {
    if (this.report) {
      this.report.quoted = true;
      this.add(quoted, this.report.speaker, this.report);
    } else this.waiting.push({ quoted, subject: this.topic ?? this.subject });
    this.free = false;
    return this.next(quoted.open);
  }

  /** The speaker of a quote that stands before its verb, or without one. */
  private settle({ quoted, subject }: Waiting, from: number): void {
    // All reports of the sentence stand behind the quotes that wait.
    let next = 0;
    while (next < this.reports.length && !this.reports[next]!.named && this.isNear(quoted, next)) next++;
    const after = this.isNear(quoted, next) ? this.reports[next] : undefined;
    if (after && !this.words.hasConjunction(after.verb)) {
      after.quoted = true;
      this.add(quoted, after.speaker, after);
      return;
    }
    const last = this.recent.at(-1) ?? null;
    const named = quoted.open === from ? (last ?? subject) : subject;
    if (named) this.remember(named);
    this.add(quoted, named ?? last ?? this.parties.lastBefore(quoted.open), null);
  }

  /** Does a report stand close behind a quote? */
  private isNear({ close }: Quoted, report: number): boolean {
    const verb = this.reports[report]?.verb;
    return verb !== undefined && verb > close && verb - close < AFTER;
  }

  private add({ open, close }: Quoted, party: Party | null, report: Report | null): void {
    const { tokens } = this.context;
    const start = tokens.start[open + 1]!;
    const end = tokens.end[close - 1]!;
    const speaker = party && report?.named ? party.speaker : party && this.parties.nearest(party, open);
    this.push('direct', start, end, speaker, report);
  }

  private push(
    kind: Quote['kind'],
    start: number,
    end: number,
    speaker: Speaker | null,
    report: Report | null,
  ): void {
    const { tokens } = this.context;
    const verb = report && this.text.slice(this.verbStart(report), tokens.end[report.verbEnd - 1]!);
    this.quotes.push({ start, end, text: this.text.slice(start, end), kind, speaker, verb });
  }

  /** Where a verb begins without its proclitics; a preposition (بحسب) keeps what is not "and". */
  private verbStart({ kind, verb }: Report): number {
    const { tokens, units } = this.context;
    if (kind !== 'source' || !this.words.hasConjunction(verb))
      return kind === 'source' ? tokens.start[verb]! : tokens.baseStart[verb]!;
    let start = tokens.start[verb]! + 1;
    while (FOLD[units[start]!] === ARABIC_MARK) start++;
    return start;
  }
}

const fits = (party: Party, gender: number): boolean =>
  party.gender === Gender.unknown || gender === Gender.unknown || party.gender === gender;
