// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IComputePriceOracle } from "../interfaces/IComputePriceOracle.sol";
import { ComputePriceFeed } from "./ComputePriceFeed.sol";
import { MedianPrice } from "./MedianPrice.sol";
import { AccessManaged } from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import { ECDSA } from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import { EIP712 } from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";

/// @title ComputePriceOracle
contract ComputePriceOracle is IComputePriceOracle, AccessManaged, EIP712 {
    /// @dev A node counts for what was observed after since and no later than until.
    struct Membership {
        uint40 since;
        uint40 until;
    }

    uint256 public constant MIN_REPORTS = 7;
    uint256 public constant MIN_NODES = 10;
    uint256 public constant MAX_NODES = 13;
    /// @notice Nodes that must agree for a move above MAX_MOVE_BPS.
    uint256 public constant LARGE_MOVE_NODES = 10;
    uint256 public constant MAX_MOVE_BPS = 2000;
    uint256 public constant MAX_OBSERVATION_AGE = 10 minutes;
    uint8 public constant MAX_DECIMALS = 18;
    bytes32 public constant PRICE_REPORT_TYPEHASH =
        keccak256("PriceReport(uint32[] feedIds,uint64[] prices,uint40 observedAt)");

    uint256 private constant BPS = 10_000;
    uint40 private constant STILL_IN = type(uint40).max;

    uint8 private constant TOO_FEW_AGREE = 1;
    uint8 private constant MOVE_TOO_LARGE = 2;
    uint8 private constant ZERO_MEDIAN = 3;
    uint8 private constant NOT_LATER = 4;
    uint8 private constant UNKNOWN_FEED = 5;

    mapping(uint32 feedId => Feed) private _feeds;
    mapping(uint32 feedId => address) private _aggregators;
    mapping(uint32 feedId => string) private _descriptions;
    mapping(uint32 feedId => mapping(uint256 number => Round)) private _rounds;
    mapping(address node => Membership) private _members;
    address[] private _nodes;

    /// @inheritdoc IComputePriceOracle
    uint32 public override feedCount;

    /// @param nodes_ 10 to 13 of them
    constructor(address authority, address[] memory nodes_)
        AccessManaged(authority)
        EIP712("CyberPlaza ComputePriceOracle", "1")
    {
        _checkNodeCount(nodes_.length);
        for (uint256 i; i < nodes_.length; ++i) {
            // Nothing was observed before there were nodes.
            _add(nodes_[i], 0);
        }
    }

    // ---- prices ----

    /// @inheritdoc IComputePriceOracle
    function submit(uint32[] calldata feedIds, uint40 observedAt, NodeReport[] calldata reports) external override {
        // Check
        if (observedAt > block.timestamp || block.timestamp - observedAt > MAX_OBSERVATION_AGE) {
            revert InvalidObservationTime(observedAt, block.timestamp);
        }
        if (reports.length < MIN_REPORTS) revert TooFewReports(reports.length, MIN_REPORTS);
        if (reports.length > MAX_NODES) revert TooManyReports(reports.length, MAX_NODES);
        uint256[][] memory values = _verify(feedIds, observedAt, reports);

        // Effect
        bool accepted;
        uint32 previousId;
        for (uint256 k; k < feedIds.length; ++k) {
            uint32 feedId = feedIds[k];
            // Ids start at 1, so 0 is refused here too.
            if (feedId <= previousId) revert DuplicateFeed(feedId);
            previousId = feedId;
            if (_update(feedId, observedAt, values[k])) accepted = true;
        }
        if (!accepted) revert NothingAccepted();
    }

    // ---- governance ----

    /// @inheritdoc IComputePriceOracle
    function addFeed(string calldata description_, uint8 decimals)
        external
        override
        restricted
        returns (uint32 feedId, address aggregator_)
    {
        if (decimals == 0 || decimals > MAX_DECIMALS) revert InvalidDecimals(decimals);
        feedId = ++feedCount;
        aggregator_ = address(new ComputePriceFeed(feedId, decimals));
        _feeds[feedId].decimals = decimals;
        _aggregators[feedId] = aggregator_;
        _descriptions[feedId] = description_;
        emit FeedAdded(feedId, description_, decimals, aggregator_);
    }

    /// @inheritdoc IComputePriceOracle
    function setNode(address node, bool active) external override restricted {
        if (active) _add(node, uint40(block.timestamp));
        else _remove(node);
        _checkNodeCount(_nodes.length);
    }

    // ---- views ----

    /// @inheritdoc IComputePriceOracle
    function latest(uint32 feedId) external view override returns (uint64 price, uint40 observedAt) {
        Feed storage current = _feeds[feedId];
        return (current.price, current.observedAt);
    }

    /// @inheritdoc IComputePriceOracle
    function feed(uint32 feedId) external view override returns (Feed memory current) {
        current = _feeds[feedId];
        if (current.decimals == 0) revert UnknownFeed(feedId);
    }

    /// @inheritdoc IComputePriceOracle
    function round(uint32 feedId, uint256 number) external view override returns (Round memory past) {
        past = _rounds[feedId][number];
        if (past.updatedAt == 0) revert UnknownRound(feedId, number);
    }

    /// @inheritdoc IComputePriceOracle
    function description(uint32 feedId) external view override returns (string memory) {
        if (_feeds[feedId].decimals == 0) revert UnknownFeed(feedId);
        return _descriptions[feedId];
    }

    /// @inheritdoc IComputePriceOracle
    function aggregator(uint32 feedId) external view override returns (address aggregator_) {
        aggregator_ = _aggregators[feedId];
        if (aggregator_ == address(0)) revert UnknownFeed(feedId);
    }

    /// @inheritdoc IComputePriceOracle
    function nodes() external view override returns (address[] memory) {
        return _nodes;
    }

    /// @inheritdoc IComputePriceOracle
    function nodeCount() external view override returns (uint256) {
        return _nodes.length;
    }

    /// @inheritdoc IComputePriceOracle
    function isNode(address node) public view override returns (bool) {
        return _members[node].until == STILL_IN;
    }

    /// @inheritdoc IComputePriceOracle
    function countsAt(address node, uint40 observedAt) public view override returns (bool) {
        Membership memory m = _members[node];
        return observedAt > m.since && observedAt <= m.until;
    }

    // ---- internals ----

    /// @dev Checks signers and signatures; returns the submitted values by feed, then by node.
    function _verify(uint32[] calldata feedIds, uint40 observedAt, NodeReport[] calldata reports)
        private
        view
        returns (uint256[][] memory values)
    {
        uint256 feeds = feedIds.length;
        values = new uint256[][](feeds);
        for (uint256 k; k < feeds; ++k) {
            values[k] = new uint256[](reports.length);
        }

        bytes32 idsHash = keccak256(abi.encodePacked(feedIds));
        address previous;
        for (uint256 i; i < reports.length; ++i) {
            uint64[] calldata prices = reports[i].prices;
            if (prices.length != feeds) revert LengthMismatch();

            bytes32 digest = _hashTypedDataV4(
                keccak256(abi.encode(PRICE_REPORT_TYPEHASH, idsHash, keccak256(abi.encodePacked(prices)), observedAt))
            );
            address signer = ECDSA.recoverCalldata(digest, reports[i].signature);
            if (!countsAt(signer, observedAt)) revert NotNode(signer);
            if (signer <= previous) revert DuplicateNode(signer);
            previous = signer;

            for (uint256 k; k < feeds; ++k) {
                values[k][i] = prices[k];
            }
        }
    }

    /// @dev Accepts or rejects the values of one feed; a rejected feed keeps its last price.
    function _update(uint32 feedId, uint40 observedAt, uint256[] memory values) private returns (bool) {
        Feed memory current = _feeds[feedId];
        if (current.decimals == 0) return _reject(feedId, UNKNOWN_FEED, 0, 0);
        if (observedAt <= current.observedAt) return _reject(feedId, NOT_LATER, 0, 0);

        (uint256 median, uint256 price, uint256 agreeing) = MedianPrice.robust(values);
        if (median == 0) return _reject(feedId, ZERO_MEDIAN, 0, 0);
        if (agreeing < MIN_REPORTS) return _reject(feedId, TOO_FEW_AGREE, median, agreeing);
        uint256 previous = current.price;
        if (agreeing < LARGE_MOVE_NODES && _movesTooFar(previous, price)) {
            return _reject(feedId, MOVE_TOO_LARGE, price, agreeing);
        }

        current.price = uint64(price);
        current.observedAt = observedAt;
        current.updatedAt = uint40(block.timestamp);
        current.round += 1;
        current.signers = uint8(agreeing);
        _feeds[feedId] = current;
        _rounds[feedId][current.round] = Round(uint64(price), observedAt, current.updatedAt, uint8(agreeing));
        emit PriceUpdated(
            feedId, current.round, uint64(price), uint64(previous), observedAt, uint8(agreeing), msg.sender
        );
        return true;
    }

    function _reject(uint32 feedId, uint8 reason, uint256 median, uint256 agreeing) private returns (bool) {
        emit PriceRejected(feedId, reason, uint64(median), uint8(agreeing));
        return false;
    }

    /// @dev The first price of a feed has nothing to move from.
    function _movesTooFar(uint256 previous, uint256 price) private pure returns (bool) {
        if (previous == 0) return false;
        uint256 move = price > previous ? price - previous : previous - price;
        return move * BPS > previous * MAX_MOVE_BPS;
    }

    function _add(address node, uint40 since) private {
        if (node == address(0)) revert ZeroAddress();
        if (isNode(node)) revert DuplicateNode(node);
        _members[node] = Membership(since, STILL_IN);
        _nodes.push(node);
        emit NodeSet(node, true, _nodes.length);
    }

    function _remove(address node) private {
        if (!isNode(node)) revert NotNode(node);
        _members[node].until = uint40(block.timestamp);
        uint256 last = _nodes.length - 1;
        uint256 i;
        while (_nodes[i] != node) ++i;
        _nodes[i] = _nodes[last];
        _nodes.pop();
        emit NodeSet(node, false, last);
    }

    function _checkNodeCount(uint256 count) private pure {
        if (count < MIN_NODES || count > MAX_NODES) revert InvalidNodeCount(count);
    }
}
