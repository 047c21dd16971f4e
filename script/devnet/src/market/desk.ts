import {
  cancelJob,
  confirmJob,
  type JobRequest,
  openJob,
  openJobWithToken,
  openOrder,
  signOrder,
} from '@cyberplaza/sdk';
import { account } from '../accounts.js';
import type { World } from '../chain/world.js';
import type { PlannedJob } from '../input/job.js';

const ORDER_LIFETIME_SECONDS = 3_600n;

/** Where buyers open, cancel and confirm jobs, as a dApp would: through the SDK. */
export class Desk {
  readonly #world: World;
  readonly #buyers: ReadonlyMap<string, number>;

  constructor(world: World, buyers: readonly { name: string }[]) {
    this.#world = world;
    this.#buyers = new Map(buyers.map(({ name }, n) => [name, n]));
  }

  /** Opens a job the way its plan says: from the vault, from the wallet, or by a signed order that a relayer carries. */
  async open(job: PlannedJob, request: JobRequest): Promise<bigint> {
    const wallet = this.#wallet(job.buyer);
    if (job.pay === 'order') return this.#relay(job, request);
    const sent = job.pay === 'token' ? await openJobWithToken(wallet, request) : await openJob(wallet, request);
    return (await sent.wait()).jobId;
  }

  async cancel(job: PlannedJob, jobId: bigint): Promise<void> {
    await (await cancelJob(this.#wallet(job.buyer), { jobId })).wait();
  }

  async confirm(job: PlannedJob, jobId: bigint): Promise<void> {
    await (await confirmJob(this.#wallet(job.buyer), { jobId })).wait();
  }

  async #relay(job: PlannedJob, request: JobRequest): Promise<bigint> {
    const payer = this.#buyer(job.buyer);
    const nonce = await this.#world.reader.readContract({
      address: this.#world.address('JobMarket'),
      abi: this.#world.abi('JobMarket'),
      functionName: 'nonces',
      args: [payer.address],
    });
    const { timestamp } = await this.#world.reader.getBlock();
    const order = { payer: payer.address, request, nonce, deadline: timestamp + ORDER_LIFETIME_SECONDS };
    const signature = await signOrder(payer, this.#world.deployment, order);
    const sent = await openOrder(this.#world.wallet(account('relayer')), { order, signature });
    return (await sent.wait()).jobId;
  }

  #buyer(name: string) {
    const n = this.#buyers.get(name);
    if (n === undefined) throw new Error(`unknown buyer ${name}`);
    return account('buyer', n);
  }

  #wallet(name: string) {
    return this.#world.wallet(this.#buyer(name));
  }
}
