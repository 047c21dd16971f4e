// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IMerkleRewards } from "../../src/interfaces/IMerkleRewards.sol";
import { IVotingEscrow } from "../../src/interfaces/IVotingEscrow.sol";
import { MerkleRewards } from "../../src/rewards/MerkleRewards.sol";
import { RewardsHouse } from "./utils/RewardsHouse.sol";
import { Tree } from "./utils/Tree.sol";
import { IERC20Errors } from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import { MerkleProof } from "@openzeppelin/contracts/utils/cryptography/MerkleProof.sol";

/// @notice Who gets paid by a root, and who does not (SPEC RWD 3, 4).
contract MerkleClaimsTest is RewardsHouse {
    using Tree for Tree.Leaf[];

    bytes32[] private none;

    function setUp() public override {
        super.setUp();
        for (uint256 i; i < 6; ++i) {
            _fund(Programme(i), 10_000e18);
        }
    }

    function testFuzz_theLeafIsOpenZeppelins(address account, uint256 cumulative) public view {
        assertEq(rewards.leafOf(account, cumulative), Tree.hash(Tree.Leaf(account, cumulative)));
    }

    function testFuzz_proofsAreOpenZeppelins(address account, uint256 cumulative, bytes32[] calldata proof) public {
        vm.assume(proof.length < 64);
        bytes32 root = MerkleProof.processProofCalldata(proof, rewards.leafOf(account, cumulative));
        _accept(Programme.Users, root, 1);
        assertEq(rewards.claimable(Programme.Users, account, cumulative, proof), cumulative);
        if (proof.length == 0 || cumulative == 0) return;
        bytes32[] memory shorter = new bytes32[](proof.length - 1);
        for (uint256 i; i < shorter.length; ++i) {
            shorter[i] = proof[i];
        }
        assertEq(rewards.claimable(Programme.Users, account, cumulative, shorter), 0);
    }

    /// @dev Any tree, any claimant: everybody is paid exactly the difference, by anyone's transaction.
    function testFuzz_everyoneIsPaidWhatIsNew(uint8 size, uint96[32] calldata first, uint96[32] calldata then_) public {
        Tree.Leaf[] memory leaves = new Tree.Leaf[](bound(size, 1, 32));
        for (uint256 i; i < leaves.length; ++i) {
            leaves[i] = Tree.Leaf(address(uint160(0x10000 + i)), bound(first[i], 1, 100e18));
        }
        _accept(Programme.Users, leaves);
        uint256 sum = leaves.total();
        for (uint256 i; i < leaves.length; i += 2) {
            assertEq(
                rewards.claim(Programme.Users, leaves[i].account, leaves[i].cumulative, leaves.proof(i)),
                leaves[i].cumulative
            );
        }
        for (uint256 i; i < leaves.length; ++i) {
            leaves[i].cumulative += bound(then_[i], 1, 100e18);
        }
        _accept(Programme.Users, leaves);
        for (uint256 i; i < leaves.length; ++i) {
            rewards.claim(Programme.Users, leaves[i].account, leaves[i].cumulative, leaves.proof(i));
            assertEq(cpt.balanceOf(leaves[i].account), leaves[i].cumulative);
            assertEq(rewards.claimedOf(Programme.Users, leaves[i].account), leaves[i].cumulative);
        }
        assertGt(leaves.total(), sum);
        assertEq(rewards.books(Programme.Users).claimed, leaves.total());
        assertEq(cpt.balanceOf(rewards.purseOf(Programme.Users)), 0);
    }

    function test_RevertWhen_nothingIsNew() public {
        Tree.Leaf[] memory leaves = _two(5e18, 7e18);
        _accept(Programme.Users, leaves);
        bytes32[] memory proof = leaves.proof(0);
        assertEq(rewards.claimable(Programme.Users, alice, 5e18, proof), 5e18);
        rewards.claim(Programme.Users, alice, 5e18, proof);
        assertEq(rewards.claimable(Programme.Users, alice, 5e18, proof), 0);
        vm.expectRevert(abi.encodeWithSelector(IMerkleRewards.NothingNew.selector, Programme.Users, alice));
        rewards.claim(Programme.Users, alice, 5e18, proof);
    }

    /// @dev Another's leaf, another amount, another programme, an old root, no root at all.
    function test_RevertWhen_theProofDoesNotFit() public {
        Tree.Leaf[] memory leaves = _two(5e18, 7e18);
        _expectInvalid(Programme.Users, alice, 5e18, none);
        _expectInvalid(Programme.Users, address(0), 0, none);
        _accept(Programme.Users, leaves);
        _expectInvalid(Programme.Users, bob, 5e18, leaves.proof(0));
        _expectInvalid(Programme.Users, alice, 7e18, leaves.proof(0));
        _expectInvalid(Programme.Users, alice, type(uint256).max, leaves.proof(0));
        _expectInvalid(Programme.Providers, alice, 5e18, leaves.proof(0));
        _expectInvalid(Programme.Users, alice, 5e18, none);
        bytes32[] memory old = leaves.proof(0);
        _accept(Programme.Users, _two(6e18, 7e18));
        _expectInvalid(Programme.Users, alice, 5e18, old);
    }

    /// @dev Peers hashed 64-byte leaves once, so that an inner node passes for a leaf.
    function test_PEERS_aLeafHashedOnceIsNone() public {
        bytes32 once = keccak256(abi.encode(eve, uint256(9e18)));
        _accept(Programme.Users, once, 9e18);
        _expectInvalid(Programme.Users, eve, 9e18, none);
    }

    /// @dev Whatever a root says, its programme pays at most its total, and never another programme's money.
    function test_LawI_aRootThatPaysMoreThanItsTotalIsStoppedByItsPurse() public {
        _accept(Programme.Providers, _two(10_000e18, 0));
        Tree.Leaf[] memory leaves = _two(100e18, 9000e18);
        _accept(Programme.Users, leaves.root(), 150e18);
        rewards.claim(Programme.Users, alice, 100e18, leaves.proof(0));
        bytes32[] memory proof = leaves.proof(1);
        vm.expectRevert(
            abi.encodeWithSelector(
                IERC20Errors.ERC20InsufficientBalance.selector, rewards.purseOf(Programme.Users), 50e18, 9000e18
            )
        );
        rewards.claim(Programme.Users, bob, 9000e18, proof);
        assertEq(cpt.balanceOf(rewards.purseOf(Programme.Providers)), 10_000e18);
    }

    function test_onlyTheAccountSendsItElsewhere() public {
        Tree.Leaf[] memory leaves = _two(5e18, 7e18);
        _accept(Programme.Users, leaves);
        bytes32[] memory proof = leaves.proof(0);
        vm.prank(eve);
        vm.expectRevert(abi.encodeWithSelector(IMerkleRewards.NotTheAccount.selector, alice, eve));
        rewards.claim(Programme.Users, alice, 5e18, proof, eve);
        vm.startPrank(alice);
        vm.expectRevert(IMerkleRewards.ZeroAddress.selector);
        rewards.claim(Programme.Users, alice, 5e18, proof, address(0));
        vm.expectEmit(address(rewards));
        emit IMerkleRewards.RewardClaimed(Programme.Users, alice, bob, 5e18);
        rewards.claim(Programme.Users, alice, 5e18, proof, bob);
        assertEq(cpt.balanceOf(bob), 5e18);
    }

    // ---- batches ----

    /// @dev Peers: one decreased leaf reverts a whole batch.
    function test_PEERS_aBatchSkipsWhatCannotBePaid() public {
        Tree.Leaf[] memory leaves = new Tree.Leaf[](5);
        leaves[0] = Tree.Leaf(alice, 10e18);
        leaves[1] = Tree.Leaf(bob, 20e18);
        leaves[2] = Tree.Leaf(address(0), 1e18);
        leaves[3] = Tree.Leaf(eve, 9999e18);
        leaves[4] = Tree.Leaf(address(this), 3e18);
        _accept(Programme.Users, leaves.root(), 100e18);
        rewards.claim(Programme.Users, alice, 10e18, leaves.proof(0));
        leaves[0].cumulative = 4e18;
        _accept(Programme.Users, leaves.root(), 100e18);

        IMerkleRewards.Claim[] memory batch = new IMerkleRewards.Claim[](7);
        for (uint256 i; i < 5; ++i) {
            batch[i] = _claim(Programme.Users, leaves, i);
        }
        batch[5] = _claim(Programme.Users, leaves, 1);
        batch[6] = _claim(Programme.Providers, leaves, 1);
        uint256 before = cpt.balanceOf(address(this));
        vm.expectEmit(address(rewards));
        emit IMerkleRewards.ClaimSkipped(Programme.Users, alice, 4e18);
        vm.expectEmit(address(rewards));
        emit IMerkleRewards.RewardClaimed(Programme.Users, bob, bob, 20e18);
        vm.prank(eve);
        assertEq(rewards.claimBatch(batch), 23e18);
        assertEq(cpt.balanceOf(alice), 10e18);
        assertEq(cpt.balanceOf(bob), 20e18);
        assertEq(cpt.balanceOf(eve), 0);
        assertEq(cpt.balanceOf(address(this)) - before, 3e18);
    }

    function test_aBatchPaysManyProgrammes() public {
        Tree.Leaf[] memory leaves = _two(100e18, 50e18);
        IMerkleRewards.Claim[] memory batch = new IMerkleRewards.Claim[](6);
        for (uint256 i; i < 6; ++i) {
            _accept(Programme(i), leaves);
            batch[i] = _claim(Programme(i), leaves, 0);
        }
        assertEq(rewards.claimBatch(batch), 600e18);
        assertEq(cpt.balanceOf(alice), 450e18);
        (, uint256 waiting) = vesting.vestingOf(alice);
        assertEq(waiting, 150e18);
    }

    // ---- the vesting half ----

    function testFuzz_halfOfAnLpProgrammeVests(uint96 amount, uint8 which) public {
        Programme programme = Programme(bound(which, 2, 4));
        uint256 cumulative = bound(amount, 1, 10_000e18);
        Tree.Leaf[] memory leaves = _two(cumulative, 0);
        _accept(programme, leaves);
        bytes32[] memory proof = leaves.proof(0);
        vm.prank(alice);
        rewards.claim(programme, alice, cumulative, proof, eve);
        assertEq(cpt.balanceOf(eve), cumulative / 2);
        (uint256 claimable, uint256 waiting) = vesting.vestingOf(alice);
        assertEq(claimable, 0);
        assertEq(waiting, cumulative - cumulative / 2);
        assertEq(cpt.balanceOf(address(vesting)), waiting);
        vm.warp(vm.getBlockTimestamp() + 180 days);
        vesting.claimFor(alice);
        assertEq(cpt.balanceOf(alice) + cpt.balanceOf(eve), cumulative);
    }

    // ---- into a lock ----

    function test_claimsGoIntoANewLockByConsent() public {
        Tree.Leaf[] memory leaves = _two(50e18, 7e18);
        _accept(Programme.Users, leaves);
        bytes32[] memory proof = leaves.proof(0);
        vm.startPrank(alice);
        vm.expectRevert(abi.encodeWithSelector(IVotingEscrow.NoConsent.selector, alice, address(rewards)));
        rewards.claimToLock(Programme.Users, 50e18, proof, 0, 52 weeks);
        escrow.setCreatorConsent(address(rewards), true);
        rewards.claimToLock(Programme.Users, 50e18, proof, 0, 52 weeks);
        vm.stopPrank();
        assertEq(escrow.getLock(alice, 0).amount, 50e18);
        assertEq(cpt.balanceOf(address(rewards)), 7e18);
        assertEq(cpt.balanceOf(rewards.reserve()), 60_000e18 - 57e18);
        assertEq(cpt.allowance(address(rewards), address(escrow)), 0);
    }

    function test_claimsAreAddedToALockOfTheCaller() public {
        cpt.transfer(alice, 10e18);
        vm.startPrank(alice);
        cpt.approve(address(escrow), 10e18);
        uint256 lockId = escrow.createLock(10e18, 52 weeks);
        vm.stopPrank();
        Tree.Leaf[] memory leaves = _two(100e18, 7e18);
        _accept(Programme.LpStaking, leaves);
        bytes32[] memory proof = leaves.proof(0);

        // Nobody else's lock, nobody else's claim.
        vm.prank(eve);
        vm.expectRevert(abi.encodeWithSelector(IMerkleRewards.InvalidProof.selector, Programme.LpStaking, eve, 100e18));
        rewards.claimToLock(Programme.LpStaking, 100e18, proof, lockId, 0);
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(IVotingEscrow.UnknownLock.selector, alice, 9));
        rewards.claimToLock(Programme.LpStaking, 100e18, proof, 9, 0);

        vm.prank(alice);
        rewards.claimToLock(Programme.LpStaking, 100e18, proof, lockId, 0);
        assertEq(escrow.getLock(alice, lockId).amount, 60e18);
        (, uint256 waiting) = vesting.vestingOf(alice);
        assertEq(waiting, 50e18, "the half that vests is not locked");
    }

    // ---- replacement, pause ----

    /// @dev Law J: exits work while CPT is paused.
    function test_LawJ_rewardsLeaveWhileCptIsPaused() public {
        Tree.Leaf[] memory leaves = _two(50e18, 7e18);
        _accept(Programme.LpPool, leaves);
        cpt.pause();
        bytes32[] memory proof = leaves.proof(0);
        rewards.claim(Programme.LpPool, alice, 50e18, proof);
        vm.warp(vm.getBlockTimestamp() + 10 days);
        assertTrue(cpt.paused());
        vesting.claimFor(alice);
        assertGt(cpt.balanceOf(alice), 25e18);
        proof = leaves.proof(1);
        vm.startPrank(bob);
        escrow.setCreatorConsent(address(rewards), true);
        rewards.claimToLock(Programme.LpPool, 7e18, proof, 0, 52 weeks);
    }

    function test_whatIsUnclaimedStaysClaimableInAReplacedContract() public {
        Tree.Leaf[] memory leaves = _two(50e18, 7e18);
        _accept(Programme.Users, leaves);
        MerkleRewards next = _newRewards();
        schedule.setDistributor(address(next));
        vm.warp(START + 1 weeks);
        schedule.release(Programme.Airdrop);
        assertEq(next.books(Programme.Airdrop).released, 100_000e18);
        rewards.claim(Programme.Users, alice, 50e18, leaves.proof(0));
        assertEq(cpt.balanceOf(alice), 50e18);
        // What it had not allocated can still be allocated there.
        _accept(Programme.Users, _two(50e18, 9950e18));
    }

    function _claim(Programme programme, Tree.Leaf[] memory leaves, uint256 i)
        private
        pure
        returns (IMerkleRewards.Claim memory)
    {
        return IMerkleRewards.Claim({
            programme: programme, account: leaves[i].account, cumulative: leaves[i].cumulative, proof: leaves.proof(i)
        });
    }

    function _expectInvalid(Programme programme, address account, uint256 cumulative, bytes32[] memory proof) private {
        vm.expectRevert(abi.encodeWithSelector(IMerkleRewards.InvalidProof.selector, programme, account, cumulative));
        rewards.claim(programme, account, cumulative, proof);
        assertEq(rewards.claimable(programme, account, cumulative, proof), 0);
    }
}
