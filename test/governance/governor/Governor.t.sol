// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IGovernor } from "@openzeppelin/contracts/governance/IGovernor.sol";
import { TimelockController } from "@openzeppelin/contracts/governance/TimelockController.sol";

import { GovernanceTimelock } from "../../../src/governance/GovernanceTimelock.sol";
import { ICyberPlazaGovernor } from "../../../src/interfaces/ICyberPlazaGovernor.sol";
import { GovernorWorld, Lever } from "../utils/GovernorWorld.sol";

/// @dev A proposal's life, its threshold, its quorum, its votes (SPEC GOV 1).
contract GovernorTest is GovernorWorld {
    event QuorumStored(uint256 indexed proposalId, uint256 quorum, bool again);

    function test_figuresOfTheSpec() public view {
        assertEq(governor.proposalThreshold(), 100_000e18);
        assertEq(governor.votingDelay(), 7 days);
        assertEq(governor.votingPeriod(), 5 days);
        assertEq(timelock.getMinDelay(), 48 hours);
        (uint256 bps, uint256 floor) = governor.quorumRule();
        assertEq(bps, 400);
        assertEq(floor, 1_000_000e18);
        assertEq(governor.CLOCK_MODE(), "mode=timestamp");
        assertEq(governor.clock(), block.timestamp);
        assertEq(governor.token(), address(escrow));
        assertEq(governor.council(), address(council));
        assertEq(governor.leftOut()[0], treasury);
    }

    function test_lifeOfAProposal() public {
        lock(alice, 1_000_000e18);
        Proposal memory p = draftLever(7, "Move the lever");
        propose(p);
        uint256 proposedAt = vm.getBlockTimestamp();
        assertState(p, IGovernor.ProposalState.Pending);

        vm.warp(proposedAt + 7 days);
        assertState(p, IGovernor.ProposalState.Pending);
        skipTime(1);
        assertState(p, IGovernor.ProposalState.Active);
        vote(alice, p, FOR);

        vm.warp(proposedAt + 12 days);
        assertState(p, IGovernor.ProposalState.Active);
        skipTime(1);
        assertState(p, IGovernor.ProposalState.Succeeded);

        queue(p);
        uint256 eta = governor.proposalEta(p.id);
        assertEq(eta, vm.getBlockTimestamp() + 48 hours);
        vm.warp(eta - 1);
        vm.expectPartialRevert(TimelockController.TimelockUnexpectedOperationState.selector);
        execute(p);
        assertEq(lever.position(), 0);

        vm.warp(eta);
        execute(p);
        assertEq(lever.position(), 7);
        assertState(p, IGovernor.ProposalState.Executed);
    }

    function test_RevertWhen_ProposerHasTooLittle() public {
        lock(alice, 39_999e18);
        Proposal memory p = draftLever(1, "Too small");
        vm.prank(alice);
        vm.expectPartialRevert(IGovernor.GovernorInsufficientProposerVotes.selector);
        governor.propose(p.targets, p.values, p.calldatas, p.description);

        // What is locked counts only from the next second on.
        vm.startPrank(alice);
        escrow.createLock(10_000e18, FOUR_YEARS);
        vm.expectPartialRevert(IGovernor.GovernorInsufficientProposerVotes.selector);
        governor.propose(p.targets, p.values, p.calldatas, p.description);
        vm.warp(vm.getBlockTimestamp() + 1);
        governor.propose(p.targets, p.values, p.calldatas, p.description);
        vm.stopPrank();
    }

    /// @dev PEERS: somebody copies a proposal from the pool of transactions, submits it first and cancels it.
    function test_PEERS_NobodyCanProposeInAnothersName() public {
        lock(alice, 1_000_000e18);
        lock(bob, 1_000_000e18);
        Proposal memory p = draftLever(1, "Alice's");
        vm.prank(bob);
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorRestrictedProposer.selector, bob));
        governor.propose(p.targets, p.values, p.calldatas, p.description);

        // Bob's own copy has another id, so cancelling it touches nothing.
        Proposal memory copy = draft(p.targets[0], p.calldatas[0], "Alice's", bob);
        vm.startPrank(bob);
        governor.propose(copy.targets, copy.values, copy.calldatas, copy.description);
        governor.cancel(copy.targets, copy.values, copy.calldatas, keccak256(bytes(copy.description)));
        vm.stopPrank();
        propose(p);
        assertState(p, IGovernor.ProposalState.Pending);
        assertState(copy, IGovernor.ProposalState.Canceled);
    }

    function test_RevertWhen_DescriptionDoesNotNameTheProposer() public {
        lock(alice, 1_000_000e18);
        Proposal memory p = draftLever(1, "x");
        string[4] memory texts = [
            "",
            "No suffix at all, however long the description may be that stands here in its place",
            "x#proposer=0xZZZ97970C51812dc3A010C7d01b50e0d17dc79C8",
            "x#Proposer=0x70997970C51812dc3A010C7d01b50e0d17dc79C8"
        ];
        for (uint256 i; i < texts.length; ++i) {
            vm.prank(alice);
            vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorRestrictedProposer.selector, alice));
            governor.propose(p.targets, p.values, p.calldatas, texts[i]);
        }
    }

    function test_OnlyTheProposerCancelsAndOnlyBeforeTheVote() public {
        lock(alice, 1_000_000e18);
        Proposal memory p = draftLever(1, "x");
        propose(p);
        bytes32 hash = keccak256(bytes(p.description));
        vm.prank(bob);
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorUnableToCancel.selector, p.id, bob));
        governor.cancel(p.targets, p.values, p.calldatas, hash);
        toVote(p);
        vm.prank(alice);
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorUnableToCancel.selector, p.id, alice));
        governor.cancel(p.targets, p.values, p.calldatas, hash);
    }

    // ---- quorum ----

    function test_quorumIsStoredAndNothingMovesItLater() public {
        lock(alice, 15_000_000e18);
        lock(bob, 15_000_000e18);
        // Stored in units of a thousand millionth veCPT, rounded up.
        uint256 expected = (governor.quorum(vm.getBlockTimestamp() - 1) + 1 gwei - 1) / 1 gwei * 1 gwei;
        Proposal memory p = draftLever(1, "x");
        vm.expectEmit(address(governor));
        emit QuorumStored(p.id, expected, false);
        propose(p);
        // 30 million CPT for nearly four years are nearly 75 million veCPT.
        assertApproxEqRel(expected, 3_000_000e18, 0.01e18);
        lock(carol, 25_000_000e18);
        assertEq(governor.proposalQuorum(p.id), expected);

        Proposal memory rule =
            draft(address(governor), abi.encodeCall(governor.setQuorumRule, (2000, 25_000_000e18)), "rule", alice);
        pass(rule);
        assertEq(governor.proposalQuorum(p.id), expected);
        assertGt(governor.quorum(vm.getBlockTimestamp() - 1), 25_000_000e18);
    }

    function test_quorumNeverFallsBelowItsFloor() public {
        lock(alice, 100_000e18);
        assertEq(governor.quorum(vm.getBlockTimestamp() - 1), 1_000_000e18);
    }

    /// @dev PEERS: a treasury that counts towards quorum makes it unreachable for the others.
    function test_PEERS_TheTreasurysLocksDoNotRaiseTheQuorum() public {
        lock(alice, 20_000_000e18);
        uint256 before = governor.quorum(vm.getBlockTimestamp() - 1);
        lock(treasury, 25_000_000e18);
        uint256 afterwards = governor.quorum(vm.getBlockTimestamp() - 1);
        assertLe(afterwards, before);
        assertApproxEqRel(afterwards, before, 0.0001e18);
    }

    function test_DefeatedBelowTheQuorumAndAbstentionsCountTowardsIt() public {
        lock(alice, 300_000e18);
        lock(bob, 300_000e18);
        Proposal memory p = draftLever(1, "x");
        propose(p);
        toVote(p);
        vote(alice, p, FOR);
        uint256 snapshot = vm.snapshotState();
        toEnd(p);
        assertState(p, IGovernor.ProposalState.Defeated);
        vm.expectPartialRevert(IGovernor.GovernorUnexpectedProposalState.selector);
        queue(p);

        vm.revertToState(snapshot);
        vote(bob, p, ABSTAIN);
        toEnd(p);
        assertState(p, IGovernor.ProposalState.Succeeded);
    }

    function test_ATieFails() public {
        lock(alice, 1_000_000e18);
        vm.prank(alice);
        cpt.transfer(bob, 1);
        Proposal memory p = draftLever(1, "x");
        propose(p);
        toVote(p);
        uint128 half = uint128(governor.getVotes(alice, governor.proposalSnapshot(p.id)) / 2);
        vm.prank(alice);
        governor.castVoteWithReasonAndParams(p.id, FRACTIONAL, "", abi.encodePacked(half, half, uint128(0)));
        toEnd(p);
        assertState(p, IGovernor.ProposalState.Defeated);
    }

    /// @dev PEERS: late quorum. Votes that reach the quorum in the last second leave two days to answer.
    function test_PEERS_LateQuorumExtendsTheVote() public {
        lock(alice, 1_000_000e18);
        lock(bob, 2_000_000e18);
        Proposal memory p = draftLever(1, "x");
        propose(p);
        uint256 deadline = governor.proposalDeadline(p.id);
        vm.warp(deadline);
        vote(alice, p, FOR);
        assertEq(governor.proposalDeadline(p.id), deadline + 2 days);
        vm.warp(deadline + 2 days);
        vote(bob, p, AGAINST);
        toEnd(p);
        assertState(p, IGovernor.ProposalState.Defeated);
    }

    // ---- votes ----

    /// @dev What counts is the weight at the second the vote begins: decayed until then, and nothing locked after.
    function testFuzz_VotesAreThoseOfTheSnapshot(uint256 amount, uint256 wait) public {
        amount = bound(amount, 1e18, 20_000_000e18);
        wait = bound(wait, 0, 5 days - 1);
        lock(alice, 1_000_000e18);
        lock(bob, amount);
        Proposal memory p = draftLever(1, "x");
        propose(p);
        uint256 start = governor.proposalSnapshot(p.id);
        vm.warp(start);
        uint256 atStart = escrow.getVotes(bob);
        assertLe(atStart, amount * 5 / 2);
        vm.warp(start + 1 + wait);
        vm.prank(bob);
        escrow.createLock(1e18, FOUR_YEARS);
        assertEq(vote(bob, p, FOR), atStart);
        (, uint256 inFavour,) = governor.proposalVotes(p.id);
        assertEq(inFavour, atStart);
    }

    function test_DelegatedVotesCountOnceForTheDelegate() public {
        lock(alice, 1_000_000e18);
        lock(bob, 500_000e18);
        vm.prank(bob);
        escrow.delegate(carol);
        Proposal memory p = draftLever(1, "x");
        propose(p);
        toVote(p);
        uint256 expected = escrow.balanceOfAt(bob, governor.proposalSnapshot(p.id));
        assertEq(vote(carol, p, AGAINST), expected);
        vm.prank(bob);
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorAlreadyCastVote.selector, bob));
        governor.castVote(p.id, FOR);
    }

    /// @dev A custodian splits its votes, in one go or in several, and never has more than all.
    function testFuzz_FractionalVotes(uint256 against, uint256 inFavour, uint256 abstain) public {
        lock(alice, 1_000_000e18);
        Proposal memory p = draftLever(1, "x");
        propose(p);
        toVote(p);
        uint256 all = governor.getVotes(alice, governor.proposalSnapshot(p.id));
        against = bound(against, 0, all / 2);
        inFavour = bound(inFavour, 0, all / 4);
        abstain = bound(abstain, 1, all / 4);
        bytes memory params = abi.encodePacked(uint128(against), uint128(inFavour), uint128(abstain));
        vm.startPrank(alice);
        governor.castVoteWithReasonAndParams(p.id, FRACTIONAL, "our clients", params);
        uint256 left = all - against - inFavour - abstain;
        assertEq(governor.usedVotes(p.id, alice), all - left);
        params = abi.encodePacked(uint128(0), uint128(left + 1), uint128(0));
        vm.expectRevert();
        governor.castVoteWithReasonAndParams(p.id, FRACTIONAL, "one too many", params);
        if (left != 0) governor.castVote(p.id, FOR);
        vm.stopPrank();
        (uint256 no, uint256 yes, uint256 neither) = governor.proposalVotes(p.id);
        assertEq(no, against);
        assertEq(yes, inFavour + left);
        assertEq(neither, abstain);
    }

    function test_VoteBySignatureCountsOnceAndHereOnly() public {
        lock(alice, 1_000_000e18);
        Proposal memory p = draftLever(1, "x");
        propose(p);
        toVote(p);
        bytes32 ballot = keccak256(abi.encode(governor.BALLOT_TYPEHASH(), p.id, FOR, alice, uint256(0)));
        bytes memory good = sign(ballot, address(governor), block.chainid);
        bytes[2] memory wrong = [sign(ballot, address(this), block.chainid), sign(ballot, address(governor), 1)];
        for (uint256 i; i < wrong.length; ++i) {
            vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorInvalidSignature.selector, alice));
            governor.castVoteBySig(p.id, FOR, alice, wrong[i]);
        }
        governor.castVoteBySig(p.id, FOR, alice, good);
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorInvalidSignature.selector, alice));
        governor.castVoteBySig(p.id, FOR, alice, good);
    }

    function sign(bytes32 structHash, address verifier, uint256 chainId) private view returns (bytes memory) {
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("CyberPlaza Governor"),
                keccak256("1"),
                chainId,
                verifier
            )
        );
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(aliceKey, keccak256(abi.encodePacked("\x19\x01", domain, structHash)));
        return abi.encodePacked(r, s, v);
    }

    // ---- deadlines ----

    function test_WhatIsNotQueuedOrExecutedInTimeExpires() public {
        lock(alice, 1_000_000e18);
        Proposal memory p = draftLever(1, "x");
        propose(p);
        toVote(p);
        vote(alice, p, FOR);
        uint256 deadline = governor.proposalDeadline(p.id);
        vm.warp(deadline + 30 days);
        assertState(p, IGovernor.ProposalState.Succeeded);
        uint256 snapshot = vm.snapshotState();
        skipTime(1);
        assertState(p, IGovernor.ProposalState.Expired);
        vm.expectPartialRevert(IGovernor.GovernorUnexpectedProposalState.selector);
        queue(p);

        vm.revertToState(snapshot);
        queue(p);
        vm.warp(governor.proposalEta(p.id) + 30 days);
        assertState(p, IGovernor.ProposalState.Queued);
        skipTime(1);
        assertState(p, IGovernor.ProposalState.Expired);
        vm.expectPartialRevert(IGovernor.GovernorUnexpectedProposalState.selector);
        execute(p);
    }

    // ---- who may ----

    function test_NobodyReachesTheTimelockBesideTheGovernor() public {
        bytes memory data = abi.encodeCall(Lever.set, (9));
        vm.expectRevert();
        timelock.schedule(address(lever), 0, data, 0, 0, 48 hours);
        lock(alice, 1_000_000e18);
        Proposal memory p = draftLever(9, "x");
        propose(p);
        toVote(p);
        vote(alice, p, FOR);
        toEnd(p);
        queue(p);
        vm.warp(governor.proposalEta(p.id));
        bytes32 salt = bytes20(address(governor)) ^ keccak256(bytes(p.description));
        vm.expectRevert();
        timelock.executeBatch(p.targets, p.values, p.calldatas, 0, salt);
        vm.expectRevert();
        timelock.grantRole(keccak256("PROPOSER_ROLE"), alice);
        execute(p);
    }

    function test_RulesAreGovernancesAloneAndWithinTheirBounds() public {
        bytes[6] memory calls = [
            abi.encodeCall(governor.setVotingDelay, (1 days - 1)),
            abi.encodeCall(governor.setVotingPeriod, (14 days + 1)),
            abi.encodeCall(governor.setProposalThreshold, (999e18)),
            abi.encodeCall(governor.setLateQuorumVoteExtension, (0)),
            abi.encodeCall(governor.setQuorumRule, (99, 1_000_000e18)),
            abi.encodeCall(governor.setQuorumRule, (400, 99_999e18))
        ];
        lock(alice, 1_000_000e18);
        Proposal[] memory ps = new Proposal[](calls.length);
        for (uint256 i; i < calls.length; ++i) {
            (bool done, bytes memory answer) = address(governor).call(calls[i]);
            assertFalse(done);
            assertEq(bytes4(answer), IGovernor.GovernorOnlyExecutor.selector);
            ps[i] = draft(address(governor), calls[i], "x", alice);
            propose(ps[i]);
        }
        toVote(ps[0]);
        for (uint256 i; i < calls.length; ++i) {
            vote(alice, ps[i], FOR);
        }
        toEnd(ps[0]);
        for (uint256 i; i < calls.length; ++i) {
            queue(ps[i]);
        }
        skipTime(48 hours);
        for (uint256 i; i < calls.length; ++i) {
            vm.expectPartialRevert(ICyberPlazaGovernor.OutOfBounds.selector);
            execute(ps[i]);
        }
    }

    function test_TheTimelocksDelayStaysWithinItsBounds() public {
        lock(alice, 1_000_000e18);
        Proposal memory p = draft(address(timelock), abi.encodeCall(timelock.updateDelay, (1 hours)), "x", alice);
        propose(p);
        toVote(p);
        vote(alice, p, FOR);
        toEnd(p);
        queue(p);
        skipTime(48 hours);
        vm.expectRevert(abi.encodeWithSelector(GovernanceTimelock.DelayOutOfBounds.selector, 1 hours));
        execute(p);
        vm.expectPartialRevert(TimelockController.TimelockUnauthorizedCaller.selector);
        timelock.updateDelay(3 days);
    }

    function test_LeftOutAccountsAreFewAndDistinct() public {
        lock(alice, 1_000_000e18);
        address[] memory twice = new address[](2);
        (twice[0], twice[1]) = (bob, bob);
        Proposal memory p = draft(address(governor), abi.encodeCall(governor.setLeftOut, (twice)), "x", alice);
        propose(p);
        toVote(p);
        vote(alice, p, FOR);
        toEnd(p);
        queue(p);
        skipTime(48 hours);
        vm.expectRevert(ICyberPlazaGovernor.InvalidAccounts.selector);
        execute(p);
    }
}
