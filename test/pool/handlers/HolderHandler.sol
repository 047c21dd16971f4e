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
    /// @dev Of the requests that one looks through for one that suits.
    uint256 private constant LOOK = 40;

    uint256 public deposited;
    uint256 public withdrawn;
    uint256 public claimed;
    uint256 public donated;
    mapping(uint256 requestId => uint256) public claimedOf;

    constructor(LendingPool pool, CreditLines lines, TestUSDC usdc, TestOracle oracle)
        PoolHandler(pool, lines, usdc, oracle)
    { }

    function deposit(uint256 who, uint256 assets) external watched("deposit") {
        uint256 room = POOL.maxDeposit(address(0));
        assets = bound(assets, 10e6, 50_000e6);
        if (assets > room) return;
        address holder = _holder(who);
        _mint(holder, assets);
        vm.startPrank(holder);
        USDC.approve(address(POOL), assets);
        uint256 expected = POOL.previewDeposit(assets);
        uint256 shares = POOL.deposit(assets, holder);
        vm.stopPrank();
        // Priced first; what the deposit then fills makes nothing dearer or cheaper for it.
        assertEq(shares, expected);
        deposited += assets;
        _did("deposit");
    }

    function withdraw(uint256 who, uint256 assets) external watched("withdraw") {
        address holder = _holder(who);
        uint256 most = POOL.maxWithdraw(holder);
        if (most == 0) return;
        assets = bound(assets, 1, most);
        assertEq(POOL.pendingShares(), 0, "at once, past who waits");
        vm.prank(holder);
        POOL.withdraw(assets, address(0xE0), holder);
        withdrawn += assets;
        _checkPriced();
        _did("withdraw");
    }

    function run(uint256 who, uint256 count) external watched("run") {
        count = bound(count, 1, 20);
        for (uint256 i; i < count; ++i) {
            if (_request(_holder(who % HOLDERS + i), type(uint256).max) != 0) _did("run");
        }
    }

    function request(uint256 who, uint256 shares) external watched("request") {
        if (_request(_holder(who), shares) != 0) _did("request");
    }

    /// @dev Who cancels loses the place: asked again, it comes last.
    function cancel(uint256 seed, bool again) external watched("cancel") {
        uint256 id = _find(seed, false);
        if (id == 0) id = _request(_holder(seed), type(uint256).max);
        if (id == 0) return;
        IExitQueue.Request memory r = POOL.redeemRequest(id);
        uint256 line = POOL.pendingShares();
        vm.prank(r.controller);
        assertEq(POOL.cancelRedeemRequest(id, r.controller), r.pending);
        assertEq(POOL.redeemRequest(id).pending, 0);
        assertEq(POOL.pendingShares(), line - r.pending);
        _did("cancel");
        if (again) {
            uint256 next = _request(r.controller, r.pending);
            assertTrue(next == 0 || next == POOL.requestCount());
        }
    }

    function claim(uint256 seed, bool refused) external watched("claim") {
        uint256 id = _find(seed, true);
        if (id == 0) return;
        IExitQueue.Request memory r = POOL.redeemRequest(id);
        if (refused) _refuse(r.controller, true);
        vm.prank(r.controller);
        uint256 got = POOL.claimRedeem(id, address(0xE0), r.controller);
        if (refused) _refuse(r.controller, false);
        assertEq(got, r.claimable);
        claimed += got;
        claimedOf[id] += got;
        _did("claim");
    }

    /// @dev A holder whose account is frozen holds up itself, nobody else.
    function claimRefused(uint256 seed) external watched("claimRefused") {
        uint256 id = _find(seed, true);
        if (id == 0) return;
        IExitQueue.Request memory r = POOL.redeemRequest(id);
        _refuse(r.controller, true);
        vm.prank(r.controller);
        try POOL.claimRedeem(id, r.controller, r.controller) {
            fail();
        } catch { }
        _refuse(r.controller, false);
        assertEq(POOL.redeemRequest(id).claimable, r.claimable);
        _did("claimRefused");
    }

    function donate(uint256 amount) external watched("donate") {
        amount = bound(amount, 1, 1_000_000e6);
        uint256 assets = POOL.totalAssets();
        _mint(address(POOL), amount);
        assertEq(POOL.totalAssets(), assets, "a donation counts for nothing");
        donated += amount;
        _did("donate");
    }

    /// @return id 0 if nobody among those looked at has what is looked for
    function _find(uint256 seed, bool claimable) private view returns (uint256 id) {
        uint256 count = POOL.requestCount();
        for (uint256 i; i < count && i < LOOK; ++i) {
            id = 1 + (seed % count + i) % count;
            IExitQueue.Request memory r = POOL.redeemRequest(id);
            if (claimable ? POOL.claimableRedeemRequest(id, r.controller) != 0 : r.pending != 0) return id;
        }
        return 0;
    }

    function _refuse(address account, bool refused) private {
        vm.prank(ISSUER);
        if (refused) USDC.blacklist(account);
        else USDC.unBlacklist(account);
    }

    function _request(address holder, uint256 shares) private returns (uint256 id) {
        uint256 most = POOL.balanceOf(holder);
        if (POOL.convertToAssets(most) < 10e6 + 1) return 0;
        shares = shares > most ? most : shares;
        if (POOL.convertToAssets(shares) < 10e6) shares = most;
        vm.prank(holder);
        return POOL.requestRedeem(shares, holder, holder);
    }
}
