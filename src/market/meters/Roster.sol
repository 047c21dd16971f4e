// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title The meters whose signatures count, as the code of a contract that does nothing
/// @dev Reading all of it costs one cold account, less than two cold slots; verifying would otherwise read one slot a signature. Written anew
/// with every change, which is rare. An entry is two words: signer 160 | tiedA 32 | tiedB 32 | proven 8, lowest bits first, then the
/// operator. Entries ascend by signer, as proofs do, so one walk over both finds all.
library Roster {
    error RosterNotWritten();

    uint256 private constant ENTRY = 64;
    uint256 private constant PROVEN_SHIFT = 224;

    /// @notice One entry's two words.
    function pack(address signer, address operator, uint32 tiedA, uint32 tiedB, bool proven)
        internal
        pure
        returns (uint256 word, uint256 second)
    {
        word = uint256(uint160(signer)) | uint256(tiedA) << 160 | uint256(tiedB) << 192;
        if (proven) word |= 1 << PROVEN_SHIFT;
        second = uint160(operator);
    }

    /// @notice Puts an entry into a list of so many, which has room for it, where it belongs.
    function insert(uint256[] memory words, uint256 count, uint256 word, uint256 second) internal pure {
        uint256 at = count;
        for (; at != 0 && uint160(words[2 * at - 2]) > uint160(word); --at) {
            (words[2 * at], words[2 * at + 1]) = (words[2 * at - 2], words[2 * at - 1]);
        }
        (words[2 * at], words[2 * at + 1]) = (word, second);
    }

    /// @notice Deploys a STOP and the list of so many entries behind it.
    function write(uint256[] memory words, uint256 count) internal returns (address roster) {
        // Returns what follows these eleven bytes.
        bytes memory creation = abi.encodePacked(hex"600B5981380380925939F300", words);
        uint256 size = 12 + count * ENTRY;
        assembly ("memory-safe") {
            roster := create(0, add(creation, 32), size)
        }
        if (roster == address(0)) revert RosterNotWritten();
    }

    /// @return cursor where the first of so many entries lies in memory
    /// @return end where the last one ends
    function read(address roster, uint256 count) internal view returns (uint256 cursor, uint256 end) {
        assembly ("memory-safe") {
            cursor := mload(0x40)
            let size := mul(count, ENTRY)
            extcodecopy(roster, cursor, 1, size)
            end := add(cursor, size)
            mstore(0x40, end)
        }
    }

    /// @notice Goes on to the first entry that is not below signer.
    /// @return next where it lies, or end
    /// @return word its first word, 0 if it is another signer's or there is none
    function seek(uint256 cursor, uint256 end, address signer) internal pure returns (uint256 next, uint256 word) {
        assembly ("memory-safe") {
            next := cursor
            for { } lt(next, end) { next := add(next, ENTRY) } {
                word := mload(next)
                let found := and(word, 0xffffffffffffffffffffffffffffffffffffffff)
                if iszero(lt(found, signer)) {
                    if gt(found, signer) { word := 0 }
                    break
                }
                word := 0
            }
        }
    }

    function operatorAt(uint256 cursor) internal pure returns (address operator) {
        assembly ("memory-safe") {
            operator := mload(add(cursor, 32))
        }
    }

    function isTied(uint256 word, uint256 providerId) internal pure returns (bool) {
        return uint32(word >> 160) == providerId || uint32(word >> 192) == providerId;
    }

    /// @notice Whether any tie of the meter was proven.
    function hasProven(uint256 word) internal pure returns (bool) {
        return word >> PROVEN_SHIFT != 0;
    }
}
