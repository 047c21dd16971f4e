// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IDisputes } from "../../../../src/interfaces/IDisputes.sol";
import { IJobMarketTypes } from "../../../../src/interfaces/IJobMarketTypes.sol";
import { IProviderRegistry } from "../../../../src/interfaces/IProviderRegistry.sol";
import { DisputeActor } from "./DisputeActor.sol";
import { DisputeWorld } from "./DisputeWorld.sol";

/// @notice Five arbiters, some of whom vote.
contract ArbitersHandler is DisputeActor {
    constructor(DisputeWorld world_) DisputeActor(world_) { }

    function vote(uint256 seed, uint16 payerBps) external seen {
        _vote(world.pick(seed, IDisputes.State.Panel), payerBps, seed % 5);
    }

    function voteAll(uint256 seed, uint16[5] calldata splits) external seen {
        uint256 id = world.pick(seed, IDisputes.State.Panel);
        for (uint256 i; i < 5; ++i) {
            _vote(id, splits[i], i);
        }
    }

    function _vote(uint256 id, uint16 payerBps, uint256 seat) private {
        address arbiter = panel.panel()[seat];
        if (id == 0 || vm.getBlockTimestamp() > panel.caseOf(id).deadline) return;
        if (!panel.mayVote(id, arbiter) || panel.caseOf(id).voted & (1 << seat) != 0) return;
        vm.prank(arbiter);
        // now and then an even split
        panel.vote(id, payerBps % 7 == 0 ? 5000 : uint16(bound(payerBps, 0, 10_000)), "");
    }
}

/// @notice Rules on appeals, changes the bond behind the provider, and rarely settles a disputed job past the disputes contract.
contract GovernanceHandler is DisputeActor {
    IProviderRegistry private immutable REGISTRY;

    constructor(DisputeWorld world_, IProviderRegistry registry) DisputeActor(world_) {
        REGISTRY = registry;
    }

    function ruleAppeal(uint256 seed, uint16 payerBps) external seen {
        uint256 id = world.pick(seed, IDisputes.State.Appealed);
        if (id == 0 || vm.getBlockTimestamp() > disputes.disputeOf(id).deadline) return;
        vm.prank(world.players().governance);
        disputes.ruleAppeal(id, uint16(bound(payerBps, 0, 10_000)), "");
    }

    function cutBond(uint256 left) external seen {
        uint256 bond = REGISTRY.haircutBond(1);
        left = bound(left, 0, 30_000e6);
        if (bond <= left) return;
        vm.prank(world.players().governance);
        REGISTRY.slash(1, bond - left, address(0xdead), "other");
    }

    function meddle(uint256 seed, uint64 amount) external seen {
        if (seed % 16 != 0) return;
        uint256 id = world.pick(seed, IDisputes.State.Panel);
        if (id == 0 || !_alive(id)) return;
        amount = uint64(bound(amount, 0, market.job(id).escrow));
        vm.prank(world.players().governance);
        market.rule(id, amount);
    }
}

/// @notice Does whatever is due, for disputes and for jobs.
contract DisputeKeeper is DisputeActor {
    constructor(DisputeWorld world_) DisputeActor(world_) { }

    function disputeDue(uint256 seed) external seen {
        uint256 count = market.jobCount();
        for (uint256 i; i < count; ++i) {
            if (_act((seed % count + i) % count + 1)) return;
        }
    }

    function allDue() external seen {
        uint256 count = market.jobCount();
        for (uint256 id = 1; id <= count; ++id) {
            _act(id);
        }
    }

    function jobDue(uint256 seed) external seen {
        uint256 count = market.jobCount();
        if (count == 0) return;
        uint256 id = seed % count + 1;
        IJobMarketTypes.Reason reason = market.due(id);
        if (reason == IJobMarketTypes.Reason.WindowElapsed) market.release(id);
        else if (reason != IJobMarketTypes.Reason.None) market.expire(id);
    }

    function _act(uint256 id) private returns (bool) {
        IDisputes.Action action = disputes.due(id);
        if (action == IDisputes.Action.Finalize) disputes.finalize(id);
        else if (action == IDisputes.Action.Slash) disputes.slash(id, disputes.disputeOf(id).payer);
        else if (action == IDisputes.Action.FileClaim) disputes.fileClaim(id);
        return action != IDisputes.Action.None;
    }
}
