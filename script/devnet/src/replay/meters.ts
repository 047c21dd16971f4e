import type { Deployment } from '@cyberplaza/sdk';
import {
  hashUptimeReport,
  hashUsageReport,
  packProof,
  type UptimeReport,
  type UsageReport,
} from '@cyberplaza/sdk/eip712';
import type { Hex } from 'viem';
import { sign } from 'viem/accounts';
import { account, privateKey } from '../accounts.js';

const METERS = 7;
const QUORUM = 4;

/** The seven meters: whatever the replay says happened, four of those still there have seen it. */
export class Meters {
  readonly #keys = Array.from({ length: METERS }, (_, n) => ({
    signer: account('meter', n).address,
    key: privateKey('meter', n),
  }));
  #turn = 0;

  constructor(readonly deployment: Deployment) {}

  signUsage(report: UsageReport): Promise<Hex> {
    return this.#prove(hashUsageReport(this.deployment, report));
  }

  signUptime(report: UptimeReport): Promise<Hex> {
    return this.#prove(hashUptimeReport(this.deployment, report));
  }

  /** One meter's signature alone. */
  async signAs(n: number, report: UsageReport): Promise<Hex> {
    return sign({ hash: hashUsageReport(this.deployment, report), privateKey: privateKey('meter', n), to: 'hex' });
  }

  /** Found lying: its signature counts no more. */
  drop(n: number): void {
    const { address } = account('meter', n);
    const at = this.#keys.findIndex(({ signer }) => signer === address);
    if (at >= 0) this.#keys.splice(at, 1);
  }

  /** Another four each time. */
  async #prove(hash: Hex): Promise<Hex> {
    this.#turn += 1;
    const signers = Array.from({ length: QUORUM }, (_, i) => this.#keys[(this.#turn + i) % this.#keys.length]);
    return packProof(
      await Promise.all(
        signers.flatMap((meter) =>
          meter
            ? [
                sign({ hash, privateKey: meter.key, to: 'hex' }).then((signature) => ({
                  signer: meter.signer,
                  signature,
                })),
              ]
            : [],
        ),
      ),
    );
  }
}
