// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { PriceWorld } from "../utils/PriceWorld.sol";
import { Test } from "forge-std/Test.sol";

/// @notice Carries what honest nodes signed, early or late, from few or many of them; time passes; governance changes the set.
contract HonestTransmitter is Test {
    PriceWorld public immutable world;
    uint256 public taken;

    constructor(PriceWorld world_) {
        world = world_;
    }

    /// @param mask which of the sixteen nodes are heard; colluders sign the truth for once
    function transmit(uint16 mask, uint16 age) external {
        uint256 now_ = vm.getBlockTimestamp();
        uint256 at =
            age % 8 == 0 ? now_ + 1 + age % 100 : now_ - bound(age, age % 4 == 1 ? 601 : 0, age % 4 == 1 ? 900 : 600);
        uint256 nodes = world.NODES();
        PriceWorld.Entry[] memory entries = new PriceWorld.Entry[](nodes);
        uint256 count;
        for (uint256 i; i < nodes; ++i) {
            // A node that does not count, or not yet, is heard now and then, so that it is refused.
            bool heard = mask & (1 << i) != 0 || age % 3 == 0;
            bool early = mask % 4 == 0 && world.member(i);
            if (heard && (world.counts(i, at) || early || mask % 16 == 1)) {
                entries[count++] = world.entry(i, world.honest(i, at), at);
            }
        }
        assembly ("memory-safe") {
            mstore(entries, count)
        }
        if (world.submit(entries, at)) ++taken;
    }

    function wait(uint16 time) external {
        vm.warp(vm.getBlockTimestamp() + bound(time, 1, 900));
    }

    function change(uint8 which) external {
        uint256 node = bound(which, 0, world.NODES() - 1);
        uint256 count = world.oracle().nodeCount();
        bool active = !world.member(node);
        if (active ? count < 13 : count > 10) return world.setNode(node, active);
        bool refused;
        try world.setNode(node, active) { }
        catch {
            refused = true;
        }
        assertTrue(refused, "the set stays within ten and thirteen");
    }
}
