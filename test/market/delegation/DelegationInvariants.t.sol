// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IBondDelegation } from "../../../src/interfaces/IBondDelegation.sol";
import {
    PoacherHandler,
    SharerHandler,
    SlashingHandler,
    StakerHandler,
    TideHandler
} from "./handlers/DelegationActors.sol";
import { DelegationBooks } from "./handlers/DelegationBooks.sol";
import { DelegationTest } from "./utils/DelegationTest.sol";

/// @notice Delegated bonds (SPEC PROV 6, laws C and J):
/// 1. CPT in the registry = all own bonds + all delegated = bondTotals; the delegation contract holds no token at all.
/// 2. Of each provider: delegated = paid out + slashed + what is there; shares sum up, positions are worth no more than it.
/// 3. A slash takes from all shares alike, staying or exiting; nobody leaves before 35 days, or with a slash queued.
/// 4. What came in = paid to the provider + claimed + claimable + unsplit + at most one unit a delegator and generation.
contract DelegationInvariantsTest is DelegationTest {
    DelegationBooks internal books;

    function setUp() public override {
        super.setUp();
        books = new DelegationBooks();
        books.add(id);
        uint32 other = join(makeAddr("other"));
        vm.startPrank(makeAddr("other"));
        registry.depositBond(other, OWN_CPT, 0);
        registry.update(other, makeAddr("other payout"), URI);
        delegation.setShare(other, 2500);
        vm.stopPrank();
        books.add(other);
        SlashingHandler slashing = new SlashingHandler(world, books);
        world.grant(world.SLASHER(), address(slashing));
        // Twice: most of a campaign is people coming and going.
        targetContract(address(new StakerHandler(world, books)));
        targetContract(address(new StakerHandler(world, books)));
        targetContract(address(new SharerHandler(world, books)));
        targetContract(address(slashing));
        targetContract(address(new PoacherHandler(world, books)));
        targetContract(address(new TideHandler(world, books)));
    }

    function invariant_C_delegatedCptLiesInTheRegistry() public view {
        uint256 sum;
        for (uint256 i; i < books.count(); ++i) {
            uint32 p = books.ids(i);
            (uint256 all, uint256 exiting) = registry.delegatedBond(p);
            assertLe(exiting, all);
            sum += uint256(bondOf(p).bondCpt) + bondOf(p).exitingCpt + all;
            assertEq(all + books.paidOut(p) + books.slashed(p), books.delegated(p));
        }
        (uint256 total,) = registry.bondTotals();
        assertEq(total, sum);
        assertEq(cpt.balanceOf(address(registry)), sum);
        assertEq(cpt.balanceOf(address(delegation)), 0);
        assertEq(usdc.balanceOf(address(delegation)), 0);
    }

    function invariant_sharesSumUpAndAreCovered() public view {
        for (uint256 i; i < books.count(); ++i) {
            uint32 p = books.ids(i);
            IBondDelegation.Pool memory pool = delegation.pool(p);
            (uint256 shares, uint256 exiting, uint256 worth) = (0, 0, 0);
            for (uint256 k; k < books.DELEGATORS(); ++k) {
                IBondDelegation.Position memory held = delegation.position(p, books.delegator(k));
                shares += held.shares;
                exiting += held.exitingShares;
                worth += held.cpt + held.exitingCpt;
            }
            assertEq(shares, pool.shares);
            assertEq(exiting, pool.exitingShares);
            assertLe(worth, pool.cpt);
            assertLe(pool.cpt, worth + 2 * books.DELEGATORS());
        }
    }

    function invariant_C_whatCameInIsPaidOrPayable() public view {
        uint256 owed;
        for (uint256 i; i < books.count(); ++i) {
            uint32 p = books.ids(i);
            uint256 claimable;
            for (uint256 k; k < books.DELEGATORS(); ++k) {
                claimable += delegation.position(p, books.delegator(k)).claimable;
            }
            IBondDelegation.Pool memory pool = delegation.pool(p);
            uint256 accounted = books.toProvider(p) + books.claimed(p) + claimable + pool.unsplit;
            assertLe(accounted, books.earned(p));
            assertLe(books.earned(p) - accounted, books.DELEGATORS() + pool.generation);
            owed += claimable;
        }
        assertGe(world.vault().balanceOf(address(delegation)), owed);
    }

    function invariant_nobodyLeavesAheadOfASlashOrWithMoreThanHis() public view {
        assertEq(books.breaches(), 0);
    }

    function invariant_delegatedBondCountsUpToItsCap() public view {
        (, uint256 price) = world.hub().cptUsd();
        for (uint256 i; i < books.count(); ++i) {
            uint256 own = bondOf(books.ids(i)).bondUsdc + uint256(bondOf(books.ids(i)).bondCpt) * price / 2e20;
            assertLe(registry.haircutBond(books.ids(i)), 4 * (own + 1));
        }
    }

    /// @dev The actors do get through, or the laws above would hold over nothing.
    function test_handlers_canDoWhatTheirNamesSay() public {
        StakerHandler stakers = new StakerHandler(world, books);
        TideHandler tide = new TideHandler(world, books);
        SlashingHandler slashing = new SlashingHandler(world, books);
        world.grant(world.SLASHER(), address(slashing));
        stakers.delegate(1, 0, 1000e18);
        tide.earn(1, 100e6);
        stakers.claim(1, 0);
        assertEq(books.claims(), 1);
        stakers.request(1, 0, 500e18);
        slashing.slash(1, 100e6);
        assertGt(books.slashed(books.ids(1)), 0);
        tide.pass(35 days);
        stakers.withdraw(1, 0);
        assertEq(books.exits(), 1);
        assertEq(books.breaches(), 0);
    }
}
