import { describe, expect, test } from 'vitest';
import {
  CONTRACT_NAMES,
  feedId,
  getDeployment,
  holderAddress,
  InvalidDeploymentError,
  parseDeployment,
  registerDeployment,
  UnknownDeploymentError,
  UnknownDeploymentNameError,
} from '../../src/index.js';

const ADDRESS = '0x5FbDB2315678afecb367f032d93F642f64180aa3';
const valid = {
  chainId: 424242,
  network: 'test',
  startBlock: 0,
  contracts: Object.fromEntries(CONTRACT_NAMES.map((name) => [name, ADDRESS.toLowerCase()])),
  holders: { buyback: ADDRESS },
  feeds: { 'USDC/USD': 1 },
};

describe('deployments', () => {
  test('are found by chain id once registered, with checksummed addresses', () => {
    expect(() => getDeployment(424242)).toThrow(UnknownDeploymentError);
    registerDeployment(valid);
    expect(getDeployment(424242).contracts.Vault).toBe(ADDRESS);
  });

  test('a later registration replaces the earlier one', () => {
    registerDeployment({ ...valid, chainId: 424243, network: 'first' });
    registerDeployment({ ...valid, chainId: 424243, network: 'second' });
    expect(getDeployment(424243).network).toBe('second');
  });

  test.each([
    ['the deployment', null],
    ['contracts', { ...valid, contracts: [] }],
    ['contracts.Vault', { ...valid, contracts: { ...valid.contracts, Vault: '0x12' } }],
    ['contracts.USDC', { ...valid, contracts: { ...valid.contracts, USDC: undefined } }],
    ['chainId', { ...valid, chainId: '31337' }],
    ['startBlock', { ...valid, startBlock: -1 }],
    ['network', { ...valid, network: '' }],
    ['holders.buyback', { ...valid, holders: { buyback: 7 } }],
    ['feeds.USDC/USD', { ...valid, feeds: { 'USDC/USD': 0 } }],
  ])('an invalid one is refused by the name of its field: %s', (path, json) => {
    expect(() => parseDeployment(json)).toThrow(InvalidDeploymentError);
    expect(() => parseDeployment(json)).toThrow(`${path} must be`);
  });

  test('feeds and holders are found by name', () => {
    const deployment = parseDeployment(valid);
    expect(feedId(deployment, 'USDC/USD')).toBe(1);
    expect(holderAddress(deployment, 'buyback')).toBe(ADDRESS);
    expect(() => feedId(deployment, 'DOGE/USD')).toThrow(UnknownDeploymentNameError);
    expect(() => holderAddress(deployment, 'nobody')).toThrow('There is no holder named nobody');
  });
});
