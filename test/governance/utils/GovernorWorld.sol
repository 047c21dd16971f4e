// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { AccessManaged } from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import { AccessManager } from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import { IGovernor } from "@openzeppelin/contracts/governance/IGovernor.sol";
import { TransparentUpgradeableProxy } from "@openzeppelin/contracts/proxy/transparent/TransparentUpgradeableProxy.sol";
import { Strings } from "@openzeppelin/contracts/utils/Strings.sol";
import { Test } from "forge-std/Test.sol";

import { Council } from "../../../src/governance/Council.sol";
import { CyberPlazaGovernor } from "../../../src/governance/CyberPlazaGovernor.sol";
import { GovernanceTimelock } from "../../../src/governance/GovernanceTimelock.sol";
import { VotingEscrow } from "../../../src/locking/VotingEscrow.sol";
import { CPT } from "../../../src/token/CPT.sol";

/// @dev Something governed: one number behind a role without delay, one behind a role with 48 hours.
contract Lever is AccessManaged {
    uint256 public position;
    uint256 public other;

    constructor(address authority) AccessManaged(authority) { }

    function set(uint256 position_) external restricted {
        position = position_;
    }

    function setOther(uint256 other_) external restricted {
        other = other_;
    }
}

/// @dev The real token, escrow, manager, timelock, governor and council; alice, bob and carol hold CPT, the treasury too.
abstract contract GovernorWorld is Test {
    struct Proposal {
        address[] targets;
        uint256[] values;
        bytes[] calldatas;
        string description;
        uint256 id;
    }

    uint256 internal constant START = 1_782_950_400 + 2 days;
    uint256 internal constant FOUR_YEARS = 4 * 365 days;
    uint64 internal constant GOVERNANCE = 1;
    uint64 internal constant PARAMETERS = 6;
    uint64 internal constant COUNCIL_ROLE = 10;
    uint8 internal constant AGAINST = 0;
    uint8 internal constant FOR = 1;
    uint8 internal constant ABSTAIN = 2;
    uint8 internal constant FRACTIONAL = 255;

    AccessManager internal manager;
    CPT internal cpt;
    VotingEscrow internal escrow;
    GovernanceTimelock internal timelock;
    CyberPlazaGovernor internal governor;
    Council internal council;
    Lever internal lever;

    address internal alice;
    uint256 internal aliceKey;
    address internal bob = makeAddr("bob");
    address internal carol = makeAddr("carol");
    address internal treasury = makeAddr("treasury");
    address internal councillor = makeAddr("councillor");
    address internal operator = makeAddr("operator");

    function setUp() public virtual {
        vm.warp(START);
        (alice, aliceKey) = makeAddrAndKey("alice");
        manager = new AccessManager(address(this));
        address[4] memory people = [alice, bob, carol, treasury];
        address[] memory holders = new address[](4);
        uint256[] memory amounts = new uint256[](4);
        for (uint256 i; i < 4; ++i) {
            (holders[i], amounts[i]) = (people[i], 25_000_000e18);
        }
        bytes memory init = abi.encodeCall(CPT.initialize, (address(manager), holders, amounts));
        cpt = CPT(proxy(address(new CPT()), init));
        escrow =
            VotingEscrow(proxy(address(new VotingEscrow(address(cpt))), abi.encodeCall(VotingEscrow.initialize, ())));
        for (uint256 i; i < 4; ++i) {
            vm.prank(people[i]);
            cpt.approve(address(escrow), type(uint256).max);
        }
        buildGovernor();
        lever = new Lever(address(manager));
        bytes4[] memory selectors = new bytes4[](1);
        selectors[0] = Lever.set.selector;
        manager.setTargetFunctionRole(address(lever), selectors, GOVERNANCE);
        selectors[0] = Lever.setOther.selector;
        manager.setTargetFunctionRole(address(lever), selectors, PARAMETERS);
        selectors = new bytes4[](3);
        (selectors[0], selectors[1]) = (Council.appoint.selector, Council.renew.selector);
        selectors[2] = Council.dismiss.selector;
        manager.setTargetFunctionRole(address(council), selectors, GOVERNANCE);
        manager.grantRole(GOVERNANCE, address(timelock), 0);
        manager.grantRole(PARAMETERS, operator, 48 hours);
        manager.setRoleGuardian(PARAMETERS, COUNCIL_ROLE);
        manager.grantRole(COUNCIL_ROLE, address(council), 0);
        manager.grantRole(manager.ADMIN_ROLE(), address(timelock), 0);
        manager.renounceRole(manager.ADMIN_ROLE(), address(this));
    }

    function buildGovernor() private {
        uint256 nonce = vm.getNonce(address(this));
        address at = vm.computeCreateAddress(address(this), nonce + 3);
        council = new Council(address(manager), at, councillor);
        timelock = new GovernanceTimelock(at);
        address implementation = address(new CyberPlazaGovernor(address(escrow), address(council)));
        address[] memory leftOut = new address[](1);
        leftOut[0] = treasury;
        bytes memory init = abi.encodeCall(CyberPlazaGovernor.initialize, (address(timelock), leftOut));
        governor = CyberPlazaGovernor(payable(proxy(implementation, init)));
        assertEq(address(governor), at);
    }

    function proxy(address implementation, bytes memory init) internal returns (address) {
        return address(new TransparentUpgradeableProxy(implementation, address(manager), init));
    }

    function lock(address account, uint256 amount) internal {
        vm.prank(account);
        escrow.createLock(amount, FOUR_YEARS);
        skipTime(1);
    }

    function skipTime(uint256 seconds_) internal {
        vm.warp(vm.getBlockTimestamp() + seconds_);
    }

    function describe(string memory text, address proposer) internal pure returns (string memory) {
        return string.concat(text, "#proposer=", Strings.toHexString(proposer));
    }

    /// @dev One call, not proposed yet.
    function draft(address target, bytes memory data, string memory text, address proposer)
        internal
        view
        returns (Proposal memory p)
    {
        p.targets = new address[](1);
        p.values = new uint256[](1);
        p.calldatas = new bytes[](1);
        (p.targets[0], p.calldatas[0]) = (target, data);
        p.description = describe(text, proposer);
        p.id = governor.hashProposal(p.targets, p.values, p.calldatas, keccak256(bytes(p.description)));
    }

    function draftLever(uint256 position, string memory text) internal view returns (Proposal memory) {
        return draft(address(lever), abi.encodeCall(Lever.set, (position)), text, alice);
    }

    function propose(Proposal memory p) internal {
        vm.prank(alice);
        assertEq(governor.propose(p.targets, p.values, p.calldatas, p.description), p.id);
    }

    /// @dev To the first second in which votes count.
    function toVote(Proposal memory p) internal {
        vm.warp(governor.proposalSnapshot(p.id) + 1);
    }

    function toEnd(Proposal memory p) internal {
        vm.warp(governor.proposalDeadline(p.id) + 1);
    }

    function vote(address account, Proposal memory p, uint8 support) internal returns (uint256) {
        vm.prank(account);
        return governor.castVote(p.id, support);
    }

    function queue(Proposal memory p) internal {
        governor.queue(p.targets, p.values, p.calldatas, keccak256(bytes(p.description)));
    }

    function execute(Proposal memory p) internal {
        governor.execute(p.targets, p.values, p.calldatas, keccak256(bytes(p.description)));
    }

    function veto(Proposal memory p, string memory reason) internal {
        vm.prank(councillor);
        council.veto(p.targets, p.values, p.calldatas, keccak256(bytes(p.description)), reason);
    }

    /// @dev Proposed by alice, voted for by her alone, executed.
    function pass(Proposal memory p) internal {
        propose(p);
        toVote(p);
        vote(alice, p, FOR);
        toEnd(p);
        queue(p);
        vm.warp(governor.proposalEta(p.id));
        execute(p);
    }

    function assertState(Proposal memory p, IGovernor.ProposalState expected) internal view {
        assertEq(uint8(governor.state(p.id)), uint8(expected));
    }
}
