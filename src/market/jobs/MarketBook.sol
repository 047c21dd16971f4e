// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { BookCodec } from "./BookCodec.sol";
import { MarketStorage } from "./MarketStorage.sol";
import { PeerReader } from "./PeerReader.sol";

/// @title The market's one-slot copies of its peers, which anyone may bring up to date
/// @dev The truth is always pulled from its owner, so no caller needs to be trusted.
abstract contract MarketBook is MarketStorage {
    /// @dev The caller stores the word.
    function _refreshedStatus(uint256 word) internal returns (uint256) {
        (bool usdcFit, bool tradingKyc) = PeerReader.readStatus(PRICE_HUB, RECORDS);
        return BookCodec.refreshed(word, usdcFit, tradingKyc, block.timestamp);
    }

    function _refreshProvider(uint32 providerId) internal {
        ProviderWords storage words = _providers[providerId];
        (words.load, words.payout) = PeerReader.readProvider(REGISTRY, RECORDS, providerId, words.load);
    }
}
