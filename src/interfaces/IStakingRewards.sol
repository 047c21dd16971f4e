// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title USDC to veCPT holders by closed epochs (SPEC REV 3, idea 3; law F)
/// @notice Revenue that arrives during an epoch is shared by raw weight at the epoch's end boundary, once that second is
/// strictly past. An epoch without weight rolls into the next. Claims never expire.
interface IStakingRewards {
    struct Epoch {
        uint96 revenue;
        uint120 totalRaw;
        uint40 end;
    }

    event RevenueAdded(uint256 indexed epochId, uint256 end, uint256 amount);
    event EpochClosed(uint256 indexed epochId, uint256 end, uint256 revenue, uint256 totalRaw);
    event EpochRolled(uint256 indexed epochId, uint256 indexed intoEpochId, uint256 revenue);
    event Claimed(address indexed account, address indexed to, uint256 fromEpochId, uint256 toEpochId, uint256 amount);
    event EpochLengthSet(uint256 weeks_, uint256 fromBoundary);

    error NothingToClaim();
    error EpochNotOver(uint256 epochId, uint256 end);
    error InvalidEpochLength(uint256 weeks_);
    error ZeroAddress();

    /// @notice Credits USDC that arrived since the last call to the running epoch. Anyone; the router calls it.
    function sync() external returns (uint256 amount);
    /// @notice Closes the oldest open epoch whose end is strictly past. Anyone. Claiming closes it too where needed.
    function closeEpoch() external returns (uint256 epochId);
    /// @notice Claims every closed epoch (at most maxEpochs of them; 0 = all) of the caller to any address.
    function claim(address to, uint256 maxEpochs) external returns (uint256 amount);
    /// @notice 1 (weekly) or 4 (monthly) weeks, from the next boundary. Caller: ADMIN.
    function setEpochLength(uint256 weeks_) external;

    function usdc() external view returns (address);
    function votingEscrow() external view returns (address);
    function epochCount() external view returns (uint256);
    function closedEpochs() external view returns (uint256);
    function epoch(uint256 epochId) external view returns (Epoch memory);
    /// @return nextEpochId the first epoch the account has not claimed
    function nextClaim(address account) external view returns (uint256 nextEpochId);
    /// @notice What claim(…, maxEpochs) would pay now.
    function claimable(address account, uint256 maxEpochs) external view returns (uint256 amount, uint256 toEpochId);
}
