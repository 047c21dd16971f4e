// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IComputePriceOracle } from "../interfaces/IComputePriceOracle.sol";
import { IJobMarket } from "../interfaces/IJobMarket.sol";
import { IListings } from "../interfaces/IListings.sol";
import { IProviderRegistry } from "../interfaces/IProviderRegistry.sol";
import { SlaMath } from "../libraries/SlaMath.sol";
import { ListingTags } from "./listings/ListingTags.sol";
import { ListingTerms } from "./listings/ListingTerms.sol";
import { SlaTerms } from "./listings/SlaTerms.sol";
import {
    AccessManagedUpgradeable
} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title Listings
contract Listings is IListings, AccessManagedUpgradeable {
    using ListingTerms for Listing;

    uint256 private constant BPS = 10_000;
    uint256 private constant MIN_CERTIFIED_ABOVE = 1000e6;
    uint256 private constant MAX_CERTIFIED_ABOVE = 1_000_000e6;
    uint256 private constant MIN_BOND_BPS = 100;

    IProviderRegistry private immutable REGISTRY;
    IJobMarket private immutable JOB_MARKET;
    IComputePriceOracle private immutable ORACLE;

    uint32 private _count;
    uint64 private _certifiedAbove;
    uint16 private _bondBps;
    /// @dev Two slots each; the second is all SLA and signers, and mostly empty.
    mapping(uint32 listingId => Listing) private _listings;
    mapping(uint32 providerId => uint256) private _listedValue;
    /// @dev Packed by SlaTerms, 0 for listings without a tariff.
    mapping(uint32 listingId => uint256) private _tariffs;
    mapping(uint32 listingId => bytes32) private _tagsHashes;
    mapping(uint32 listingId => bytes32) private _skus;

    constructor(address registry, address jobMarket, address oracle) {
        REGISTRY = IProviderRegistry(registry);
        JOB_MARKET = IJobMarket(jobMarket);
        ORACLE = IComputePriceOracle(oracle);
        _disableInitializers();
    }

    function initialize(address authority) external initializer {
        __AccessManaged_init(authority);
        _setParameter("certifiedAbove", 10_000e6);
        _setParameter("bondBps", 1000);
    }

    /// @inheritdoc IListings
    function create(
        Listing calldata terms,
        bytes32 sku,
        bytes32 region,
        bytes32[] calldata tags,
        string calldata metadataURI
    ) external override returns (uint32 listingId) {
        return _create(terms, sku, region, tags, metadataURI, 0);
    }

    /// @inheritdoc IListings
    function createWithSla(
        Listing calldata terms,
        bytes32 sku,
        bytes32 region,
        bytes32[] calldata tags,
        string calldata metadataURI,
        SlaTariff calldata sla
    ) external override returns (uint32 listingId) {
        SlaTerms.check(sla, terms.slaUptimeBps);
        return _create(terms, sku, region, tags, metadataURI, SlaTerms.pack(sla));
    }

    /// @inheritdoc IListings
    function setPrice(uint32 listingId, uint40 unitPrice) external override {
        Listing storage l = _operated(listingId);
        ListingTerms.checkPrice(unitPrice);

        uint256 former = _activeValue(l);
        l.unitPrice = unitPrice;
        emit ListingPriceSet(listingId, unitPrice);
        _revalue(l.providerId, former, _activeValue(l));

        JOB_MARKET.refreshListing(listingId);
    }

    /// @inheritdoc IListings
    function setCapacity(uint32 listingId, uint24 capacity) external override {
        Listing storage l = _operated(listingId);
        ListingTerms.checkCapacity(capacity);

        uint256 former = _activeValue(l);
        l.capacity = capacity;
        emit ListingCapacitySet(listingId, capacity);
        _revalue(l.providerId, former, _activeValue(l));

        JOB_MARKET.refreshListing(listingId);
    }

    /// @inheritdoc IListings
    function setActive(uint32 listingId, bool active) external override {
        Listing storage l = _operated(listingId);
        if (l.active == active) return;

        uint256 former = _activeValue(l);
        l.active = active;
        emit ListingActiveSet(listingId, active);
        _revalue(l.providerId, former, _activeValue(l));

        JOB_MARKET.refreshListing(listingId);
    }

    /// @inheritdoc IListings
    function setParameter(bytes32 name, uint256 value) external override restricted {
        _setParameter(name, value);
    }

    /// @inheritdoc IListings
    function listing(uint32 listingId) external view override returns (Listing memory) {
        return _existing(listingId);
    }

    /// @inheritdoc IListings
    function tariff(uint32 listingId) external view override returns (SlaTariff memory) {
        return SlaTerms.unpack(_tariffOf(listingId));
    }

    /// @inheritdoc IListings
    function hasSla(uint32 listingId) external view override returns (bool) {
        return _existing(listingId).slaUptimeBps != 0 || SlaMath.hasCredit(_tariffs[listingId]);
    }

    /// @inheritdoc IListings
    function slaCreditBps(uint32 listingId, uint256 uptimeBps, uint256 throughputBps)
        external
        view
        override
        returns (uint256 uptimeCreditBps, uint256 throughputCreditBps)
    {
        uint256 word = _tariffs[listingId];
        if (word != 0) return SlaMath.creditBps(word, uptimeBps, throughputBps);
        Listing storage l = _existing(listingId);
        return (SlaMath.linearCreditBps(l.slaUptimeBps, uptimeBps, l.slaCreditBps), 0);
    }

    /// @inheritdoc IListings
    function noticesOf(uint32 listingId)
        external
        view
        override
        returns (uint256 stop, uint256 preemption, uint256 exit)
    {
        SlaTariff memory t = SlaTerms.unpack(_tariffOf(listingId));
        stop = uint256(t.noticeMinutes) * 1 minutes;
        preemption = uint256(t.preemptNoticeMinutes) * 1 minutes;
        exit = uint256(t.exitNoticeMinutes) * 1 minutes;
    }

    /// @inheritdoc IListings
    function listingCount() external view override returns (uint32) {
        return _count;
    }

    /// @inheritdoc IListings
    function skuOf(uint32 listingId) external view override returns (bytes32) {
        return _skus[listingId];
    }

    /// @inheritdoc IListings
    function monthlyValue(uint32 listingId) external view override returns (uint256) {
        return _valueOf(_existing(listingId));
    }

    /// @inheritdoc IListings
    function listedValue(uint32 providerId) external view override returns (uint256) {
        return _listedValue[providerId];
    }

    /// @inheritdoc IListings
    function requiredBond(uint32 providerId) external view override returns (uint256) {
        return _bondFor(_listedValue[providerId]);
    }

    /// @inheritdoc IListings
    function tagsHashOf(uint32 listingId) external view override returns (bytes32) {
        return _tagsHashes[listingId];
    }

    /// @inheritdoc IListings
    function compatible(uint32 a, bytes32[] calldata tagsOfA, uint32 b, bytes32[] calldata tagsOfB)
        external
        view
        override
        returns (bool)
    {
        _requireTags(a, tagsOfA);
        _requireTags(b, tagsOfB);
        return ListingTags.compatible(tagsOfA, tagsOfB);
    }

    /// @inheritdoc IListings
    function parameter(bytes32 name) external view override returns (uint256) {
        if (name == "certifiedAbove") return _certifiedAbove;
        if (name == "bondBps") return _bondBps;
        revert InvalidParameter(name, 0);
    }

    function _create(
        Listing calldata terms,
        bytes32 sku,
        bytes32 region,
        bytes32[] calldata tags,
        string calldata metadataURI,
        uint256 sla
    ) private returns (uint32 listingId) {
        // Check
        _requireOperator(terms.providerId);
        terms.check();
        ListingTags.check(tags);
        terms.checkPeers(ORACLE, JOB_MARKET);

        // Effect
        listingId = ++_count;
        _listings[listingId] = terms;
        _skus[listingId] = ListingTerms.sku(terms, sku, region);
        if (tags.length != 0) _tagsHashes[listingId] = ListingTags.hash(tags);
        emit ListingCreated(listingId, terms.providerId, terms, sku, region, tags, metadataURI);
        if (sla != 0) {
            _tariffs[listingId] = sla;
            emit TariffSet(listingId, SlaTerms.unpack(sla));
        }
        if (terms.active) {
            _revalue(terms.providerId, 0, ListingTerms.monthlyValue(terms.period, terms.capacity, terms.unitPrice));
        }

        // Interaction
        JOB_MARKET.refreshListing(listingId);
    }

    /// @dev Keeps the provider's sum; a raise must be certified for and bonded, a fall never is.
    function _revalue(uint32 providerId, uint256 former, uint256 value) private {
        if (value == former) return;
        uint256 listed = _listedValue[providerId] - former + value;
        _listedValue[providerId] = listed;
        if (value < former) return;

        uint256 bond;
        if (value > _certifiedAbove) {
            IProviderRegistry.Standing memory standing = REGISTRY.standing(providerId);
            if (standing.tier != IProviderRegistry.Status.Certified) revert NeedsCertification(value, _certifiedAbove);
            bond = standing.haircutBond;
        } else {
            bond = REGISTRY.haircutBond(providerId);
        }
        uint256 needed = _bondFor(listed);
        if (bond < needed) revert BondTooSmall(bond, needed);
    }

    function _setParameter(bytes32 name, uint256 value) private {
        if (name == "certifiedAbove" && value >= MIN_CERTIFIED_ABOVE && value <= MAX_CERTIFIED_ABOVE) {
            _certifiedAbove = uint64(value);
        } else if (name == "bondBps" && value >= MIN_BOND_BPS && value <= BPS) {
            _bondBps = uint16(value);
        } else {
            revert InvalidParameter(name, value);
        }
        emit ParameterSet(name, value);
    }

    function _requireOperator(uint32 providerId) private view {
        if (!REGISTRY.mayOperate(providerId, msg.sender)) revert NotOperator(providerId, msg.sender);
    }

    function _requireTags(uint32 listingId, bytes32[] calldata tags) private view {
        if (ListingTags.hash(tags) != _tagsHashes[listingId]) revert WrongTags(listingId);
    }

    function _operated(uint32 listingId) private view returns (Listing storage l) {
        l = _existing(listingId);
        _requireOperator(l.providerId);
    }

    function _existing(uint32 listingId) private view returns (Listing storage l) {
        l = _listings[listingId];
        if (l.providerId == 0) revert UnknownListing(listingId);
    }

    function _tariffOf(uint32 listingId) private view returns (uint256 word) {
        word = _tariffs[listingId];
        if (word != 0) return word;
        _existing(listingId);
        return SlaTerms.DEFAULT;
    }

    /// @dev What counts towards the provider's sum.
    function _activeValue(Listing storage l) private view returns (uint256) {
        return l.active ? _valueOf(l) : 0;
    }

    function _valueOf(Listing storage l) private view returns (uint256) {
        return ListingTerms.monthlyValue(l.period, l.capacity, l.unitPrice);
    }

    function _bondFor(uint256 value) private view returns (uint256) {
        return Math.ceilDiv(value * _bondBps, BPS);
    }
}
