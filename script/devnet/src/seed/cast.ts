import { maxUint256, parseEther } from 'viem';
import { account } from '../accounts.js';
import type { World } from '../chain/world.js';
import { SAFE_OWNERS } from './safes.js';
import { VOTERS } from './voters.js';

const GAS_MONEY = parseEther('100');
const METERS = 7;
const STAKERS = 3;

/** Ether for everybody who will sign something. */
export async function fundCast(world: World, providers: number, buyers: number): Promise<void> {
  const roles = ['deployer', 'certifier', 'auditor', 'kycAttestor', 'keeper', 'agent', 'relayer'] as const;
  const accounts = [
    ...roles.map((role) => account(role)),
    ...SAFE_OWNERS,
    ...VOTERS,
    ...Array.from({ length: METERS }, (_, n) => account('meterOperator', n)),
    ...Array.from({ length: STAKERS }, (_, n) => account('staker', n)),
    ...Array.from({ length: providers }, (_, n) => account('provider', n)),
    ...Array.from({ length: buyers }, (_, n) => account('buyer', n)),
  ];
  await world.fund(
    accounts.map(({ address }) => address),
    GAS_MONEY,
  );
}

/** Each meter's operator posts its bond; the quorum counts a meter only from then on. */
export async function bondMeters(world: World): Promise<void> {
  const bond = await world.reader.readContract({
    address: world.address('MeterQuorum'),
    abi: world.abi('MeterQuorum'),
    functionName: 'minimumBond',
  });
  for (let n = 0; n < METERS; n++) {
    const operator = account('meterOperator', n);
    await world.send(account('deployer'), 'USDC', 'mint', [operator.address, bond]);
    await world.send(operator, 'USDC', 'approve', [world.address('MeterQuorum'), maxUint256]);
    await world.send(operator, 'MeterQuorum', 'bond', [account('meter', n).address, bond]);
  }
}
