// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { ICyberPlazaGovernor } from "../interfaces/ICyberPlazaGovernor.sol";
import { IVotingEscrow } from "../interfaces/IVotingEscrow.sol";
import { PackedCounting } from "./governor/PackedCounting.sol";
import { GovernorUpgradeable } from "@openzeppelin/contracts-upgradeable/governance/GovernorUpgradeable.sol";
import {
    TimelockControllerUpgradeable
} from "@openzeppelin/contracts-upgradeable/governance/TimelockControllerUpgradeable.sol";
import {
    GovernorPreventLateQuorumUpgradeable
} from "@openzeppelin/contracts-upgradeable/governance/extensions/GovernorPreventLateQuorumUpgradeable.sol";
import {
    GovernorSettingsUpgradeable
} from "@openzeppelin/contracts-upgradeable/governance/extensions/GovernorSettingsUpgradeable.sol";
import {
    GovernorTimelockControlUpgradeable
} from "@openzeppelin/contracts-upgradeable/governance/extensions/GovernorTimelockControlUpgradeable.sol";
import { IVotes } from "@openzeppelin/contracts/governance/utils/IVotes.sol";
import { Strings } from "@openzeppelin/contracts/utils/Strings.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title CyberPlazaGovernor
/// @dev OpenZeppelin's parts as they are; what is ours: the packed count with its stored quorum, the veto, the bounds, the expiry.
contract CyberPlazaGovernor is
    ICyberPlazaGovernor,
    GovernorUpgradeable,
    GovernorSettingsUpgradeable,
    PackedCounting,
    GovernorPreventLateQuorumUpgradeable,
    GovernorTimelockControlUpgradeable
{
    struct QuorumRule {
        uint16 bps;
        uint128 floor;
    }

    uint256 public constant QUEUE_GRACE = 30 days;
    uint256 public constant MAX_LEFT_OUT = 8;

    uint256 private constant BPS = 10_000;
    uint256 private constant VE = 1e18;
    /// @dev `#proposer=0x` and forty hex digits.
    uint256 private constant SUFFIX_LENGTH = 52;
    bytes12 private constant SUFFIX_MARK = "#proposer=0x";

    address private immutable ESCROW;
    address private immutable COUNCIL;

    QuorumRule private _quorumRule;
    address[] private _leftOut;
    /// @dev By the hash of a proposal's calls, whatever its description.
    mapping(bytes32 calls => bool) private _vetoed;

    constructor(address escrow, address council_) {
        if (escrow == address(0) || council_ == address(0)) revert ZeroAddress();
        ESCROW = escrow;
        COUNCIL = council_;
        _disableInitializers();
    }

    /// @param timelock_ its sole proposer, canceller and executor is this contract
    /// @param accounts see setLeftOut
    function initialize(address timelock_, address[] calldata accounts) external initializer {
        if (timelock_ == address(0)) revert ZeroAddress();
        __Governor_init("CyberPlaza Governor");
        __GovernorSettings_init(7 days, 5 days, 100_000 * VE);
        __GovernorPreventLateQuorum_init(2 days);
        __GovernorTimelockControl_init(TimelockControllerUpgradeable(payable(timelock_)));
        _setQuorumRule(400, 1_000_000 * VE);
        _setLeftOut(accounts);
    }

    // ---- veto ----

    /// @inheritdoc ICyberPlazaGovernor
    function veto(
        address[] calldata targets,
        uint256[] calldata values,
        bytes[] calldata calldatas,
        bytes32 descriptionHash,
        string calldata reason
    ) external override returns (uint256 proposalId) {
        // Check
        if (msg.sender != COUNCIL) revert NotCouncil(msg.sender);
        if (bytes(reason).length == 0) revert ReasonMissing();
        proposalId = getProposalId(targets, values, calldatas, descriptionHash);
        _requireVetoable(proposalId, targets);

        // Effect
        _vetoed[_callsHash(targets, values, calldatas)] = true;
        emit ProposalVetoed(proposalId, reason);

        // Interaction
        _cancel(targets, values, calldatas, descriptionHash);
    }

    // ---- rules, by governance ----

    /// @inheritdoc ICyberPlazaGovernor
    function setQuorumRule(uint256 bps, uint256 floor) external override onlyGovernance {
        _setQuorumRule(bps, floor);
    }

    /// @inheritdoc ICyberPlazaGovernor
    function setLeftOut(address[] calldata accounts) external override onlyGovernance {
        _setLeftOut(accounts);
    }

    // ---- views ----

    /// @notice What a proposal made one second after `timepoint` needs; reverts with FutureLookup from now on.
    function quorum(uint256 timepoint) public view override returns (uint256) {
        uint256 base = IVotes(ESCROW).getPastTotalSupply(timepoint);
        for (uint256 i; i < _leftOut.length; ++i) {
            base -= IVotingEscrow(ESCROW).balanceOfAt(_leftOut[i], timepoint);
        }
        QuorumRule memory rule = _quorumRule;
        return Math.max(Math.mulDiv(base, rule.bps, BPS, Math.Rounding.Ceil), rule.floor);
    }

    /// @inheritdoc ICyberPlazaGovernor
    function proposalQuorum(uint256 proposalId)
        public
        view
        override(ICyberPlazaGovernor, PackedCounting)
        returns (uint256)
    {
        return super.proposalQuorum(proposalId);
    }

    /// @inheritdoc ICyberPlazaGovernor
    function isProposedAgain(uint256 proposalId) external view override returns (bool) {
        return _tallies[proposalId].again;
    }

    /// @inheritdoc ICyberPlazaGovernor
    function quorumRule() external view override returns (uint256 bps, uint256 floor) {
        return (_quorumRule.bps, _quorumRule.floor);
    }

    /// @inheritdoc ICyberPlazaGovernor
    function leftOut() external view override returns (address[] memory) {
        return _leftOut;
    }

    /// @inheritdoc ICyberPlazaGovernor
    function council() external view override returns (address) {
        return COUNCIL;
    }

    /// @notice VotingEscrow.
    function token() external view returns (address) {
        return ESCROW;
    }

    function clock() public view override returns (uint48) {
        return uint48(block.timestamp);
    }

    // solhint-disable-next-line func-name-mixedcase
    function CLOCK_MODE() public pure override returns (string memory) {
        return "mode=timestamp";
    }

    /// @dev A vote won must be used in time: its circumstances are not those of years later.
    function state(uint256 proposalId)
        public
        view
        override(GovernorUpgradeable, GovernorTimelockControlUpgradeable)
        returns (ProposalState current)
    {
        current = super.state(proposalId);
        if (current == ProposalState.Succeeded) {
            if (block.timestamp > proposalDeadline(proposalId) + QUEUE_GRACE) return ProposalState.Expired;
        } else if (current == ProposalState.Queued) {
            if (block.timestamp > proposalEta(proposalId) + QUEUE_GRACE) return ProposalState.Expired;
        }
    }

    function proposalDeadline(uint256 proposalId)
        public
        view
        override(GovernorUpgradeable, GovernorPreventLateQuorumUpgradeable)
        returns (uint256)
    {
        return super.proposalDeadline(proposalId);
    }

    function proposalNeedsQueuing(uint256 proposalId)
        public
        view
        override(GovernorUpgradeable, GovernorTimelockControlUpgradeable)
        returns (bool)
    {
        return super.proposalNeedsQueuing(proposalId);
    }

    function proposalThreshold()
        public
        view
        override(GovernorUpgradeable, GovernorSettingsUpgradeable)
        returns (uint256)
    {
        return super.proposalThreshold();
    }

    // ---- how proposals live ----

    function _propose(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        string memory description,
        address proposer
    ) internal override returns (uint256 proposalId) {
        proposalId = super._propose(targets, values, calldatas, description, proposer);
        bool again = _vetoed[_callsHash(targets, values, calldatas)];
        uint256 stored = _storeQuorum(proposalId, quorum(block.timestamp - 1), again);
        emit QuorumStored(proposalId, stored, again);
    }

    /// @dev OpenZeppelin's check lets a description without the suffix, or with one that is no address, pass; this one does not.
    function _isValidDescriptionForProposer(address proposer, string memory description)
        internal
        pure
        override
        returns (bool)
    {
        bytes memory text = bytes(description);
        if (text.length < SUFFIX_LENGTH) return false;
        bytes12 mark;
        assembly ("memory-safe") {
            mark := mload(add(text, sub(add(32, mload(text)), SUFFIX_LENGTH)))
        }
        if (mark != SUFFIX_MARK) return false;
        (bool parsed, address named) = Strings.tryParseAddress(description, text.length - 42, text.length);
        return parsed && named == proposer;
    }

    function _getVotes(address account, uint256 timepoint, bytes memory) internal view override returns (uint256) {
        return IVotes(ESCROW).getPastVotes(account, timepoint);
    }

    /// @dev OpenZeppelin's part writes a slot of its own whenever the quorum is reached; here it is asked only where it is reached so
    /// late that the vote goes on for longer.
    function _tallyUpdated(uint256 proposalId)
        internal
        override(GovernorUpgradeable, GovernorPreventLateQuorumUpgradeable)
    {
        Tally storage tally = _tallies[proposalId];
        if (tally.reached || !_quorumReached(proposalId)) return;
        tally.reached = true;
        if (clock() + lateQuorumVoteExtension() > proposalDeadline(proposalId)) super._tallyUpdated(proposalId);
    }

    function _queueOperations(
        uint256 proposalId,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(GovernorUpgradeable, GovernorTimelockControlUpgradeable) returns (uint48) {
        return super._queueOperations(proposalId, targets, values, calldatas, descriptionHash);
    }

    function _executeOperations(
        uint256 proposalId,
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(GovernorUpgradeable, GovernorTimelockControlUpgradeable) {
        super._executeOperations(proposalId, targets, values, calldatas, descriptionHash);
    }

    function _cancel(
        address[] memory targets,
        uint256[] memory values,
        bytes[] memory calldatas,
        bytes32 descriptionHash
    ) internal override(GovernorUpgradeable, GovernorTimelockControlUpgradeable) returns (uint256) {
        return super._cancel(targets, values, calldatas, descriptionHash);
    }

    function _executor()
        internal
        view
        override(GovernorUpgradeable, GovernorTimelockControlUpgradeable)
        returns (address)
    {
        return super._executor();
    }

    // ---- bounds ----

    function _setVotingDelay(uint48 newVotingDelay) internal override {
        _requireWithin(newVotingDelay, 1 days, 14 days);
        super._setVotingDelay(newVotingDelay);
    }

    function _setVotingPeriod(uint32 newVotingPeriod) internal override {
        _requireWithin(newVotingPeriod, 3 days, 14 days);
        super._setVotingPeriod(newVotingPeriod);
    }

    function _setProposalThreshold(uint256 newThreshold) internal override {
        _requireWithin(newThreshold, 1000 * VE, 1_000_000 * VE);
        super._setProposalThreshold(newThreshold);
    }

    function _setLateQuorumVoteExtension(uint48 newExtension) internal override {
        _requireWithin(newExtension, 1 days, 5 days);
        super._setLateQuorumVoteExtension(newExtension);
    }

    function _setQuorumRule(uint256 bps, uint256 floor) private {
        _requireWithin(bps, 100, 2000);
        _requireWithin(floor, 100_000 * VE, 25_000_000 * VE);
        _quorumRule = QuorumRule({ bps: uint16(bps), floor: uint128(floor) });
        emit QuorumRuleSet(bps, floor);
    }

    /// @dev Ascending, hence distinct: an account counted twice could make the base negative and end all proposing.
    function _setLeftOut(address[] calldata accounts) private {
        if (accounts.length > MAX_LEFT_OUT) revert InvalidAccounts();
        for (uint256 i = 1; i < accounts.length; ++i) {
            if (accounts[i] <= accounts[i - 1]) revert InvalidAccounts();
        }
        _leftOut = accounts;
        emit LeftOutSet(accounts);
    }

    // ---- private ----

    function _requireVetoable(uint256 proposalId, address[] calldata targets) private view {
        bool ofCouncilOnly = true;
        for (uint256 i; i < targets.length; ++i) {
            if (targets[i] != COUNCIL) ofCouncilOnly = false;
        }
        if (ofCouncilOnly) revert NotVetoable(proposalId);
        Tally memory tally = _tallies[proposalId];
        if (!tally.again) return;
        uint256 deadline = proposalDeadline(proposalId);
        if (block.timestamp <= deadline) revert VoteNotOver(proposalId, deadline);
        if (tally.forVotes >= 2 * proposalQuorum(proposalId)) revert NotVetoable(proposalId);
    }

    function _callsHash(address[] memory targets, uint256[] memory values, bytes[] memory calldatas)
        private
        pure
        returns (bytes32)
    {
        return keccak256(abi.encode(targets, values, calldatas));
    }

    function _requireWithin(uint256 value, uint256 least, uint256 most) private pure {
        if (value < least || value > most) revert OutOfBounds(value, least, most);
    }
}
