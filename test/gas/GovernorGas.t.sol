// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { GovernorWorld } from "../governance/utils/GovernorWorld.sol";

/// @dev What a vote costs: the real escrow with decaying votes, everything behind its proxy, cold storage.
contract GovernorGas is GovernorWorld {
    string private constant GROUP = "Governor";

    Proposal private p;

    function setUp() public override {
        super.setUp();
        lock(alice, 1_000_000e18);
        lock(bob, 1_000_000e18);
        lock(carol, 1_000_000e18);
        p = draftLever(1, "Move the lever");
    }

    function test_propose() external {
        propose(p);
        vm.snapshotGasLastCall(GROUP, "propose: one call");
    }

    function test_castVote_first() external {
        propose(p);
        toVote(p);
        vote(alice, p, FOR);
        vm.snapshotGasLastCall(GROUP, "castVote: first of a proposal");
    }

    function test_castVote_again() external {
        propose(p);
        toVote(p);
        vote(alice, p, FOR);
        skipTime(1 days);
        vote(bob, p, FOR);
        vm.snapshotGasLastCall(GROUP, "castVote: second of a proposal");
    }

    function test_castVote_delegate() external {
        vm.prank(bob);
        escrow.delegate(carol);
        skipTime(1);
        propose(p);
        toVote(p);
        vote(alice, p, FOR);
        skipTime(1 days);
        vote(carol, p, FOR);
        vm.snapshotGasLastCall(GROUP, "castVote: second of a proposal, with votes of another");
    }
}
