// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IDisputes } from "../../../../src/interfaces/IDisputes.sol";
import { IJobMarketTypes } from "../../../../src/interfaces/IJobMarketTypes.sol";
import { DisputeActor } from "./DisputeActor.sol";
import { DisputeWorld } from "./DisputeWorld.sol";

/// @dev What both sides do alike.
abstract contract PartyHandler is DisputeActor {
    bool private immutable BY_PAYER;

    constructor(DisputeWorld world_, bool byPayer) DisputeActor(world_) {
        BY_PAYER = byPayer;
    }

    function _account(uint256 seed, uint256 jobId) internal view virtual returns (address);

    function offer(uint256 seed, uint16 payerBps, uint256 time) external seen {
        uint256 id = _negotiable(seed);
        if (id == 0) return;
        vm.prank(_account(seed, id));
        disputes.offer(id, uint16(bound(payerBps, 0, 10_000)), uint40(vm.getBlockTimestamp() + bound(time, 0, 20 days)));
    }

    function withdraw(uint256 seed) external seen {
        uint256 id = _negotiable(seed);
        if (id == 0 || disputes.offerOf(id, BY_PAYER).by == address(0)) return;
        vm.prank(_account(seed, id));
        disputes.withdrawOffer(id);
    }

    function accept(uint256 seed) external seen {
        uint256 id = _negotiable(seed);
        IDisputes.Offer memory o = disputes.offerOf(id, !BY_PAYER);
        if (seed % 6 != 0 || id == 0 || o.by == address(0) || o.until < vm.getBlockTimestamp()) return;
        vm.prank(_account(seed, id));
        disputes.accept(id, o.payerBps);
    }

    function appeal(uint256 seed) external seen {
        if (seed % 2 == 0) return;
        uint256 id = world.pick(seed, IDisputes.State.Ruled);
        if (id == 0) return;
        IDisputes.Dispute memory d = disputes.disputeOf(id);
        if (!d.appealable || vm.getBlockTimestamp() > d.deadline) return;
        vm.prank(_account(seed, id));
        disputes.appeal(id, "", "");
    }

    function _negotiable(uint256 seed) private view returns (uint256 id) {
        id = world.pick(seed, seed % 4 == 0 ? IDisputes.State.Opened : IDisputes.State.Panel);
        if (id != 0 && !_undecided(id)) id = 0;
    }
}

/// @notice Disputes some of the jobs that were reported, as payer or as the buyer of a sponsored one.
contract BuyerHandler is PartyHandler {
    constructor(DisputeWorld world_) PartyHandler(world_, true) { }

    function dispute(uint256 seed, uint256 sum) external seen {
        for (uint256 i; i < 2; ++i) {
            uint256 id = world.pickReported(seed);
            if (id == 0) return;
            IJobMarketTypes.Job memory j = market.job(id);
            uint256 most = uint256(j.escrow) + j.paidEarly;
            // half of the time all of it
            uint256 disputed = seed % 2 == 0 ? most : bound(sum, 1, most);
            vm.prank(_account(seed, id));
            disputes.open(id, uint64(disputed), keccak256("why"), "");
        }
    }

    function confirm(uint256 seed) external seen {
        if (seed % 8 != 0) return;
        uint256 id = world.pickReported(seed);
        if (id == 0) return;
        vm.prank(_account(seed, id));
        market.confirm(id);
    }

    function _account(uint256 seed, uint256 jobId) internal view override returns (address) {
        IJobMarketTypes.Job memory j = market.job(jobId);
        return seed % 2 == 0 ? j.payer : j.buyer;
    }
}

/// @notice Answers most of the disputes, by owner or operator.
contract SellerHandler is PartyHandler {
    constructor(DisputeWorld world_) PartyHandler(world_, false) { }

    function answer(uint256 seed) external seen {
        // all but the odd one
        for (uint256 i; i <= seed % 4; ++i) {
            uint256 id = world.pick(seed, IDisputes.State.Opened);
            if (id == 0 || vm.getBlockTimestamp() > disputes.disputeOf(id).deadline || !_alive(id)) return;
            vm.prank(_account(seed, id));
            disputes.answer(id, keccak256("why not"), "");
        }
    }

    function _account(uint256 seed, uint256) internal view override returns (address) {
        DisputeWorld.Players memory p = world.players();
        return seed % 2 == 0 ? p.owner : p.operator;
    }
}
