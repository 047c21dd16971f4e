// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { ITokenVesting } from "../../src/interfaces/ITokenVesting.sol";
import { TokenVesting } from "../../src/token/TokenVesting.sol";
import { VestingHandler } from "./handlers/VestingHandler.sol";
import { CPTFixture } from "./utils/CPTFixture.sol";

/// forge-config: default.invariant.depth = 96
/// @notice Law H's part here: what is committed, or still in a pot, is held; every token that came is paid, sent back or held.
contract VestingInvariants is CPTFixture {
    uint256 private constant POTS = 43_250_000e18;

    TokenVesting private vesting;
    VestingHandler private actor;

    function setUp() public override {
        super.setUp();
        vesting = new TokenVesting(address(manager), address(cpt));
        actor = new VestingHandler(vesting, cpt);
        manager.grantRole(0, address(actor), 0);
        vm.startPrank(alice);
        cpt.transfer(address(vesting), POTS);
        cpt.transfer(address(actor), 10_000_000e18);
        vm.stopPrank();
        targetContract(address(actor));
    }

    function invariant_committedIsHeld() public view {
        uint256 ungranted;
        for (uint256 pot; pot < 4; ++pot) {
            ungranted += vesting.potLeft(ITokenVesting.Pot(pot));
        }
        uint256 held = cpt.balanceOf(address(vesting));
        assertEq(held, vesting.committed() + ungranted);
        assertEq(held + actor.paid() + actor.sentBack(), POTS + actor.brought());
    }

    function invariant_committedIsTheSumOfSchedules() public view {
        uint256 sum;
        for (uint256 id = 1; id <= vesting.scheduleCount(); ++id) {
            ITokenVesting.Schedule memory s = vesting.scheduleOf(id);
            sum += s.amount - s.released;
            assertLe(s.released, vesting.vestedAt(id, vm.getBlockTimestamp()), "nothing leaves before it has vested");
        }
        assertEq(vesting.committed(), sum);
        assertEq(actor.overDailyCap(), 0);
    }
}
