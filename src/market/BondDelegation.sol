// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IBondDelegation } from "../interfaces/IBondDelegation.sol";
import { IProviderRegistry } from "../interfaces/IProviderRegistry.sol";
import { ITieSource } from "../interfaces/ITieSource.sol";
import { DelegationStorage } from "./delegation/DelegationStorage.sol";
import { EarningsShare } from "./delegation/EarningsShare.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";
import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @title BondDelegation
/// @notice The parts: DelegationStorage (parameters), EarningsShare; here the shares of the delegated CPT.
contract BondDelegation is EarningsShare {
    using SafeCast for uint256;

    /// @dev Shares a CPT wei beyond which a pool has lost all but a millionth and ends.
    uint256 private constant MAX_DILUTION = 1e6;

    constructor(address vault, address registry, address jobMarket) DelegationStorage(vault, registry, jobMarket) {
        _disableInitializers();
    }

    function initialize(address authority) external initializer {
        __AccessManaged_init(authority);
        _setDefaults();
    }

    // ---- delegators ----

    /// @inheritdoc IBondDelegation
    function delegate(uint32 providerId, uint256 cpt) external override nonReentrant returns (uint256 shares) {
        // Check
        if (cpt < _minDelegation) revert BelowMinimum(cpt, _minDelegation);
        _split(providerId);

        // Effect
        (uint256 assets,) = REGISTRY.delegatedBond(providerId);
        PoolRecord storage pool_ = _pools[providerId];
        uint256 supply = uint256(pool_.shares) + pool_.exitingShares;
        if (supply > assets * MAX_DILUTION) {
            _openGeneration(providerId, pool_);
            supply = 0;
        }
        shares = supply == 0 ? cpt : Math.mulDiv(cpt, supply, assets);
        PositionRecord storage held = _sync(providerId, msg.sender);
        pool_.shares = (pool_.shares + shares).toUint112();
        held.shares = (held.shares + shares).toUint112();
        emit Delegated(providerId, msg.sender, cpt, shares);

        // Interaction
        REGISTRY.addDelegated(providerId, msg.sender, cpt);
    }

    /// @inheritdoc IBondDelegation
    function requestExit(uint32 providerId, uint256 shares)
        external
        override
        nonReentrant
        returns (uint256 releaseTime)
    {
        // Check
        _splitIfAble(providerId);
        PositionRecord storage held = _sync(providerId, msg.sender);
        if (shares == type(uint256).max) shares = held.shares;
        if (shares == 0) revert ZeroAmount();
        if (shares > held.shares) revert InsufficientShares(held.shares, shares);

        // Effect
        held.shares -= uint112(shares);
        held.exitingShares += uint112(shares);
        held.releaseTime = _noticeEnd();
        releaseTime = held.releaseTime;
        PoolRecord storage pool_ = _pools[providerId];
        pool_.shares -= uint112(shares);
        pool_.exitingShares += uint112(shares);
        emit DelegationExitRequested(providerId, msg.sender, shares, releaseTime);

        // Interaction
        _tellExiting(providerId, pool_);
    }

    /// @inheritdoc IBondDelegation
    function cancelExit(uint32 providerId) external override nonReentrant {
        // Check
        _splitIfAble(providerId);
        PositionRecord storage held = _sync(providerId, msg.sender);
        uint112 shares = held.exitingShares;
        if (shares == 0) revert NoExitRequested();

        // Effect
        held.shares += shares;
        (held.exitingShares, held.releaseTime) = (0, 0);
        PoolRecord storage pool_ = _pools[providerId];
        pool_.shares += shares;
        pool_.exitingShares -= shares;
        emit DelegationExitCancelled(providerId, msg.sender, shares);

        // Interaction
        _tellExiting(providerId, pool_);
    }

    /// @inheritdoc IBondDelegation
    function withdraw(uint32 providerId, address to) external override nonReentrant returns (uint256 cpt) {
        // Check
        if (to == address(0)) revert ZeroAddress();
        PositionRecord storage held = _sync(providerId, msg.sender);
        uint256 shares = held.exitingShares;
        if (shares == 0) revert NoExitRequested();
        _requireReleasable(providerId, held.releaseTime);

        // Effect
        (uint256 assets,) = REGISTRY.delegatedBond(providerId);
        PoolRecord storage pool_ = _pools[providerId];
        cpt = _worth(shares, uint256(pool_.shares) + pool_.exitingShares, assets);
        (held.exitingShares, held.releaseTime) = (0, 0);
        pool_.exitingShares -= uint112(shares);
        emit DelegationWithdrawn(providerId, msg.sender, to, cpt, shares);

        // Interaction
        REGISTRY.payDelegated(providerId, to, cpt, _exitingCpt(pool_, assets - cpt));
    }

    // ---- views ----

    /// @inheritdoc IBondDelegation
    function position(uint32 providerId, address delegator) external view override returns (Position memory result) {
        PositionRecord memory held = _positions[providerId][delegator];
        result.claimable = _claimable(providerId, held);
        PoolRecord storage pool_ = _pools[providerId];
        if (held.generation != pool_.generation) return result;

        (uint256 assets,) = REGISTRY.delegatedBond(providerId);
        uint256 supply = uint256(pool_.shares) + pool_.exitingShares;
        result.shares = held.shares;
        result.exitingShares = held.exitingShares;
        result.cpt = _worth(held.shares, supply, assets);
        result.exitingCpt = _worth(held.exitingShares, supply, assets);
        result.releaseTime = held.releaseTime;
    }

    /// @inheritdoc IBondDelegation
    function pool(uint32 providerId) external view override returns (Pool memory result) {
        PoolRecord memory pool_ = _pools[providerId];
        result.shares = pool_.shares;
        result.exitingShares = pool_.exitingShares;
        (result.cpt, result.exitingCpt) = REGISTRY.delegatedBond(providerId);
        result.generation = pool_.generation;
        result.shareBps = pool_.shareBps;
        result.nextShareBps = pool_.nextShareBps;
        result.nextShareAt = pool_.nextShareAt;
        result.account = payoutAccount(providerId);
        result.unsplit = VAULT.balanceOf(result.account);
    }

    /// @inheritdoc IBondDelegation
    function rankWeight(uint32 providerId) external view override returns (uint256) {
        IProviderRegistry.Standing memory standing = REGISTRY.standing(providerId);
        return standing.tier == IProviderRegistry.Status.None ? 0 : standing.haircutBond;
    }

    /// @inheritdoc ITieSource
    function isTied(address account, uint32 providerId) external view override returns (bool) {
        address owner = REGISTRY.ownerOf(providerId);
        if (owner == address(0)) return false;
        if (account == owner || account == REGISTRY.payoutOf(providerId)) return true;
        PositionRecord storage held = _positions[providerId][account];
        return held.generation == _pools[providerId].generation && held.shares + held.exitingShares != 0;
    }

    // ---- internals ----

    function _openGeneration(uint32 providerId, PoolRecord storage pool_) private {
        (pool_.shares, pool_.exitingShares) = (0, 0);
        uint32 generation = ++pool_.generation;
        emit GenerationOpened(providerId, generation);
        _tellExiting(providerId, pool_);
    }

    function _tellExiting(uint32 providerId, PoolRecord storage pool_) private {
        (uint256 assets,) = REGISTRY.delegatedBond(providerId);
        REGISTRY.setDelegatedExit(providerId, _exitingCpt(pool_, assets));
    }

    /// @dev Rounded up, so what counts as bond is rounded down.
    function _exitingCpt(PoolRecord storage pool_, uint256 assets) private view returns (uint256) {
        uint256 exiting = pool_.exitingShares;
        if (exiting == 0) return 0;
        return Math.mulDiv(exiting, assets, pool_.shares + exiting, Math.Rounding.Ceil);
    }

    function _worth(uint256 shares, uint256 supply, uint256 assets) private pure returns (uint256) {
        return shares == 0 ? 0 : Math.mulDiv(shares, assets, supply);
    }

    /// @dev What exits counted for nothing from the request on, so jobs opened since do not lean on it. The hold outlasts every
    /// dispute about what was paid out before: a provider cannot keep anybody in by keeping jobs open.
    function _requireReleasable(uint32 providerId, uint256 releaseTime) private view {
        uint256 latest = releaseTime + _exitHold;
        if (block.timestamp >= latest) return;
        (uint256 openJobs,) = JOB_MARKET.providerLoad(providerId);
        if (block.timestamp < releaseTime || openJobs != 0) revert ExitNotReleasable(releaseTime, openJobs, latest);
    }
}
