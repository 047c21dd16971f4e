// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title Receives all revenue and splits it exactly (SPEC REV 1, 2; law E)
/// @notice received(source) summed over sources = Σ distributed(destination) + undistributed. Shares are floored; the rest
/// stays undistributed and joins the next distribution.
interface IRevenueRouter {
    enum Source {
        SaaS,
        TransactionFees,
        ApiAndData,
        Certification,
        GroupBuying
    }

    struct Destination {
        bytes32 name;
        address account;
        uint16 bps;
    }

    /// @param epoch week number, floor(timestamp / 1 week)
    event RevenueReceived(Source indexed source, uint256 indexed epoch, address indexed from, uint256 amount);
    event RevenueDistributed(uint256 indexed epoch, uint256 amount, uint256 undistributed);
    event DestinationCredited(bytes32 indexed name, address indexed account, uint256 amount);
    event DestinationPaid(bytes32 indexed name, address indexed account, uint256 amount);
    event SplitSet(Destination[] destinations);

    error ZeroAmount();
    error InvalidSplit();
    /// @dev notify() for more than has arrived.
    error NotReceived(uint256 arrived, uint256 claimed);
    error UnknownDestination(uint256 index);
    error NothingToDistribute();

    /// @notice Accounts for USDC already sent here. Anyone who really paid may name the source.
    function notify(Source source, uint256 amount) external;
    /// @notice Pulls what the vault earned under a source tag. Anyone.
    function collect(Source source) external returns (uint256 amount);
    /// @notice Credits all undistributed revenue to the destinations, then pays each; one that cannot receive keeps its
    /// credit and blocks nobody. Anyone.
    function distribute() external returns (uint256 amount);
    /// @notice Pays one destination what it is owed. Anyone.
    function pay(uint256 index) external returns (uint256 amount);
    /// @notice Replaces the split (Σ bps = 10,000; what the old destinations are owed stays theirs). Caller: ADMIN, 48 h delay.
    function setSplit(Destination[] calldata destinations) external;

    function received(Source source) external view returns (uint256);
    function receivedIn(Source source, uint256 epoch) external view returns (uint256);
    function totalReceived() external view returns (uint256);
    function distributed(address account) external view returns (uint256);
    function owed(address account) external view returns (uint256);
    function undistributed() external view returns (uint256);
    function destinations() external view returns (Destination[] memory);
}
