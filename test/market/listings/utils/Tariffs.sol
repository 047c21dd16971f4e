// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IListings } from "../../../../src/interfaces/IListings.sol";

/// @notice Tariffs for tests.
library Tariffs {
    /// @notice Below 99.9%: 5%; below 99%: 20%; below 95%: 50%; below 80%: all. Under 90% of the ordered throughput: 30%.
    function usual() internal pure returns (IListings.SlaTariff memory t) {
        t = none();
        t.uptime[0] = IListings.SlaTier(9990, 500);
        t.uptime[1] = IListings.SlaTier(9900, 2000);
        t.uptime[2] = IListings.SlaTier(9500, 5000);
        t.uptime[3] = IListings.SlaTier(8000, 10_000);
        t.throughputFloorBps = 9000;
        t.throughputCreditBps = 3000;
    }

    /// @notice Notices alone: 10 min, 5 min, 2 days.
    function none() internal pure returns (IListings.SlaTariff memory t) {
        t.noticeMinutes = 10;
        t.preemptNoticeMinutes = 5;
        t.exitNoticeMinutes = 2880;
    }

    /// @notice Some tariff that listings accept, by a seed.
    function any(uint256 seed) internal pure returns (IListings.SlaTariff memory t) {
        t = none();
        uint256 below = 10_000;
        uint256 credit;
        for (uint256 i; i < 4; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            uint256 fall = seed % 3000;
            uint256 nextBelow = fall < below ? below - fall : 0;
            uint256 nextCredit = credit + 1 + (seed >> 128) % 3000;
            if (seed % 5 == 0 || nextBelow == 0 || nextCredit > 10_000 || (i != 0 && nextBelow == below)) break;
            (below, credit) = (nextBelow, nextCredit);
            t.uptime[i] = IListings.SlaTier(uint16(below), uint16(credit));
        }
        if (seed % 3 == 0) return t;
        t.throughputFloorBps = uint16(1 + (seed >> 64) % 10_000);
        t.throughputCreditBps = uint16(1 + (seed >> 32) % 10_000);
    }
}
