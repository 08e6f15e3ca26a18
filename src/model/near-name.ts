import { distance } from "fastest-levenshtein";

/**
 * The candidate that `word` is probably a misspelling of, or undefined when none is near. Case is ignored. `most` is the
 * number of letters that may differ; without it that follows from the word's length.
 */
export function nearName(word: string, candidates: Iterable<string>, most?: number): string | undefined {
  const wanted = word.toLowerCase();
  const limit = Math.min(most ?? 16, Math.max(1, Math.floor(Math.min(wanted.length, 16) * 0.4)));
  let best: { candidate: string; cost: number } | undefined;
  for (const candidate of candidates) {
    const cost = distance(wanted, candidate.toLowerCase());
    if (cost <= limit && cost < (best?.cost ?? Number.POSITIVE_INFINITY)) best = { candidate, cost };
  }
  return best?.candidate;
}
