// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IListings } from "../../interfaces/IListings.sol";
import { SlaMath } from "../../libraries/SlaMath.sol";

/// @title Which tariffs a listing may have, and their one word of storage
/// @dev The word is never 0: no pre-emption comes without notice. Its layout is in SlaMath; the notices lie behind, 16 bits each:
/// stop, pre-emption, exit.
library SlaTerms {
    uint256 private constant BPS = 10_000;
    /// @dev Minutes.
    uint256 private constant MAX_NOTICE = 10_080;
    uint256 private constant MIN_PREEMPT_NOTICE = 2;
    uint256 private constant MAX_PREEMPT_NOTICE = 1440;
    uint256 private constant MIN_EXIT_NOTICE = 60;
    uint256 private constant MAX_EXIT_NOTICE = 43_200;

    /// @notice What holds without a tariff: no credit; notices of 5 minutes, 2 minutes, 24 hours.
    uint256 internal constant DEFAULT =
        5 << SlaMath.NOTICES_SHIFT | 2 << (SlaMath.NOTICES_SHIFT + 16) | 1440 << (SlaMath.NOTICES_SHIFT + 32);

    /// @notice Reverts with the first term that is wrong.
    /// @param linearUptimeBps the promise of the linear credit, which a tariff replaces
    function check(IListings.SlaTariff calldata t, uint256 linearUptimeBps) internal pure {
        _require(linearUptimeBps == 0, "slaUptimeBps", linearUptimeBps);
        _checkTiers(t);
        _require(t.throughputFloorBps <= BPS, "throughputFloorBps", t.throughputFloorBps);
        _require(
            t.throughputCreditBps <= BPS && (t.throughputCreditBps == 0) == (t.throughputFloorBps == 0),
            "throughputCreditBps",
            t.throughputCreditBps
        );
        _require(t.noticeMinutes <= MAX_NOTICE, "noticeMinutes", t.noticeMinutes);
        _require(
            t.preemptNoticeMinutes >= MIN_PREEMPT_NOTICE && t.preemptNoticeMinutes <= MAX_PREEMPT_NOTICE,
            "preemptNoticeMinutes",
            t.preemptNoticeMinutes
        );
        _require(
            t.exitNoticeMinutes >= MIN_EXIT_NOTICE && t.exitNoticeMinutes <= MAX_EXIT_NOTICE,
            "exitNoticeMinutes",
            t.exitNoticeMinutes
        );
    }

    function pack(IListings.SlaTariff calldata t) internal pure returns (uint256 word) {
        for (uint256 i = SlaMath.TIERS; i != 0; --i) {
            word = word << 32 | uint256(t.uptime[i - 1].creditBps) << 16 | t.uptime[i - 1].belowBps;
        }
        uint256 notices = t.noticeMinutes | uint256(t.preemptNoticeMinutes) << 16 | uint256(t.exitNoticeMinutes) << 32;
        return word | uint256(t.throughputFloorBps) << SlaMath.THROUGHPUT_SHIFT | uint256(t.throughputCreditBps)
            << (SlaMath.THROUGHPUT_SHIFT + 16) | notices << SlaMath.NOTICES_SHIFT;
    }

    function unpack(uint256 word) internal pure returns (IListings.SlaTariff memory t) {
        for (uint256 i = 0; i < SlaMath.TIERS; ++i) {
            t.uptime[i] =
                IListings.SlaTier({ belowBps: uint16(word >> (32 * i)), creditBps: uint16(word >> (32 * i + 16)) });
        }
        t.throughputFloorBps = uint16(word >> SlaMath.THROUGHPUT_SHIFT);
        t.throughputCreditBps = uint16(word >> (SlaMath.THROUGHPUT_SHIFT + 16));
        t.noticeMinutes = uint16(word >> SlaMath.NOTICES_SHIFT);
        t.preemptNoticeMinutes = uint16(word >> (SlaMath.NOTICES_SHIFT + 16));
        t.exitNoticeMinutes = uint16(word >> (SlaMath.NOTICES_SHIFT + 32));
    }

    function _checkTiers(IListings.SlaTariff calldata t) private pure {
        uint256 below = BPS + 1;
        uint256 credit;
        for (uint256 i = 0; i < SlaMath.TIERS; ++i) {
            IListings.SlaTier calldata tier = t.uptime[i];
            if (tier.belowBps == 0 && tier.creditBps == 0) {
                below = 0;
                continue;
            }
            bool fits = tier.belowBps != 0 && tier.belowBps < below && tier.creditBps > credit && tier.creditBps <= BPS;
            _require(fits, "uptime", i);
            (below, credit) = (tier.belowBps, tier.creditBps);
        }
    }

    function _require(bool ok, bytes32 field, uint256 value) private pure {
        if (!ok) revert IListings.InvalidTerms(field, value);
    }
}
