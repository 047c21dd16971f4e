// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobDesk } from "../../../interfaces/IJobDesk.sol";
import { BookCodec } from "../BookCodec.sol";
import { MarketBook } from "../MarketBook.sol";
import { PeerReader } from "../PeerReader.sol";

/// @title Anyone may bring the market's copies of its peers up to date
abstract contract DeskBook is IJobDesk, MarketBook {
    /// @inheritdoc IJobDesk
    function refreshProvider(uint32 providerId) external override {
        _refreshProvider(providerId);
    }

    /// @inheritdoc IJobDesk
    function refreshListing(uint32 listingId) external override {
        _listings[listingId] = PeerReader.readListing(LISTINGS, listingId, _listings[listingId]);
        emit ListingRefreshed(listingId);
    }

    /// @inheritdoc IJobDesk
    function refreshStatus() external override returns (bool usdcFit) {
        uint256 word = _refreshedStatus(_terms.status);
        _terms.status = word;
        usdcFit = BookCodec.isUsdcFit(word);
    }
}
