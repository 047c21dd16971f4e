// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IComputePriceOracle } from "../interfaces/IComputePriceOracle.sol";
import { AggregatorV3Interface } from "@chainlink/contracts/src/v0.8/shared/interfaces/AggregatorV3Interface.sol";

/// @title One feed of ComputePriceOracle behind Chainlink's interface (SPEC ORC 3)
/// @notice startedAt is when the nodes observed the price, updatedAt when it was accepted, at most 10 minutes later.
contract ComputePriceFeed is AggregatorV3Interface {
    /// @dev No price has been accepted yet.
    error NoPrice(uint32 feedId);

    uint256 public constant override version = 1;

    IComputePriceOracle public immutable oracle;
    uint32 public immutable feedId;
    uint8 public immutable override decimals;

    /// @dev Deployed by the oracle.
    constructor(uint32 feedId_, uint8 decimals_) {
        oracle = IComputePriceOracle(msg.sender);
        feedId = feedId_;
        decimals = decimals_;
    }

    function description() external view override returns (string memory) {
        return oracle.description(feedId);
    }

    function latestRoundData() external view override returns (uint80, int256, uint256, uint256, uint80) {
        IComputePriceOracle.Feed memory feed = oracle.feed(feedId);
        if (feed.round == 0) revert NoPrice(feedId);
        return (feed.round, int256(uint256(feed.price)), feed.observedAt, feed.updatedAt, feed.round);
    }

    function getRoundData(uint80 roundId) external view override returns (uint80, int256, uint256, uint256, uint80) {
        IComputePriceOracle.Round memory round = oracle.round(feedId, roundId);
        return (roundId, int256(uint256(round.price)), round.observedAt, round.updatedAt, roundId);
    }
}
