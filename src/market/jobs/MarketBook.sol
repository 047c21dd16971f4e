// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IPriceHub } from "../../interfaces/IPriceHub.sol";
import { StatusCopy } from "./BookCodec.sol";
import { MarketStorage } from "./MarketStorage.sol";
import { PeerReader } from "./PeerReader.sol";

/// @title The market's one-slot copies of its peers, which anyone may bring up to date
/// @dev The truth is always pulled from its owner, so no caller needs to be trusted.
abstract contract MarketBook is MarketStorage {
    function refreshProvider(uint32 providerId) external {
        _refreshProvider(providerId);
    }

    function refreshListing(uint32 listingId) external {
        _listings[listingId] = PeerReader.readListing(LISTINGS, listingId, _listings[listingId]);
        emit ListingRefreshed(listingId);
    }

    function refreshStatus() external returns (bool usdcFit) {
        StatusCopy memory s = _loadStatus();
        usdcFit = _refreshStatus(s);
        _storeStatus(s);
    }

    /// @dev The caller stores s.
    function _refreshStatus(StatusCopy memory s) internal returns (bool usdcFit) {
        (IPriceHub.Status status,) = PRICE_HUB.usdcUsd();
        usdcFit = status == IPriceHub.Status.Fit;
        s.usdcFit = usdcFit;
        s.checkedAt = block.timestamp;
        emit StatusRefreshed(usdcFit);
    }

    function _refreshProvider(uint32 providerId) internal {
        ProviderWords storage words = _providers[providerId];
        (words.load, words.payout) = PeerReader.readProvider(REGISTRY, providerId, words.load);
    }
}
