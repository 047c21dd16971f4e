// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title Signed median prices for compute, USDC and CPT (SPEC ORC 3; law K)
/// @notice A governed set of up to 13 (never below 10) nodes signs vectors of prices; one transaction carries at least 7
/// of them. Per feed: values more than 10% from the median of all submitted are dropped once, 7 must remain, the answer is
/// their median. One update moves a price at most 20% unless 10 nodes remain.
interface IComputePriceOracle {
    struct Feed {
        uint64 price;
        uint40 observedAt;
        uint40 updatedAt;
        uint32 round;
        uint8 signers;
        uint8 decimals;
    }
    /// @dev One node's signed vector: EIP-712 PriceReport(uint32[] feedIds,uint64[] prices,uint40 observedAt) in the domain
    /// {name "CyberPlaza ComputePriceOracle", version "1", chainId, verifyingContract}.
    struct NodeReport {
        uint64[] prices;
        bytes signature;
    }

    event FeedAdded(uint32 indexed feedId, string description, uint8 decimals, address aggregator);
    event NodeSet(address indexed node, bool active, uint256 count);
    event PriceUpdated(uint32 indexed feedId, uint32 indexed round, uint64 price, uint64 previous, uint40 observedAt, uint8 signers, address indexed transmitter);
    /// @param reason 1 too few agree, 2 move above 20% without 10 nodes, 3 zero median
    event PriceRejected(uint32 indexed feedId, uint8 reason, uint64 median, uint8 agreeing);

    error UnknownFeed(uint32 feedId);
    error DuplicateFeed(uint32 feedId);
    error TooFewReports(uint256 given, uint256 needed);
    error TooManyReports(uint256 given, uint256 max);
    error LengthMismatch();
    error NotNode(address signer);
    error DuplicateNode(address signer);
    error InvalidObservationTime(uint40 observedAt, uint256 now_);
    error StaleObservation(uint32 feedId, uint40 observedAt, uint40 last);
    /// @dev Every feed of the submission was rejected.
    error NothingAccepted();
    error InvalidNodeCount(uint256 count);
    error InvalidDecimals(uint8 decimals);

    /// @notice Anyone may transmit. feedIds strictly ascending; reports in strictly ascending order of signer address.
    function submit(uint32[] calldata feedIds, uint40 observedAt, NodeReport[] calldata reports) external;
    /// @notice Adds a feed and its Chainlink-style aggregator. Caller: PARAMETERS role. Ids start at 1.
    function addFeed(string calldata description, uint8 decimals) external returns (uint32 feedId, address aggregator);
    /// @notice Adds or removes a node; after setup the set stays within 10..13. Caller: ADMIN.
    function setNode(address node, bool active) external;

    function latest(uint32 feedId) external view returns (uint64 price, uint40 observedAt);
    function feed(uint32 feedId) external view returns (Feed memory);
    function feedCount() external view returns (uint32);
    function description(uint32 feedId) external view returns (string memory);
    function aggregator(uint32 feedId) external view returns (address);
    function isNode(address node) external view returns (bool);
    function nodeCount() external view returns (uint256);
}
