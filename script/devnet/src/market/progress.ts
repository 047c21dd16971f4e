/** Counts that the live display shows; the driver writes them, the terminal reads them. */
export class Progress {
  opened = 0;
  running = 0;
  reported = 0;
  refunded = 0;
  settled = 0;
  total = 0;
  chainTime = 0;

  line(): string {
    const day = new Date(this.chainTime * 1_000).toISOString().slice(0, 16).replace('T', ' ');
    return (
      `${this.opened}/${this.total} opened · ${this.running} running · ${this.reported} reported · ` +
      `${this.refunded} refunded · ${this.settled} settled · chain time ${day}`
    );
  }
}
