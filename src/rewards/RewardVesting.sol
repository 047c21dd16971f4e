// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IRewardVesting } from "../interfaces/IRewardVesting.sol";
import { AccessManaged } from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title RewardVesting
contract RewardVesting is IRewardVesting, AccessManaged {
    using SafeERC20 for IERC20;

    /// @dev One slot. Tranches before `first` are paid out in full.
    /// @param done amounts of those
    /// @param paid of all tranches
    struct Header {
        uint96 done;
        uint96 paid;
        uint32 first;
        uint32 count;
    }

    /// @inheritdoc IRewardVesting
    uint256 public constant DURATION = 180 days;
    uint256 private constant WEEK = 1 weeks;
    /// @dev CPT's fixed supply.
    uint256 private constant MAX_AMOUNT = 100_000_000e18;

    IERC20 private immutable CPT;

    uint256 private _owed;
    mapping(address account => Header) private _headers;
    mapping(address account => mapping(uint256 index => Tranche)) private _tranches;

    constructor(address authority_, address cpt_) AccessManaged(authority_) {
        if (authority_ == address(0) || cpt_ == address(0)) revert ZeroAddress();
        CPT = IERC20(cpt_);
    }

    /// @inheritdoc IRewardVesting
    function vest(address account, uint256 amount) external override restricted {
        // Check
        if (account == address(0)) revert ZeroAddress();
        if (amount == 0) revert ZeroAmount();
        if (amount > MAX_AMOUNT) revert AmountTooLarge(amount);
        uint256 owed = _owed + amount;
        uint256 held = CPT.balanceOf(address(this));
        if (owed > held) revert NotFunded(held, owed);

        // Effect
        _owed = owed;
        Header memory header = _headers[account];
        uint256 start = block.timestamp;
        uint256 total = amount;
        if (header.count > header.first) {
            Tranche memory last = _tranches[account][header.count - 1];
            if (last.start / WEEK == start / WEEK) {
                // Rounded up, so that the mean never vests ahead of its parts.
                total += last.amount;
                start = Math.ceilDiv(last.start * uint256(last.amount) + start * amount, total);
                --header.count;
            }
        }
        _tranches[account][header.count] = Tranche({ amount: uint128(total), start: uint40(start) });
        emit VestingAdded(account, amount, header.count, start);
        ++header.count;
        _headers[account] = header;
    }

    /// @inheritdoc IRewardVesting
    function claim(address recipient) external override returns (uint256 amount) {
        if (recipient == address(0)) revert ZeroAddress();
        return _claim(msg.sender, recipient);
    }

    /// @inheritdoc IRewardVesting
    function claimFor(address account) external override returns (uint256 amount) {
        return _claim(account, account);
    }

    // ---- views ----

    /// @inheritdoc IRewardVesting
    function vestingOf(address account) external view override returns (uint256 claimable, uint256 vesting) {
        Header memory header = _headers[account];
        uint256 total = header.done;
        for (uint256 i = header.first; i < header.count; ++i) {
            total += _tranches[account][i].amount;
        }
        (claimable,) = _due(account, header);
        vesting = total - header.paid - claimable;
    }

    /// @inheritdoc IRewardVesting
    function tranchesOf(address account) external view override returns (Tranche[] memory list) {
        Header memory header = _headers[account];
        list = new Tranche[](header.count - header.first);
        for (uint256 i; i < list.length; ++i) {
            list[i] = _tranches[account][header.first + i];
        }
    }

    /// @inheritdoc IRewardVesting
    function totalOwed() external view override returns (uint256) {
        return _owed;
    }

    /// @inheritdoc IRewardVesting
    function cpt() external view override returns (address) {
        return address(CPT);
    }

    // ---- internals ----

    function _claim(address account, address recipient) private returns (uint256 amount) {
        // Check
        Header memory header;
        (amount, header) = _due(account, _headers[account]);
        if (amount == 0) revert NothingVested(account);

        // Effect
        header.paid += uint96(amount);
        _headers[account] = header;
        _owed -= amount;
        emit VestedClaimed(account, recipient, amount);

        // Interaction
        CPT.safeTransfer(recipient, amount);
    }

    /// @return amount vested and not paid
    /// @return next the header without the tranches that have vested in full
    function _due(address account, Header memory header) private view returns (uint256 amount, Header memory next) {
        next = Header({ done: header.done, paid: header.paid, first: header.first, count: header.count });
        uint256 vested;
        for (uint256 i = header.first; i < header.count; ++i) {
            Tranche memory t = _tranches[account][i];
            uint256 elapsed = block.timestamp - t.start;
            if (elapsed >= DURATION) {
                next.done += uint96(t.amount);
                ++next.first;
            } else {
                vested += t.amount * elapsed / DURATION;
            }
        }
        vested += next.done;
        // Rounding of a mean start may take back what was vested a moment ago, never what was paid.
        amount = vested > header.paid ? vested - header.paid : 0;
    }
}
