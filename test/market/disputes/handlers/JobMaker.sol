// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IComputePriceOracle } from "../../../../src/interfaces/IComputePriceOracle.sol";
import { IJobMarketTypes } from "../../../../src/interfaces/IJobMarketTypes.sol";
import { IMeterQuorum } from "../../../../src/interfaces/IMeterQuorum.sol";
import { IProviderRegistry } from "../../../../src/interfaces/IProviderRegistry.sol";
import { UsageReport } from "../../../../src/interfaces/IUsageVerifier.sol";
import { SettableFeed } from "../../../oracle/utils/Feeds.sol";
import { PriceNodes } from "../../../oracle/utils/PriceNodes.sol";
import { MeterKeys } from "../../jobs/utils/MeterKeys.sol";
import { DisputeActor } from "./DisputeActor.sol";
import { DisputeWorld } from "./DisputeWorld.sol";

/// @notice Jobs that ran and were reported, and time: hours or days, with prices that are fresh most of the time.
contract JobMaker is DisputeActor {
    struct Peers {
        IProviderRegistry registry;
        IComputePriceOracle oracle;
        PriceNodes nodes;
        SettableFeed usdcFeed;
        MeterKeys meters;
        IMeterQuorum quorum;
    }

    Peers private _peers;

    constructor(DisputeWorld world_, Peers memory peers) DisputeActor(world_) {
        _peers = peers;
    }

    /// @dev Two, to a sponsor's account or the payer's.
    function jobs(uint256 units, uint256 hours_) external seen {
        _prepare(world.players().governance);
        _job(units, hours_, true);
        _job(hours_, units, false);
    }

    function _job(uint256 units, uint256 hours_, bool sponsored) private {
        DisputeWorld.Players memory p = world.players();
        IJobMarketTypes.OpenParams memory params;
        params.listingId = world.listingId();
        params.units = uint24(bound(units, 1, 400));
        params.duration = uint24(bound(hours_, 1, 20) * 1 hours);
        params.buyer = p.payer;
        params.maxUnitPrice = type(uint40).max;
        if (market.unitsInUse(params.listingId) + params.units > 1000) return;
        vm.prank(sponsored ? p.sponsor : p.payer);
        uint256 id = market.open(params);
        uint256[] memory list = new uint256[](1);
        list[0] = id;
        vm.prank(p.owner);
        market.acknowledge(list, true);
        vm.warp(vm.getBlockTimestamp() + params.duration);
        UsageReport memory r;
        (r.market, r.jobId, r.sequence, r.outcome, r.uptimeBps) = (address(market), id, 1, 1, 10_000);
        (r.startedAt, r.endedAt) = (market.job(id).since, uint40(vm.getBlockTimestamp()));
        r.usage = uint64(uint256(params.units) * params.duration);
        market.report(r, _peers.meters.sign(_peers.quorum, r, 4));
    }

    function pass(uint256 time, uint8 kind) external seen {
        if (kind % 8 == 0) _pass(bound(time, 3 days, 16 days), kind % 16 == 0);
        else _pass(bound(time, 1 hours, 30 hours), true);
    }

    /// @dev In good standing again, whatever claims and time did to it.
    function _prepare(address governance) private {
        _pass(1, true);
        IProviderRegistry registry = _peers.registry;
        vm.startPrank(governance);
        if (registry.statusOf(1) == IProviderRegistry.Status.Suspended) registry.reinstate(1, 0, "");
        if (registry.statusOf(1) == IProviderRegistry.Status.Certified) registry.renew(1, 0, "");
        vm.stopPrank();
    }

    function _pass(uint256 time, bool fresh) private {
        uint256 now_ = vm.getBlockTimestamp() + time;
        vm.warp(now_);
        _peers.usdcFeed.set(1e8, now_);
        if (!fresh) return;
        uint64[] memory values = new uint64[](7);
        for (uint256 i; i < 7; ++i) {
            values[i] = 2_400_000;
        }
        (uint32[] memory feedIds, IComputePriceOracle.NodeReport[] memory reports) =
            _peers.nodes.signOne(address(_peers.oracle), 1, values, uint40(now_));
        _peers.oracle.submit(feedIds, uint40(now_), reports);
    }
}
