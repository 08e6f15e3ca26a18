type KeyOf<T, K> = (member: T) => K;

const groups = new WeakMap<readonly unknown[], Map<unknown, ReadonlyMap<unknown, readonly unknown[]>>>();

/**
 * The members of a list by what `keyOf` says of them, in the order of the list. A list is grouped once for each `keyOf`: the
 * list must not change afterwards, and `keyOf` be a function that is made once.
 */
export function grouped<T, K>(list: readonly T[], keyOf: KeyOf<T, K>): ReadonlyMap<K, readonly T[]> {
  const known = groups.get(list) ?? new Map();
  groups.set(list, known);
  const made: Map<K, T[]> = known.get(keyOf) ?? group(list, keyOf);
  known.set(keyOf, made);
  return made;
}

function group<T, K>(list: readonly T[], keyOf: KeyOf<T, K>): Map<K, T[]> {
  const made = new Map<K, T[]>();
  for (const member of list) {
    const key = keyOf(member);
    const own = made.get(key);
    if (own) own.push(member);
    else made.set(key, [member]);
  }
  return made;
}
