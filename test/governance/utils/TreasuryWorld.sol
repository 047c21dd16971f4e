// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { AccessManager } from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import { TransparentUpgradeableProxy } from "@openzeppelin/contracts/proxy/transparent/TransparentUpgradeableProxy.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { Test } from "forge-std/Test.sol";

import { Treasury } from "../../../src/governance/Treasury.sol";
import { ITreasury } from "../../../src/interfaces/ITreasury.sol";
import { TestUSDC } from "../../utils/TestUSDC.sol";

/// @dev Takes contributions as the insurance fund does.
contract FundDouble {
    IERC20 private immutable USDC;
    uint256 public contributed;

    constructor(IERC20 usdc_) {
        USDC = usdc_;
    }

    function contribute(uint256 amount) external {
        contributed += amount;
        USDC.transferFrom(msg.sender, address(this), amount);
    }
}

/// @dev A treasury with its three kinds of callers.
abstract contract TreasuryWorld is Test {
    uint256 internal constant START = 1_782_950_400 + 2 days;
    uint64 internal constant GOVERNANCE = 1;
    uint64 internal constant DAILY = 80;
    uint64 internal constant LARGE = 81;

    AccessManager internal manager;
    TestUSDC internal usdc;
    FundDouble internal fund;
    Treasury internal treasury;

    address internal four = makeAddr("four of nine");
    address internal five = makeAddr("five of nine");
    address internal governance = makeAddr("governance");
    address internal alice = makeAddr("alice");
    address internal bob = makeAddr("bob");

    function setUp() public virtual {
        vm.warp(START);
        manager = new AccessManager(address(this));
        usdc = new TestUSDC(address(this));
        fund = new FundDouble(usdc);
        treasury = deploy(address(usdc));
        manager.grantRole(DAILY, four, 0);
        manager.grantRole(LARGE, five, 0);
        manager.grantRole(GOVERNANCE, governance, 0);
    }

    function deploy(address token) internal returns (Treasury made) {
        address implementation = address(new Treasury(token, address(fund)));
        bytes memory init = abi.encodeCall(Treasury.initialize, (address(manager), standardShares()));
        made = Treasury(address(new TransparentUpgradeableProxy(implementation, address(manager), init)));
        bytes4[3] memory daily =
            [ITreasury.pay.selector, ITreasury.openStream.selector, ITreasury.cancelStream.selector];
        bytes4[3] memory large =
            [ITreasury.payLarge.selector, ITreasury.openStreamLarge.selector, ITreasury.payToken.selector];
        bytes4[5] memory governed = [
            ITreasury.payReserve.selector,
            ITreasury.contributeReserve.selector,
            ITreasury.move.selector,
            ITreasury.setShares.selector,
            ITreasury.setDailyLimit.selector
        ];
        bytes4[] memory one = new bytes4[](1);
        for (uint256 i; i < 5; ++i) {
            one[0] = governed[i];
            manager.setTargetFunctionRole(address(made), one, GOVERNANCE);
            if (i > 2) continue;
            one[0] = daily[i];
            manager.setTargetFunctionRole(address(made), one, DAILY);
            one[0] = large[i];
            manager.setTargetFunctionRole(address(made), one, LARGE);
        }
    }

    /// @dev Of the 50 that come here of every 100: 15, 10, 5 and 5 for operations, team, foundation, reserve 5 each.
    function standardShares() internal pure returns (uint16[7] memory) {
        return [uint16(1500), 1000, 500, 500, 500, 500, 500];
    }

    function skipTime(uint256 seconds_) internal {
        vm.warp(vm.getBlockTimestamp() + seconds_);
    }

    function budgets() internal view returns (uint256 sum) {
        for (uint256 i; i < 7; ++i) {
            sum += treasury.balanceOf(ITreasury.Budget(i));
        }
    }
}
