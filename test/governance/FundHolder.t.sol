// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { FundHolder } from "../../src/governance/FundHolder.sol";
import { IFundHolder } from "../../src/interfaces/IFundHolder.sol";
import { TestUSDC } from "../utils/TestUSDC.sol";
import { NoReturnToken } from "../utils/hostile/NoReturnToken.sol";
import { RefusingToken } from "../utils/hostile/RefusingToken.sol";
import { AccessManager } from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import { Test } from "forge-std/Test.sol";

contract FundHolderTest is Test {
    uint64 private constant TREASURY = 9;
    uint32 private constant DELAY = 48 hours;

    AccessManager private _manager;
    TestUSDC private _usdc;
    FundHolder private _holder;
    address private _treasury = makeAddr("treasury");
    address private _receiver = makeAddr("receiver");

    function setUp() public {
        vm.warp(1_750_000_000);
        _manager = new AccessManager(address(this));
        _usdc = new TestUSDC(address(this));
        _holder = new FundHolder(address(_manager), "Operations");
        _usdc.mint(address(_holder), 1000e6);
    }

    function test_Name() public view {
        assertEq(_holder.name(), "Operations");
    }

    function testFuzz_Release(uint256 amount, string calldata reason) public {
        amount = bound(amount, 1, 1000e6);
        vm.expectEmit(address(_holder));
        emit IFundHolder.Released(address(_usdc), _receiver, amount, reason);
        _holder.release(address(_usdc), _receiver, amount, reason);
        assertEq(_usdc.balanceOf(_receiver), amount);
        assertEq(_usdc.balanceOf(address(_holder)), 1000e6 - amount);
    }

    /// @dev The treasury's role carries a delay, and the release is public before it happens.
    function test_Release_WaitsForTheRolesDelay() public {
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = IFundHolder.release.selector;
        _manager.setTargetFunctionRole(address(_holder), selectors, TREASURY);
        _manager.grantRole(TREASURY, _treasury, DELAY);
        bytes memory call = abi.encodeCall(IFundHolder.release, (address(_usdc), _receiver, 5e6, "audit"));

        vm.startPrank(_treasury);
        (bool done,) = address(_holder).call(call);
        assertFalse(done);
        _manager.schedule(address(_holder), call, 0);
        vm.warp(block.timestamp + DELAY);
        _manager.execute(address(_holder), call);
        assertEq(_usdc.balanceOf(_receiver), 5e6);
    }

    function test_RevertWhen_CallerIsNotTheTreasury() public {
        vm.prank(_receiver);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, _receiver));
        _holder.release(address(_usdc), _receiver, 1, "mine");
    }

    function test_RevertWhen_ArgumentsAreZero() public {
        vm.expectRevert(IFundHolder.ZeroAddress.selector);
        _holder.release(address(0), _receiver, 1, "");
        vm.expectRevert(IFundHolder.ZeroAddress.selector);
        _holder.release(address(_usdc), address(0), 1, "");
        vm.expectRevert(IFundHolder.ZeroAmount.selector);
        _holder.release(address(_usdc), _receiver, 0, "");
        vm.expectRevert(IFundHolder.ZeroAddress.selector);
        new FundHolder(address(0), "Nobody's");
    }

    function test_Release_TokenWithoutAnswer() public {
        NoReturnToken token = new NoReturnToken();
        token.mint(address(_holder), 10);
        _holder.release(address(token), _receiver, 10, "all");
        assertEq(token.balanceOf(_receiver), 10);
    }

    function test_RevertWhen_TokenSaysNo() public {
        RefusingToken token = new RefusingToken();
        token.mint(address(_holder), 10);
        token.setManner(_receiver, RefusingToken.Manner.ReturnFalse);
        vm.expectRevert(abi.encodeWithSelector(SafeERC20.SafeERC20FailedOperation.selector, address(token)));
        _holder.release(address(token), _receiver, 10, "all");
    }
}
