// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { NoncesUpgradeable } from "@openzeppelin/contracts-upgradeable/utils/NoncesUpgradeable.sol";
import { IVotes } from "@openzeppelin/contracts/governance/utils/IVotes.sol";

import { LockFixture } from "./utils/LockFixture.sol";

contract DelegationTest is LockFixture {
    bytes32 private constant DELEGATION_TYPEHASH =
        keccak256("Delegation(address delegatee,uint256 nonce,uint256 expiry)");

    function test_votesCountWithoutDelegating() external {
        create(alice, 100e18, 10 * WEEK);
        assertEq(escrow.delegates(alice), alice);
        assertEq(votesNow(alice), rawNow(alice));
        assertEq(escrow.getVotes(alice), escrow.balanceOf(alice));
    }

    function test_delegate_movesEveryLockNowAndLater() external {
        create(alice, 100e18, 10 * WEEK);
        create(alice, 50e18, 3 * WEEK);
        create(alice, 30e18, WEEK);
        vm.prank(alice);
        escrow.setAutoRenew(2, true);
        create(bob, 10e18, 5 * WEEK);
        skip(1 days);
        uint256 own = escrow.balanceOf(alice);
        uint256 bobs = escrow.balanceOf(bob);
        uint256 both = escrow.balanceOf(alice) + escrow.balanceOf(bob);

        vm.expectEmit(address(escrow));
        emit IVotes.DelegateChanged(alice, alice, bob);
        vm.expectEmit(address(escrow));
        emit IVotes.DelegateVotesChanged(alice, own, 0);
        vm.expectEmit(address(escrow));
        emit IVotes.DelegateVotesChanged(bob, bobs, escrow.totalSupply());
        vm.prank(alice);
        escrow.delegate(bob);

        assertEq(votesNow(alice), 0);
        assertEq(votesNow(bob), rawNow(alice) + rawNow(bob));
        assertApproxEqAbs(escrow.getVotes(bob), both, 1);
        assertEq(escrow.balanceOf(alice), own);
        for (uint256 i; i < 12; ++i) {
            skip(WEEK);
            assertEq(votesNow(bob), totalNow());
        }
        assertEq(votesNow(bob), 30e18 * FOUR_YEARS);
    }

    function test_laterChangesFollowTheDelegate() external {
        create(alice, 100e18, 10 * WEEK);
        create(alice, 60e18, 4 * WEEK);
        vm.prank(alice);
        escrow.delegate(bob);
        uint256 before = escrow.getVotes(bob);
        skip(1 days);
        vm.startPrank(alice);
        escrow.increaseAmount(alice, 0, 5e18);
        assertGt(escrow.getVotes(bob), before);
        escrow.extendLock(0, 30 * WEEK);
        escrow.setAutoRenew(1, true);
        assertEq(votesNow(bob), rawNow(alice));
        escrow.setAutoRenew(1, false);
        escrow.mergeLocks(1, 0);
        escrow.createLock(7e18, 2 * WEEK);
        vm.stopPrank();
        assertEq(votesNow(bob), rawNow(alice));
        assertEq(votesNow(alice), 0);
        skip(FOUR_YEARS);
        assertEq(votesNow(bob), 0);
    }

    function test_delegationIsNotTransitive() external {
        create(alice, 100e18, 10 * WEEK);
        create(bob, 10e18, 10 * WEEK);
        vm.prank(alice);
        escrow.delegate(bob);
        vm.prank(bob);
        escrow.delegate(carol);
        assertEq(votesNow(bob), rawNow(alice));
        assertEq(votesNow(carol), rawNow(bob));
        vm.prank(bob);
        escrow.increaseAmount(alice, 0, 1e18);
        assertEq(votesNow(bob), rawNow(alice));
    }

    function test_delegatingToZeroOrOneselfReturnsTheVotes() external {
        create(alice, 100e18, 10 * WEEK);
        vm.startPrank(alice);
        escrow.delegate(bob);
        vm.expectEmit(address(escrow));
        emit IVotes.DelegateChanged(alice, bob, alice);
        escrow.delegate(address(0));
        assertEq(escrow.delegates(alice), alice);
        assertEq(votesNow(alice), rawNow(alice));
        escrow.delegate(carol);
        escrow.delegate(alice);
        assertEq(votesNow(alice), rawNow(alice));
        assertEq(votesNow(bob) + votesNow(carol), 0);
    }

    function test_delegatingAgainToTheSameChangesNothing() external {
        create(alice, 100e18, 10 * WEEK);
        vm.startPrank(alice);
        escrow.delegate(alice);
        escrow.delegate(bob);
        escrow.delegate(bob);
        assertEq(votesNow(bob), rawNow(alice));
        assertEq(votesNow(alice), 0);
    }

    function test_delegatingBeforeTheFirstLock() external {
        vm.prank(alice);
        escrow.delegate(bob);
        skip(1 hours);
        create(alice, 100e18, 10 * WEEK);
        assertEq(votesNow(bob), rawNow(alice));
        assertEq(votesNow(alice), 0);
    }

    function test_expiredLocksAreNotDelegated() external {
        create(alice, 100e18, WEEK);
        create(alice, 10e18, 10 * WEEK);
        vm.warp(endOf(alice, 0));
        vm.prank(alice);
        escrow.delegate(bob);
        assertEq(votesNow(bob), rawNow(alice));
        vm.prank(alice);
        escrow.relock(0, 2 * WEEK);
        assertEq(votesNow(bob), rawNow(alice));
        assertEq(votesNow(bob), totalNow());
    }

    /// @dev Each past second keeps the delegate it had.
    function testFuzz_pastVotesKeepTheirDelegate(uint256 first, uint256 second, uint256 at) external {
        create(alice, 100e18, 40 * WEEK);
        uint256 start = block.timestamp;
        skip(bound(first, 1, 10 * WEEK));
        uint256 toBob = block.timestamp;
        vm.prank(alice);
        escrow.delegate(bob);
        skip(bound(second, 1, 10 * WEEK));
        uint256 toCarol = block.timestamp;
        vm.prank(alice);
        escrow.delegate(carol);
        skip(30 * WEEK);
        at = bound(at, start, block.timestamp - 1);
        uint256 raw = escrow.rawBalanceOfAt(alice, at);
        assertEq(escrow.rawVotesAt(alice, at), at < toBob ? raw : 0);
        assertEq(escrow.rawVotesAt(bob, at), at >= toBob && at < toCarol ? raw : 0);
        assertEq(escrow.rawVotesAt(carol, at), at >= toCarol ? raw : 0);
    }

    function test_twoChangesInOneSecondLeaveTheLast() external {
        create(alice, 100e18, 10 * WEEK);
        vm.startPrank(alice);
        escrow.delegate(bob);
        escrow.delegate(carol);
        escrow.delegate(bob);
        vm.stopPrank();
        uint256 at = block.timestamp;
        skip(1);
        assertEq(escrow.rawVotesAt(carol, at), 0);
        assertEq(escrow.rawVotesAt(bob, at), escrow.rawBalanceOfAt(alice, at));
        assertEq(escrow.rawVotesAt(bob, at - 1), 0);
    }

    // ---- by signature ----

    function test_delegateBySig() external {
        (address signer, uint256 key) = makeAddrAndKey("signer");
        fund(signer, 100e18);
        create(signer, 100e18, 10 * WEEK);
        (uint8 v, bytes32 r, bytes32 s) = sign(key, bob, 0, block.timestamp);
        escrow.delegateBySig(bob, 0, block.timestamp, v, r, s);
        assertEq(escrow.delegates(signer), bob);
        assertEq(votesNow(bob), rawNow(signer));
        assertEq(escrow.nonces(signer), 1);
        vm.expectRevert(abi.encodeWithSelector(NoncesUpgradeable.InvalidAccountNonce.selector, signer, 1));
        escrow.delegateBySig(bob, 0, block.timestamp, v, r, s);
    }

    function test_RevertWhen_theSignatureExpired() external {
        (, uint256 key) = makeAddrAndKey("signer");
        uint256 expiry = block.timestamp - 1;
        (uint8 v, bytes32 r, bytes32 s) = sign(key, bob, 0, expiry);
        vm.expectRevert(abi.encodeWithSelector(IVotes.VotesExpiredSignature.selector, expiry));
        escrow.delegateBySig(bob, 0, expiry, v, r, s);
    }

    function sign(uint256 key, address delegatee, uint256 nonce, uint256 expiry)
        private
        view
        returns (uint8 v, bytes32 r, bytes32 s)
    {
        (, string memory name, string memory version, uint256 chainId, address contract_,,) = escrow.eip712Domain();
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256(bytes(name)),
                keccak256(bytes(version)),
                chainId,
                contract_
            )
        );
        bytes32 message = keccak256(abi.encode(DELEGATION_TYPEHASH, delegatee, nonce, expiry));
        return vm.sign(key, keccak256(abi.encodePacked("\x19\x01", domain, message)));
    }
}
