// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title Receives all revenue and splits it exactly (SPEC REV 1, 2; law E)
/// @notice received(source) summed over sources = Σ distributed(destination) + undistributed. Shares are floored; the rest
/// stays undistributed and joins the next distribution. What is distributed but could not be paid is owed, and stays
/// payable for ever, to accounts that have left the split too. USDC held here = undistributed + totalOwed + what has
/// arrived and nobody has named a source for yet.
/// @dev Amounts are USDC units (6 decimals).
/// Warning: USDC sent here without a call may be named by anyone, with any source; so pay and notify in one transaction.
/// Stray tokens are no more than that: revenue that waits for a name.
interface IRevenueRouter {
    enum Source {
        SaaS,
        TransactionFees,
        ApiAndData,
        Certification,
        GroupBuying
    }

    /// @param name label for indexers
    /// @param account receiver; the first destination is StakingRewards, whose sync() is called after it was paid
    /// @param bps share in basis points of all revenue
    struct Destination {
        bytes32 name;
        address account;
        uint16 bps;
    }

    /// @param epoch week number, floor(timestamp / 1 week)
    event RevenueReceived(Source indexed source, uint256 indexed epoch, address indexed from, uint256 amount);
    /// @param amount credited to the destinations
    /// @param undistributed what flooring left over
    event RevenueDistributed(uint256 indexed epoch, uint256 amount, uint256 undistributed);
    event DestinationCredited(bytes32 indexed name, address indexed account, uint256 amount);
    event DestinationPaid(bytes32 indexed name, address indexed account, uint256 amount);
    event SplitSet(Destination[] destinations);

    error ZeroAmount();
    /// @dev None or more than 16 destinations, shares that do not sum to 10,000, an account that is zero, repeated or the
    /// router itself, or a first account without code or with more than MAX_STAKERS_BPS.
    error InvalidSplit();
    /// @dev notify() for more than has arrived.
    error NotReceived(uint256 arrived, uint256 claimed);
    error UnknownDestination(uint256 index);
    error NothingToDistribute();

    /// @notice Accounts for USDC already sent here. Anyone who really paid may name the source.
    /// @dev Reverts with ZeroAmount, or NotReceived if less has arrived.
    function notify(Source source, uint256 amount) external;

    /// @notice Pulls what the vault earned under a source tag. Anyone. Returns 0 if there is nothing.
    /// @dev Reverts with the vault's NotRevenueRouter where another router is set there, or the token's refusal.
    function collect(Source source) external returns (uint256 amount);

    /// @notice Credits all undistributed revenue to the destinations, then pays each; one that cannot receive keeps its
    /// credit and blocks nobody. Anyone.
    /// @dev Reverts with NothingToDistribute if every share would be 0.
    /// @return amount credited in this call
    function distribute() external returns (uint256 amount);

    /// @notice Pays one destination what it is owed. Anyone. Reverts with UnknownDestination, or the token's refusal.
    /// @param index in destinations()
    /// @return amount paid, 0 if nothing is owed
    function pay(uint256 index) external returns (uint256 amount);

    /// @notice Pays any account what it is owed, one that is no destination any more included. Anyone. Reverts with the
    /// token's refusal.
    /// @return amount paid, 0 if nothing is owed
    function payAccount(address account) external returns (uint256 amount);

    /// @notice Replaces the split. Revenue received until now is credited by the old one, and what the old destinations are
    /// owed stays theirs. Caller: GOVERNANCE role (48 h delay).
    /// @dev Reverts with InvalidSplit, or what the first destination's sync() reverts with.
    /// @param destinations 2 to 16, Σ bps = 10,000, accounts distinct; the first must answer sync() and gets at most 4,500: with the
    /// half that rewards come to at most, more would make trading with oneself pay for who holds all veCPT (law L)
    function setSplit(Destination[] calldata destinations) external;

    /// @notice The token all amounts are in.
    function usdc() external view returns (address);
    /// @notice Where collect() pulls from.
    function vault() external view returns (address);
    /// @notice All revenue ever, of one source.
    function received(Source source) external view returns (uint256);
    /// @notice Revenue of one source in one week.
    /// @param epoch week number, floor(timestamp / 1 week)
    function receivedIn(Source source, uint256 epoch) external view returns (uint256);
    /// @notice All revenue ever, of every source.
    function totalReceived() external view returns (uint256);
    /// @notice All that an account was ever credited, paid or not.
    function distributed(address account) external view returns (uint256);
    /// @notice Credited and not paid yet.
    function owed(address account) external view returns (uint256);
    /// @notice Σ owed over all accounts.
    function totalOwed() external view returns (uint256);
    /// @notice Received and not credited to any destination yet.
    function undistributed() external view returns (uint256);
    /// @notice The split in force, the stakers' contract first.
    function destinations() external view returns (Destination[] memory);
}
