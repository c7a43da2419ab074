/** Actors of a sentence beyond which it is a list (of players, of towns), which relates nobody. */
export const LONGEST_LIST = 25;
