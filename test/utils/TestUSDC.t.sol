// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { TestUSDC } from "./TestUSDC.sol";
import { Ownable } from "@openzeppelin/contracts/access/Ownable.sol";
import { Test } from "forge-std/Test.sol";

/// @dev That the stand-in has the teeth of the real one; else tests against it would prove nothing.
contract TestUSDCTest is Test {
    TestUSDC private _usdc;
    address private _alice;
    uint256 private _key;
    address private _bob = makeAddr("bob");

    function setUp() public {
        (_alice, _key) = makeAddrAndKey("alice");
        _usdc = new TestUSDC(address(this));
        _usdc.mint(_alice, 100e6);
    }

    function test_IsUsdc() public view {
        assertEq(_usdc.name(), "USD Coin");
        assertEq(_usdc.symbol(), "USDC");
        assertEq(_usdc.decimals(), 6);
        assertEq(_usdc.version(), "2");
        assertEq(
            _usdc.DOMAIN_SEPARATOR(),
            keccak256(
                abi.encode(
                    keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                    keccak256("USD Coin"),
                    keccak256("2"),
                    block.chainid,
                    address(_usdc)
                )
            )
        );
    }

    function test_Blacklist_StopsEveryWay() public {
        vm.prank(_alice);
        _usdc.approve(_bob, 50e6);
        _usdc.blacklist(_bob);
        bytes memory refusal = abi.encodeWithSelector(TestUSDC.AccountBlacklisted.selector, _bob);
        vm.startPrank(_alice);
        vm.expectRevert(refusal);
        _usdc.transfer(_bob, 1);
        vm.expectRevert(refusal);
        _usdc.approve(_bob, 1);
        vm.startPrank(_bob);
        vm.expectRevert(refusal);
        _usdc.transferFrom(_alice, address(this), 1);
        vm.expectRevert(refusal);
        _usdc.approve(_alice, 1);
        vm.expectRevert(refusal);
        _usdc.transfer(_alice, 0);
        vm.stopPrank();
        vm.expectRevert(refusal);
        _usdc.mint(_bob, 1);

        _usdc.unBlacklist(_bob);
        vm.prank(_bob);
        _usdc.transferFrom(_alice, _bob, 50e6);
        assertEq(_usdc.balanceOf(_bob), 50e6);
    }

    function test_Pause_StopsAll() public {
        _usdc.pause();
        vm.startPrank(_alice);
        vm.expectRevert(TestUSDC.TokenPaused.selector);
        _usdc.transfer(_bob, 1);
        vm.expectRevert(TestUSDC.TokenPaused.selector);
        _usdc.approve(_bob, 1);
        vm.stopPrank();
        _usdc.unpause();
        vm.prank(_alice);
        _usdc.transfer(_bob, 1);
    }

    function test_Permit_BothForms() public {
        bytes32 digest = _digest(5, block.timestamp);
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(_key, digest);
        _usdc.permit(_alice, _bob, 5, block.timestamp, v, r, s);
        assertEq(_usdc.allowance(_alice, _bob), 5);
        vm.expectRevert(abi.encodeWithSelector(TestUSDC.InvalidPermit.selector, _alice));
        _usdc.permit(_alice, _bob, 5, block.timestamp, v, r, s);

        (v, r, s) = vm.sign(_key, _digest(6, block.timestamp));
        _usdc.permit(_alice, _bob, 6, block.timestamp, abi.encodePacked(r, s, v));
        assertEq(_usdc.allowance(_alice, _bob), 6);
        vm.expectRevert(abi.encodeWithSelector(TestUSDC.PermitExpired.selector, block.timestamp - 1));
        _usdc.permit(_alice, _bob, 6, block.timestamp - 1, v, r, s);
    }

    function test_OnlyTheIssuer() public {
        vm.startPrank(_alice);
        bytes memory refusal = abi.encodeWithSelector(Ownable.OwnableUnauthorizedAccount.selector, _alice);
        vm.expectRevert(refusal);
        _usdc.mint(_alice, 1);
        vm.expectRevert(refusal);
        _usdc.blacklist(_bob);
        vm.expectRevert(refusal);
        _usdc.pause();
    }

    function test_Burn() public {
        _usdc.mint(address(this), 3);
        _usdc.burn(2);
        assertEq(_usdc.totalSupply(), 100e6 + 1);
    }

    function _digest(uint256 value, uint256 deadline) private view returns (bytes32) {
        bytes32 permitHash =
            keccak256(abi.encode(_usdc.PERMIT_TYPEHASH(), _alice, _bob, value, _usdc.nonces(_alice), deadline));
        return keccak256(abi.encodePacked("\x19\x01", _usdc.DOMAIN_SEPARATOR(), permitHash));
    }
}
