// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IArbiterPanel } from "../../../src/interfaces/IArbiterPanel.sol";
import { ArbiterPanel } from "../../../src/market/ArbiterPanel.sol";
import { DelegationTest } from "../delegation/utils/DelegationTest.sol";
import { TransparentUpgradeableProxy } from "@openzeppelin/contracts/proxy/transparent/TransparentUpgradeableProxy.sol";

/// @notice Arbiters with a real stake in the bond of the provider they would judge.
contract PanelTiesTest is DelegationTest {
    ArbiterPanel private panel;
    address[] private three;

    function setUp() public override {
        super.setUp();
        three = [alice, bob, makeAddr("third")];
        panel = ArbiterPanel(
            address(
                new TransparentUpgradeableProxy(
                    address(new ArbiterPanel(address(registry), address(this), address(delegation))),
                    address(this),
                    abi.encodeCall(ArbiterPanel.initialize, (address(this), three))
                )
            )
        );
    }

    function _open(uint256 caseId) private {
        IArbiterPanel.Parties memory parties = IArbiterPanel.Parties(address(0xa1), address(0xb1), id);
        panel.openCase(caseId, parties, uint40(block.timestamp + 14 days));
    }

    function test_anArbiterWithAStakeInTheBondHasNoVote() public {
        delegate(alice, 100e18);
        _open(1);
        assertEq(panel.caseOf(1).eligible, 6);
        requestExit(alice, type(uint256).max);
        _open(2);
        assertEq(panel.caseOf(2).eligible, 6, "what exits can still be slashed");
        skip(NOTICE + HOLD + 1);
        withdraw(alice);
        _open(3);
        assertEq(panel.caseOf(3).eligible, 7);
    }

    function test_RevertWhen_anArbiterVotesThatStakedAfterwards() public {
        _open(1);
        delegate(bob, 100e18);
        vm.expectRevert(abi.encodeWithSelector(IArbiterPanel.NotEligible.selector, 1, bob));
        vm.prank(bob);
        panel.vote(1, 0, "");
    }
}
