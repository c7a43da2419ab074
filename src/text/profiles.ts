/** Profiles: named lists of folds, put together into as few passes over the text as they need. */
import { type FoldRow, foldNamed, profileNamed, profilesFile } from './folds.js';
import { CharacterMap } from './map.js';
import type { Step } from './step.js';
import { makeStep } from './steps.js';

/** A profile ready for use. */
export interface Profile {
  readonly name: string;
  /**
   * Changes of the text in their order; neighbouring maps of single characters are one.
   * @internal
   */
  readonly steps: readonly Step[];
}

/** A profile or fold as it is listed. */
export interface Listed {
  name: string;
  description: string;
  /** A text. */
  example: string;
}

const made = new Map<string, Profile>();
const stepsOfFolds = new Map<string, Step>();

/**
 * The profile of that name, with more folds after its own.
 * @param name a name of data/profiles.tsv; null for the folds alone
 * @param more names of data/folds.tsv
 * @throws UnknownNameError
 */
export function compileProfile(name: string | null, more: readonly string[] = []): Profile {
  const key = [name ?? '', ...more].join(' ');
  const known = made.get(key);
  if (known !== undefined) return known;
  const folds = [...(name === null ? [] : profileNamed(name).folds), ...more];
  const steps: Step[] = [];
  for (const fold of folds) {
    const step = stepOf(foldNamed(fold));
    const last = steps.at(-1);
    if (step instanceof CharacterMap && last instanceof CharacterMap)
      steps[steps.length - 1] = last.followedBy(step);
    else steps.push(step);
  }
  const profile: Profile = { name: key.trim(), steps };
  made.set(key, profile);
  return profile;
}

function stepOf(fold: FoldRow): Step {
  let step = stepsOfFolds.get(fold.name);
  if (step === undefined) {
    step = fold.step === undefined ? mapOf(fold) : makeStep(fold.step);
    stepsOfFolds.set(fold.name, step);
  }
  return step;
}

function mapOf(fold: FoldRow): CharacterMap {
  const changes = new Map<number, string>();
  const kept = fold.dropsRest ? new Set<number>() : null;
  for (const [from, to] of fold.changes) {
    for (let i = 0; i < from.length; i++) {
      if (to === null) kept?.add(from.charCodeAt(i));
      else changes.set(from.charCodeAt(i), to);
    }
  }
  return new CharacterMap(changes, kept);
}

/** The profiles that come with the program, with the names of their folds. */
export function listProfiles(): (Listed & { folds: readonly string[] })[] {
  return profilesFile().profiles.map(({ name, description, example, folds }) => ({
    name,
    description,
    example,
    folds,
  }));
}

/** The folds that profiles are made of. */
export function listFolds(): Listed[] {
  return profilesFile().folds.map(({ name, description, example }) => ({ name, description, example }));
}
