// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { CPT } from "../../src/token/CPT.sol";
import { CPTFixture } from "./utils/CPTFixture.sol";
import { IAccessManager } from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import { ERC1967Utils } from "@openzeppelin/contracts/proxy/ERC1967/ERC1967Utils.sol";
import { ProxyAdmin } from "@openzeppelin/contracts/proxy/transparent/ProxyAdmin.sol";
import {
    ITransparentUpgradeableProxy
} from "@openzeppelin/contracts/proxy/transparent/TransparentUpgradeableProxy.sol";

/// @dev The next version in miniature: it appends state and keeps all that was.
contract NextCPT is CPT {
    uint256 public appended;

    function initializeNext(uint256 value) external reinitializer(2) {
        appended = value;
    }
}

/// @dev SPEC TOK 2, GOV 4: the ProxyAdmin belongs to the AccessManager, so an upgrade waits for its role's delay.
contract CPTUpgradeTest is CPTFixture {
    uint64 private constant UPGRADER = 2;
    uint32 private constant DELAY = 48 hours;

    ProxyAdmin private _admin;
    address private _upgrader = makeAddr("upgrader");
    bytes private _call;

    function setUp() public override {
        super.setUp();
        _admin = ProxyAdmin(address(uint160(uint256(vm.load(address(cpt), ERC1967Utils.ADMIN_SLOT)))));
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = ProxyAdmin.upgradeAndCall.selector;
        manager.setTargetFunctionRole(address(_admin), selectors, UPGRADER);
        manager.grantRole(UPGRADER, _upgrader, DELAY);
        _call = abi.encodeCall(
            ProxyAdmin.upgradeAndCall,
            (
                ITransparentUpgradeableProxy(address(cpt)),
                address(new NextCPT()),
                abi.encodeCall(NextCPT.initializeNext, (7))
            )
        );
    }

    function test_UpgradeAfterTheDelay_KeepsEverything() public {
        assertEq(_admin.owner(), address(manager));
        cpt.setExit(bob, true);
        cpt.pause();
        uint256 pausedUntil = cpt.pausedUntil();

        vm.prank(_upgrader);
        manager.schedule(address(_admin), _call, 0);
        vm.warp(block.timestamp + DELAY);
        vm.prank(_upgrader);
        manager.execute(address(_admin), _call);

        assertEq(NextCPT(address(cpt)).appended(), 7);
        assertEq(cpt.balanceOf(alice), SUPPLY - BOBS);
        assertEq(cpt.totalSupply(), SUPPLY);
        assertEq(cpt.authority(), address(manager));
        assertEq(cpt.pausedUntil(), pausedUntil);
        assertTrue(cpt.isExit(bob));
    }

    function test_RevertWhen_UpgradedWithoutTheDelay() public {
        bytes32 operation = manager.hashOperation(_upgrader, address(_admin), _call);
        vm.prank(_upgrader);
        vm.expectRevert(abi.encodeWithSelector(IAccessManager.AccessManagerNotScheduled.selector, operation));
        manager.execute(address(_admin), _call);

        vm.startPrank(_upgrader);
        manager.schedule(address(_admin), _call, 0);
        vm.warp(block.timestamp + DELAY - 1);
        vm.expectRevert(abi.encodeWithSelector(IAccessManager.AccessManagerNotReady.selector, operation));
        manager.execute(address(_admin), _call);
    }

    function test_RevertWhen_UpgradedByAnother() public {
        vm.startPrank(alice);
        (bool done,) = address(_admin).call(_call);
        assertFalse(done);
        vm.expectRevert(
            abi.encodeWithSelector(
                IAccessManager.AccessManagerUnauthorizedCall.selector,
                alice,
                address(_admin),
                ProxyAdmin.upgradeAndCall.selector
            )
        );
        manager.execute(address(_admin), _call);
    }
}
