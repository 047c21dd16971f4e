// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { Test } from "forge-std/Test.sol";

import { IVotingEscrow } from "../../../src/interfaces/IVotingEscrow.sol";
import { VotingEscrow } from "../../../src/locking/VotingEscrow.sol";
import { LockToken } from "../utils/LockToken.sol";

/// @dev Who takes part, and what every handler needs to know about them.
contract Actors is Test {
    uint256 internal constant COUNT = 6;

    VotingEscrow public immutable escrow;
    LockToken public immutable token;
    address[COUNT] private _accounts;

    constructor(VotingEscrow escrow_, LockToken token_) {
        escrow = escrow_;
        token = token_;
        for (uint256 i; i < COUNT; ++i) {
            _accounts[i] = makeAddr(string.concat("actor", vm.toString(i)));
            vm.prank(_accounts[i]);
            token_.approve(address(escrow_), type(uint256).max);
        }
    }

    function count() external pure returns (uint256) {
        return COUNT;
    }

    function at(uint256 seed) external view returns (address) {
        return _accounts[seed % COUNT];
    }

    /// @dev A lock of a random account that `wanted` accepts, if it has one.
    function pickLock(uint256 seed, function(IVotingEscrow.Lock memory) external view returns (bool) wanted)
        external
        view
        returns (bool found, address account, uint256 lockId)
    {
        account = _accounts[seed % COUNT];
        (uint256[] memory ids, IVotingEscrow.Lock[] memory locks) = escrow.getLocks(account);
        for (uint256 i; i < ids.length; ++i) {
            uint256 pick = (i + seed / COUNT) % ids.length;
            if (wanted(locks[pick])) return (true, account, ids[pick]);
        }
    }

    function isLive(IVotingEscrow.Lock memory lock) external view returns (bool) {
        return !lock.autoRenew && lock.end > block.timestamp;
    }

    function isExpired(IVotingEscrow.Lock memory lock) external view returns (bool) {
        return !lock.autoRenew && lock.end <= block.timestamp;
    }

    function isAutoRenewing(IVotingEscrow.Lock memory lock) external pure returns (bool) {
        return lock.autoRenew;
    }

    function isAny(IVotingEscrow.Lock memory) external pure returns (bool) {
        return true;
    }
}
