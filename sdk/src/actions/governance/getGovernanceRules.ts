import { cyberPlazaGovernorAbi } from '../../abis/CyberPlazaGovernor.js';
import { governanceTimelockAbi } from '../../abis/GovernanceTimelock.js';
import { deploymentOf } from '../internal/deployment.js';
import { read } from '../internal/read.js';
import type { AnyClient, ReadOptions } from '../internal/types.js';
import type { GovernanceRules } from './types.js';

/**
 * What governs proposals to come. SPEC GOV 1.
 *
 * @example
 * const { threshold, votingDelay } = await client.getGovernanceRules();
 */
export async function getGovernanceRules(client: AnyClient, parameters: ReadOptions = {}): Promise<GovernanceRules> {
  const { contracts } = await deploymentOf(client, parameters);
  const { blockNumber } = parameters;
  const governor = { address: contracts.CyberPlazaGovernor, abi: cyberPlazaGovernorAbi, blockNumber } as const;
  const timelock = { address: contracts.GovernanceTimelock, abi: governanceTimelockAbi, blockNumber } as const;
  const [votingDelay, votingPeriod, threshold, rule, extension, timelockDelay, queueGrace] = await Promise.all([
    read(client, { ...governor, functionName: 'votingDelay' }),
    read(client, { ...governor, functionName: 'votingPeriod' }),
    read(client, { ...governor, functionName: 'proposalThreshold' }),
    read(client, { ...governor, functionName: 'quorumRule' }),
    read(client, { ...governor, functionName: 'lateQuorumVoteExtension' }),
    read(client, { ...timelock, functionName: 'getMinDelay' }),
    read(client, { ...governor, functionName: 'QUEUE_GRACE' }),
  ]);
  const [quorumBps, quorumFloor] = rule;
  const lateQuorumExtension = BigInt(extension);
  return {
    votingDelay,
    votingPeriod,
    threshold,
    quorumBps,
    quorumFloor,
    lateQuorumExtension,
    timelockDelay,
    queueGrace,
  };
}
