// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarketTypes } from "../../../../src/interfaces/IJobMarketTypes.sol";
import { MarketActor } from "./MarketActor.sol";
import { MarketWorld } from "./MarketWorld.sol";

/// @notice Pays for jobs, its own or (a sponsor) another's; the buyer named may act as well.
contract PayerHandler is MarketActor {
    address private immutable PAYER;
    address private immutable BUYER;
    uint256 private constant LIST_PRICE = 2_500_000;

    constructor(MarketWorld world_, address payer, address buyer) MarketActor(world_) {
        (PAYER, BUYER) = (payer, buyer);
    }

    function open(uint256 units, uint256 duration) external seen {
        IJobMarketTypes.OpenParams memory p = _params(units, duration);
        if (!_opens(p)) return;
        vm.prank(PAYER);
        market.open(p);
    }

    function openWithToken(uint256 units, uint256 duration) external seen {
        IJobMarketTypes.OpenParams memory p = _params(units, duration);
        if (!_opens(p)) return;
        IJobMarketTypes.Permit memory none;
        vm.prank(PAYER);
        market.openWithToken(p, none);
    }

    function openBatch(uint256 units, uint256 duration, uint256 count) external seen {
        IJobMarketTypes.OpenParams[] memory batch = new IJobMarketTypes.OpenParams[](bound(count, 1, 4));
        for (uint256 i; i < batch.length; ++i) {
            batch[i] = _params(uint256(keccak256(abi.encode(units, i))), duration);
            (batch[i].units, batch[i].taskCount, batch[i].tasksRoot) = (1, uint32(i + 1), keccak256("tasks"));
        }
        if (market.unitsInUse(world.listingId()) > 900) return;
        vm.prank(PAYER);
        market.openBatch(batch);
    }

    function cancel(uint256 seed, bool byBuyer) external seen {
        if (seed % 3 != 0) return;
        uint256 id =
            _own(world.pick(seed, seed % 2 == 0 ? IJobMarketTypes.State.Open : IJobMarketTypes.State.Acknowledged));
        if (id == 0) return;
        vm.prank(byBuyer ? market.job(id).buyer : PAYER);
        market.cancel(id);
    }

    function confirm(uint256 seed, bool byBuyer) external seen {
        uint256 id = _own(world.pick(seed, IJobMarketTypes.State.Reported));
        if (id == 0) return;
        vm.prank(byBuyer ? market.job(id).buyer : PAYER);
        market.confirm(id);
    }

    function topUp(uint256 seed, uint64 amount) external seen {
        uint256 id = _changeable(seed);
        if (id == 0) return;
        vm.prank(PAYER);
        market.topUp(id, uint64(bound(amount, 1, 1000e6)));
    }

    function extend(uint256 seed, uint24 extra) external seen {
        uint256 id = _changeable(seed);
        if (id == 0) return;
        IJobMarketTypes.Job memory j = market.job(id);
        // Held units are promised to others; what was opened below the list price the provider has not agreed to extend.
        if (j.held || j.listingId != world.listingId() || j.unitPrice < LIST_PRICE || j.duration > 28 days) return;
        vm.prank(PAYER);
        market.extend(id, uint24(bound(extra, 1, 1 days)));
    }

    function stop(uint256 seed, bool byBuyer) external seen {
        uint256 id = _own(world.pick(seed, IJobMarketTypes.State.Running));
        if (id == 0 || seed % 3 != 0 || market.job(id).noticeEndsAt != 0) return;
        vm.prank(byBuyer ? market.job(id).buyer : PAYER);
        market.giveNotice(id);
    }

    function setBackup(uint256 seed) external seen {
        uint256 id = _changeable(seed);
        if (id == 0 || market.job(id).listingId != world.listingId()) return;
        uint32 backup = seed % 8 == 0 ? 0 : world.backupId();
        vm.prank(PAYER);
        market.setBackup(id, backup, type(uint40).max);
    }

    function _changeable(uint256 seed) private view returns (uint256) {
        return _own(world.pick(seed, IJobMarketTypes.State(bound(seed >> 8, 1, 3))));
    }

    function _own(uint256 id) private view returns (uint256) {
        return id != 0 && market.job(id).payer == PAYER ? id : 0;
    }

    function _params(uint256 units, uint256 duration) private view returns (IJobMarketTypes.OpenParams memory p) {
        p.listingId = world.listingId();
        p.units = uint24(bound(units, 1, 40));
        p.duration = uint24(bound(duration, 60, 2 days));
        p.buyer = BUYER;
        // half of the time the oracle is asked
        if (units % 2 == 0) p.maxUnitPrice = type(uint40).max;
    }

    function _opens(IJobMarketTypes.OpenParams memory p) private view returns (bool) {
        return market.unitsInUse(p.listingId) + p.units <= 1000;
    }
}
