/** Everything that was started, taken down in reverse order; safe to run twice. */
export class Teardown {
  readonly #steps: { name: string; stop: () => Promise<void> }[] = [];
  #running: Promise<string[]> | undefined;

  add(name: string, stop: () => Promise<void>): void {
    this.#steps.push({ name, stop });
  }

  /** @returns what could not be stopped, for the reader */
  run(): Promise<string[]> {
    this.#running ??= (async () => {
      const problems: string[] = [];
      for (const { name, stop } of this.#steps.reverse()) {
        try {
          await stop();
        } catch (error) {
          problems.push(`${name}: ${error instanceof Error ? error.message : String(error)}`);
        }
      }
      return problems;
    })();
    return this.#running;
  }
}
