// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title RewardVesting: the half of LP rewards that is paid over six months (SPEC RWD 3)
/// @notice Each amount vests linearly over 180 days from the second it was claimed in MerkleRewards. Amounts of one week (Thursday
/// 00:00 UTC) share a tranche, so an account has at most 27 live ones; its start is their weighted mean, rounded up.
/// @dev CPT held >= what is owed to all. Not proxied, never paused; nobody can take back what vests here.
interface IRewardVesting {
    /// @param amount CPT wei
    /// @param start second from which it vests over 180 days
    struct Tranche {
        uint128 amount;
        uint40 start;
    }

    event VestingAdded(address indexed account, uint256 amount, uint256 indexed tranche, uint256 start);
    event VestedClaimed(address indexed account, address indexed recipient, uint256 amount);

    error ZeroAddress();
    error ZeroAmount();
    error AmountTooLarge(uint256 amount);
    /// @dev The CPT was not sent before.
    error NotFunded(uint256 held, uint256 owed);
    error NothingVested(address account);

    /// @notice Books CPT that was just sent here as vesting for an account. Caller: VESTER role (MerkleRewards).
    /// @dev Reverts with ZeroAddress, ZeroAmount, AmountTooLarge or NotFunded.
    function vest(address account, uint256 amount) external;

    /// @notice Pays what has vested of the caller to any address. Reverts with ZeroAddress or NothingVested.
    function claim(address recipient) external returns (uint256 amount);

    /// @notice Pays what has vested of an account to the account. Anyone. Reverts with NothingVested.
    function claimFor(address account) external returns (uint256 amount);

    /// @return claimable CPT wei that claim would pay now
    /// @return vesting CPT wei that is still to vest
    function vestingOf(address account) external view returns (uint256 claimable, uint256 vesting);
    /// @notice Tranches that are not paid out in full.
    function tranchesOf(address account) external view returns (Tranche[] memory);
    /// @notice CPT wei owed to all accounts, vested or not.
    function totalOwed() external view returns (uint256);
    function cpt() external view returns (address);
    /// @notice 180 days.
    function DURATION() external view returns (uint256);
}
