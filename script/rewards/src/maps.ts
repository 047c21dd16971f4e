/** What a map has for a key; made and kept there if it has nothing yet. */
export function entryOf<key, value>(map: Map<key, value>, key: key, make: () => value): value {
  const found = map.get(key);
  if (found !== undefined) return found;
  const made = make();
  map.set(key, made);
  return made;
}
