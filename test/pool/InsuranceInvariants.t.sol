// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IInsuranceFund } from "../../src/interfaces/IInsuranceFund.sol";
import { FundHandler } from "./handlers/FundHandler.sol";
import { FundHouse } from "./utils/FundHouse.sol";

/// forge-config: default.invariant.depth = 96
/// @dev The fund's books are exact, and neither duty ever touches what is the other's.
contract InsuranceInvariants is FundHouse {
    FundHandler private actor;

    function setUp() public override {
        super.setUp();
        actor = new FundHandler(fund, usdc);
        manager.grantRole(0, address(actor), 0);
        usdc.transfer(address(actor), 500_000_000e6);
        targetContract(address(actor));
    }

    function invariant_booksAreTheBalance() public view {
        IInsuranceFund.Books memory b = fund.books();
        assertEq(
            usdc.balanceOf(address(fund)), uint256(b.claimsOnly) + b.poolOnly + b.shared + actor.unbooked(), "balance"
        );
        (uint256 onClaims, uint256 onLosses) = fund.spent();
        uint256 all;
        for (uint256 i; i < 4; ++i) {
            all += fund.received(IInsuranceFund.Source(i));
        }
        assertEq(all, uint256(b.claimsOnly) + b.poolOnly + b.shared + onClaims + onLosses, "in = there + out");
        assertEq(usdc.balanceOf(address(vault)), onClaims, "claims are paid into the vault");
    }

    /// @dev Floors only fall by their own duty's payments, beyond the shared part.
    function invariant_neitherDutyStarvesTheOther() public view {
        IInsuranceFund.Books memory b = fund.books();
        (uint256 onClaims, uint256 onLosses) = fund.spent();
        uint256 floors = actor.floors();
        assertEq(b.claimsOnly + onClaims, floors + actor.claimsFromShared());
        assertEq(b.poolOnly + onLosses, floors + actor.lossesFromShared());
    }

    function invariant_claimsAreWhatTheySay() public view {
        uint256 filed;
        uint256 queued;
        uint256 paid;
        bool waiting;
        for (uint256 i; i < actor.granted(); ++i) {
            IInsuranceFund.Claim memory c = fund.claim(actor.grantOrder(i));
            queued += c.amount - c.paid;
            paid += c.paid;
            // first in, first out: whoever comes after one that waits has nothing yet
            if (waiting) assertEq(c.paid, 0, "queue order");
            if (c.paid < c.amount) waiting = true;
            assertLe(c.amount, 100_000e6);
        }
        for (uint256 id = 1; id <= fund.claimCount(); ++id) {
            IInsuranceFund.Claim memory c = fund.claim(id);
            if (c.state == IInsuranceFund.ClaimState.Filed) filed += c.amount;
        }
        (uint256 sumFiled, uint256 sumQueued) = fund.outstanding();
        assertEq(sumFiled, filed);
        assertEq(sumQueued, queued);
        (uint256 onClaims,) = fund.spent();
        assertEq(onClaims, paid);
        assertLe(actor.worstWindow(), actor.CAP(), "a provider's cap over 90 days");
    }
}
