// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title Council: a veto on a mandate that lapses (SPEC GOV 1, 2)
/// @notice Holds the COUNCIL role for its member, a Safe. Everything the member does goes through here, with a reason on chain, and
/// only until the mandate's end: a quarter after it was appointed or last renewed. Voters renew, replace or dismiss it; if they do
/// nothing the mandate lapses, and what would need the council simply runs its delay.
/// @dev Another contract that holds COUNCIL beside this one would have a mandate without end; the deployer grants it to none.
interface ICouncil {
    event MandateSet(address indexed member, uint256 until);
    /// @notice Also emitted, before its effects, by veto and cancel.
    event Acted(address indexed member, address indexed target, bytes4 indexed selector, string reason);

    error ZeroAddress();
    error NotMember(address caller);
    /// @param until its first second without power
    error MandateLapsed(uint256 until);
    error ReasonMissing();
    /// @notice The AccessManager is reached by cancel alone: a member could renounce the role there, and leave its successor without.
    error RoleIsNotTheMembers();

    /// @notice Vetoes a proposal, see ICyberPlazaGovernor.veto. Caller: the member.
    /// @dev Reverts with NotMember, MandateLapsed, ReasonMissing or what the governor reverts with.
    function veto(
        address[] calldata targets,
        uint256[] calldata values,
        bytes[] calldata calldatas,
        bytes32 descriptionHash,
        string calldata reason
    ) external returns (uint256 proposalId);

    /// @notice Cancels a call that waits in the AccessManager: an upgrade, a critical parameter, a release. Caller: the member.
    /// @dev Reverts with NotMember, MandateLapsed, ReasonMissing or what the manager reverts with.
    /// @param caller who scheduled it
    function cancel(address caller, address target, bytes calldata data, string calldata reason) external;

    /// @notice Calls any other function that the COUNCIL role may call, but of the AccessManager. Caller: the member.
    /// @dev Reverts with NotMember, MandateLapsed, ReasonMissing, RoleIsNotTheMembers or the target's own error.
    function act(address target, bytes calldata data, string calldata reason) external returns (bytes memory answer);

    /// @notice Gives the mandate to another member, from now for a quarter. Caller: GOVERNANCE role. Reverts with ZeroAddress.
    function appoint(address newMember) external;
    /// @notice The present member's mandate ends a quarter from now. Caller: GOVERNANCE role.
    function renew() external;
    /// @notice Ends the mandate at once. Caller: GOVERNANCE role.
    function dismiss() external;

    function member() external view returns (address);
    /// @notice First second without power.
    function mandateUntil() external view returns (uint256);
    function governor() external view returns (address);
    /// @notice Length of a mandate: 13 weeks.
    function MANDATE() external view returns (uint256);
}
