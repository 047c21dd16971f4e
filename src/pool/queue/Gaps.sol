// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title Gaps: a set of request ids whose next member is found by one read for each 65,536 ids
library Gaps {
    struct Set {
        mapping(uint256 index => uint256) words;
        mapping(uint256 index => uint256) roots;
    }

    function add(Set storage self, uint256 id) internal {
        uint256 word = id >> 8;
        self.words[word] |= 1 << (id & 255);
        self.roots[word >> 8] |= 1 << (word & 255);
    }

    function remove(Set storage self, uint256 id) internal {
        uint256 word = id >> 8;
        uint256 left = self.words[word] & ~(1 << (id & 255));
        self.words[word] = left;
        if (left == 0) self.roots[word >> 8] &= ~(1 << (word & 255));
    }

    /// @dev The least member from id on. There must be one.
    function next(Set storage self, uint256 id) internal view returns (uint256) {
        uint256 bits = self.words[id >> 8] >> (id & 255);
        if (bits != 0) return id + _lowest(bits);
        uint256 word = (id >> 8) + 1;
        uint256 root = word >> 8;
        bits = self.roots[root] >> (word & 255) << (word & 255);
        while (bits == 0) {
            bits = self.roots[++root];
        }
        word = (root << 8) + _lowest(bits);
        return (word << 8) + _lowest(self.words[word]);
    }

    function _lowest(uint256 bits) private pure returns (uint256) {
        unchecked {
            return Math.log2(bits & (~bits + 1));
        }
    }
}
