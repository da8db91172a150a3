/** One of the two entries of a pair. */
export interface ConflictSide {
  id: string;
  source: string;
  title: string;
  /** Its words that the sentence stands on, verbatim; empty when the model gave none that stand there. */
  quote: string;
}

/** Two entries that answer the same question: what contradicts, in one sentence of the model's. */
export interface Contradiction {
  key: string;
  run: string;
  atMs: number;
  /** `contradict`: by the model, with both sides quoted. `agree`: it sees none. `unclear`: nothing usable was written. */
  verdict: 'contradict' | 'agree' | 'unclear';
  sentence: string;
  a: ConflictSide;
  b: ConflictSide;
}
