// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { UsageReport } from "../../../../src/interfaces/IUsageVerifier.sol";
import { MarketActor } from "./MarketActor.sol";
import { MarketWorld } from "./MarketWorld.sol";

/// @notice A stranger who tries everything that is not his to do, and may refresh whatever he likes.
contract AttackerHandler is MarketActor {
    address private immutable STRANGER;
    uint256 public successes;

    constructor(MarketWorld world_, address stranger) MarketActor(world_) {
        STRANGER = stranger;
    }

    function act(uint256 seed, uint8 kind, uint16 share) external seen {
        uint256 count = market.jobCount();
        if (count == 0) return;
        uint256 id = seed % count + 1;
        bytes memory data;
        kind %= 9;
        if (kind == 0) data = abi.encodeCall(market.cancel, (id));
        if (kind == 1) data = abi.encodeCall(market.confirm, (id));
        if (kind == 2) data = abi.encodeCall(market.acknowledge, (one(id), true));
        if (kind == 3) data = abi.encodeCall(market.start, (one(id)));
        if (kind == 4) data = abi.encodeCall(market.fail, (id, 1));
        if (kind == 5) data = abi.encodeCall(market.freeze, (id));
        if (kind == 6) data = abi.encodeCall(market.rule, (id, share % 10_001));
        if (kind == 7) data = abi.encodeCall(market.report, (_forged(id), ""));
        if (kind == 8) data = abi.encodeCall(market.heartbeat, (id));
        vm.prank(STRANGER);
        (bool ok,) = address(market).call(data);
        if (ok) ++successes;
    }

    function refresh() external seen {
        vm.startPrank(STRANGER);
        market.refreshProvider(1);
        market.refreshListing(world.listingId());
        market.refreshStatus();
        vm.stopPrank();
    }

    function _forged(uint256 id) private view returns (UsageReport memory r) {
        (r.market, r.jobId, r.sequence, r.outcome) = (address(market), id, type(uint32).max, 1);
        r.startedAt = market.job(id).since;
        r.endedAt = r.startedAt;
    }
}
