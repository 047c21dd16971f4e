import { keccak256, stringToHex } from 'viem';
import { describe, expect, test } from 'vitest';
import { canonicalJson, InvalidJobSpecError, type JobSpec, jobSpecHash } from '../../src/index.js';

describe('jobSpecHash', () => {
  test('does not depend on the order of members or on undefined ones', () => {
    const a: JobSpec = { command: ['run', '--fast'], env: { B: '2', A: '1' }, image: undefined };
    const b: JobSpec = { env: { A: '1', B: '2' }, command: ['run', '--fast'] };
    expect(jobSpecHash(a)).toBe(jobSpecHash(b));
  });

  test('is keccak256 of the canonical text', () => {
    const text = '{"command":["echo","ü\\n"],"input":{"a":[1,true,null]}}';
    const spec: JobSpec = { input: { a: [1, true, null] }, command: ['echo', 'ü\n'] };
    expect(canonicalJson(spec)).toBe(text);
    expect(jobSpecHash(spec)).toBe(keccak256(stringToHex(text)));
  });

  test('orders keys by UTF-16 units, as every JavaScript does', () => {
    expect(canonicalJson({ é: 1, z: 2, Z: 3, a: 4 })).toBe('{"Z":3,"a":4,"z":2,"é":1}');
  });

  test('tells words apart that only their joints distinguish', () => {
    expect(jobSpecHash({ command: ['ab', 'c'] })).not.toBe(jobSpecHash({ command: ['a', 'bc'] }));
  });

  test('takes -0 for 0', () => {
    expect(canonicalJson({ n: -0 })).toBe('{"n":0}');
  });

  test.each([
    [{ command: ['x'], input: 1.5 }, '$.input'],
    [{ command: ['x'], input: { deep: [Number.NaN] } }, '$.input.deep[0]'],
    [{ command: ['x'], input: (() => 1) as never }, '$.input'],
    [{ command: [] }, '$.command'],
  ] as [JobSpec, string][])('names the place of what cannot be hashed: %j', (spec, path) => {
    expect(() => jobSpecHash(spec)).toThrow(InvalidJobSpecError);
    expect(() => jobSpecHash(spec)).toThrow(path);
  });
});
