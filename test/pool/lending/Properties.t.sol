// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { PoolHouse } from "../utils/PoolHouse.sol";

/// @notice The properties of ERC-4626 that the field's suites check, on a pool with a loan, a late loan, marks and cover.
/// @dev docs/erc4626.md tells how those suites themselves were run, and what differs.
contract PoolPropertiesTest is PoolHouse {
    uint256[2] private ids;
    uint256[2] private lots;

    modifier inState(uint256 seed) {
        _bring(seed);
        _;
        assertLawG();
    }

    function setUp() public override {
        super.setUp();
        put(alice, 5000e6);
        put(bob, 3000e6);
        ids[0] = lines.openLine(borrower, 2000e6, 1234, 10 days);
        ids[1] = lines.openLine(borrower, 2000e6, 777, 100 days);
        lots[0] = borrow(ids[0], 700e6);
        lots[1] = borrow(ids[1], 900e6);
    }

    function _bring(uint256 seed) private {
        if (seed % 2 == 0) insure(seed % 500e6 + 1);
        skipTime(seed % 120 days);
        if (seed % 3 == 0) pay(ids[0], lots[0], uint64(bound(seed, 1, 600e6)));
        if (seed % 5 == 0) pool.accrue();
    }

    function testFuzz_totalAssetsAndConversionsNeverRevert(uint256 seed, uint128 x) public inState(seed) {
        pool.totalAssets();
        pool.maxDeposit(alice);
        pool.maxMint(alice);
        pool.maxWithdraw(alice);
        pool.maxRedeem(alice);
        pool.convertToShares(x);
        pool.convertToAssets(x);
        pool.previewDeposit(x);
        pool.previewMint(x);
        pool.previewWithdraw(x);
        pool.previewRedeem(x);
    }

    function testFuzz_conversionsRoundForThePool(uint256 seed, uint128 x) public inState(seed) {
        assertLe(pool.convertToAssets(pool.convertToShares(x)), x);
        assertLe(pool.convertToShares(pool.convertToAssets(x)), x);
        assertLe(pool.previewDeposit(x), pool.convertToShares(x));
        assertGe(pool.previewMint(x), pool.convertToAssets(x));
        assertGe(pool.previewWithdraw(x), pool.convertToShares(x));
        assertLe(pool.previewRedeem(x), pool.convertToAssets(x));
    }

    function testFuzz_previewDepositIsWhatDepositGives(uint256 seed, uint256 assets) public inState(seed) {
        assets = bound(assets, 10e6, 1_000_000e6);
        usdc.mint(carol, assets);
        uint256 preview = pool.previewDeposit(assets);
        vm.startPrank(carol);
        usdc.approve(address(pool), assets);
        assertEq(pool.deposit(assets, carol), preview);
        vm.stopPrank();
        assertEq(pool.balanceOf(carol), preview);
        assertLe(pool.convertToAssets(preview), assets, "no gain by going in");
    }

    function testFuzz_previewMintIsWhatMintTakes(uint256 seed, uint256 shares) public inState(seed) {
        shares = bound(shares, 20e12, 1_000_000e12);
        uint256 preview = pool.previewMint(shares);
        usdc.mint(carol, preview);
        vm.startPrank(carol);
        usdc.approve(address(pool), preview);
        assertEq(pool.mint(shares, carol), preview);
        vm.stopPrank();
        assertEq(usdc.balanceOf(carol), 0);
        assertEq(pool.balanceOf(carol), shares);
    }

    function testFuzz_maxWithdrawCanBeWithdrawnAndNoMore(uint256 seed) public inState(seed) {
        uint256 most = pool.maxWithdraw(alice);
        vm.startPrank(alice);
        if (most != 0) {
            uint256 preview = pool.previewWithdraw(most);
            assertEq(pool.withdraw(most, alice, alice), preview);
            assertEq(usdc.balanceOf(alice), most);
        }
        uint256 next = pool.maxWithdraw(alice) + 1;
        vm.expectRevert();
        pool.withdraw(next, alice, alice);
        vm.stopPrank();
    }

    function testFuzz_maxRedeemCanBeRedeemedAndNoMore(uint256 seed) public inState(seed) {
        uint256 most = pool.maxRedeem(alice);
        vm.startPrank(alice);
        if (most != 0) {
            uint256 preview = pool.previewRedeem(most);
            assertEq(pool.redeem(most, alice, alice), preview);
            assertEq(usdc.balanceOf(alice), preview);
        }
        uint256 next = pool.maxRedeem(alice) + 1;
        vm.expectRevert();
        pool.redeem(next, alice, alice);
        vm.stopPrank();
    }

    function testFuzz_maxDepositAndMaxMintCanBeUsed(uint256 seed, bool mints) public inState(seed) {
        pool.setParameter("depositCap", 9000e6);
        uint256 most = pool.maxDeposit(carol);
        if (most < 10e6) return;
        usdc.mint(carol, most);
        uint256 shares = pool.maxMint(carol);
        vm.startPrank(carol);
        usdc.approve(address(pool), most);
        if (mints) pool.mint(shares, carol);
        else pool.deposit(most, carol);
        assertLt(pool.maxDeposit(carol), 2);
        vm.stopPrank();
    }

    /// @dev There and back never pays, by either way out, whatever the state.
    function testFuzz_roundTripsNeverPay(uint256 seed, uint256 assets) public inState(seed) {
        assets = bound(assets, 10e6, 2000e6);
        uint256 shares = put(carol, assets);
        uint256 at = pool.previewRedeem(shares);
        assertLe(at, assets);
        uint256 most = pool.maxRedeem(carol);
        if (most != 0) {
            vm.prank(carol);
            assertLe(pool.redeem(most, carol, carol), assets);
        }
        uint256 rest = pool.balanceOf(carol);
        if (pool.convertToAssets(rest) < 10e6) return;
        pool.setParameter("notice", 0);
        uint256 id = request(carol, rest);
        pool.fillQueue(1);
        if (pool.redeemRequest(id).claimable != 0) claim(carol, id);
        assertLe(usdc.balanceOf(carol), assets);
    }

    function testFuzz_othersPriceNeverFallsByWhatOneDoes(uint256 seed, uint256 assets) public inState(seed) {
        pool.accrue();
        assets = bound(assets, 10e6, 2000e6);
        uint256 before = price();
        put(carol, assets);
        assertGe(price(), before, "deposit");
        before = price();
        uint256 most = pool.maxRedeem(carol);
        vm.prank(carol);
        if (most != 0) pool.redeem(most, carol, carol);
        assertGe(price(), before, "redeem");
        before = price();
        if (pool.convertToAssets(pool.balanceOf(carol)) >= 1e6) {
            request(carol, pool.balanceOf(carol));
            pool.setParameter("notice", 0);
            pool.fillQueue(1);
        }
        assertGe(price(), before, "queue");
    }

    function testFuzz_allowances(uint256 shares, uint256 allowed) public {
        shares = bound(shares, 1, pool.maxRedeem(alice));
        allowed = bound(allowed, 0, shares * 2);
        vm.prank(alice);
        pool.approve(bob, allowed);
        vm.prank(bob);
        if (allowed < shares) vm.expectRevert();
        pool.redeem(shares, bob, alice);
        if (allowed >= shares) assertEq(pool.allowance(alice, bob), allowed - shares);
    }
}
