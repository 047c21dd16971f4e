// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IListings } from "../../src/interfaces/IListings.sol";
import { SlaMath } from "../../src/libraries/SlaMath.sol";
import { SlaTerms } from "../../src/market/listings/SlaTerms.sol";
import { Tariffs } from "../market/listings/utils/Tariffs.sol";
import { Test } from "forge-std/Test.sol";

/// @dev Takes a tariff as calldata, as a listing does.
contract SlaTermsCaller {
    function pack(IListings.SlaTariff calldata t) external pure returns (uint256) {
        SlaTerms.check(t, 0);
        return SlaTerms.pack(t);
    }
}

contract SlaMathTest is Test {
    SlaTermsCaller private terms = new SlaTermsCaller();

    function testFuzz_aTariffSurvivesItsWord(uint256 seed) public view {
        IListings.SlaTariff memory t = Tariffs.any(seed);
        uint256 word = terms.pack(t);
        assertEq(keccak256(abi.encode(SlaTerms.unpack(word))), keccak256(abi.encode(t)));
        assertEq(SlaMath.hasCredit(word), t.uptime[0].belowBps != 0 || t.throughputFloorBps != 0);
    }

    /// @dev Against the rule as a buyer would put it: the highest credit of all tiers that apply.
    function testFuzz_theCreditIsTheHighestThatApplies(uint256 seed, uint256 uptime, uint256 throughput) public view {
        IListings.SlaTariff memory t = Tariffs.any(seed);
        uptime = bound(uptime, 0, 10_000);
        throughput = bound(throughput, 0, 10_000);
        uint256 wanted;
        for (uint256 i; i < 4; ++i) {
            if (uptime < t.uptime[i].belowBps && t.uptime[i].creditBps > wanted) wanted = t.uptime[i].creditBps;
        }
        (uint256 forUptime, uint256 forThroughput) = SlaMath.creditBps(terms.pack(t), uptime, throughput);
        assertEq(forUptime, wanted);
        assertEq(forThroughput, throughput < t.throughputFloorBps ? t.throughputCreditBps : 0);
    }

    function testFuzz_lessUptimeNeverEarnsLessCredit(uint256 seed, uint256 more, uint256 less) public view {
        uint256 word = terms.pack(Tariffs.any(seed));
        more = bound(more, 0, 10_000);
        less = bound(less, 0, more);
        (uint256 atMore,) = SlaMath.creditBps(word, more, 10_000);
        (uint256 atLess,) = SlaMath.creditBps(word, less, 10_000);
        assertGe(atLess, atMore);
    }

    function test_thresholds_belongToWhoKeepsThem() public view {
        uint256 word = terms.pack(Tariffs.usual());
        uint16[2][8] memory rows = [
            [uint16(10_000), 0],
            [uint16(9990), 0],
            [uint16(9989), 500],
            [uint16(9900), 500],
            [uint16(9899), 2000],
            [uint16(9499), 5000],
            [uint16(7999), 10_000],
            [uint16(0), 10_000]
        ];
        for (uint256 i; i < rows.length; ++i) {
            (uint256 credit,) = SlaMath.creditBps(word, rows[i][0], 10_000);
            assertEq(credit, rows[i][1]);
        }
        (, uint256 kept) = SlaMath.creditBps(word, 10_000, 9000);
        assertEq(kept, 0);
        (, uint256 missed) = SlaMath.creditBps(word, 10_000, 8999);
        assertEq(missed, 3000);
    }

    function testFuzz_linearCreditIsAtMostAllAndNeverForAKeptPromise(uint256 promised, uint256 uptime, uint256 credit)
        public
        pure
    {
        promised = bound(promised, 0, 10_000);
        uptime = bound(uptime, 0, 10_000);
        credit = bound(credit, 0, 10_000);
        uint256 given = SlaMath.linearCreditBps(promised, uptime, credit);
        assertLe(given, 10_000);
        if (uptime >= promised) assertEq(given, 0);
        else assertLe(given, credit * ((promised - uptime + 99) / 100));
    }

    function testFuzz_throughputOfTimedPricesIsDeliveredOverOrdered(uint24 units, uint40 elapsed, uint64 usage)
        public
        pure
    {
        vm.assume(units != 0 && elapsed != 0);
        uint256 bps = SlaMath.throughput(IListings.Period.Hour, usage, units, 60, elapsed);
        uint256 ordered = uint256(units) * elapsed;
        if (usage >= ordered) assertEq(bps, 10_000);
        else assertEq(bps, uint256(usage) * 10_000 / ordered);
    }

    function test_throughputOfUnitPricesIsThePaceOrdered() public pure {
        IListings.Period unit = IListings.Period.Unit;
        // 10 units ordered over 2 hours
        assertEq(SlaMath.throughput(unit, 10, 10, 2 hours, 2 hours), 10_000);
        assertEq(SlaMath.throughput(unit, 5, 10, 2 hours, 1 hours), 10_000);
        assertEq(SlaMath.throughput(unit, 10, 10, 2 hours, 3 hours), 6666);
        assertEq(SlaMath.throughput(unit, 10, 10, 2 hours, 1 hours), 10_000);
        assertEq(SlaMath.throughput(unit, 0, 10, 2 hours, 1), 0);
        assertEq(SlaMath.throughput(unit, 0, 10, 2 hours, 0), 10_000);
    }

    function testFuzz_throughputNeverOverflows(uint64 usage, uint24 units, uint24 duration, uint40 elapsed, uint8 kind)
        public
        pure
    {
        assertLe(SlaMath.throughput(IListings.Period(kind % 3), usage, units, duration, elapsed), 10_000);
    }
}
