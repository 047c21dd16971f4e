// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IGuardianPausable } from "../interfaces/IGuardianPausable.sol";
import {
    AccessManagedUpgradeable
} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";

/// @title An emergency pause that lapses by itself (SPEC TOK 3, GOV 2)
/// @dev One number tells all: the target is paused before pausedUntil, and the guardian may come back PAUSE_COOLDOWN after it,
/// however the pause ended.
abstract contract GuardianPausable is IGuardianPausable, AccessManagedUpgradeable {
    /// @custom:storage-location erc7201:cyberplaza.storage.GuardianPausable
    struct GuardianPausableStorage {
        uint40 until;
    }

    uint256 public constant PAUSE_DURATION = 16 days;
    uint256 public constant PAUSE_COOLDOWN = 30 days;
    uint256 public constant PAUSE_EXTENSION_MAX = 60 days;

    /// @dev keccak256(abi.encode(uint256(keccak256("cyberplaza.storage.GuardianPausable")) - 1)) & ~bytes32(uint256(0xff))
    bytes32 private constant STORAGE_SLOT = 0x557d3d0ebd80331e743d1b6955fa727f2b19fa66592e130319598db6075c7600;

    /// @dev One SLOAD.
    modifier whenNotPaused() {
        _requireNotPaused();
        _;
    }

    /// @inheritdoc IGuardianPausable
    function pause() external virtual override restricted {
        uint256 from = pausableFrom();
        if (block.timestamp < from) revert PauseCoolingDown(from);
        uint256 until = block.timestamp + PAUSE_DURATION;
        _setPausedUntil(until);
        emit Paused(msg.sender, until);
    }

    /// @inheritdoc IGuardianPausable
    function extendPause(uint256 until) external virtual override restricted {
        uint256 current = _pausedUntil();
        if (block.timestamp >= current) revert NotPaused();
        if (until <= current || until > block.timestamp + PAUSE_EXTENSION_MAX) revert InvalidPauseEnd(until);
        _setPausedUntil(until);
        emit PauseExtended(msg.sender, until);
    }

    /// @inheritdoc IGuardianPausable
    function unpause() external virtual override restricted {
        if (!paused()) revert NotPaused();
        _setPausedUntil(block.timestamp);
        emit Unpaused(msg.sender);
    }

    /// @inheritdoc IGuardianPausable
    function paused() public view virtual override returns (bool) {
        return block.timestamp < _pausedUntil();
    }

    /// @inheritdoc IGuardianPausable
    function pausedUntil() external view virtual override returns (uint256 until) {
        return _pausedUntil();
    }

    /// @inheritdoc IGuardianPausable
    function pausableFrom() public view virtual override returns (uint256 time) {
        uint256 until = _pausedUntil();
        return until == 0 ? 0 : until + PAUSE_COOLDOWN;
    }

    function _requireNotPaused() internal view {
        uint256 until = _pausedUntil();
        if (block.timestamp < until) revert EnforcedPause(until);
    }

    function _pausedUntil() internal view returns (uint256) {
        return _pauseStorage().until;
    }

    /// @dev Lets a heir keep its own copy of the end where its hot path reads anyway.
    function _onPauseChanged(uint40 until) internal virtual { }

    function _setPausedUntil(uint256 until) private {
        // Bounded by now + PAUSE_EXTENSION_MAX.
        _pauseStorage().until = uint40(until);
        _onPauseChanged(uint40(until));
    }

    function _pauseStorage() private pure returns (GuardianPausableStorage storage $) {
        assembly ("memory-safe") {
            $.slot := STORAGE_SLOT
        }
    }
}
