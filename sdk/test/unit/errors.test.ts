import { encodeErrorResult, encodePacked, type Hex, RawContractError } from 'viem';
import { describe, expect, test } from 'vitest';
import { contractErrors } from '../../src/errors/generated.js';
import {
  CapacityExceededError,
  ContractError,
  CyberPlazaError,
  decodeContractError,
  decodeRevertData,
  InsufficientEscrowError,
  jobMarketAbi,
  TooEarlyError,
  UnknownDeploymentError,
  UnknownRevertError,
  ZeroAddressError,
} from '../../src/index.js';

const capacity = encodeErrorResult({ abi: jobMarketAbi, errorName: 'CapacityExceeded', args: [3, 1n, 5n] });

describe('decodeContractError', () => {
  test('names a custom error and its values, however deep it lies', () => {
    const thrown = new RawContractError({ data: capacity });
    const decoded = decodeContractError(thrown);
    expect(decoded).toBeInstanceOf(CapacityExceededError);
    expect(decoded).toBeInstanceOf(ContractError);
    expect(decoded).toBeInstanceOf(CyberPlazaError);
    const { args, name, shortMessage, cause } = decoded as CapacityExceededError;
    expect(args).toEqual({ listingId: 3, available: 1n, wanted: 5n });
    expect(name).toBe('CapacityExceededError');
    expect(shortMessage).toBe('The contract reverted with CapacityExceeded(listingId: 3, available: 1, wanted: 5).');
    expect(cause).toBe(thrown);
  });

  test('leaves what holds no revert alone', () => {
    expect(decodeContractError(new Error('socket hang up'))).toBeUndefined();
    expect(decodeContractError(undefined)).toBeUndefined();
  });

  test('passes our own errors through', () => {
    const own = new UnknownDeploymentError(5);
    expect(decodeContractError(own)).toBe(own);
  });

  test('reads require strings and panics', () => {
    const reason = encodeErrorResult({
      abi: [{ type: 'error', name: 'Error', inputs: [{ name: 'message', type: 'string' }] }],
      args: ['ERC20: paused'],
    });
    const panic = encodePacked(['bytes4', 'uint256'], ['0x4e487b71', 0x11n]);
    expect(decodeRevertData(reason).shortMessage).toBe('The contract reverted: ERC20: paused.');
    expect(decodeRevertData(panic).shortMessage).toBe('The contract reverted: panic 0x11.');
    expect(decodeRevertData('0xdeadbeef')).toBeInstanceOf(UnknownRevertError);
  });

  test('does not choke on a known selector with broken values', () => {
    expect(decodeRevertData(capacity.slice(0, 20) as Hex)).toBeInstanceOf(UnknownRevertError);
  });

  test('every generated class decodes what its ABI encodes', () => {
    const entries = Object.entries(contractErrors);
    expect(entries.length).toBeGreaterThan(100);
    for (const [selector, ErrorClass] of entries) {
      const args = ErrorClass.abi.inputs.map(({ type }) => sample(type));
      const data = encodeErrorResult({ abi: [ErrorClass.abi], errorName: ErrorClass.abi.name, args });
      expect(data.slice(0, 10)).toBe(selector);
      const decoded = decodeRevertData(data);
      expect(decoded).toBeInstanceOf(ErrorClass);
      expect(Object.keys((decoded as ContractError).args)).toHaveLength(args.length);
    }
  });

  test('one signature shared by several contracts is one class', () => {
    expect(decodeRevertData('0xd92e233d')).toBeInstanceOf(ZeroAddressError);
    const early = encodeErrorResult({ abi: jobMarketAbi, errorName: 'TooEarly', args: [1n, 2n] });
    expect(decodeRevertData(early)).toBeInstanceOf(TooEarlyError);
    expect(decodeRevertData(early)).not.toBeInstanceOf(InsufficientEscrowError);
  });
});

function sample(type: string): unknown {
  if (type.endsWith('[]')) return [];
  if (type.startsWith('uint') || type.startsWith('int')) {
    return Number(type.replace(/\D/g, '')) <= 48 ? 1 : 1n;
  }
  if (type === 'address') return '0x5FbDB2315678afecb367f032d93F642f64180aa3';
  if (type === 'bool') return true;
  if (type === 'string') return 'text';
  if (type === 'bytes') return '0x12';
  return `0x${'11'.repeat(Number(type.replace(/\D/g, '')))}`;
}
