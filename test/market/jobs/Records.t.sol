// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarketTypes } from "../../../src/interfaces/IJobMarketTypes.sol";
import { IProviderRecords } from "../../../src/interfaces/IProviderRecords.sol";
import { MarketHouse } from "./utils/MarketHouse.sol";

/// @notice What the records of providers and accounts change about a job (SPEC PROV 8, 9).
contract RecordsOfJobsTest is MarketHouse {
    // ---- KYC of who trades much ----

    function test_tradingNeedsNoKycUntilGovernanceSaysSo() public {
        openJob(1000, 10 hours);
        assertEq(records.tradedThisMonth(buyer), 0);
    }

    function test_aboveTheMonthlyLimitTradingNeedsKyc() public {
        records.setParameter("tradingKyc", 1);
        market.refreshStatus();
        openJob(333, 10 hours);
        assertEq(records.tradedThisMonth(buyer), 9990e6);
        vm.expectRevert(
            abi.encodeWithSelector(IProviderRecords.TradingLimitExceeded.selector, buyer, 10_020e6, 10_000e6)
        );
        openJob(1, 10 hours);
        vm.prank(sponsor);
        market.open(order(100, 10 hours));

        records.attestKyc(
            buyer, IProviderRecords.KycLevel.Basic, uint40(block.timestamp + 365 days), keccak256("subject")
        );
        openJob(1, 10 hours);
        records.setParameter("tradingKyc", 0);
        market.refreshStatus();
        openJob(100, 10 hours);
    }

    /// @dev The market's copy is refreshed by the opening itself once it is too old.
    function test_theSwitchReachesOpeningsWithinTheStatussAge() public {
        records.setParameter("tradingKyc", 1);
        skip(1 hours + 1);
        openJob(100, 10 hours);
        assertEq(records.tradedThisMonth(buyer), 3000e6);
    }

    /// @dev Nobody gets around the limit by opening small and adding later.
    function test_whatIsAddedToAJobCountsTowardsTheLimit() public {
        records.setParameter("tradingKyc", 1);
        market.refreshStatus();
        uint256 id = openJob(300, 10 hours);
        assertEq(records.tradedThisMonth(buyer), 9000e6);
        vm.startPrank(buyer);
        market.topUp(id, 900e6);
        assertEq(records.tradedThisMonth(buyer), 9900e6);
        bytes memory refusal =
            abi.encodeWithSelector(IProviderRecords.TradingLimitExceeded.selector, buyer, 10_000e6 + 1, 10_000e6);
        vm.expectRevert(refusal);
        market.topUp(id, 100e6 + 1);
        vm.expectRevert(
            abi.encodeWithSelector(IProviderRecords.TradingLimitExceeded.selector, buyer, 10_800e6, 10_000e6)
        );
        market.extend(id, 1 hours);
        vm.stopPrank();
        assertEq(market.job(id).escrow, 9900e6, "nothing of a refused change stays");
        assertEq(market.job(id).duration, 10 hours);

        records.attestKyc(
            buyer, IProviderRecords.KycLevel.Basic, uint40(block.timestamp + 365 days), keccak256("subject")
        );
        vm.prank(buyer);
        market.extend(id, 1 hours);
        assertEq(records.tradedThisMonth(buyer), 10_800e6);
    }

    function test_whatIsAddedNeedsNoKycWhileTheSwitchIsOff() public {
        uint256 id = openJob(333, 10 hours);
        vm.prank(buyer);
        market.topUp(id, 5000e6);
        assertEq(records.tradedThisMonth(buyer), 0);
    }

    // ---- settlement agents ----

    function test_aSettlementAgentIsReleasedOnceItsVendorIsProvenPaid() public {
        records.setSettlementAgent(PROVIDER, true, keccak256("contract"));
        uint256 id = reported(4);
        skip(72 hours + 1);
        uint256 until = block.timestamp - 1 + 30 days;
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.InvoiceUnproven.selector, id, until));
        market.release(id);
        vm.expectRevert(IJobMarketTypes.NothingDone.selector);
        market.releaseBatch(ids(id));
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.TooEarly.selector, id, until + 1));
        market.expire(id);

        records.attestInvoice(id, keccak256("invoice"), 900, "EUR", keccak256("vendor"), uint40(block.timestamp));
        market.release(id);
        assertEq(market.job(id).paid, 10e6);
    }

    function test_anInvoiceNeverProvenLeavesTheHoldbackToThePayer() public {
        records.setSettlementAgent(PROVIDER, true, keccak256("contract"));
        uint256 id = reported(4);
        uint256 balance = vault.balanceOf(buyer);
        skip(72 hours + 30 days + 1);
        assertEq(uint256(market.due(id)), uint256(IJobMarketTypes.Reason.InvoiceMissing));
        market.expire(id);
        assertEq(vault.balanceOf(buyer), balance + 1e6);
        assertEq(market.job(id).paid, 9e6);
    }

    function test_thePayersOwnWordStandsForTheInvoice() public {
        records.setSettlementAgent(PROVIDER, true, keccak256("contract"));
        uint256 id = reported(4);
        vm.prank(buyer);
        market.confirm(id);
        assertEq(market.job(id).paid, 10e6);
    }

    /// @dev The longer wait is the agent's, not the buyer's.
    function test_RevertWhen_aDisputeComesAfterTheWindow() public {
        records.setSettlementAgent(PROVIDER, true, keccak256("contract"));
        uint256 id = reported(4);
        uint256 until = block.timestamp + 72 hours;
        vm.warp(until + 1);
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.TooLate.selector, id, until));
        market.freeze(id);
    }
}
