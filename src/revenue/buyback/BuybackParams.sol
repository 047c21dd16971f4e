// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IBuybackBurner } from "../../interfaces/IBuybackBurner.sol";
import { BuybackStorage } from "./BuybackStorage.sol";

/// @title What governance may set, within bounds
abstract contract BuybackParams is BuybackStorage {
    constructor() {
        _setParameter("maxSpend", 10_000e6);
        _setParameter("interval", 1 hours);
        _setParameter("slippageBps", 100);
        _setParameter("spotTicks", 200);
        _setParameter("depthBps", 5000);
        _setParameter("auctionLot", 50_000e6);
        _setParameter("auctionDelay", 1 days);
        _setParameter("auctionDuration", 1 days);
        _setParameter("auctionStartBps", 15_000);
        _setParameter("auctionFloorBps", 8000);
        _setParameter("priceMaxAge", 7 days);
    }

    /// @inheritdoc IBuybackBurner
    function setParameter(bytes32 name, uint256 value) external override restricted {
        _setParameter(name, value);
    }

    /// @inheritdoc IBuybackBurner
    function parameter(bytes32 name) external view override returns (uint256) {
        Params memory p = _params;
        if (name == "maxSpend") return p.maxSpend;
        if (name == "interval") return p.interval;
        if (name == "slippageBps") return p.slippageBps;
        if (name == "spotTicks") return p.spotTicks;
        if (name == "depthBps") return p.depthBps;
        if (name == "auctionLot") return p.auctionLot;
        if (name == "auctionDelay") return p.auctionDelay;
        if (name == "auctionDuration") return p.auctionDuration;
        if (name == "auctionStartBps") return p.auctionStartBps;
        if (name == "auctionFloorBps") return p.auctionFloorBps;
        if (name == "priceMaxAge") return p.priceMaxAge;
        revert InvalidParameter(name, 0);
    }

    function _setParameter(bytes32 name, uint256 value) private {
        if (name == "maxSpend") _params.maxSpend = uint64(_bound(name, value, 10e6, 1_000_000e6));
        else if (name == "interval") _params.interval = uint32(_bound(name, value, 10 minutes, 7 days));
        else if (name == "slippageBps") _params.slippageBps = uint16(_bound(name, value, 10, 500));
        else if (name == "spotTicks") _params.spotTicks = uint16(_bound(name, value, 10, 1000));
        else if (name == "depthBps") _params.depthBps = uint16(_bound(name, value, 100, BPS));
        else if (name == "auctionLot") _params.auctionLot = uint64(_bound(name, value, 10e6, 1_000_000e6));
        else if (name == "auctionDelay") _params.auctionDelay = uint32(_bound(name, value, 6 hours, 3 days));
        else if (name == "auctionDuration") _params.auctionDuration = uint32(_bound(name, value, 1 hours, 7 days));
        else if (name == "auctionStartBps") _params.auctionStartBps = uint16(_bound(name, value, 10_500, 30_000));
        else if (name == "auctionFloorBps") _params.auctionFloorBps = uint16(_bound(name, value, 8000, BPS));
        else if (name == "priceMaxAge") _params.priceMaxAge = uint32(_bound(name, value, 7 days, 30 days));
        else revert InvalidParameter(name, value);
        emit ParameterSet(name, value);
    }

    function _bound(bytes32 name, uint256 value, uint256 min, uint256 max) private pure returns (uint256) {
        if (value < min || value > max) revert InvalidParameter(name, value);
        return value;
    }
}
