// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title History: an append-only list of one-slot entries, searched by time
/// @dev entry = payload (216 bits) << 40 | timestamp. The caller keeps the count (packed with other things), so there is
/// no length slot. A second entry in one second replaces the first: at most one entry a second ever exists, hence a
/// uint32 count lasts 136 years whoever tries to fill it.
library History {
    struct List {
        mapping(uint256 index => uint256 entry) entries;
    }

    uint256 private constant TIMESTAMP_BITS = 40;
    uint256 private constant TIMESTAMP_MASK = (1 << TIMESTAMP_BITS) - 1;

    /// @return The new count.
    function push(List storage self, uint256 count, uint256 payload) internal returns (uint256) {
        return push(self, count, count == 0 ? 0 : timestampAt(self, count - 1), payload);
    }

    /// @dev As above, for a caller that knows the timestamp of the newest entry (any past one if there is none).
    function push(List storage self, uint256 count, uint256 newest, uint256 payload) internal returns (uint256) {
        unchecked {
            if (newest == block.timestamp) --count;
            self.entries[count] = payload << TIMESTAMP_BITS | block.timestamp;
            return count + 1;
        }
    }

    function at(List storage self, uint256 index) internal view returns (uint256 timestamp, uint256 payload) {
        uint256 entry = self.entries[index];
        return (entry & TIMESTAMP_MASK, entry >> TIMESTAMP_BITS);
    }

    function payloadAt(List storage self, uint256 index) internal view returns (uint256) {
        return self.entries[index] >> TIMESTAMP_BITS;
    }

    function timestampAt(List storage self, uint256 index) internal view returns (uint256) {
        return self.entries[index] & TIMESTAMP_MASK;
    }

    /// @dev Payload of the newest entry, 0 in an empty list.
    function latest(List storage self, uint256 count) internal view returns (uint256) {
        return count == 0 ? 0 : payloadAt(self, count - 1);
    }

    /// @dev Payload of the newest entry at or before `timepoint`, 0 if there is none.
    function lookup(List storage self, uint256 count, uint256 timepoint) internal view returns (uint256) {
        uint256 after_ = upperBound(self, 0, count, timepoint);
        return after_ == 0 ? 0 : payloadAt(self, after_ - 1);
    }

    /// @dev First index in [low, high) whose entry is later than `timepoint`, or `high`. Gallops back from the newest
    /// entry, so recent times cost one or two reads and old ones 2*log2(distance).
    function upperBound(List storage self, uint256 low, uint256 high, uint256 timepoint)
        internal
        view
        returns (uint256)
    {
        unchecked {
            uint256 step = 1;
            while (low < high) {
                uint256 probe = high - low > step ? high - step : low;
                if (timestampAt(self, probe) <= timepoint) {
                    low = probe + 1;
                    break;
                }
                high = probe;
                step <<= 1;
            }
            while (low < high) {
                uint256 middle = (low + high) >> 1;
                if (timestampAt(self, middle) <= timepoint) low = middle + 1;
                else high = middle;
            }
            return low;
        }
    }
}
