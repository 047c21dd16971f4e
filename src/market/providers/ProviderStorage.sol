// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarket } from "../../interfaces/IJobMarket.sol";
import { IListings } from "../../interfaces/IListings.sol";
import { IPriceHub } from "../../interfaces/IPriceHub.sol";
import { IProviderRecords } from "../../interfaces/IProviderRecords.sol";
import { IProviderRegistry } from "../../interfaces/IProviderRegistry.sol";
import { IRevenueRouter } from "../../interfaces/IRevenueRouter.sol";
import { IVotingEscrow } from "../../interfaces/IVotingEscrow.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

/// @title The registry's peers and storage, and the push of the market's copy
abstract contract ProviderStorage is IProviderRegistry {
    /// @dev Contracts of the same deployment, fixed for the life of an implementation.
    struct Peers {
        address cpt;
        address usdc;
        address votingEscrow;
        address priceHub;
        address revenueRouter;
        address listings;
        address jobMarket;
        address records;
    }

    /// @dev Two slots.
    struct Record {
        address owner;
        Status status;
        Status suspendedFrom;
        uint40 statusUntil;
        /// when it was last certified or renewed
        uint40 certifiedAt;
        address payout;
    }

    /// @dev Two slots. Queued slashes are those from slashHead up to, but without, slashTail.
    struct Bond {
        uint96 cpt;
        uint64 usdc;
        uint96 exitingCpt;
        uint64 exitingUsdc;
        uint40 releaseTime;
        uint32 slashHead;
        uint32 slashTail;
        uint40 heldUntil;
    }

    /// @param cpt all that others staked, exiting included
    struct DelegatedBond {
        uint96 cpt;
        uint96 exiting;
    }

    struct Totals {
        uint128 cpt;
        uint128 usdc;
    }

    struct SeenPrice {
        uint128 price;
        uint40 seenAt;
    }

    /// @dev More than a refresh ever needs: three feeds that burn all they are given, and veCPT's longest walk.
    uint256 internal constant REFRESH_GAS = 1_000_000;

    IERC20 internal immutable CPT;
    IERC20 internal immutable USDC;
    IVotingEscrow internal immutable VOTING_ESCROW;
    IPriceHub internal immutable PRICE_HUB;
    IRevenueRouter internal immutable REVENUE_ROUTER;
    IListings internal immutable LISTINGS;
    IJobMarket internal immutable JOB_MARKET;
    IProviderRecords internal immutable RECORDS;

    uint32 internal _count;
    bool internal _ordinaryAdmission;
    /// @dev By index, see ProviderParams.
    uint64[32] internal _params;
    mapping(uint32 providerId => Record) internal _records;
    mapping(uint32 providerId => Bond) internal _bonds;
    mapping(uint32 providerId => string) internal _metadata;
    mapping(uint32 providerId => address) internal _pendingOwners;
    mapping(address owner => uint32) internal _providerOf;
    /// @dev By owner, so that a new owner starts with none.
    mapping(uint32 providerId => mapping(address owner => mapping(address operator => bool))) internal _operators;
    mapping(uint32 providerId => mapping(uint256 index => QueuedSlash)) internal _slashes;
    Totals internal _totals;
    SeenPrice internal _seenPrice;
    /// @dev Whoever slashes chooses the reason; one that must know what came of it chooses one of its own.
    mapping(uint32 providerId => mapping(bytes32 reason => SlashOutcome)) internal _slashOutcomes;
    mapping(uint32 providerId => DelegatedBond) internal _delegated;
    /// @dev Where jobs are paid to instead of the payout.
    mapping(uint32 providerId => address) internal _payoutAccounts;

    uint256[37] private __gap;

    constructor(Peers memory peers) {
        CPT = IERC20(peers.cpt);
        USDC = IERC20(peers.usdc);
        VOTING_ESCROW = IVotingEscrow(peers.votingEscrow);
        PRICE_HUB = IPriceHub(peers.priceHub);
        REVENUE_ROUTER = IRevenueRouter(peers.revenueRouter);
        LISTINGS = IListings(peers.listings);
        JOB_MARKET = IJobMarket(peers.jobMarket);
        RECORDS = IProviderRecords(peers.records);
    }

    function _existing(uint32 providerId) internal view returns (Record storage record) {
        record = _records[providerId];
        if (record.owner == address(0)) revert UnknownProvider(providerId);
    }

    function _owned(uint32 providerId) internal view returns (Record storage record) {
        record = _existing(providerId);
        if (msg.sender != record.owner) revert NotOwner(providerId, msg.sender);
    }

    /// @dev Always last. A failing market is passed over, but nobody can make it fail by giving too little gas (63/64).
    function _refreshMarket(uint32 providerId) internal {
        uint256 given = gasleft();
        try JOB_MARKET.refreshProvider(providerId) { }
        catch {
            if (given < REFRESH_GAS) revert InsufficientGas(given, REFRESH_GAS);
        }
    }
}
