// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title Emergency pause that lapses by itself (SPEC TOK 3, GOV 2)
/// @notice A guardian may pause for at most PAUSE_DURATION (16 days); after a pause ended, by lapse or by governance, the
/// guardian must wait PAUSE_COOLDOWN (30 days) before pausing the same target again. Governance may end or extend a pause.
/// Exits are never pausable.
/// @dev All times are seconds.
interface IGuardianPausable {
    event Paused(address indexed by, uint256 until);
    event PauseExtended(address indexed by, uint256 until);
    event Unpaused(address indexed by);

    /// @dev The call is not possible before until.
    error EnforcedPause(uint256 until);
    /// @dev The guardian may not pause before until.
    error PauseCoolingDown(uint256 until);
    /// @dev Nothing to extend or to end.
    error NotPaused();
    /// @dev An extension must be later than the current end and at most PAUSE_EXTENSION_MAX (60 days) from now.
    error InvalidPauseEnd(uint256 until);

    /// @notice Pauses until now + 16 days. Caller: GUARDIAN role.
    /// @dev Reverts with PauseCoolingDown while paused and until 30 days after the last pause ended.
    function pause() external;
    /// @notice Moves the end of a running pause. Caller: GOVERNANCE role.
    /// @dev Reverts with NotPaused, or InvalidPauseEnd.
    /// @param until the first second that is not paused any more
    function extendPause(uint256 until) external;
    /// @notice Ends a running pause at once; the guardian's waiting time starts now. Caller: GOVERNANCE role.
    /// @dev Reverts with NotPaused.
    function unpause() external;
    /// @notice Whether the target is paused now.
    function paused() external view returns (bool);
    /// @return until the second from which the target works again (0 if never paused)
    function pausedUntil() external view returns (uint256 until);
    /// @return time the earliest second at which the guardian may pause again (0 if never paused)
    function pausableFrom() external view returns (uint256 time);
}
