/** Waits for something to become true. */
export async function until<value>(
  look: () => value | undefined | false | Promise<value | undefined | false>,
  patienceMs = 60_000,
): Promise<value> {
  const end = Date.now() + patienceMs;
  for (;;) {
    const found = await look();
    if (found) return found;
    if (Date.now() > end) throw new Error(`waited ${patienceMs} ms in vain: ${look.toString()}`);
    await new Promise((resolve) => setTimeout(resolve, 15));
  }
}
