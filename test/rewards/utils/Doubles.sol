// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { MarketStats } from "../../../src/custody/MarketStats.sol";
import { IPriceHub } from "../../../src/interfaces/IPriceHub.sol";

/// @notice The market's own counting of GMV, driven by hand.
contract StatsDouble is MarketStats {
    function trade(uint256 volume) external {
        _record(1, 0, volume);
    }
}

contract PriceDouble {
    IPriceHub.Status public status;
    uint256 public price = 0.5e8;

    function set(IPriceHub.Status status_, uint256 price_) external {
        (status, price) = (status_, price_);
    }

    function cptUsd() external view returns (IPriceHub.Status, uint256) {
        return (status, price);
    }
}

contract PoolDouble {
    uint256 public totalAssets;

    function set(uint256 value) external {
        totalAssets = value;
    }
}
