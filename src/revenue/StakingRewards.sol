// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IStakingRewards } from "../interfaces/IStakingRewards.sol";
import { IVotingEscrow } from "../interfaces/IVotingEscrow.sol";
import {
    AccessManagedUpgradeable
} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @title StakingRewards
contract StakingRewards is IStakingRewards, AccessManagedUpgradeable, ReentrancyGuardTransient {
    using SafeERC20 for IERC20;
    using SafeCast for uint256;

    /// @dev One slot; functions load it once and store it once.
    /// @param anchor boundary from which periods of length epochWeeks are counted; before it, one period ends there
    struct State {
        uint96 accounted;
        uint40 anchor;
        uint8 epochWeeks;
        uint32 count;
        uint32 closed;
    }

    uint256 private constant WEEK = 1 weeks;
    uint256 private constant WEEKLY = 1;
    uint256 private constant MONTHLY = 4;

    IERC20 private immutable USDC;
    IVotingEscrow private immutable ESCROW;

    State private _state;
    mapping(uint256 epochId => Epoch) private _epochs;
    /// @dev 0 until the first claim.
    mapping(address account => uint256 epochId) private _nextClaim;

    constructor(address usdc_, address votingEscrow_) {
        USDC = IERC20(usdc_);
        ESCROW = IVotingEscrow(votingEscrow_);
        _disableInitializers();
    }

    function initialize(address authority) external initializer {
        __AccessManaged_init(authority);
        _state.anchor = (block.timestamp / WEEK * WEEK).toUint40();
        _state.epochWeeks = uint8(WEEKLY);
    }

    // ---- revenue ----

    /// @inheritdoc IStakingRewards
    function sync() external override nonReentrant returns (uint256 amount) {
        State memory state = _state;
        amount = USDC.balanceOf(address(this)) - state.accounted;
        if (amount == 0) return 0;

        uint256 id = state.count;
        if (id == 0 || _epochs[id].end <= block.timestamp) id = _open(state);
        Epoch storage running = _epochs[id];
        running.revenue += amount.toUint96();
        state.accounted += amount.toUint96();
        _state = state;
        emit RevenueAdded(id, running.end, amount);
    }

    /// @inheritdoc IStakingRewards
    function closeEpoch() external override returns (uint256 epochId) {
        State memory state = _state;
        if (!_closable(state)) {
            epochId = uint256(state.closed) + 1;
            revert EpochNotOver(epochId, state.closed < state.count ? _epochs[epochId].end : _periodEnd(state));
        }
        epochId = _close(state);
        _state = state;
    }

    // ---- claims ----

    /// @inheritdoc IStakingRewards
    function claim(address to, uint256 maxEpochs) external override nonReentrant returns (uint256 amount) {
        // Check
        if (to == address(0)) revert ZeroAddress();
        State memory state = _state;
        uint256 first = _nextOf(msg.sender, state.count);
        if (first == 0) revert NothingToClaim();
        uint256 last = _reach(first, maxEpochs);
        while (state.closed < last && _closable(state)) {
            _close(state);
        }
        if (first > state.closed) revert NothingToClaim();
        if (last > state.closed) last = state.closed;

        Epoch[] memory epochs = new Epoch[](last - first + 1);
        for (uint256 i; i < epochs.length; ++i) {
            epochs[i] = _epochs[first + i];
        }
        amount = _share(msg.sender, epochs);

        // Effect
        _nextClaim[msg.sender] = last + 1;
        state.accounted -= amount.toUint96();
        _state = state;
        emit Claimed(msg.sender, to, first, last, amount);

        // Interaction
        if (amount != 0) USDC.safeTransfer(to, amount);
    }

    // ---- governance ----

    /// @inheritdoc IStakingRewards
    function setEpochLength(uint256 weeks_) external override restricted {
        if (weeks_ != WEEKLY && weeks_ != MONTHLY) revert InvalidEpochLength(weeks_);
        State memory state = _state;
        // The running period keeps its end, so an epoch already open is neither cut, reopened nor left behind.
        state.anchor = _periodEnd(state).toUint40();
        state.epochWeeks = uint8(weeks_);
        _state = state;
        emit EpochLengthSet(weeks_, state.anchor);
    }

    // ---- views ----

    /// @inheritdoc IStakingRewards
    function usdc() external view override returns (address) {
        return address(USDC);
    }

    /// @inheritdoc IStakingRewards
    function votingEscrow() external view override returns (address) {
        return address(ESCROW);
    }

    /// @inheritdoc IStakingRewards
    function epochCount() external view override returns (uint256) {
        return _state.count;
    }

    /// @inheritdoc IStakingRewards
    function closedEpochs() external view override returns (uint256) {
        return _state.closed;
    }

    /// @inheritdoc IStakingRewards
    function epoch(uint256 epochId) external view override returns (Epoch memory) {
        return _epochs[epochId];
    }

    /// @inheritdoc IStakingRewards
    function currentEnd() external view override returns (uint256 end) {
        return _periodEnd(_state);
    }

    /// @inheritdoc IStakingRewards
    function epochLength() external view override returns (uint256 weeks_, uint256 fromBoundary) {
        return (_state.epochWeeks, _state.anchor);
    }

    /// @inheritdoc IStakingRewards
    function accounted() external view override returns (uint256) {
        return _state.accounted;
    }

    /// @inheritdoc IStakingRewards
    function nextClaim(address account) external view override returns (uint256 nextEpochId) {
        return _nextOf(account, _state.count);
    }

    /// @inheritdoc IStakingRewards
    function claimable(address account, uint256 maxEpochs)
        external
        view
        override
        returns (uint256 amount, uint256 toEpochId)
    {
        State memory state = _state;
        uint256 first = _nextOf(account, state.count);
        if (first == 0) return (0, 0);

        toEpochId = _reach(first, maxEpochs);
        Epoch[] memory closing = _wouldClose(state, toEpochId);
        uint256 closed = state.closed + closing.length;
        if (first > closed) return (0, 0);
        if (toEpochId > closed) toEpochId = closed;

        Epoch[] memory epochs = new Epoch[](toEpochId - first + 1);
        for (uint256 i; i < epochs.length; ++i) {
            uint256 id = first + i;
            epochs[i] = id > state.closed ? closing[id - state.closed - 1] : _epochs[id];
        }
        amount = _share(account, epochs);
    }

    // ---- internals: epochs ----

    /// @dev End of the period that now lies in; a boundary starts the next period.
    function _periodEnd(State memory state) private view returns (uint256) {
        if (block.timestamp < state.anchor) return state.anchor;
        uint256 length = state.epochWeeks * WEEK;
        return state.anchor + ((block.timestamp - state.anchor) / length + 1) * length;
    }

    /// @dev Opens an epoch for the running period.
    function _open(State memory state) private returns (uint256 id) {
        id = ++state.count;
        uint256 end = _periodEnd(state);
        _epochs[id].end = end.toUint40();
        emit EpochOpened(id, end);
    }

    /// @dev Strictly past: several blocks may share a second, and locks made in the boundary second still count.
    function _closable(State memory state) private view returns (bool) {
        return state.closed < state.count && _epochs[uint256(state.closed) + 1].end < block.timestamp;
    }

    /// @dev Closes the oldest open epoch, which must be closable.
    function _close(State memory state) private returns (uint256 id) {
        id = ++state.closed;
        Epoch memory closing = _epochs[id];
        closing.totalRaw = ESCROW.rawTotalSupplyAt(closing.end).toUint120();
        if (closing.totalRaw != 0) {
            _epochs[id] = closing;
            emit EpochClosed(id, closing.end, closing.revenue, closing.totalRaw);
            return id;
        }
        uint96 rolled = closing.revenue;
        _epochs[id].revenue = 0;
        uint256 into = id < state.count ? id + 1 : _open(state);
        _epochs[into].revenue += rolled;
        emit EpochClosed(id, closing.end, 0, 0);
        emit EpochRolled(id, into, rolled);
    }

    /// @dev What _close would make of the closable epochs up to last.
    function _wouldClose(State memory state, uint256 last) private view returns (Epoch[] memory closing) {
        if (last > state.count) last = state.count;
        uint256 count;
        while (state.closed + count < last && _epochs[state.closed + count + 1].end < block.timestamp) ++count;

        closing = new Epoch[](count);
        uint96 rolled;
        for (uint256 i; i < count; ++i) {
            Epoch memory current = _epochs[state.closed + i + 1];
            current.totalRaw = ESCROW.rawTotalSupplyAt(current.end).toUint120();
            current.revenue += rolled;
            rolled = 0;
            if (current.totalRaw == 0) (rolled, current.revenue) = (current.revenue, 0);
            closing[i] = current;
        }
    }

    // ---- internals: claims ----

    /// @dev The last epoch that a claim of maxEpochs (0 = all) from first on may reach, closed or not.
    function _reach(uint256 first, uint256 maxEpochs) private pure returns (uint256) {
        bool all = maxEpochs == 0 || maxEpochs > type(uint256).max - first;
        return all ? type(uint256).max : first + maxEpochs - 1;
    }

    /// @dev First epoch the account has not claimed: by its cursor, else found by its first lock; 0 if it never locked.
    function _nextOf(address account, uint256 count) private view returns (uint256 low) {
        low = _nextClaim[account];
        if (low != 0) return low;
        uint256 firstPoint = ESCROW.firstPointOf(account);
        if (firstPoint == 0) return 0;

        low = 1;
        uint256 high = count + 1;
        while (low < high) {
            uint256 middle = (low + high) / 2;
            if (_epochs[middle].end < firstPoint) low = middle + 1;
            else high = middle;
        }
    }

    /// @dev Floored epoch by epoch; all weights come from one call. Products stay below 2^216.
    function _share(address account, Epoch[] memory epochs) private view returns (uint256 amount) {
        uint256[] memory ends = new uint256[](epochs.length);
        for (uint256 i; i < epochs.length; ++i) {
            ends[i] = epochs[i].end;
        }
        uint256[] memory weights = ESCROW.rawBalancesAt(account, ends);
        for (uint256 i; i < epochs.length; ++i) {
            if (epochs[i].totalRaw != 0) amount += epochs[i].revenue * weights[i] / epochs[i].totalRaw;
        }
    }
}
