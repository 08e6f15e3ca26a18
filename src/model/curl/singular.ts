const IRREGULAR: Readonly<Record<string, string>> = {
  people: "person",
  children: "child",
  men: "man",
  women: "woman",
  indices: "index",
  matrices: "matrix",
  series: "series",
  news: "news",
  movies: "movie",
  cookies: "cookie",
  caches: "cache",
};
const UNCHANGED = /(?:ss|us|is|ics)$/;

/** The singular of an English noun whose last word counts: `lineItems` → `lineItem`, `statuses` → `status`. */
export function singular(noun: string): string {
  const [, head = "", last = noun] = /^(.*?)([A-Z]?[a-z]+)$/.exec(noun) ?? [];
  const irregular = IRREGULAR[last.toLowerCase()];
  if (irregular !== undefined) return head + (last.slice(0, 1) + irregular.slice(1));
  return head + singularWord(last);
}

function singularWord(word: string): string {
  if (UNCHANGED.test(word) || !word.endsWith("s") || word.length < 4) return word;
  if (/[^aeiou]ies$/.test(word)) return `${word.slice(0, -3)}y`;
  if (/(?:alyses|heses|crises)$/.test(word)) return `${word.slice(0, -2)}is`;
  return /(?:sses|uses|ches|shes|xes|zes)$/.test(word) && !/(?:[aeo]uses|houses)$/.test(word)
    ? word.slice(0, -2)
    : word.slice(0, -1);
}
