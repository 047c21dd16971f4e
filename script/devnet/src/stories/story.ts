/** What a story showed, for the summary: a line each, and whether it went as it should. */
export interface StoryLine {
  what: string;
  holds: boolean;
}

export interface Story {
  title: string;
  lines: readonly StoryLine[];
}

/** Collects what is seen on the way. */
export class Seen {
  readonly lines: StoryLine[] = [];

  expect(what: string, holds: boolean): void {
    this.lines.push({ what, holds });
  }

  /** Two amounts that must be one. */
  equal(what: string, found: bigint | number, wanted: bigint | number): void {
    const holds = BigInt(found) === BigInt(wanted);
    this.lines.push({ what: holds ? what : `${what}: ${found}, not ${wanted}`, holds });
  }

  /** Something that must not work, and why it does not. */
  async refused(what: string, attempt: () => Promise<unknown>, why: string): Promise<void> {
    const found = await attempt().then(
      () => 'it worked',
      (error: unknown) => (error instanceof Error ? error.message : String(error)),
    );
    const holds = found.includes(why);
    this.lines.push({ what: holds ? what : `${what}: ${found.split('\n')[0]}`, holds });
  }
}
