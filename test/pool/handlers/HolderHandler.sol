// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IExitQueue } from "../../../src/interfaces/IExitQueue.sol";
import { CreditLines } from "../../../src/pool/CreditLines.sol";
import { LendingPool } from "../../../src/pool/LendingPool.sol";
import { TestUSDC } from "../../utils/TestUSDC.sol";
import { TestOracle } from "../utils/TestOracle.sol";
import { PoolHandler } from "./PoolHandler.sol";

/// @notice Thousands of holders who come, go, queue, change their minds and cannot always receive.
contract HolderHandler is PoolHandler {
    uint256 public deposited;
    uint256 public withdrawn;
    uint256 public claimed;
    uint256 public donated;
    mapping(uint256 requestId => uint256) public claimedOf;

    constructor(LendingPool pool, CreditLines lines, TestUSDC usdc, TestOracle oracle)
        PoolHandler(pool, lines, usdc, oracle)
    { }

    function deposit(uint256 who, uint256 assets) external watched {
        uint256 room = POOL.maxDeposit(address(0));
        assets = bound(assets, 10e6, 50_000e6);
        if (assets > room) return;
        address holder = _holder(who);
        _mint(holder, assets);
        vm.startPrank(holder);
        USDC.approve(address(POOL), assets);
        POOL.deposit(assets, holder);
        vm.stopPrank();
        deposited += assets;
    }

    function withdraw(uint256 who, uint256 assets) external watched {
        address holder = _holder(who);
        uint256 most = POOL.maxWithdraw(holder);
        if (most == 0) return;
        assets = bound(assets, 1, most);
        vm.prank(holder);
        POOL.withdraw(assets, address(0xE0), holder);
        withdrawn += assets;
        _checkPriced();
    }

    function run(uint256 who, uint256 count) external watched {
        count = bound(count, 1, 20);
        for (uint256 i; i < count; ++i) {
            _request(_holder(who % 3000 + i), type(uint256).max);
        }
    }

    function request(uint256 who, uint256 shares) external watched {
        _request(_holder(who), shares);
    }

    function cancel(uint256 seed) external watched {
        uint256 count = POOL.requestCount();
        if (count == 0) return;
        uint256 id = 1 + seed % count;
        IExitQueue.Request memory r = POOL.redeemRequest(id);
        if (r.pending == 0) return;
        vm.prank(r.controller);
        assertEq(POOL.cancelRedeemRequest(id, r.controller), r.pending);
    }

    function claim(uint256 seed, bool refused) external watched {
        uint256 count = POOL.requestCount();
        if (count == 0) return;
        uint256 id = 1 + seed % count;
        IExitQueue.Request memory r = POOL.redeemRequest(id);
        if (POOL.claimableRedeemRequest(id, r.controller) == 0) return;
        if (refused) _refuse(r.controller, true);
        vm.prank(r.controller);
        uint256 got = POOL.claimRedeem(id, address(0xE0), r.controller);
        if (refused) _refuse(r.controller, false);
        assertEq(got, r.claimable);
        claimed += got;
        claimedOf[id] += got;
    }

    function donate(uint256 amount) external watched {
        amount = bound(amount, 1, 1_000_000e6);
        _mint(address(POOL), amount);
        donated += amount;
    }

    function _refuse(address account, bool refused) private {
        vm.prank(ISSUER);
        if (refused) USDC.blacklist(account);
        else USDC.unBlacklist(account);
    }

    function _request(address holder, uint256 shares) private {
        uint256 most = POOL.balanceOf(holder);
        if (POOL.convertToAssets(most) < 10e6 + 1) return;
        shares = shares > most ? most : shares;
        if (POOL.convertToAssets(shares) < 10e6) shares = most;
        vm.prank(holder);
        POOL.requestRedeem(shares, holder, holder);
    }
}
