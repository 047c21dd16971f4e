// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title CyberPlazaGovernor: holders of veCPT decide (SPEC GOV 1)
/// @notice OpenZeppelin's Governor on the timestamp clock of VotingEscrow, with fractional counting, late-quorum protection and a
/// timelock. A proposal waits 7 days, is voted on for 5, then queued by anyone, and executed by anyone 48 hours later. Votes are
/// the veCPT an account holds or was delegated at the second the vote begins, decay included. What is neither queued nor executed
/// within QUEUE_GRACE of the moment it could be has expired.
/// @notice A description must end with `#proposer=0x` and the proposer's address in hex: nobody can submit, and then cancel,
/// another's proposal before it arrives. The proposer may cancel while the vote has not begun.
/// @notice Quorum: the larger of quorumBps of the veCPT outside the treasury's accounts and quorumFloor, measured one second before
/// the proposal and stored with it. For and abstain count towards it.
/// @dev Warning: an account that is left out of the quorum's base may still vote or delegate what it has.
/// Amounts are veCPT with 18 decimals.
interface ICyberPlazaGovernor {
    /// @param proposalId the proposal
    /// @param quorum votes it needs, fixed for its life
    /// @param again the same calls were vetoed before
    event QuorumStored(uint256 indexed proposalId, uint256 quorum, bool again);
    event ProposalVetoed(uint256 indexed proposalId, string reason);
    event QuorumRuleSet(uint256 bps, uint256 floor);
    event LeftOutSet(address[] accounts);

    error ZeroAddress();
    error NotCouncil(address caller);
    error ReasonMissing();
    /// @notice The council's own proposal, or one that passed again at twice its quorum.
    error NotVetoable(uint256 proposalId);
    /// @notice A proposal that was vetoed before may only be vetoed once its vote is over.
    error VoteNotOver(uint256 proposalId, uint256 deadline);
    error OutOfBounds(uint256 value, uint256 least, uint256 most);
    /// @notice More than MAX_LEFT_OUT accounts, or not in ascending order.
    error InvalidAccounts();

    /// @notice Stops a proposal for good, queued or not. Caller: the Council contract, within its mandate.
    /// @dev Reverts with NotCouncil, ReasonMissing, GovernorUnexpectedProposalState (over, executed, unknown); with NotVetoable where
    /// every call goes to the Council contract, so that its removal, replacement or renewal is the voters' alone; and for calls that
    /// were vetoed before: VoteNotOver until the vote ends, NotVetoable if at least twice the quorum voted for them.
    function veto(
        address[] calldata targets,
        uint256[] calldata values,
        bytes[] calldata calldatas,
        bytes32 descriptionHash,
        string calldata reason
    ) external returns (uint256 proposalId);

    /// @notice Changes the quorum of proposals to come. Caller: governance itself.
    /// @param bps of the veCPT outside the treasury, 100 .. 2,000 basis points
    /// @param floor least quorum, 100,000 .. 25,000,000 veCPT
    function setQuorumRule(uint256 bps, uint256 floor) external;

    /// @notice Names the accounts whose veCPT the quorum leaves out: the treasury's. Caller: governance itself. Reverts with
    /// InvalidAccounts.
    /// @param accounts ascending, at most MAX_LEFT_OUT
    function setLeftOut(address[] calldata accounts) external;

    /// @notice Votes a proposal needs, as stored with it; 0 for one that does not exist.
    function proposalQuorum(uint256 proposalId) external view returns (uint256);
    /// @notice Whether the same calls were vetoed before the proposal was made.
    function isProposedAgain(uint256 proposalId) external view returns (bool);
    /// @notice The rule in force.
    function quorumRule() external view returns (uint256 bps, uint256 floor);
    /// @notice Accounts outside the quorum's base.
    function leftOut() external view returns (address[] memory);
    /// @notice The contract that may veto.
    function council() external view returns (address);
    function QUEUE_GRACE() external view returns (uint256);
    function MAX_LEFT_OUT() external view returns (uint256);
}
