// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IComputePriceOracle } from "../../interfaces/IComputePriceOracle.sol";
import { IJobMarket } from "../../interfaces/IJobMarket.sol";
import { IListings } from "../../interfaces/IListings.sol";
import { IPerkWeights } from "../../interfaces/IPerkWeights.sol";
import { IPriceHub } from "../../interfaces/IPriceHub.sol";
import { IProviderRegistry } from "../../interfaces/IProviderRegistry.sol";
import { IReservations } from "../../interfaces/IReservations.sol";
import { IVault } from "../../interfaces/IVault.sol";
import { CostMath } from "../../libraries/CostMath.sol";
import { VeTier } from "../../libraries/VeTier.sol";
import {
    AccessManagedUpgradeable
} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";
import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

/// @title The reservations' peers, storage and parameters
abstract contract ReservationStorage is IReservations, AccessManagedUpgradeable, ReentrancyGuardTransient {
    /// @dev Two slots. Hours are numbered since 1970.
    struct Record {
        address payer;
        uint32 listingId;
        uint24 units;
        uint24 firstHour;
        uint16 length;
        uint64 escrow;
        uint40 unitPrice;
        uint40 bookedAt;
        State state;
        uint8 feeTenths;
        uint8 discountPercent;
        uint64 jobId;
    }

    /// @dev One slot.
    struct Terms {
        uint64 count;
        uint32 claimWindow;
        uint32 freePeriod;
        uint32 maxLength;
        uint32 horizon;
        uint32 tierStep;
    }

    uint256 internal constant HOUR = 1 hours;
    uint256 internal constant BPS = 10_000;

    IVault internal immutable VAULT;
    IProviderRegistry internal immutable REGISTRY;
    IListings internal immutable LISTINGS;
    IJobMarket internal immutable JOB_MARKET;
    IComputePriceOracle internal immutable ORACLE;
    IPriceHub internal immutable PRICE_HUB;
    IPerkWeights internal immutable PERK_WEIGHTS;

    Terms internal _terms;
    mapping(uint256 reservationId => Record) internal _records;
    mapping(uint32 listingId => Allotment) internal _allotments;
    /// @dev See SlotBook.
    mapping(uint32 listingId => mapping(uint256 word => uint256)) internal _slots;

    uint256[46] private __gap;

    constructor(Peers memory peers) {
        VAULT = IVault(peers.vault);
        REGISTRY = IProviderRegistry(peers.registry);
        LISTINGS = IListings(peers.listings);
        JOB_MARKET = IJobMarket(peers.jobMarket);
        ORACLE = IComputePriceOracle(peers.oracle);
        PRICE_HUB = IPriceHub(peers.priceHub);
        PERK_WEIGHTS = IPerkWeights(peers.perkWeights);
    }

    /// @inheritdoc IReservations
    function setParameter(bytes32 name, uint256 value) external override restricted {
        _setParameter(name, value);
    }

    /// @inheritdoc IReservations
    function parameter(bytes32 name) external view override returns (uint256) {
        if (name == "claimWindow") return _terms.claimWindow;
        if (name == "freePeriod") return _terms.freePeriod;
        if (name == "maxLength") return _terms.maxLength;
        if (name == "horizon") return _terms.horizon;
        if (name == "tierStep") return _terms.tierStep;
        revert InvalidParameter(name, 0);
    }

    function _setDefaults() internal {
        _setParameter("claimWindow", 1 hours);
        _setParameter("freePeriod", 10 minutes);
        _setParameter("maxLength", 30 days);
        _setParameter("horizon", 90 days);
        _setParameter("tierStep", 7 days);
    }

    function _existing(uint256 reservationId) internal view returns (Record storage record) {
        record = _records[reservationId];
        if (record.state == State.None) revert UnknownReservation(reservationId);
    }

    /// @dev As the job market's own escrow.
    function _escrowOf(IListings.Period period, uint256 units, uint256 duration, uint256 unitPrice)
        internal
        view
        returns (uint256)
    {
        return CostMath.escrow(period, units, duration, unitPrice, JOB_MARKET.params().bufferBps);
    }

    /// @dev Bounds keep three steps below the horizon.
    function _horizon(uint256 tier) internal view returns (uint256) {
        return block.timestamp + _terms.horizon - (VeTier.HIGHEST - tier) * _terms.tierStep;
    }

    function _setParameter(bytes32 name, uint256 value) private {
        Terms storage t = _terms;
        if (name == "claimWindow" && _within(value, 10 minutes, 6 hours)) t.claimWindow = uint32(value);
        else if (name == "freePeriod" && _within(value, 0, 1 hours)) t.freePeriod = uint32(value);
        else if (name == "maxLength" && _within(value, 1 days, 60 days)) t.maxLength = uint32(value);
        // 31 days: so that the least horizon is more than three of the longest steps
        else if (name == "horizon" && _within(value, 31 days, 180 days)) t.horizon = uint32(value);
        else if (name == "tierStep" && _within(value, 0, 10 days)) t.tierStep = uint32(value);
        else revert InvalidParameter(name, value);
        emit ParameterSet(name, value);
    }

    function _within(uint256 value, uint256 min, uint256 max) private pure returns (bool) {
        return value >= min && value <= max;
    }
}
