// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";
import { IAccessManager } from "@openzeppelin/contracts/access/manager/IAccessManager.sol";
import { IGovernor } from "@openzeppelin/contracts/governance/IGovernor.sol";

import { Council } from "../../../src/governance/Council.sol";
import { ICouncil } from "../../../src/interfaces/ICouncil.sol";
import { ICyberPlazaGovernor } from "../../../src/interfaces/ICyberPlazaGovernor.sol";
import { GovernorWorld, Lever } from "../utils/GovernorWorld.sol";

/// @dev The council's veto and its limits (SPEC GOV 1): reason, mandate, what it cannot stop.
contract VetoTest is GovernorWorld {
    event ProposalVetoed(uint256 indexed proposalId, string reason);
    event Acted(address indexed member, address indexed target, bytes4 indexed selector, string reason);

    function setUp() public override {
        super.setUp();
        lock(alice, 1_000_000e18);
    }

    function test_VetoWithAReasonAtAnyTimeBeforeTheEffect() public {
        Proposal memory pending = draftLever(1, "pending");
        Proposal memory active = draftLever(2, "active");
        Proposal memory queued = draftLever(3, "queued");
        propose(pending);
        propose(active);
        propose(queued);
        vm.expectEmit(address(council));
        emit Acted(councillor, address(governor), ICyberPlazaGovernor.veto.selector, "drains the fund");
        vm.expectEmit(address(governor));
        emit ProposalVetoed(pending.id, "drains the fund");
        veto(pending, "drains the fund");
        assertState(pending, IGovernor.ProposalState.Canceled);

        toVote(active);
        vote(alice, active, FOR);
        vote(alice, queued, FOR);
        veto(active, "no");
        assertState(active, IGovernor.ProposalState.Canceled);

        toEnd(queued);
        queue(queued);
        vm.warp(governor.proposalEta(queued.id));
        veto(queued, "no");
        assertState(queued, IGovernor.ProposalState.Canceled);
        vm.expectPartialRevert(IGovernor.GovernorUnexpectedProposalState.selector);
        execute(queued);
        assertEq(lever.position(), 0);
    }

    function test_RevertWhen_NotTheCouncilOrWithoutAReason() public {
        Proposal memory p = draftLever(1, "x");
        propose(p);
        bytes32 hash = keccak256(bytes(p.description));
        vm.expectRevert(abi.encodeWithSelector(ICyberPlazaGovernor.NotCouncil.selector, address(this)));
        governor.veto(p.targets, p.values, p.calldatas, hash, "mine");
        vm.expectRevert(abi.encodeWithSelector(ICouncil.NotMember.selector, address(this)));
        council.veto(p.targets, p.values, p.calldatas, hash, "mine");
        vm.prank(councillor);
        vm.expectRevert(ICouncil.ReasonMissing.selector);
        council.veto(p.targets, p.values, p.calldatas, hash, "");
    }

    function test_RevertWhen_ProposalIsUnknownOrDone() public {
        Proposal memory p = draftLever(1, "x");
        vm.prank(councillor);
        vm.expectRevert(abi.encodeWithSelector(IGovernor.GovernorNonexistentProposal.selector, p.id));
        council.veto(p.targets, p.values, p.calldatas, keccak256(bytes(p.description)), "unknown");
        pass(p);
        vm.prank(councillor);
        vm.expectPartialRevert(IGovernor.GovernorUnexpectedProposalState.selector);
        council.veto(p.targets, p.values, p.calldatas, keccak256(bytes(p.description)), "too late");
    }

    // ---- mandate ----

    function test_TheMandateLapsesAfterAQuarterAndVotersRenewIt() public {
        uint256 until = council.mandateUntil();
        assertEq(until, START + 13 weeks);
        Proposal memory p = draftLever(1, "x");
        vm.warp(until - 1 days);
        propose(p);
        vm.warp(until);
        vm.prank(councillor);
        vm.expectRevert(abi.encodeWithSelector(ICouncil.MandateLapsed.selector, until));
        council.veto(p.targets, p.values, p.calldatas, keccak256(bytes(p.description)), "too late");

        pass(draft(address(council), abi.encodeCall(Council.renew, ()), "renew", alice));
        assertEq(council.mandateUntil(), vm.getBlockTimestamp() + 13 weeks);
        toVote(p);
        p = draftLever(2, "after the renewal");
        propose(p);
        veto(p, "in office again");
        assertState(p, IGovernor.ProposalState.Canceled);
    }

    function test_ALapsedMandateCancelsNothingInTheManagerEither() public {
        vm.prank(operator);
        bytes memory data = abi.encodeCall(Lever.setOther, (5));
        manager.schedule(address(lever), data, 0);
        uint256 snapshot = vm.snapshotState();
        vm.prank(councillor);
        council.cancel(operator, address(lever), data, "wrong number");
        vm.prank(operator);
        vm.expectPartialRevert(IAccessManager.AccessManagerNotScheduled.selector);
        manager.execute(address(lever), data);

        vm.revertToState(snapshot);
        vm.warp(council.mandateUntil());
        vm.prank(operator);
        manager.schedule(address(lever), abi.encodeCall(Lever.setOther, (6)), 0);
        vm.prank(councillor);
        vm.expectPartialRevert(ICouncil.MandateLapsed.selector);
        council.cancel(operator, address(lever), abi.encodeCall(Lever.setOther, (6)), "lapsed");
    }

    function test_TheCouncilsRemovalReplacementAndRenewalCannotBeVetoed() public {
        bytes[3] memory calls = [
            abi.encodeCall(Council.dismiss, ()),
            abi.encodeCall(Council.renew, ()),
            abi.encodeCall(Council.appoint, (bob))
        ];
        for (uint256 i; i < calls.length; ++i) {
            Proposal memory p = draft(address(council), calls[i], "about the council", alice);
            propose(p);
            vm.prank(councillor);
            vm.expectRevert(abi.encodeWithSelector(ICyberPlazaGovernor.NotVetoable.selector, p.id));
            council.veto(p.targets, p.values, p.calldatas, keccak256(bytes(p.description)), "we stay");
        }
    }

    function test_ABundleWithAnythingElseCanBeVetoed() public {
        Proposal memory p = draft(address(council), abi.encodeCall(Council.dismiss, ()), "and more", alice);
        p.targets = new address[](2);
        p.values = new uint256[](2);
        p.calldatas = new bytes[](2);
        (p.targets[0], p.calldatas[0]) = (address(council), abi.encodeCall(Council.dismiss, ()));
        (p.targets[1], p.calldatas[1]) = (address(lever), abi.encodeCall(Lever.set, (1)));
        p.id = governor.hashProposal(p.targets, p.values, p.calldatas, keccak256(bytes(p.description)));
        propose(p);
        veto(p, "the second half");
        assertState(p, IGovernor.ProposalState.Canceled);
    }

    function test_DismissalAndReplacementTakeEffectAtOnce() public {
        pass(draft(address(council), abi.encodeCall(Council.appoint, (bob)), "bob", alice));
        assertEq(council.member(), bob);
        Proposal memory p = draftLever(1, "x");
        propose(p);
        vm.prank(councillor);
        vm.expectRevert(abi.encodeWithSelector(ICouncil.NotMember.selector, councillor));
        council.veto(p.targets, p.values, p.calldatas, keccak256(bytes(p.description)), "former");
        pass(draft(address(council), abi.encodeCall(Council.dismiss, ()), "nobody", alice));
        vm.prank(bob);
        vm.expectPartialRevert(ICouncil.MandateLapsed.selector);
        council.act(address(lever), abi.encodeCall(Lever.set, (1)), "dismissed");
    }

    // ---- a vetoed proposal again ----

    function test_AgainAtTwiceTheQuorumStands() public {
        Proposal memory again = vetoedAndProposedAgain();
        vm.prank(councillor);
        vm.expectPartialRevert(ICyberPlazaGovernor.VoteNotOver.selector);
        council.veto(again.targets, again.values, again.calldatas, keccak256(bytes(again.description)), "still no");
        toVote(again);
        vote(alice, again, FOR);
        assertGe(escrow.getPastVotes(alice, governor.proposalSnapshot(again.id)), 2 * governor.proposalQuorum(again.id));
        toEnd(again);
        queue(again);
        vm.prank(councillor);
        vm.expectRevert(abi.encodeWithSelector(ICyberPlazaGovernor.NotVetoable.selector, again.id));
        council.veto(again.targets, again.values, again.calldatas, keccak256(bytes(again.description)), "still no");
        vm.warp(governor.proposalEta(again.id));
        execute(again);
        assertEq(lever.position(), 1);
    }

    function test_AgainBelowTwiceTheQuorumFallsToAVetoAfterTheVote() public {
        Proposal memory again = vetoedAndProposedAgain();
        toVote(again);
        uint128 almost = uint128(2 * governor.proposalQuorum(again.id) - 1);
        vm.prank(alice);
        governor.castVoteWithReasonAndParams(again.id, FRACTIONAL, "", abi.encodePacked(uint128(0), almost, uint128(0)));
        toEnd(again);
        queue(again);
        veto(again, "not twice");
        assertState(again, IGovernor.ProposalState.Canceled);
    }

    function vetoedAndProposedAgain() private returns (Proposal memory again) {
        Proposal memory p = draftLever(1, "first");
        propose(p);
        assertFalse(governor.isProposedAgain(p.id));
        veto(p, "no");
        again = draftLever(1, "second, in other words");
        propose(again);
        assertTrue(governor.isProposedAgain(again.id));
    }

    // ---- the council's own powers ----

    function test_ActReachesNothingButTheCouncilsOwnRole() public {
        vm.startPrank(councillor);
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, address(council)));
        council.act(address(lever), abi.encodeCall(Lever.set, (1)), "more power");
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, address(council)));
        council.act(address(council), abi.encodeCall(Council.renew, ()), "for ever");
        vm.expectRevert(ICouncil.RoleIsNotTheMembers.selector);
        council.act(address(manager), abi.encodeCall(manager.grantRole, (GOVERNANCE, councillor, 0)), "all power");
        // Its successor would have no power to cancel.
        vm.expectRevert(ICouncil.RoleIsNotTheMembers.selector);
        council.act(
            address(manager), abi.encodeCall(manager.renounceRole, (COUNCIL_ROLE, address(council))), "after us"
        );
        vm.stopPrank();
        vm.expectRevert(abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, address(this)));
        council.renew();
    }

    function test_RevertWhen_BuiltOrAppointedToNobody() public {
        vm.expectRevert(ICouncil.ZeroAddress.selector);
        new Council(address(manager), address(0), alice);
        vm.expectRevert(ICouncil.ZeroAddress.selector);
        new Council(address(manager), address(governor), address(0));
    }
}
