// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

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
        _refreshStatus(s);
        _storeStatus(s);
        return s.usdcFit;
    }

    /// @dev The caller stores s.
    function _refreshStatus(StatusCopy memory s) internal {
        s.usdcFit = PeerReader.readUsdcFit(PRICE_HUB);
        s.checkedAt = block.timestamp;
    }

    function _refreshProvider(uint32 providerId) internal {
        ProviderWords storage words = _providers[providerId];
        (words.load, words.payout) = PeerReader.readProvider(REGISTRY, providerId, words.load);
    }
}
