// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { Test } from "forge-std/Test.sol";

import { Treasury } from "../../../../src/governance/Treasury.sol";
import { ITreasury } from "../../../../src/interfaces/ITreasury.sol";
import { TestUSDC } from "../../../utils/TestUSDC.sol";

/// @dev What the handlers remember.
contract TreasuryModel {
    Treasury public immutable treasury;
    TestUSDC public immutable usdc;
    uint256 public arrived;
    uint256 public left;
    uint256[] private _dailyTimes;
    uint256[] private _dailyAmounts;

    constructor(Treasury treasury_, TestUSDC usdc_) {
        (treasury, usdc) = (treasury_, usdc_);
    }

    function arrive(uint256 amount) external {
        arrived += amount;
    }

    function leave(uint256 amount) external {
        left += amount;
    }

    function daily(uint256 amount, uint256 time) external {
        _dailyTimes.push(time);
        _dailyAmounts.push(amount);
    }

    function dailySum(uint256 time) external view returns (uint256 sum) {
        for (uint256 i; i < _dailyTimes.length; ++i) {
            if (_dailyTimes[i] + 1 days > time) sum += _dailyAmounts[i];
        }
    }
}

abstract contract TreasuryActor is Test {
    TreasuryModel internal immutable MODEL;
    Treasury internal immutable TREASURY;

    constructor(TreasuryModel model) {
        (MODEL, TREASURY) = (model, model.treasury());
    }

    function anyBudget(uint256 seed) internal pure returns (ITreasury.Budget) {
        return ITreasury.Budget(seed % 6);
    }

    function pass(uint256 seed) internal {
        vm.warp(vm.getBlockTimestamp() + seed % 9 hours);
    }
}

contract Payers is TreasuryActor {
    constructor(TreasuryModel model) TreasuryActor(model) { }

    function revenue(uint256 amount, bool allocate) external {
        amount = bound(amount, 0, 200_000e6);
        MODEL.usdc().mint(address(TREASURY), amount);
        MODEL.arrive(amount);
        if (allocate) try TREASURY.allocate() { } catch { }
    }
}

contract FourSigners is TreasuryActor {
    constructor(TreasuryModel model) TreasuryActor(model) { }

    function pay(uint256 budget, uint64 amount, uint256 wait) external {
        pass(wait);
        amount = uint64(bound(amount, 1, 70_000e6));
        try TREASURY.pay(anyBudget(budget), address(0xA11CE), amount, "x") {
            MODEL.leave(amount);
            MODEL.daily(amount, vm.getBlockTimestamp());
        } catch { }
    }

    function stream(uint256 budget, uint64 amount, uint256 duration, address recipient) external {
        amount = uint64(bound(amount, 1, 70_000e6));
        duration = bound(duration, 1 days, 60 days);
        try TREASURY.openStream(
            anyBudget(budget), recipient, amount, uint40(vm.getBlockTimestamp()), uint40(duration), "x"
        ) {
            MODEL.daily(amount, vm.getBlockTimestamp());
        } catch { }
    }

    function cancel(uint256 id, uint256 wait) external {
        pass(wait);
        if (TREASURY.streamCount() == 0) return;
        try TREASURY.cancelStream(1 + id % TREASURY.streamCount(), "x") { } catch { }
    }
}

contract FiveSigners is TreasuryActor {
    constructor(TreasuryModel model) TreasuryActor(model) { }

    function payLarge(uint256 budget, uint64 amount) external {
        ITreasury.Budget from = anyBudget(budget);
        uint256 most = TREASURY.balanceOf(from);
        if (most == 0) return;
        amount = uint64(bound(amount, 1, most));
        TREASURY.payLarge(from, address(0xB0B), amount, "x");
        MODEL.leave(amount);
    }
}

contract Governance is TreasuryActor {
    constructor(TreasuryModel model) TreasuryActor(model) { }

    function move(uint256 from, uint256 to, uint64 amount) external {
        (from, to) = (from % 7, to % 7);
        uint256 most = TREASURY.balanceOf(ITreasury.Budget(from));
        if (from == to || most == 0) return;
        TREASURY.move(ITreasury.Budget(from), ITreasury.Budget(to), uint64(bound(amount, 1, most)), "x");
    }

    function shares(uint16[7] memory parts) external {
        for (uint256 i; i < 7; ++i) {
            parts[i] %= 1400;
        }
        parts[6] += 1;
        TREASURY.setShares(parts);
    }

    function reserve(uint64 amount) external {
        uint256 most = TREASURY.balanceOf(ITreasury.Budget.EmergencyReserve);
        if (most == 0) return;
        amount = uint64(bound(amount, 1, most));
        TREASURY.payReserve(address(0xCAFE), amount, "x");
        MODEL.leave(amount);
    }
}

contract Recipients is TreasuryActor {
    constructor(TreasuryModel model) TreasuryActor(model) { }

    function withdraw(uint256 id, uint256 wait) external {
        pass(wait);
        if (TREASURY.streamCount() == 0) return;
        id = 1 + id % TREASURY.streamCount();
        if (TREASURY.withdrawable(id) == 0) return;
        vm.prank(TREASURY.stream(id).recipient);
        MODEL.leave(TREASURY.withdrawStream(id, address(0xFEE)));
    }
}
