// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { CPT } from "../../../src/token/CPT.sol";
import { AccessManager } from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import { TransparentUpgradeableProxy } from "@openzeppelin/contracts/proxy/transparent/TransparentUpgradeableProxy.sol";
import { Test } from "forge-std/Test.sol";

/// @dev CPT behind its proxy, all of it with alice and bob. The test itself is admin and guardian.
abstract contract CPTFixture is Test {
    uint256 internal constant SUPPLY = 100_000_000e18;
    uint256 internal constant BOBS = 40_000_000e18;

    AccessManager internal manager;
    CPT internal cpt;

    address internal alice;
    uint256 internal aliceKey;
    address internal bob = makeAddr("bob");

    function setUp() public virtual {
        vm.warp(1_750_000_000);
        (alice, aliceKey) = makeAddrAndKey("alice");
        manager = new AccessManager(address(this));
        (address[] memory holders, uint256[] memory amounts) = _genesis(SUPPLY - BOBS, BOBS);
        cpt = _deploy(holders, amounts);
    }

    function _genesis(uint256 first, uint256 second)
        internal
        view
        returns (address[] memory holders, uint256[] memory amounts)
    {
        holders = new address[](2);
        amounts = new uint256[](2);
        (holders[0], holders[1]) = (alice, bob);
        (amounts[0], amounts[1]) = (first, second);
    }

    function _deploy(address[] memory holders, uint256[] memory amounts) internal returns (CPT) {
        return _deployWith(address(new CPT()), holders, amounts);
    }

    function _deployWith(address implementation, address[] memory holders, uint256[] memory amounts)
        internal
        returns (CPT)
    {
        bytes memory init = abi.encodeCall(CPT.initialize, (address(manager), holders, amounts));
        return CPT(address(new TransparentUpgradeableProxy(implementation, address(manager), init)));
    }
}
