/** A function that computes its value at the first call and keeps it. An error is not kept. */
export function once<T>(compute: () => T): () => T {
  let made: { value: T } | null = null;
  return () => {
    made ??= { value: compute() };
    return made.value;
  };
}
