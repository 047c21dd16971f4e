// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title Signed median prices for compute, USDC and CPT (SPEC ORC 3; law K)
/// @notice A governed set of up to 13 (never below 10) nodes signs vectors of prices; one transaction carries at least 7
/// of them. Per feed: values more than 10% from the median of all submitted are dropped once, 7 must remain, the answer is
/// their median. One update moves a price at most 20% unless 10 nodes remain; the first price of a feed needs 7.
/// @dev The median of an even number of values is the mean of the two middle ones, rounded down.
/// A feed that cannot be updated is passed over with PriceRejected and never holds up the other feeds of its submission.
/// A change of the set counts for what is observed after it, never for a round that was observed before.
/// Warning: whoever transmits chooses which signed reports it carries, so seven colluding nodes set a price. Six that also transmit
/// bend it by at most 11/9 of the highest or 9/11 of the lowest honest value: one honest value must be within 10% of the median.
interface IComputePriceOracle {
    /// @param price in the feed's own decimals: USD for currencies, USDC units (6 decimals) per unit and period for compute;
    /// 0 until the first accepted submission
    /// @param observedAt second at which the nodes observed the price
    /// @param updatedAt second at which it was accepted, at most 10 minutes later
    /// @param round number of accepted prices
    /// @param signers nodes whose values remained
    /// @param decimals 1 to 18; 0 means that there is no such feed
    struct Feed {
        uint64 price;
        uint40 observedAt;
        uint40 updatedAt;
        uint32 round;
        uint8 signers;
        uint8 decimals;
    }

    /// @notice A price as it was accepted; fields as in Feed.
    struct Round {
        uint64 price;
        uint40 observedAt;
        uint40 updatedAt;
        uint8 signers;
    }

    /// @dev One node's signed vector: EIP-712 PriceReport(uint32[] feedIds,uint64[] prices,uint40 observedAt) in the domain
    /// {name "CyberPlaza ComputePriceOracle", version "1", chainId, verifyingContract}.
    /// @param prices one for each feed id of the submission, in its order
    /// @param signature 65 bytes, low s
    struct NodeReport {
        uint64[] prices;
        bytes signature;
    }

    event FeedAdded(uint32 indexed feedId, string description, uint8 decimals, address aggregator);
    event NodeSet(address indexed node, bool active, uint256 count);
    event PriceUpdated(
        uint32 indexed feedId,
        uint32 indexed round,
        uint64 price,
        uint64 previous,
        uint40 observedAt,
        uint8 signers,
        address indexed transmitter
    );
    /// @param reason 1 too few agree, 2 move above 20% without 10 nodes, 3 zero median, 4 not observed later than the last
    /// accepted price, 5 unknown feed
    /// @param median of all submitted values (reasons 1, 3), of those that agree (2), 0 otherwise
    /// @param agreeing number of values within 10% of the median of all, 0 for reasons 3 to 5
    event PriceRejected(uint32 indexed feedId, uint8 reason, uint64 median, uint8 agreeing);

    error UnknownFeed(uint32 feedId);
    error UnknownRound(uint32 feedId, uint256 number);
    /// @dev Feed ids must strictly ascend; this one repeats the one before it or comes too late.
    error DuplicateFeed(uint32 feedId);
    error TooFewReports(uint256 given, uint256 needed);
    error TooManyReports(uint256 given, uint256 max);
    /// @dev A report must hold exactly one price per feed id.
    error LengthMismatch();
    error NotNode(address signer);
    /// @dev Signers must strictly ascend, and a node enters the set once; this one repeats or comes too late.
    error DuplicateNode(address signer);
    error InvalidObservationTime(uint40 observedAt, uint256 now_);
    /// @dev Every feed of the submission was rejected.
    error NothingAccepted();
    error InvalidNodeCount(uint256 count);
    error InvalidDecimals(uint8 decimals);
    error ZeroAddress();

    /// @notice Updates every feed of the signed vectors that can be updated. Anyone may transmit.
    /// @dev Reverts if the observation lies in the future or more than 10 minutes back (InvalidObservationTime), if there
    /// are fewer than 7 or more than 13 reports, if anything is out of order, if a signature is not that of a node that counts at
    /// observedAt, or if no feed accepts its price (NothingAccepted).
    /// @param feedIds strictly ascending
    /// @param observedAt one for all reports; strictly later than a feed's last observation for that feed to accept
    /// @param reports in strictly ascending order of signer address
    function submit(uint32[] calldata feedIds, uint40 observedAt, NodeReport[] calldata reports) external;

    /// @notice Adds a feed and its Chainlink-style aggregator. Caller: PARAMETERS role. Ids start at 1.
    /// @param decimals 1 to 18; InvalidDecimals otherwise
    function addFeed(string calldata description, uint8 decimals) external returns (uint32 feedId, address aggregator);

    /// @notice Adds or removes a node; the set stays within 10..13. Counts for observations later than this second: what was
    /// observed before keeps the set it was observed with. Caller: GOVERNANCE role.
    /// @dev A node that comes back counts from then on only. Reverts with ZeroAddress, DuplicateNode (is one), NotNode (is none) or InvalidNodeCount.
    function setNode(address node, bool active) external;

    /// @notice The last accepted price; (0, 0) where there is none. One storage read. The reader judges its age.
    function latest(uint32 feedId) external view returns (uint64 price, uint40 observedAt);

    /// @notice All that is kept about a feed. Reverts with UnknownFeed, as do description and aggregator.
    function feed(uint32 feedId) external view returns (Feed memory);
    /// @notice A price of the past, by its number from 1; all are kept. Reverts with UnknownRound.
    function round(uint32 feedId, uint256 number) external view returns (Round memory);
    /// @notice Number of feeds, which is the id of the latest.
    function feedCount() external view returns (uint32);
    /// @notice What the feed prices, as given when it was added.
    function description(uint32 feedId) external view returns (string memory);

    /// @notice The feed's AggregatorV3Interface, with every round.
    function aggregator(uint32 feedId) external view returns (address);

    /// @notice The set as it is now, in no order.
    function nodes() external view returns (address[] memory);
    /// @notice Whether it is in the set now.
    function isNode(address node) external view returns (bool);
    /// @notice Whether this signer's reports of what was observed at that second count.
    function countsAt(address node, uint40 observedAt) external view returns (bool);
    /// @notice Size of the set, 10 to 13.
    function nodeCount() external view returns (uint256);
}
