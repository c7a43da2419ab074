import type { Edits } from './offsets.js';

/** One change of a text, as a stream: what comes out does not depend on where the text is cut into pieces. */
export interface StepStream {
  /** Takes the next piece, gives what is settled by it; what depends on what follows is kept back. */
  push(text: string, edits: Edits | null): string;
  /** Gives what was kept back. */
  end(edits: Edits | null): string;
}

/** A change of texts; a stream for each of them. */
export interface Step {
  open(): StepStream;
}
