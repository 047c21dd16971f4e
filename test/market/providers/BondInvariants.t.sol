// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IProviderRegistry } from "../../../src/interfaces/IProviderRegistry.sol";
import {
    AttackerHandler,
    CertifierHandler,
    DepositorHandler,
    OwnerHandler,
    SlasherHandler,
    WorldHandler
} from "./handlers/BondActors.sol";
import { BondBooks } from "./handlers/BondBooks.sol";
import { ProviderTest } from "./utils/ProviderTest.sol";

/// @notice Custody of bonds (SPEC PROV 6, JOB 11):
/// 1. CPT and USDC held = sum of all bonds, staying and exiting = bondTotals (no stray tokens are sent here).
/// 2. Of each provider: deposited = staying + exiting + withdrawn + slashed, in either token.
/// 3. Nobody but the owner moves a bond, and not before 35 days after the last request, nor with an open job.
/// 4. haircutBond counts nothing that exits, and no more than the staying part at the present price.
contract BondInvariantsTest is ProviderTest {
    BondBooks internal books;

    function setUp() public override {
        super.setUp();
        books = new BondBooks();
        for (uint256 i; i < 3; ++i) {
            uint32 p = i == 0 ? id : join(makeAddr(string.concat("owner", vm.toString(i))));
            toCertified(p);
            address account = registry.ownerOf(p);
            vm.prank(account);
            registry.depositBond(p, 1000e18, 5000e6);
            books.onDeposit(p, 1000e18, 5000e6);
            books.add(p, list(p));
        }
        SlasherHandler slashing = new SlasherHandler(world, books);
        CertifierHandler judging = new CertifierHandler(world, books);
        world.grant(world.SLASHER(), address(slashing));
        world.grant(world.CERTIFIER(), address(judging));
        targetContract(address(new OwnerHandler(world, books)));
        targetContract(address(new DepositorHandler(world, books)));
        targetContract(address(slashing));
        targetContract(address(judging));
        targetContract(address(new AttackerHandler(world, books)));
        targetContract(address(new WorldHandler(world, books)));
    }

    function invariant_whatIsHeldIsTheSumOfBonds() public view {
        uint256 sumCpt;
        uint256 sumUsdc;
        for (uint256 i; i < books.count(); ++i) {
            IProviderRegistry.Provider memory p = bondOf(books.ids(i));
            sumCpt += uint256(p.bondCpt) + p.exitingCpt;
            sumUsdc += uint256(p.bondUsdc) + p.exitingUsdc;
        }
        (uint256 totalCpt, uint256 totalUsdc) = registry.bondTotals();
        assertEq(totalCpt, sumCpt);
        assertEq(totalUsdc, sumUsdc);
        assertEq(cpt.balanceOf(address(registry)), sumCpt);
        assertEq(usdc.balanceOf(address(registry)), sumUsdc);
    }

    function invariant_everyBondIsAccountedFor() public view {
        for (uint256 i; i < books.count(); ++i) {
            uint32 p = books.ids(i);
            IProviderRegistry.Provider memory b = bondOf(p);
            (uint256 c, uint256 u) = books.deposited(p);
            (uint256 outCpt, uint256 outUsdc) = books.withdrawn(p);
            (uint256 lostCpt, uint256 lostUsdc) = books.slashed(p);
            assertEq(c, uint256(b.bondCpt) + b.exitingCpt + outCpt + lostCpt);
            assertEq(u, uint256(b.bondUsdc) + b.exitingUsdc + outUsdc + lostUsdc);
            (uint256 openJobs,) = market.providerLoad(p);
            assertEq(openJobs, books.openJobs(p));
        }
    }

    function invariant_nobodyLeavesEarlyOrWithWhatIsNotTheirs() public view {
        assertEq(books.breaches(), 0);
    }

    function invariant_onlyTheStayingPartCounts() public view {
        (, uint256 price) = world.hub().cptUsd();
        for (uint256 i; i < books.count(); ++i) {
            IProviderRegistry.Provider memory b = bondOf(books.ids(i));
            uint256 value = registry.haircutBond(books.ids(i));
            assertGe(value, b.bondUsdc);
            assertLe(value, b.bondUsdc + uint256(b.bondCpt) * price / 2e20);
        }
    }

    /// @dev The actors do get through, or the laws above would hold over nothing.
    function test_handlers_canDoWhatTheirNamesSay() public {
        OwnerHandler owners = new OwnerHandler(world, books);
        WorldHandler moving = new WorldHandler(world, books);
        moving.openJob(0);
        assertEq(books.openJobs(id), 1);
        moving.endJob(0);
        owners.request(0, 500e18, 1000e6);
        assertGt(bondOf(id).bondReleaseTime, 0);
        skip(35 days);
        owners.withdraw(0);
        assertEq(books.exits(), 1);
    }
}
