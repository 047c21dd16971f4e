// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title Units booked by the hour, ten hours a word
/// @dev An hour is its number since 1970. Counters of 24 bits, the earliest hour lowest; they stay within their fields because a limit of 24 bits
/// is checked before any is raised, and what is taken out was put in before.
library SlotBook {
    uint256 private constant PER_WORD = 10;
    uint256 private constant BITS = 24;
    uint256 private constant MASK = type(uint24).max;

    /// @notice Raises every hour from first up to, but without, end by units.
    /// @return full the first hour that lacks the room (nothing is to be kept then), or end
    /// @return booked what is booked in it
    function add(
        mapping(uint256 word => uint256) storage book,
        uint256 first,
        uint256 end,
        uint256 units,
        uint256 limit
    ) internal returns (uint256 full, uint256 booked) {
        unchecked {
            for (uint256 hour = first; hour < end;) {
                uint256 index = hour / PER_WORD;
                uint256 word = book[index];
                uint256 stop = _min(end, (index + 1) * PER_WORD);
                for (; hour < stop; ++hour) {
                    uint256 shift = hour % PER_WORD * BITS;
                    booked = word >> shift & MASK;
                    if (booked + units > limit) return (hour, booked);
                    word += units << shift;
                }
                book[index] = word;
            }
        }
        return (end, 0);
    }

    /// @notice Lowers every hour from first up to, but without, end by units.
    function remove(mapping(uint256 word => uint256) storage book, uint256 first, uint256 end, uint256 units) internal {
        unchecked {
            for (uint256 hour = first; hour < end;) {
                uint256 index = hour / PER_WORD;
                uint256 word = book[index];
                uint256 stop = _min(end, (index + 1) * PER_WORD);
                for (; hour < stop; ++hour) {
                    word -= units << hour % PER_WORD * BITS;
                }
                book[index] = word;
            }
        }
    }

    /// @return highest what is booked in the fullest hour from first up to, but without, end
    function peak(mapping(uint256 word => uint256) storage book, uint256 first, uint256 end)
        internal
        view
        returns (uint256 highest)
    {
        unchecked {
            for (uint256 hour = first; hour < end;) {
                uint256 index = hour / PER_WORD;
                uint256 word = book[index];
                uint256 stop = _min(end, (index + 1) * PER_WORD);
                if (word == 0) {
                    hour = stop;
                    continue;
                }
                for (; hour < stop; ++hour) {
                    uint256 booked = word >> hour % PER_WORD * BITS & MASK;
                    if (booked > highest) highest = booked;
                }
            }
        }
    }

    function _min(uint256 a, uint256 b) private pure returns (uint256) {
        return a < b ? a : b;
    }
}
