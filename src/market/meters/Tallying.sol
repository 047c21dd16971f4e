// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { JobContext } from "../../interfaces/IUsageVerifier.sol";
// What only assembly uses.
// solhint-disable-next-line no-unused-import
import { ENTRY, PROVEN_SHIFT, TIED_A_SHIFT, TIED_B_SHIFT } from "./Roster.sol";

/// @dev How far the signatures of a proof have been counted.
/// @param counted signatures of meters that count
/// @param offset of the next signature in the proof, bytes
/// @param last the signer before it
/// @param cursor where in memory the roster's first entry lies that is not below last
/// @param digest what is signed
struct Tally {
    uint256 counted;
    uint256 offset;
    address last;
    uint256 cursor;
    bytes32 digest;
}

/// @title Counts the signatures of a proof against the roster
/// @dev In assembly, for this is done at every report: a signature costs some 300 gas beside the 3,100 of its recovery. What needs the
/// storage is left to the caller, who goes on where this stopped.
library Tallying {
    /// @dev Why counting stopped: at the proof's end, or behind a signature that is not in its canonical form, whose signer is not above
    /// the one before, is on no roster, or may be tied to the job's provider by a tie that was proven.
    uint256 internal constant DONE = 0;
    uint256 internal constant MALFORMED = 1;
    uint256 internal constant UNORDERED = 2;
    uint256 internal constant UNLISTED = 3;
    uint256 internal constant ASK = 4;

    uint256 internal constant SIGNATURE_LENGTH = 65;

    /// @dev Half the order of secp256k1: of the two s of a signature only the lower is accepted.
    uint256 private constant HALF_ORDER = 0x7fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0;

    /// @notice Goes on with the count. The proof is whole signatures of 65 bytes, r, s and v; t.cursor points into what Roster.read copied.
    /// @dev An active meter counts unless it or its operator is payer, buyer or payout of the job, or is tied to its provider.
    /// @return stopped why it ended; t.last is the signer it ended with
    // solhint-disable-next-line function-max-lines
    function count(Tally memory t, bytes calldata proof, JobContext calldata job)
        internal
        view
        returns (uint256 stopped)
    {
        assembly ("memory-safe") {
            // Members that do not fit their types, as the compiler would refuse them.
            if or(
                shr(160, or(or(calldataload(job), calldataload(add(job, 32))), calldataload(add(job, 64)))),
                shr(32, calldataload(add(job, 96)))
            ) { revert(0, 0) }
            let position := add(proof.offset, mload(add(t, 32)))
            let last := mload(add(t, 64))
            let cursor := mload(add(t, 96))
            let input := mload(0x40)
            mstore(input, mload(add(t, 128)))
            for { } lt(position, add(proof.offset, proof.length)) { } {
                let v := byte(0, calldataload(add(position, 64)))
                calldatacopy(add(input, 64), position, 64)
                position := add(position, SIGNATURE_LENGTH)
                if or(gt(mload(add(input, 96)), HALF_ORDER), gt(sub(v, 27), 1)) {
                    stopped := MALFORMED
                    break
                }
                mstore(add(input, 32), v)
                // The precompile answers nothing to what no key can have signed, and to too little gas.
                mstore(0, 0)
                pop(staticcall(gas(), 1, input, 128, 0, 32))
                let signer := mload(0)
                if iszero(gt(signer, last)) {
                    stopped := UNORDERED
                    if iszero(signer) { stopped := MALFORMED }
                    last := signer
                    break
                }
                last := signer

                let word := mload(cursor)
                for { } lt(shl(96, word), shl(96, signer)) { } {
                    cursor := add(cursor, ENTRY)
                    word := mload(cursor)
                }
                if shl(96, xor(word, signer)) {
                    stopped := UNLISTED
                    break
                }
                let operator := mload(add(cursor, 32))
                let party := calldataload(job)
                let involved := or(eq(party, signer), eq(party, operator))
                party := calldataload(add(job, 32))
                involved := or(involved, or(eq(party, signer), eq(party, operator)))
                party := calldataload(add(job, 64))
                involved := or(involved, or(eq(party, signer), eq(party, operator)))
                // From here on the provider. Without one nobody is tied to it.
                party := calldataload(add(job, 96))
                if party {
                    involved := or(
                        involved,
                        or(
                            eq(party, and(shr(TIED_A_SHIFT, word), 0xffffffff)),
                            eq(party, and(shr(TIED_B_SHIFT, word), 0xffffffff))
                        )
                    )
                    if gt(shr(PROVEN_SHIFT, word), involved) {
                        stopped := ASK
                        break
                    }
                }
                mstore(t, add(mload(t), iszero(involved)))
            }
            mstore(add(t, 32), sub(position, proof.offset))
            mstore(add(t, 64), last)
            mstore(add(t, 96), cursor)
        }
    }
}
