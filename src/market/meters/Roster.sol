// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

uint256 constant ENTRY = 64;
uint256 constant TIED_A_SHIFT = 160;
uint256 constant TIED_B_SHIFT = 192;
uint256 constant PROVEN_SHIFT = 224;

/// @title The meters whose signatures count, as the code of a contract that does nothing
/// @dev Reading all of it costs one cold account, less than two cold slots; verifying would otherwise read one slot a signature. Written anew
/// with every change, which is rare. An entry is two words: signer 160 | tiedA 32 | tiedB 32 | proven 8, lowest bits first, then the
/// operator. Entries ascend by signer, as proofs do, so one walk over both finds all.
library Roster {
    error RosterNotWritten();

    /// @notice One entry's two words.
    function pack(address signer, address operator, uint32 tiedA, uint32 tiedB, bool proven)
        internal
        pure
        returns (uint256 word, uint256 second)
    {
        word = uint256(uint160(signer)) | uint256(tiedA) << TIED_A_SHIFT | uint256(tiedB) << TIED_B_SHIFT;
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

    /// @notice Copies so many entries of a roster to memory, and behind them one that no signer is above.
    /// @return cursor where the first entry lies
    function read(address roster, uint256 count) internal view returns (uint256 cursor) {
        assembly ("memory-safe") {
            cursor := mload(0x40)
            let size := mul(count, ENTRY)
            extcodecopy(roster, cursor, 1, size)
            let end := add(cursor, size)
            mstore(end, not(0))
            mstore(0x40, add(end, ENTRY))
        }
    }
}
