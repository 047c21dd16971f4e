// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IPriceHub } from "../../src/interfaces/IPriceHub.sol";
import { PriceHub } from "../../src/oracle/PriceHub.sol";
import { SettableFeed } from "./utils/Feeds.sol";
import { PriceHubHouse } from "./utils/PriceHubHouse.sol";
import { AccessManager } from "@openzeppelin/contracts/access/manager/AccessManager.sol";

/// @notice Law K where two sources of three decide: both are fit, and they agree (SPEC ORC 2).
contract TieBreakerTest is PriceHubHouse {
    uint256 private constant T0 = 1_750_000_000;
    uint32 private constant MAX_AGE = 1 hours;
    uint256 private constant TOO_OLD = T0 - MAX_AGE - 1;

    SettableFeed private first;
    SettableFeed private second;
    SettableFeed private third;

    function setUp() public {
        vm.warp(T0);
        hub = new PriceHub(address(new AccessManager(address(this))));
        first = new SettableFeed(8, 0.5e8);
        second = new SettableFeed(8, 0.6e8);
        third = new SettableFeed(8, 0.6e8);
        hub.setFeed(CPT, address(first), address(second), MAX_AGE);
        hub.setTieBreaker(CPT, address(third));
    }

    function test_LawK_TheThirdSaysWhichOfTwoIsRight() public {
        _expectCpt(IPriceHub.Status.Fit, 0.6e8);
        third.set(0.5e8, T0);
        _expectCpt(IPriceHub.Status.Fit, 0.5e8);
        third.set(0.55e8, T0);
        _expectCpt(IPriceHub.Status.Disagree, 0.5e8);
    }

    function test_LawK_AStaleTieBreakerDecidesNothing() public {
        third.set(0.6e8, TOO_OLD);
        _expectCpt(IPriceHub.Status.Disagree, 0.5e8);
        third.set(0.5e8, TOO_OLD);
        _expectCpt(IPriceHub.Status.Disagree, 0.5e8);
        third.set(0.6e8, TOO_OLD + 1);
        _expectCpt(IPriceHub.Status.Fit, 0.6e8);
    }

    function test_LawK_TheTieBreakerConfirmsNoStaleSecondary() public {
        second.set(0.6e8, TOO_OLD);
        _expectCpt(IPriceHub.Status.Stale, 0.5e8);
        first.set(0, T0);
        _expectCpt(IPriceHub.Status.NoFeed, 0);
        second.set(0.6e8, T0);
        _expectCpt(IPriceHub.Status.Fit, 0.6e8);
    }

    function test_LawK_TheTieBreakerConfirmsNoStalePrimary() public {
        third.set(0.5e8, T0);
        first.set(0.5e8, TOO_OLD);
        _expectCpt(IPriceHub.Status.Stale, 0.5e8);
        first.set(0.5e8, T0);
        _expectCpt(IPriceHub.Status.Fit, 0.5e8);
    }

    /// @dev However the first died: one source alone is none, where two were set.
    function test_LawK_TheSecondaryNeverStandsInForADeadPrimary() public {
        hub.setTieBreaker(CPT, address(0));
        first.set(0, T0);
        _expectCpt(IPriceHub.Status.NoFeed, 0);
        first.set(0.6e8, T0);
        _expectCpt(IPriceHub.Status.Fit, 0.6e8);
        vm.etch(address(first), "");
        _expectCpt(IPriceHub.Status.NoFeed, 0);
    }

    function test_ANewAgeHoldsForTheTieBreakerToo() public {
        third.set(0.6e8, TOO_OLD);
        _expectCpt(IPriceHub.Status.Disagree, 0.5e8);
        hub.setFeed(CPT, address(first), address(second), 2 * MAX_AGE);
        _expectCpt(IPriceHub.Status.Fit, 0.6e8);
        hub.setFeed(CPT, address(first), address(second), MAX_AGE);
        _expectCpt(IPriceHub.Status.Disagree, 0.5e8);
    }

    function test_NoSourceConfirmsItself() public {
        bytes memory same = abi.encodeWithSelector(IPriceHub.SameFeed.selector, address(third));
        vm.expectRevert(same);
        hub.setFeed(CPT, address(third), address(second), MAX_AGE);
        vm.expectRevert(same);
        hub.setFeed(CPT, address(first), address(third), MAX_AGE);
        vm.expectRevert(abi.encodeWithSelector(IPriceHub.SameFeed.selector, address(first)));
        hub.setTieBreaker(CPT, address(first));
        vm.expectRevert(abi.encodeWithSelector(IPriceHub.SameFeed.selector, address(second)));
        hub.setTieBreaker(CPT, address(second));
    }
}
