// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { PriceWorld } from "../utils/PriceWorld.sol";
import { Test } from "forge-std/Test.sol";

/// @notice Six nodes that lie together, hold every honest signature there is, choose which to carry, and try what is forbidden.
contract Coalition is Test {
    uint256 private constant N = 0xfffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141;

    PriceWorld public immutable world;
    uint256 public taken;
    uint256 public tricks;
    PriceWorld.Entry[] private _old;
    uint256 private _oldAt;

    constructor(PriceWorld world_) {
        world = world_;
    }

    /// @notice Bends a price with up to six lies among `honest` true values.
    /// @param seed how: anything at all, all at one level, or the furthest that the rules let through (see LawK)
    function bend(uint256 seed, uint8 honest, bool up, uint16 age) external {
        uint256 at = vm.getBlockTimestamp() - bound(age, 0, 600);
        // Mostly as few honest words as it takes.
        PriceWorld.Entry[] memory entries = _entries(seed, honest < 160 ? 1 + honest % 3 : 1 + honest % 10, up, at);
        bool ok = world.submit(entries, at);
        if (!ok) return;
        ++taken;
        delete _old;
        for (uint256 i; i < entries.length; ++i) {
            _old.push(entries[i]);
        }
        _oldAt = at;
    }

    /// @notice The very same again, or the same under a new time.
    function replay(bool again) external {
        if (_old.length == 0) return;
        PriceWorld.Entry[] memory entries = _old;
        uint256 at = again ? _oldAt : vm.getBlockTimestamp();
        for (uint256 i; i < entries.length; ++i) {
            entries[i].proper = at == _oldAt;
        }
        world.submit(entries, at);
    }

    /// @notice A submission that passes, but for one report.
    function cheat(uint256 seed, uint8 how) external {
        // Later than whatever was accepted, and with room for one more.
        vm.warp(vm.getBlockTimestamp() + 1);
        uint256 at = vm.getBlockTimestamp();
        PriceWorld.Entry[] memory entries = _truths(12, at);
        if (!_passes(entries, at)) return;
        uint256 which = seed % entries.length;
        how = uint8(bound(how, 0, 6));
        if (how == 0) entries = _doubled(entries, which, entries[which].signature);
        else if (how == 1) entries = _doubled(entries, which, _twin(entries[which].signature));
        else if (how == 2) entries[which].signature = _twin(entries[which].signature);
        else if (how == 3) entries[which].prices[seed % 2] += 1;
        else if (how == 4) entries[which].signature = _signedElsewhere(entries[which], at);
        else if (how == 5) entries[which].signature = _signedForAnother(entries[which], at);
        else entries[which] = _stranger(entries[which], at);
        if (how > 1) entries[which].proper = false;
        ++tricks;
        assertFalse(world.submit(entries, at), "a trick never passes");
    }

    // ---- internals ----

    /// @dev As it is; afterwards all is as before.
    function _passes(PriceWorld.Entry[] memory entries, uint256 at) private returns (bool passes) {
        uint256 snapshot = vm.snapshotState();
        passes = world.submit(entries, at);
        vm.revertToState(snapshot);
    }

    /// @dev What everybody saw, by so many of the nodes that count.
    function _truths(uint256 most, uint256 at) private view returns (PriceWorld.Entry[] memory entries) {
        entries = new PriceWorld.Entry[](most);
        uint256 count;
        for (uint256 i; i < world.NODES() && count < most; ++i) {
            if (world.counts(i, at)) entries[count++] = world.entry(i, world.honest(i, at), at);
        }
        assembly ("memory-safe") {
            mstore(entries, count)
        }
    }

    /// @dev All members that collude and as many honest ones, by order of address.
    function _entries(uint256 seed, uint256 honest, bool up, uint256 at)
        private
        view
        returns (PriceWorld.Entry[] memory entries)
    {
        uint256 nodes = world.NODES();
        entries = new PriceWorld.Entry[](nodes);
        uint256 count;
        uint256 start = seed % nodes;
        uint256 chosen = _choose(start, honest, at);
        for (uint256 i; i < nodes; ++i) {
            if (!world.counts(i, at)) continue;
            if (world.colludes(i)) {
                entries[count++] = world.entry(i, _lies(seed, i / 2, up, at), at);
            } else if (chosen & (1 << i) != 0) {
                entries[count++] = world.entry(i, world.honest(i, at), at);
            }
        }
        assembly ("memory-safe") {
            mstore(entries, count)
        }
    }

    function _choose(uint256 start, uint256 honest, uint256 at) private view returns (uint256 mask) {
        uint256 nodes = world.NODES();
        for (uint256 i; i < nodes && honest != 0; ++i) {
            uint256 node = (start + i) % nodes;
            if (world.colludes(node) || !world.counts(node, at)) continue;
            mask |= 1 << node;
            --honest;
        }
    }

    /// @param rank of the colluder, 0 to 5
    function _lies(uint256 seed, uint256 rank, bool up, uint256 at) private view returns (uint64[] memory prices) {
        prices = new uint64[](world.FEEDS());
        for (uint256 k; k < prices.length; ++k) {
            uint256 price = world.truth(k, at);
            uint256 r = uint256(keccak256(abi.encode(seed, rank, k)));
            uint256 percent = 100 + (seed % 4 == 0 ? r % 24 : seed % 13);
            // One far off to be dropped, one beside the honest, four at the edge.
            if (seed % 4 > 1) percent = rank == 0 ? (up ? 1 : 400) : rank == 1 ? 100 : 118;
            if (!up && (seed % 4 < 2 || rank > 1)) percent = 10_000 / percent;
            prices[k] = r % 64 == 0 ? uint64(r) : r % 64 == 1 ? 0 : uint64(price * percent / 100);
        }
    }

    function _doubled(PriceWorld.Entry[] memory entries, uint256 which, bytes memory signature)
        private
        pure
        returns (PriceWorld.Entry[] memory more)
    {
        more = new PriceWorld.Entry[](entries.length + 1);
        for (uint256 i; i < more.length; ++i) {
            more[i] = entries[i <= which ? i : i - 1];
        }
        more[which + 1] = PriceWorld.Entry({
            node: more[which].node, prices: more[which].prices, signature: signature, proper: true
        });
    }

    /// @dev The other signature of the same key over the same digest.
    function _twin(bytes memory signature) private pure returns (bytes memory) {
        (bytes32 r, bytes32 s, uint8 v) = _split(signature);
        return abi.encodePacked(r, bytes32(N - uint256(s)), v == 27 ? uint8(28) : uint8(27));
    }

    function _signedElsewhere(PriceWorld.Entry memory e, uint256 at) private returns (bytes memory signature) {
        uint256 chain = block.chainid;
        vm.chainId(chain + 1);
        signature = world.nodes().sign(e.node, address(world.oracle()), world.ids(), e.prices, uint40(at)).signature;
        vm.chainId(chain);
    }

    function _signedForAnother(PriceWorld.Entry memory e, uint256 at) private view returns (bytes memory) {
        return world.nodes().sign(e.node, address(this), world.ids(), e.prices, uint40(at)).signature;
    }

    /// @dev Somebody who is no node signs what the node said.
    function _stranger(PriceWorld.Entry memory e, uint256 at) private view returns (PriceWorld.Entry memory) {
        for (uint256 i; i < world.NODES(); ++i) {
            if (!world.counts(i, at)) return world.entry(i, e.prices, at);
        }
        return e;
    }

    function _split(bytes memory signature) private pure returns (bytes32 r, bytes32 s, uint8 v) {
        assembly ("memory-safe") {
            r := mload(add(signature, 0x20))
            s := mload(add(signature, 0x40))
            v := byte(0, mload(add(signature, 0x60)))
        }
    }
}
