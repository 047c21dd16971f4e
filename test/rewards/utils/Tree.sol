// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @notice A plain Merkle tree over (account, cumulative), written apart from the contract: double-hashed leaves, sorted pairs, an odd
/// node moves up as it is. Any such tree verifies as OpenZeppelin's do.
library Tree {
    struct Leaf {
        address account;
        uint256 cumulative;
    }

    function hash(Leaf memory leaf) internal pure returns (bytes32) {
        return keccak256(bytes.concat(keccak256(abi.encode(leaf.account, leaf.cumulative))));
    }

    function root(Leaf[] memory leaves) internal pure returns (bytes32) {
        bytes32[] memory level = _leaves(leaves);
        while (level.length > 1) level = _up(level);
        return level[0];
    }

    function proof(Leaf[] memory leaves, uint256 index) internal pure returns (bytes32[] memory path) {
        bytes32[] memory level = _leaves(leaves);
        path = new bytes32[](0);
        while (level.length > 1) {
            uint256 sibling = index ^ 1;
            if (sibling < level.length) path = _append(path, level[sibling]);
            index /= 2;
            level = _up(level);
        }
    }

    function total(Leaf[] memory leaves) internal pure returns (uint256 sum) {
        for (uint256 i; i < leaves.length; ++i) {
            sum += leaves[i].cumulative;
        }
    }

    /// @notice A root and a proof of any depth for one leaf, without building the tree: for gas figures.
    function deep(Leaf memory leaf, uint256 depth) internal pure returns (bytes32 top, bytes32[] memory path) {
        path = new bytes32[](depth);
        top = hash(leaf);
        for (uint256 i; i < depth; ++i) {
            path[i] = keccak256(abi.encode("sibling", i));
            top = pair(top, path[i]);
        }
    }

    function pair(bytes32 a, bytes32 b) internal pure returns (bytes32) {
        return a < b ? keccak256(abi.encode(a, b)) : keccak256(abi.encode(b, a));
    }

    function _leaves(Leaf[] memory leaves) private pure returns (bytes32[] memory level) {
        level = new bytes32[](leaves.length);
        for (uint256 i; i < leaves.length; ++i) {
            level[i] = hash(leaves[i]);
        }
    }

    function _up(bytes32[] memory level) private pure returns (bytes32[] memory next) {
        next = new bytes32[]((level.length + 1) / 2);
        for (uint256 i; i < next.length; ++i) {
            next[i] = 2 * i + 1 < level.length ? pair(level[2 * i], level[2 * i + 1]) : level[2 * i];
        }
    }

    function _append(bytes32[] memory list, bytes32 value) private pure returns (bytes32[] memory longer) {
        longer = new bytes32[](list.length + 1);
        for (uint256 i; i < list.length; ++i) {
            longer[i] = list[i];
        }
        longer[list.length] = value;
    }
}
