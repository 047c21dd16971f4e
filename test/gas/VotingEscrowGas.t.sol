// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { AccessManager } from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import { TransparentUpgradeableProxy } from "@openzeppelin/contracts/proxy/transparent/TransparentUpgradeableProxy.sol";
import { Test } from "forge-std/Test.sol";

import { VotingEscrow } from "../../src/locking/VotingEscrow.sol";
import { CPT } from "../../src/token/CPT.sol";

/// @dev What a user pays: the real token, both behind their proxies, every call its own transaction on cold storage.
contract VotingEscrowGas is Test {
    string private constant GROUP = "VotingEscrow";
    uint256 private constant WEEK = 1 weeks;
    uint256 private constant FOUR_YEARS = 4 * 365 days;
    uint256 private constant START = 1_782_950_400 + 2 days;
    uint256 private constant AMOUNT = 1234e18;

    VotingEscrow private escrow;
    address private alice = makeAddr("alice");
    address private bob = makeAddr("bob");
    address private carol = makeAddr("carol");

    function setUp() external {
        vm.warp(START);
        address authority = address(new AccessManager(address(this)));
        address[] memory holders = new address[](3);
        uint256[] memory amounts = new uint256[](3);
        (holders[0], holders[1], holders[2]) = (alice, bob, carol);
        (amounts[0], amounts[1], amounts[2]) = (50_000_000e18, 25_000_000e18, 25_000_000e18);
        CPT token = CPT(proxy(address(new CPT()), abi.encodeCall(CPT.initialize, (authority, holders, amounts))));
        escrow = VotingEscrow(
            proxy(address(new VotingEscrow(address(token))), abi.encodeCall(VotingEscrow.initialize, ()))
        );
        for (uint256 i; i < holders.length; ++i) {
            vm.prank(holders[i]);
            token.approve(address(escrow), type(uint256).max);
        }
    }

    // ---- creating ----

    function test_createLock_firstOfAll() external {
        create(alice, FOUR_YEARS);
        snap("createLock: first lock of all");
    }

    function test_createLock_fresh() external {
        create(bob, 50 * WEEK);
        skip(1 hours);
        create(alice, FOUR_YEARS);
        snap("createLock: first of an account");
    }

    function test_createLock_second() external {
        create(bob, 50 * WEEK);
        create(alice, 50 * WEEK);
        skip(1 hours);
        create(alice, FOUR_YEARS);
        snap("createLock: second of an account");
    }

    function test_createLock_afterTenIdleWeeks() external {
        expiriesEveryWeek(60);
        skip(10 * WEEK);
        create(alice, FOUR_YEARS);
        snap("createLock: first of an account, after 10 idle weeks");
    }

    function test_createLock_afterAnIdleYear() external {
        expiriesEveryWeek(60);
        skip(52 * WEEK);
        create(alice, FOUR_YEARS);
        snap("createLock: first of an account, after 52 idle weeks");
    }

    function test_createLock_delegated() external {
        create(bob, 50 * WEEK);
        vm.prank(alice);
        escrow.delegate(bob);
        skip(1 hours);
        create(alice, FOUR_YEARS);
        snap("createLock: first of an account that delegates");
    }

    // ---- changing ----

    function test_increaseAmount() external {
        create(bob, 50 * WEEK);
        create(alice, 100 * WEEK);
        skip(3 days);
        vm.prank(alice);
        escrow.increaseAmount(alice, 0, 5e18);
        snap("increaseAmount");
    }

    function test_extendLock() external {
        create(bob, FOUR_YEARS);
        create(alice, 100 * WEEK);
        create(carol, 100 * WEEK);
        skip(1 days);
        vm.prank(alice);
        escrow.extendLock(0, FOUR_YEARS);
        snap("extendLock");
    }

    function test_extendLock_toAWeekNobodyUses() external {
        create(bob, 100 * WEEK);
        create(alice, 100 * WEEK);
        skip(3 days);
        vm.prank(alice);
        escrow.extendLock(0, FOUR_YEARS);
        snap("extendLock: to a week nobody uses");
    }

    function test_setAutoRenew() external {
        create(bob, 50 * WEEK);
        create(alice, 50 * WEEK);
        skip(3 days);
        vm.prank(alice);
        escrow.setAutoRenew(0, true);
        snap("setAutoRenew: first of all");
    }

    function test_mergeLocks() external {
        create(bob, 50 * WEEK);
        create(alice, 50 * WEEK);
        create(alice, 70 * WEEK);
        skip(3 days);
        vm.prank(alice);
        escrow.mergeLocks(0, 1);
        snap("mergeLocks: two live ones");
    }

    function test_relock() external {
        create(bob, 50 * WEEK);
        create(alice, 2 * WEEK);
        skip(4 * WEEK);
        vm.prank(alice);
        escrow.relock(0, FOUR_YEARS);
        snap("relock");
    }

    function test_withdraw() external {
        create(bob, 50 * WEEK);
        create(alice, 2 * WEEK);
        skip(20 * WEEK);
        vm.prank(alice);
        escrow.withdraw(0, alice);
        snap("withdraw");
    }

    // ---- delegation ----

    function test_delegate_oneLock() external {
        create(bob, 50 * WEEK);
        create(alice, 50 * WEEK);
        skip(3 days);
        vm.prank(alice);
        escrow.delegate(bob);
        snap("delegate: one lock");
    }

    function test_delegate_full() external {
        for (uint256 i = 1; i <= 32; ++i) {
            create(alice, 6 * i * WEEK);
        }
        vm.prank(alice);
        escrow.delegate(bob);
        skip(1 hours);
        vm.prank(alice);
        escrow.delegate(carol);
        snap("delegate: 32 locks in as many weeks, from one delegate to another");
    }

    // ---- reads ----

    function test_rawBalancesAt_oneWeek() external {
        create(alice, FOUR_YEARS);
        skip(11 * WEEK);
        read(1);
        snap("rawBalancesAt: one lock, 1 week");
    }

    function test_rawBalancesAt_tenWeeks() external {
        create(alice, FOUR_YEARS);
        skip(11 * WEEK);
        read(10);
        snap("rawBalancesAt: one lock, 10 weeks");
    }

    function test_rawBalancesAt_aLockEndingEachWeek() external {
        for (uint256 i = 1; i <= 32; ++i) {
            create(alice, i * WEEK);
        }
        skip(11 * WEEK);
        read(10);
        snap("rawBalancesAt: a lock ending each week, 10 weeks");
    }

    function test_getPastVotes() external {
        create(alice, FOUR_YEARS);
        create(bob, FOUR_YEARS);
        vm.prank(bob);
        escrow.delegate(alice);
        skip(5 * WEEK);
        call(abi.encodeCall(escrow.getPastVotes, (alice, block.timestamp - 1)));
        snap("getPastVotes: own and received");
    }

    function read(uint256 weeks_) private {
        uint256[] memory boundaries = new uint256[](weeks_);
        for (uint256 i; i < weeks_; ++i) {
            boundaries[i] = (START / WEEK + 1 + i) * WEEK;
        }
        call(abi.encodeCall(escrow.rawBalancesAt, (alice, boundaries)));
    }

    /// @dev Reads as a transaction, for only those start cold here.
    function call(bytes memory data) private {
        (bool ok,) = address(escrow).call(data);
        assertTrue(ok);
    }

    /// @dev A lock ends in each of the next `count` weeks, of two accounts in turn.
    function expiriesEveryWeek(uint256 count) private {
        for (uint256 i = 1; i <= count; ++i) {
            create(i % 2 == 0 ? bob : carol, i * WEEK);
        }
    }

    function create(address account, uint256 duration) private {
        vm.prank(account);
        escrow.createLock(AMOUNT, duration);
    }

    function snap(string memory name) private {
        vm.snapshotGasLastCall(GROUP, name);
    }

    function proxy(address implementation, bytes memory initialization) private returns (address) {
        return address(new TransparentUpgradeableProxy(implementation, address(this), initialization));
    }
}
