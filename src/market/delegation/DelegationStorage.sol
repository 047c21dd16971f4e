// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IBondDelegation } from "../../interfaces/IBondDelegation.sol";
import { IJobMarket } from "../../interfaces/IJobMarket.sol";
import { IProviderRegistry } from "../../interfaces/IProviderRegistry.sol";
import { IVault } from "../../interfaces/IVault.sol";
import {
    AccessManagedUpgradeable
} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";

/// @title Peers, storage and parameters of delegation
abstract contract DelegationStorage is IBondDelegation, AccessManagedUpgradeable {
    /// @dev Two slots. nextShareAt is 0 while nothing is announced.
    struct PoolRecord {
        uint112 shares;
        uint112 exitingShares;
        uint32 generation;
        uint16 shareBps;
        uint16 nextShareBps;
        uint40 nextShareAt;
    }

    /// @dev Of one generation of a pool, in units of 2^-128 USDC units. What a split leaves over joins the next one.
    struct Earnings {
        uint256 perShare;
        uint256 remainder;
    }

    /// @param paid perShare of its generation up to which owed counts
    /// @param owed 2^-128 USDC units, so that nobody loses fractions by being synced often
    struct PositionRecord {
        uint112 shares;
        uint112 exitingShares;
        uint32 generation;
        uint40 releaseTime;
        uint256 paid;
        uint256 owed;
    }

    uint256 internal constant BPS = 10_000;

    uint256 private constant MIN_MINIMUM = 1e18;
    uint256 private constant MAX_MINIMUM = 10_000e18;
    uint256 private constant MIN_HOLD = 7 days;
    uint256 private constant MAX_HOLD = 60 days;

    IVault internal immutable VAULT;
    IProviderRegistry internal immutable REGISTRY;
    IJobMarket internal immutable JOB_MARKET;

    uint128 internal _minDelegation;
    uint40 internal _exitHold;
    mapping(uint32 providerId => PoolRecord) internal _pools;
    mapping(uint32 providerId => mapping(uint256 generation => Earnings)) internal _earnings;
    mapping(uint32 providerId => mapping(address delegator => PositionRecord)) internal _positions;

    uint256[46] private __gap;

    constructor(address vault, address registry, address jobMarket) {
        if (vault == address(0) || registry == address(0) || jobMarket == address(0)) revert ZeroAddress();
        VAULT = IVault(vault);
        REGISTRY = IProviderRegistry(registry);
        JOB_MARKET = IJobMarket(jobMarket);
    }

    /// @inheritdoc IBondDelegation
    function setParameter(bytes32 name, uint256 value) external override restricted {
        _setParameter(name, value);
    }

    /// @inheritdoc IBondDelegation
    function parameter(bytes32 name) external view override returns (uint256) {
        if (name == "minDelegation") return _minDelegation;
        if (name == "exitHold") return _exitHold;
        revert InvalidParameter(name, 0);
    }

    function _setDefaults() internal {
        _setParameter("minDelegation", 10e18);
        _setParameter("exitHold", 21 days);
    }

    function _setParameter(bytes32 name, uint256 value) private {
        if (name == "minDelegation" && value >= MIN_MINIMUM && value <= MAX_MINIMUM) _minDelegation = uint128(value);
        else if (name == "exitHold" && value >= MIN_HOLD && value <= MAX_HOLD) _exitHold = uint40(value);
        else revert InvalidParameter(name, value);
        emit ParameterSet(name, value);
    }

    function _noticeEnd() internal view returns (uint40) {
        return uint40(block.timestamp + REGISTRY.parameter("exitNotice"));
    }
}
