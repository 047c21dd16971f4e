// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IListings } from "../../../../src/interfaces/IListings.sol";
import { IProviderRegistry } from "../../../../src/interfaces/IProviderRegistry.sol";

/// @dev What group buying asks of registry, records, listings and referrals, as the test says it is.
contract VendorDouble {
    IListings.Listing private _listing;
    IProviderRegistry.Standing private _standing;
    IProviderRegistry.Status private _status = IProviderRegistry.Status.Certified;
    bool public invoiceMissingNow;

    constructor(address payout) {
        _standing.payout = payout;
        _standing.tier = IProviderRegistry.Status.Certified;
        _listing.providerId = 7;
        _listing.period = IListings.Period.Hour;
        _listing.capacity = 1000;
        _listing.feedId = 3;
        _listing.active = true;
        _listing.unitPrice = 2_500_000;
    }

    function setStatus(IProviderRegistry.Status status, bool sells) external {
        _status = status;
        _standing.tier = sells ? status : IProviderRegistry.Status.None;
    }

    function setInvoiceMissing(bool missing) external {
        invoiceMissingNow = missing;
    }

    function setListing(IListings.Listing calldata l) external {
        _listing = l;
    }

    function listing(uint32) external view returns (IListings.Listing memory) {
        return _listing;
    }

    function standing(uint32) external view returns (IProviderRegistry.Standing memory) {
        return _standing;
    }

    function statusOf(uint32) external view returns (IProviderRegistry.Status) {
        return _status;
    }

    function invoiceMissing(uint32, uint256) external view returns (bool) {
        return invoiceMissingNow;
    }

    /// @dev Referrals': a wallet's address that follows from the account's.
    function createWallet(address account) external pure returns (address) {
        return walletOf(account);
    }

    function walletOf(address account) public pure returns (address) {
        return address(uint160(uint256(keccak256(abi.encode("wallet", account)))));
    }
}
