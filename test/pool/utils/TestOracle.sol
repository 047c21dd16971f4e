// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IComputePriceOracle } from "../../../src/interfaces/IComputePriceOracle.sol";

/// @dev The two reads the credit lines make, with prices set by the test.
contract TestOracle {
    error UnknownFeed(uint32 feedId);

    mapping(uint32 feedId => IComputePriceOracle.Feed) private _feeds;
    uint32[] private _ids;

    function set(uint32 feedId, uint64 price, uint8 decimals) external {
        if (_feeds[feedId].decimals == 0) _ids.push(feedId);
        _feeds[feedId].price = price;
        _feeds[feedId].decimals = decimals;
        _feeds[feedId].observedAt = uint40(block.timestamp);
    }

    function refresh() external {
        for (uint256 i; i < _ids.length; ++i) {
            _feeds[_ids[i]].observedAt = uint40(block.timestamp);
        }
    }

    function feed(uint32 feedId) external view returns (IComputePriceOracle.Feed memory f) {
        f = _feeds[feedId];
        if (f.decimals == 0) revert UnknownFeed(feedId);
    }
}
