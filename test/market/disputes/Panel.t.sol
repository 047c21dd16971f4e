// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IArbiterPanel } from "../../../src/interfaces/IArbiterPanel.sol";
import { ArbiterPanel } from "../../../src/market/ArbiterPanel.sol";
import { AccessManager } from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import { TransparentUpgradeableProxy } from "@openzeppelin/contracts/proxy/transparent/TransparentUpgradeableProxy.sol";
import { Test } from "forge-std/Test.sol";

/// @dev Says who owns, runs and backs provider 1. The panel asks registry and delegation for nothing else.
contract OwnersOnly {
    address public owner = address(0x0111);
    address public payout = address(0x0222);
    mapping(address account => bool) public operators;
    mapping(address account => bool) public delegators;

    function set(address owner_, address payout_) external {
        (owner, payout) = (owner_, payout_);
    }

    function setOperator(address account) external {
        operators[account] = true;
    }

    function setDelegator(address account, bool staked) external {
        delegators[account] = staked;
    }

    function isTied(address account, uint32) external view returns (bool) {
        return account == owner || account == payout || delegators[account];
    }

    function mayOperate(uint32, address account) external view returns (bool) {
        return account == owner || operators[account];
    }
}

contract ArbiterPanelTest is Test {
    uint256 private constant CASE = 7;
    address private constant PAYER = address(0xa1);
    address private constant BUYER = address(0xb1);

    AccessManager private manager;
    OwnersOnly private registry;
    ArbiterPanel private panel;
    address[] private five;
    uint40 private deadline;

    function setUp() public {
        vm.warp(1_800_000_000);
        manager = new AccessManager(address(this));
        registry = new OwnersOnly();
        five = _accounts(5, "arbiter");
        address implementation = address(new ArbiterPanel(address(registry), address(this), address(registry)));
        panel = ArbiterPanel(
            address(
                new TransparentUpgradeableProxy(
                    implementation, address(this), abi.encodeCall(ArbiterPanel.initialize, (address(manager), five))
                )
            )
        );
        deadline = uint40(block.timestamp + 14 days);
    }

    function _accounts(uint256 count, string memory name) private returns (address[] memory list) {
        list = new address[](count);
        for (uint256 i; i < count; ++i) {
            list[i] = makeAddr(string.concat(name, vm.toString(i)));
        }
    }

    function _open() private {
        panel.openCase(CASE, IArbiterPanel.Parties(PAYER, BUYER, 1), deadline);
    }

    function _cast(uint256 seat, uint16 split) private {
        vm.prank(five[seat]);
        panel.vote(CASE, split, "");
    }

    function _assertRuling(bool decided, uint256 split, uint256 at) private view {
        (bool d, uint16 s, uint40 t) = panel.ruling(CASE);
        assertEq(d, decided, "decided");
        assertEq(s, split, "split");
        assertEq(t, at, "decidedAt");
    }

    // ---- ruling ----

    function test_ruling_isTheMedianOnceAllHaveVoted() public {
        _open();
        uint16[5] memory splits = [uint16(10_000), 0, 7000, 2500, 3000];
        for (uint256 i; i < 5; ++i) {
            _assertRuling(false, 0, 0);
            skip(1 hours);
            _cast(i, splits[i]);
        }
        _assertRuling(true, 3000, block.timestamp);
        assertEq(panel.voters(CASE).length, 5);
        vm.warp(deadline + 1);
        _assertRuling(true, 3000, 1_800_000_000 + 5 hours);
    }

    function test_ruling_ofAMajorityWaitsForTheDeadline() public {
        _open();
        _cast(4, 1000);
        _cast(0, 9000);
        _cast(2, 5000);
        vm.warp(deadline);
        _assertRuling(false, 0, 0);
        vm.warp(deadline + 1);
        _assertRuling(true, 5000, deadline);
        address[] memory voted = panel.voters(CASE);
        assertEq(voted.length, 3);
        assertEq(voted[0], five[0]);
        assertEq(voted[2], five[4]);
    }

    function test_ruling_ofAnEvenNumberIsTheLowerMiddle() public {
        _open();
        _cast(0, 4000);
        _cast(1, 1000);
        _cast(2, 6000);
        _cast(3, 8000);
        vm.warp(deadline + 1);
        _assertRuling(true, 4000, deadline);
    }

    function test_ruling_needsAMajorityOfTheSeats() public {
        _open();
        _cast(0, 4000);
        _cast(1, 1000);
        vm.warp(deadline + 1);
        _assertRuling(false, 0, 0);
    }

    /// @dev Against sorting written another way.
    function testFuzz_ruling_isTheLowerMedian(uint16[9] memory splits, uint8 count) public {
        count = uint8(bound(count, 5, 9));
        five = _accounts(9, "fuzz");
        panel.setPanel(five);
        _open();
        for (uint256 i; i < count; ++i) {
            splits[i] = uint16(bound(splits[i], 0, 10_000));
            _cast(i, splits[i]);
        }
        vm.warp(deadline + 1);
        (, uint16 ruling,) = panel.ruling(CASE);
        uint256 below;
        uint256 atMost;
        for (uint256 i; i < count; ++i) {
            if (splits[i] < ruling) ++below;
            if (splits[i] <= ruling) ++atMost;
        }
        assertLe(below, (count - 1) / 2);
        assertGt(atMost, (count - 1) / 2);
    }

    // ---- who has a vote ----

    function test_partiesHaveNoVote() public {
        registry.set(five[0], five[1]);
        panel.openCase(CASE, IArbiterPanel.Parties(five[2], BUYER, 1), deadline);
        for (uint256 i; i < 3; ++i) {
            assertFalse(panel.mayVote(CASE, five[i]));
            vm.expectRevert(abi.encodeWithSelector(IArbiterPanel.NotEligible.selector, CASE, five[i]));
            _cast(i, 0);
        }
        _cast(3, 6000);
        _cast(4, 7000);
        _assertRuling(true, 6000, block.timestamp);
    }

    function test_operatorsHaveNoVote() public {
        registry.setOperator(five[1]);
        _open();
        assertFalse(panel.mayVote(CASE, five[1]));
        assertEq(panel.caseOf(CASE).eligible, 0x1d);
    }

    /// @dev Naming arbiters one's operators needs nobody's consent, so it must not silence the panel.
    function test_aProviderCannotEmptyThePanelByNamingOperators() public {
        for (uint256 i; i < 5; ++i) {
            registry.setOperator(five[i]);
        }
        _open();
        assertEq(panel.caseOf(CASE).eligible, 0x1f);
        assertEq(panel.caseOf(CASE).needed, 3);
    }

    /// @dev A slash would cost whoever has a stake in the provider's bond.
    function test_whoStakedOnTheProviderHasNoVote() public {
        registry.setDelegator(five[2], true);
        _open();
        assertEq(panel.caseOf(CASE).eligible, 0x1b);
        registry.setDelegator(five[2], false);
        assertFalse(panel.mayVote(CASE, five[2]), "nor after it has left");

        registry.setDelegator(five[4], true);
        vm.expectRevert(abi.encodeWithSelector(IArbiterPanel.NotEligible.selector, CASE, five[4]));
        _cast(4, 0);
    }

    function test_whoTakesTheProviderOverLosesTheVote() public {
        _open();
        registry.set(five[3], PAYER);
        vm.expectRevert(abi.encodeWithSelector(IArbiterPanel.NotEligible.selector, CASE, five[3]));
        _cast(3, 0);
    }

    function test_whereAllAreTiedThereIsNoRuling() public {
        five = _accounts(3, "three");
        panel.setPanel(five);
        registry.set(five[0], five[1]);
        panel.openCase(CASE, IArbiterPanel.Parties(five[2], BUYER, 1), deadline);
        vm.warp(deadline + 1);
        _assertRuling(false, 0, 0);
        assertEq(panel.voters(CASE).length, 0);
    }

    function test_RevertWhen_votingTwiceLateOrWithoutASeat() public {
        _open();
        _cast(0, 10_000);
        vm.expectRevert(abi.encodeWithSelector(IArbiterPanel.AlreadyVoted.selector, CASE, five[0]));
        _cast(0, 0);
        vm.expectRevert(abi.encodeWithSelector(IArbiterPanel.NotEligible.selector, CASE, PAYER));
        vm.prank(PAYER);
        panel.vote(CASE, 0, "");
        vm.expectRevert(abi.encodeWithSelector(IArbiterPanel.InvalidBps.selector, 10_001));
        _cast(1, 10_001);
        vm.warp(deadline + 1);
        vm.expectRevert(abi.encodeWithSelector(IArbiterPanel.TooLate.selector, CASE, deadline));
        _cast(1, 0);
        vm.warp(deadline);
        _cast(1, 0);
        panel.closeCase(CASE);
        vm.expectRevert(abi.encodeWithSelector(IArbiterPanel.CaseIsClosed.selector, CASE));
        _cast(2, 0);
        vm.expectRevert(abi.encodeWithSelector(IArbiterPanel.UnknownCase.selector, CASE + 1));
        panel.vote(CASE + 1, 0, "");
    }

    // ---- the panel changes ----

    function test_anOpenCaseKeepsItsPanelButForThoseRemoved() public {
        _open();
        address[] memory next = new address[](3);
        (next[0], next[1], next[2]) = (makeAddr("new"), five[3], five[1]);
        panel.setPanel(next);
        assertEq(panel.version(), 2);
        vm.expectRevert(abi.encodeWithSelector(IArbiterPanel.NotEligible.selector, CASE, next[0]));
        vm.prank(next[0]);
        panel.vote(CASE, 0, "");
        vm.expectRevert(abi.encodeWithSelector(IArbiterPanel.NotEligible.selector, CASE, five[0]));
        _cast(0, 0);
        _cast(1, 100);
        _cast(3, 200);
        // the votes of those who left still count as missing
        vm.warp(deadline + 1);
        _assertRuling(false, 0, 0);
    }

    function test_RevertWhen_thePanelIsEvenTooLargeOrSeatsOneTwice() public {
        uint256[4] memory sizes = [uint256(1), 4, 8, 11];
        for (uint256 i; i < 4; ++i) {
            address[] memory list = _accounts(sizes[i], "size");
            vm.expectRevert(abi.encodeWithSelector(IArbiterPanel.InvalidPanelSize.selector, sizes[i]));
            panel.setPanel(list);
        }
        address[] memory twice = _accounts(3, "twice");
        twice[2] = twice[0];
        vm.expectRevert(abi.encodeWithSelector(IArbiterPanel.InvalidArbiter.selector, twice[0]));
        panel.setPanel(twice);
        twice[2] = address(0);
        vm.expectRevert(abi.encodeWithSelector(IArbiterPanel.InvalidArbiter.selector, address(0)));
        panel.setPanel(twice);
    }

    function test_RevertWhen_strangersGovernOrOpenCases() public {
        vm.startPrank(PAYER);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, PAYER));
        panel.setPanel(five);
        vm.expectRevert(abi.encodeWithSelector(IArbiterPanel.NotDisputes.selector, PAYER));
        panel.openCase(CASE, IArbiterPanel.Parties(PAYER, BUYER, 1), deadline);
        vm.expectRevert(abi.encodeWithSelector(IArbiterPanel.NotDisputes.selector, PAYER));
        panel.closeCase(CASE);
        vm.stopPrank();
    }
}
