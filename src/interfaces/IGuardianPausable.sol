// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title Emergency pause that lapses by itself (SPEC TOK 3, GOV 2)
/// @notice A guardian may pause for at most PAUSE_DURATION; after a pause ends the guardian must wait PAUSE_COOLDOWN
/// before pausing the same target again. Governance may end or extend a pause. Exits are never pausable.
interface IGuardianPausable {
    event Paused(address indexed by, uint256 until);
    event PauseExtended(address indexed by, uint256 until);
    event Unpaused(address indexed by);

    error EnforcedPause(uint256 until);
    error PauseCoolingDown(uint256 until);
    error NotPaused();
    /// @dev An extension must be later than the current end and at most PAUSE_EXTENSION_MAX from now.
    error InvalidPauseEnd(uint256 until);

    /// @notice Pauses until now + 16 days. Caller: GUARDIAN role.
    function pause() external;
    /// @notice Moves the end of a running pause. Caller: governance (ADMIN).
    function extendPause(uint256 until) external;
    /// @notice Ends a running pause at once. Caller: governance (ADMIN).
    function unpause() external;
    function paused() external view returns (bool);
    /// @return until the second from which the target works again (0 if never paused)
    function pausedUntil() external view returns (uint256 until);
    /// @return time the earliest second at which the guardian may pause again
    function pausableFrom() external view returns (uint256 time);
}
