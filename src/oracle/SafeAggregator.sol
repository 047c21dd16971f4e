// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IPriceHub } from "../interfaces/IPriceHub.sol";
import { AggregatorV3Interface } from "@chainlink/contracts/src/v0.8/shared/interfaces/AggregatorV3Interface.sol";

/// @title Reads Chainlink-style aggregators that may be dead, lying or hostile (SPEC ORC 4)
/// @dev The one place where answers are judged and their decimals normalised.
library SafeAggregator {
    struct Source {
        address aggregator;
        uint32 maxAge;
        uint8 decimals;
    }

    /// @dev What latestRoundData() answered, checked for shape only.
    struct Round {
        uint256 id;
        int256 answer;
        uint256 startedAt;
        uint256 updatedAt;
        uint256 answeredIn;
    }

    /// @notice Decimals of every price that leaves PriceHub.
    uint8 internal constant PRICE_DECIMALS = 8;
    uint8 internal constant MAX_DECIMALS = 18;
    /// @notice Gas a feed gets; a Chainlink proxy with cold storage needs about a fifth.
    uint256 internal constant FEED_GAS = 100_000;
    /// @dev What EIP-150 keeps back (1/64), the cold account access and some slack for the checks around the call.
    uint256 internal constant RESERVE_GAS = FEED_GAS / 63 + 6000;

    uint256 private constant ROUND_BYTES = 160;

    /// @notice A fresh positive price in PRICE_DECIMALS, rounded down, or the status that says why there is none.
    /// @return price also set where the answer is merely stale
    function read(Source memory source) internal view returns (IPriceHub.Status, uint256 price) {
        (bool ok, Round memory round) = latestRound(source.aggregator);
        if (!ok || round.answer <= 0 || uint256(round.answer) > type(uint128).max) {
            return (IPriceHub.Status.NoFeed, 0);
        }
        if (round.updatedAt == 0 || round.updatedAt > block.timestamp || round.answeredIn < round.id) {
            return (IPriceHub.Status.NoFeed, 0);
        }
        price = normalise(uint256(round.answer), source.decimals);
        if (price == 0) return (IPriceHub.Status.NoFeed, 0);
        if (block.timestamp - round.updatedAt > source.maxAge) return (IPriceHub.Status.Stale, price);
        return (IPriceHub.Status.Fit, price);
    }

    /// @notice The latest round, or false if the aggregator failed although it had FEED_GAS.
    /// @dev Copies no more than a round, however much is returned.
    function latestRound(address aggregator) internal view returns (bool ok, Round memory round) {
        bytes memory data = abi.encodeCall(AggregatorV3Interface.latestRoundData, ());
        if (gasleft() < FEED_GAS + RESERVE_GAS) revert IPriceHub.InsufficientGas();
        assembly ("memory-safe") {
            // The answer lands in the struct: five words, in the order of latestRoundData().
            ok := staticcall(FEED_GAS, aggregator, add(data, 0x20), mload(data), round, ROUND_BYTES)
            ok := and(ok, iszero(lt(returndatasize(), ROUND_BYTES)))
        }
        if (round.id > type(uint80).max || round.answeredIn > type(uint80).max) ok = false;
    }

    /// @notice An amount of so many decimals in PRICE_DECIMALS, rounded down.
    function normalise(uint256 answer, uint8 decimals) internal pure returns (uint256) {
        return decimals <= PRICE_DECIMALS
            ? answer * 10 ** (PRICE_DECIMALS - decimals)
            : answer / 10 ** (decimals - PRICE_DECIMALS);
    }
}
