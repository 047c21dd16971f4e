// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarketTypes } from "../../../../src/interfaces/IJobMarketTypes.sol";
import { IMeterQuorum } from "../../../../src/interfaces/IMeterQuorum.sol";
import { UsageReport } from "../../../../src/interfaces/IUsageVerifier.sol";
import { MeterKeys } from "../utils/MeterKeys.sol";
import { MarketActor } from "./MarketActor.sol";
import { MarketWorld } from "./MarketWorld.sol";

/// @notice Four meters that sign whatever the market may accept.
contract MeterHandler is MarketActor {
    MeterKeys private immutable METERS;
    IMeterQuorum private immutable QUORUM;

    constructor(MarketWorld world_, MeterKeys meters, IMeterQuorum quorum) MarketActor(world_) {
        (METERS, QUORUM) = (meters, quorum);
    }

    function checkpoint(uint256 seed, uint64 usage, uint16 uptime) external seen {
        _report(seed, 0, 0, usage, uint16(bound(uptime, 0, 10_000)));
    }

    function complete(uint256 seed, uint64 usage, uint16 uptime) external seen {
        _report(seed, 1, 0, usage, uint16(bound(uptime, 0, 10_000)));
    }

    function fail(uint256 seed, uint64 usage, uint8 code) external seen {
        _report(seed, 2, uint8(bound(code, 0, 199)), usage, 10_000);
    }

    function _report(uint256 seed, uint8 outcome, uint8 code, uint64 usage, uint16 uptime) private {
        IJobMarketTypes.State state = IJobMarketTypes.State.Running;
        if (seed % 5 == 0) state = IJobMarketTypes.State.Acknowledged;
        if (seed % 5 == 1) state = IJobMarketTypes.State.Open;
        uint256 id = world.pick(seed, state);
        if (id == 0) return;
        // One that nobody took in time is no longer acknowledged by a report.
        if (state == IJobMarketTypes.State.Open && market.due(id) != IJobMarketTypes.Reason.None) return;
        IJobMarketTypes.Job memory j = market.job(id);
        UsageReport memory r;
        (r.market, r.jobId, r.sequence) = (address(market), id, j.lastSequence + 1);
        (r.startedAt, r.endedAt) = (j.since, uint40(vm.getBlockTimestamp()));
        if (j.noticeEndsAt != 0 && j.noticeEndsAt < r.endedAt) r.endedAt = j.noticeEndsAt;
        (r.outcome, r.failureCode, r.uptimeBps) = (outcome, code, uptime);
        uint256 most = uint256(j.units) * (r.endedAt - r.startedAt);
        // spread, for fuzzers like the edges
        r.usage = uint64(bound(uint256(keccak256(abi.encode(usage, seed))), j.checkpointUsage, most));
        market.report(r, METERS.sign(QUORUM, r, 4));
    }
}
