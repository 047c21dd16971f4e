// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title USDC to veCPT holders by closed epochs (SPEC REV 3, idea 3; law F)
/// @notice Revenue that arrives during an epoch is shared by raw weight at the epoch's end boundary, once that second is
/// strictly past. An epoch without weight rolls into the next. Claims never expire.
/// @dev Epochs are numbered from 1 and exist only for periods in which revenue arrived (or rolled in): idle weeks cost
/// nothing. Revenue that arrives in the very second of a boundary belongs to the epoch that starts there, while a lock made
/// in that second still weighs in the epoch that ends there. A share is floor(revenue * raw / totalRaw); what flooring
/// leaves over, less than one unit an account and epoch, stays in accounted().
/// Warning: USDC sent here by anyone is shared like revenue.
interface IStakingRewards {
    /// @dev One slot.
    /// @param revenue USDC units (6 decimals) to share; 0 once rolled away
    /// @param totalRaw total raw weight at end (CPT wei * seconds), 0 until closed
    /// @param end week boundary; the period covers the seconds before it
    struct Epoch {
        uint96 revenue;
        uint120 totalRaw;
        uint40 end;
    }

    /// @dev An epoch came into being; its end never changes.
    event EpochOpened(uint256 indexed epochId, uint256 end);
    event RevenueAdded(uint256 indexed epochId, uint256 end, uint256 amount);
    /// @param revenue what is shared; 0 where it rolled on
    event EpochClosed(uint256 indexed epochId, uint256 end, uint256 revenue, uint256 totalRaw);
    /// @dev Follows EpochClosed of an epoch with totalRaw 0.
    event EpochRolled(uint256 indexed epochId, uint256 indexed intoEpochId, uint256 revenue);
    /// @dev All epochs from fromEpochId to toEpochId, both included.
    event Claimed(address indexed account, address indexed to, uint256 fromEpochId, uint256 toEpochId, uint256 amount);
    event EpochLengthSet(uint256 weeks_, uint256 fromBoundary);

    /// @dev No closed epoch is left that the account has not claimed, or it never locked.
    error NothingToClaim();
    error EpochNotOver(uint256 epochId, uint256 end);
    error InvalidEpochLength(uint256 weeks_);
    error ZeroAddress();

    /// @notice Credits USDC that arrived since the last call to the running epoch. Anyone; the router calls it.
    /// @return amount 0 if nothing arrived
    function sync() external returns (uint256 amount);

    /// @notice Closes the oldest open epoch whose end is strictly past. Anyone. Claiming closes it too where needed.
    /// @dev Reverts with EpochNotOver if there is none. An epoch without weight rolls its revenue into the next one there
    /// is, or else into the running one.
    function closeEpoch() external returns (uint256 epochId);

    /// @notice Claims every closed epoch (at most maxEpochs of them; 0 = all) of the caller to any address.
    /// @dev Reverts with ZeroAddress, NothingToClaim, or the token's refusal (another receiver may then be named).
    /// First closes what is over up to the last epoch claimed; where that is too much for one call, closeEpoch() does it
    /// one by one. Epochs that end before the account's first lock are passed over without being counted. Pays
    /// floor(revenue * raw / totalRaw) for each.
    /// @return amount USDC units; may be 0 where the caller had no weight in the epochs passed
    function claim(address to, uint256 maxEpochs) external returns (uint256 amount);

    /// @notice 1 (weekly) or 4 (monthly) weeks, from the end of the running period. Caller: GOVERNANCE role. Reverts with
    /// InvalidEpochLength.
    function setEpochLength(uint256 weeks_) external;

    /// @notice The token rewards are paid in.
    function usdc() external view returns (address);
    /// @notice Whose raw weights share the revenue.
    function votingEscrow() external view returns (address);
    /// @notice Number of epochs so far, which is the id of the latest.
    function epochCount() external view returns (uint256);
    /// @notice Number of closed epochs, which is the id of the last closed one.
    function closedEpochs() external view returns (uint256);
    /// @notice One epoch; zeros for an id there is none of.
    function epoch(uint256 epochId) external view returns (Epoch memory);
    /// @notice When the running period ends.
    function currentEnd() external view returns (uint256 end);
    /// @notice How long periods are, in weeks.
    /// @return weeks_ the length last set
    /// @return fromBoundary where periods of that length start
    function epochLength() external view returns (uint256 weeks_, uint256 fromBoundary);
    /// @notice USDC received and not yet claimed, what flooring left over included.
    function accounted() external view returns (uint256);
    /// @notice Where the next claim of an account starts.
    /// @return nextEpochId the first epoch the account has not claimed; before its first claim, the first that ends no
    /// earlier than its first lock (epochCount() + 1 if none does); 0 if it never locked
    function nextClaim(address account) external view returns (uint256 nextEpochId);
    /// @notice What claim(…, maxEpochs) would pay now.
    /// @return amount USDC units
    /// @return toEpochId the last epoch it would reach, 0 if it would revert
    function claimable(address account, uint256 maxEpochs) external view returns (uint256 amount, uint256 toEpochId);
}
