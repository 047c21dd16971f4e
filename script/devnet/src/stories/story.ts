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
}
