// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { ICreditLines } from "../../../src/interfaces/ICreditLines.sol";
import { IGuardianPausable } from "../../../src/interfaces/IGuardianPausable.sol";
import { ILendingPool } from "../../../src/interfaces/ILendingPool.sol";
import { PoolHouse } from "../utils/PoolHouse.sol";
import { ERC4626Upgradeable } from "@openzeppelin/contracts-upgradeable/token/ERC20/extensions/ERC4626Upgradeable.sol";
import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

contract SharesTest is PoolHouse {
    function test_depositAndRedeem() public {
        uint256 shares = put(alice, 1000e6);
        assertEq(shares, 1000e6 * SHARE);
        assertEq(pool.decimals(), 12);
        assertEq(pool.symbol(), "rUSDC");
        assertEq(pool.asset(), address(usdc));
        assertEq(pool.totalAssets(), 1000e6);
        vm.prank(alice);
        assertEq(pool.redeem(40e6 * SHARE, bob, alice), 40e6);
        assertEq(usdc.balanceOf(bob), 40e6);
        assertLawG();
    }

    function test_mintAndWithdraw() public {
        usdc.mint(alice, 1000e6);
        vm.startPrank(alice);
        usdc.approve(address(pool), 1000e6);
        assertEq(pool.mint(1000e6 * SHARE, alice), 1000e6);
        assertEq(pool.withdraw(50e6, alice, alice), 50e6 * SHARE);
        vm.stopPrank();
        assertEq(pool.totalAssets(), 950e6);
    }

    function test_depositWithPermit() public {
        (address owner, uint256 key) = makeAddrAndKey("signer");
        usdc.mint(owner, 100e6);
        bytes32 digest = keccak256(
            abi.encode(usdc.PERMIT_TYPEHASH(), owner, address(pool), 100e6, usdc.nonces(owner), block.timestamp)
        );
        (uint8 v, bytes32 r, bytes32 s) =
            vm.sign(key, keccak256(abi.encodePacked("\x19\x01", usdc.DOMAIN_SEPARATOR(), digest)));
        // Somebody uses it first: no harm.
        usdc.permit(owner, address(pool), 100e6, block.timestamp, v, r, s);
        vm.prank(owner);
        pool.depositWithPermit(100e6, owner, block.timestamp, v, r, s);
        assertEq(pool.balanceOf(owner), 100e6 * SHARE);
    }

    function test_permitOfRusdc() public {
        (address owner, uint256 key) = makeAddrAndKey("signer");
        put(owner, 100e6);
        bytes32 typehash =
            keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");
        bytes32 digest = keccak256(abi.encode(typehash, owner, bob, 7e12, pool.nonces(owner), block.timestamp));
        (uint8 v, bytes32 r, bytes32 s) =
            vm.sign(key, keccak256(abi.encodePacked("\x19\x01", pool.DOMAIN_SEPARATOR(), digest)));
        pool.permit(owner, bob, 7e12, block.timestamp, v, r, s);
        vm.prank(bob);
        pool.transferFrom(owner, bob, 7e12);
        assertEq(pool.balanceOf(bob), 7e12);
    }

    function test_RevertWhen_belowTheMinimumOrAboveTheCap() public {
        usdc.mint(alice, 100e6);
        vm.startPrank(alice);
        usdc.approve(address(pool), type(uint256).max);
        vm.expectRevert(abi.encodeWithSelector(ILendingPool.BelowMinimum.selector, 10e6 - 1, 10e6));
        pool.deposit(10e6 - 1, alice);
        vm.expectRevert(abi.encodeWithSelector(ILendingPool.BelowMinimum.selector, 0, 10e6));
        pool.deposit(0, alice);
        vm.stopPrank();
        pool.setParameter("depositCap", 50e6);
        assertEq(pool.maxDeposit(alice), 50e6);
        vm.startPrank(alice);
        vm.expectRevert(
            abi.encodeWithSelector(ERC4626Upgradeable.ERC4626ExceededMaxDeposit.selector, alice, 50e6 + 1, 50e6)
        );
        pool.deposit(50e6 + 1, alice);
        vm.expectRevert();
        pool.deposit(type(uint256).max, alice);
        pool.deposit(50e6, alice);
        vm.stopPrank();
        assertEq(pool.maxDeposit(alice), 0);
        assertEq(pool.maxMint(alice), 0);
    }

    function test_donationsChangeNothing() public {
        put(alice, 100e6);
        usdc.mint(address(pool), 1_000_000e6);
        assertEq(pool.totalAssets(), 100e6);
        assertEq(put(bob, 100e6), 100e6 * SHARE);
        assertLawG();
    }

    /// @dev The first depositor mints little and sends much; then tries with rounding, over and over.
    function test_PEERS_theFirstDepositorCannotInflateAShare() public {
        uint256 shares = put(alice, 10e6);
        vm.startPrank(alice);
        // Leaves one share behind as far as the daily limit lets it.
        pool.redeem(pool.maxRedeem(alice), alice, alice);
        vm.stopPrank();
        usdc.mint(address(pool), 1_000_000e6);
        uint256 got = put(bob, 19e6);
        assertApproxEqRel(pool.convertToAssets(got), 19e6, 1e12);
        assertGt(shares, 0);
    }

    function testFuzz_PEERS_roundingCannotInflateAShareInTime(uint256 seed) public {
        put(alice, 10e6);
        uint256 before = price();
        for (uint256 i; i < 20; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            skipTime(1 hours);
            uint256 limit = pool.maxWithdraw(alice);
            if (limit == 0) continue;
            vm.prank(alice);
            pool.withdraw(bound(seed, 1, limit), alice, alice);
            put(bob, 10e6 + seed % 7);
        }
        // 40 roundings in the pool's favour: less than a millionth of a unit each.
        assertGe(price(), before);
        assertLe(price() - before, before / 1e9);
    }

    function test_onlyEntriesArePaused() public {
        put(alice, 1000e6);
        pool.pause();
        assertEq(pool.maxDeposit(bob), 0);
        assertEq(pool.maxMint(bob), 0);
        usdc.mint(bob, 100e6);
        vm.startPrank(bob);
        usdc.approve(address(pool), 100e6);
        vm.expectRevert(abi.encodeWithSelector(ERC4626Upgradeable.ERC4626ExceededMaxDeposit.selector, bob, 100e6, 0));
        pool.deposit(100e6, bob);
        vm.stopPrank();
        uint256 lineId = openLine(100e6);
        vm.prank(borrower);
        vm.expectRevert(
            abi.encodeWithSelector(IGuardianPausable.EnforcedPause.selector, vm.getBlockTimestamp() + 16 days)
        );
        lines.draw(lineId, terms(1000), 50e6);
        vm.prank(alice);
        pool.redeem(50e6 * SHARE, alice, alice);
        uint256 id = request(alice, 500e6 * SHARE);
        skipTime(1 days);
        pool.fillQueue(10);
        assertEq(claim(alice, id), 500e6);
    }

    function test_strangersMayNot() public {
        put(alice, 100e6);
        ICreditLines.Book memory book = lines.book();
        ILendingPool.Movement memory m;
        vm.startPrank(bob);
        vm.expectRevert();
        pool.redeem(1e12, bob, alice);
        vm.expectRevert();
        pool.requestRedeem(20e12, bob, alice);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, bob));
        pool.setParameter("notice", 0);
        vm.expectRevert(abi.encodeWithSelector(ILendingPool.NotCreditLines.selector, bob));
        pool.report(book, m);
        vm.stopPrank();
    }

    function test_parametersHaveBounds() public {
        bytes32[5] memory names = [
            bytes32("depositCap"), bytes32("minDeposit"), bytes32("bufferBps"), bytes32("dailyBps"), bytes32("notice")
        ];
        uint256[5] memory defaults = [uint256(50_000_000e6), 10e6, 1500, 500, 1 days];
        uint256[5] memory above = [(uint256(1) << 63) + 1, 1000e6 + 1, 5001, 5001, 7 days + 1];
        for (uint256 i; i < 5; ++i) {
            assertEq(pool.parameter(names[i]), defaults[i]);
            vm.expectRevert(abi.encodeWithSelector(ILendingPool.InvalidParameter.selector, names[i], above[i]));
            pool.setParameter(names[i], above[i]);
        }
        vm.expectRevert(abi.encodeWithSelector(ILendingPool.InvalidParameter.selector, bytes32("x"), 1));
        pool.setParameter("x", 1);
        vm.expectRevert(abi.encodeWithSelector(ILendingPool.InvalidParameter.selector, bytes32("x"), 0));
        pool.parameter("x");
    }
}
