// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IPriceHub } from "../../interfaces/IPriceHub.sol";
import { IProviderRegistry } from "../../interfaces/IProviderRegistry.sol";
import { BondMath } from "./BondMath.sol";
import { ProviderCertification } from "./ProviderCertification.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";
import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @title Bonds: deposit, value, notice and exit (SPEC PROV 6)
/// @dev The way out reads no price, pause or market copy; only whether jobs are open and slashes queued.
abstract contract ProviderBonds is ProviderCertification {
    using SafeCast for uint256;
    using SafeERC20 for IERC20;

    /// @inheritdoc IProviderRegistry
    function depositBond(uint32 providerId, uint256 cpt, uint256 usdc) external override nonReentrant {
        // Check
        if (_existing(providerId).status == Status.Revoked) revert WrongStatus(providerId, Status.Revoked);
        if (cpt == 0 && usdc == 0) revert ZeroAmount();

        // Interaction: guarded, and only what arrived counts
        if (cpt != 0) _pull(CPT, msg.sender, cpt);
        if (usdc != 0) _pull(USDC, msg.sender, usdc);

        // Effect
        Bond storage bond = _bonds[providerId];
        bond.cpt = (bond.cpt + cpt).toUint96();
        bond.usdc = (bond.usdc + usdc).toUint64();
        _totals.cpt += cpt.toUint128();
        _totals.usdc += usdc.toUint128();
        emit BondDeposited(providerId, msg.sender, cpt, usdc);

        if (cpt != 0) _notePrice();
        _refreshMarket(providerId);
    }

    /// @inheritdoc IProviderRegistry
    function requestBondExit(uint32 providerId, uint256 cpt, uint256 usdc) external override nonReentrant {
        // Check
        Record storage record = _owned(providerId);
        if (cpt == 0 && usdc == 0) revert ZeroAmount();
        Bond storage bond = _bonds[providerId];
        if (cpt > bond.cpt) revert InsufficientBond(bond.cpt, cpt);
        if (usdc > bond.usdc) revert InsufficientBond(bond.usdc, usdc);

        // Effect
        bond.cpt -= uint96(cpt);
        bond.usdc -= uint64(usdc);
        bond.exitingCpt = (bond.exitingCpt + cpt).toUint96();
        bond.exitingUsdc = (bond.exitingUsdc + usdc).toUint64();
        uint256 releaseTime = block.timestamp + _params[EXIT_NOTICE];
        bond.releaseTime = uint40(releaseTime);
        if (record.status != Status.Revoked) _requireListingsCovered(providerId);
        emit BondExitRequested(providerId, cpt, usdc, releaseTime);

        _refreshMarket(providerId);
    }

    /// @inheritdoc IProviderRegistry
    function cancelBondExit(uint32 providerId) external override nonReentrant {
        _owned(providerId);
        Bond storage bond = _bonds[providerId];
        if (bond.releaseTime == 0) revert NoExitRequested();

        bond.cpt += bond.exitingCpt;
        bond.usdc += bond.exitingUsdc;
        bond.exitingCpt = 0;
        bond.exitingUsdc = 0;
        bond.releaseTime = 0;
        emit BondExitCancelled(providerId);

        _refreshMarket(providerId);
    }

    /// @inheritdoc IProviderRegistry
    function withdrawBond(uint32 providerId, address to) external override nonReentrant {
        // Check
        _owned(providerId);
        if (to == address(0)) revert ZeroAddress();
        Bond storage bond = _bonds[providerId];
        uint256 releaseTime = bond.releaseTime;
        if (releaseTime == 0) revert NoExitRequested();
        (uint256 openJobs,) = JOB_MARKET.providerLoad(providerId);
        if (block.timestamp < releaseTime || openJobs != 0) revert BondNotReleasable(releaseTime, openJobs);
        _requireFree(providerId, bond);

        // Effect
        uint256 cpt = bond.exitingCpt;
        uint256 usdc = bond.exitingUsdc;
        bond.exitingCpt = 0;
        bond.exitingUsdc = 0;
        bond.releaseTime = 0;

        // Interaction: what a token refuses goes back to the exiting part
        bool wanted = cpt != 0 || usdc != 0;
        if (cpt != 0 && !CPT.trySafeTransfer(to, cpt)) {
            bond.exitingCpt = uint96(cpt);
            cpt = 0;
        }
        if (usdc != 0 && !USDC.trySafeTransfer(to, usdc)) {
            bond.exitingUsdc = uint64(usdc);
            usdc = 0;
        }
        if (wanted && cpt == 0 && usdc == 0) revert WithdrawalRefused(to);
        if (bond.exitingCpt != 0 || bond.exitingUsdc != 0) bond.releaseTime = uint40(releaseTime);
        _totals.cpt -= uint128(cpt);
        _totals.usdc -= uint128(usdc);
        emit BondWithdrawn(providerId, to, cpt, usdc);
    }

    /// @inheritdoc IProviderRegistry
    function recordCptPrice() external override returns (bool fit) {
        return _notePrice() != 0;
    }

    /// @inheritdoc IProviderRegistry
    function haircutBond(uint32 providerId) public view override returns (uint256) {
        _existing(providerId);
        return _haircutBond(providerId);
    }

    /// @inheritdoc IProviderRegistry
    function bondTotals() external view override returns (uint256 cpt, uint256 usdc) {
        return (_totals.cpt, _totals.usdc);
    }

    /// @inheritdoc IProviderRegistry
    function lastFitPrice() external view override returns (uint256 price, uint256 seenAt) {
        return (_seenPrice.price, _seenPrice.seenAt);
    }

    function _haircutBond(uint32 providerId) internal view returns (uint256) {
        Bond storage bond = _bonds[providerId];
        DelegatedBond memory others = _delegated[providerId];
        uint256 staked = others.cpt - others.exiting;
        if ((bond.cpt == 0 && staked == 0) || _queuedCount(bond) != 0) return bond.usdc;
        uint256 price = _fitPrice();
        uint256 own = bond.usdc + _haircut(bond.cpt, price);
        return staked == 0 ? own : own + Math.min(_haircut(staked, price), _delegationCap(own));
    }

    /// @dev Of what others stake no more counts, so a provider always answers with its own (SPEC PROV 6).
    function _delegationCap(uint256 own) internal view returns (uint256) {
        return own * _params[DELEGATION_CAP_BPS] / BPS;
    }

    function _haircut(uint256 cpt, uint256 price) internal view returns (uint256) {
        return BondMath.valueOf(cpt, price) * (BPS - _params[CPT_HAIRCUT_BPS]) / BPS;
    }

    function _queuedCount(Bond storage bond) internal view returns (uint256) {
        return bond.slashTail - bond.slashHead;
    }

    function _requireFree(uint32 providerId, Bond storage bond) internal view {
        uint256 queued = _queuedCount(bond);
        if (queued != 0) revert SlashPending(providerId, queued);
        uint256 heldUntil = bond.heldUntil;
        if (block.timestamp < heldUntil) revert BondOnHold(providerId, heldUntil);
    }

    /// @dev 0 while no price is fit. Never caught: a read starved of gas must not pass for an unfit price.
    function _fitPrice() internal view returns (uint256) {
        (IPriceHub.Status status, uint256 price) = PRICE_HUB.cptUsd();
        return status == IPriceHub.Status.Fit && price <= type(uint128).max ? price : 0;
    }

    /// @dev What slashes are paid at: the lower of all sources (SPEC PROV 6), 0 while none is fit. Remembers a fit one.
    function _notePrice() internal returns (uint256 price) {
        IPriceHub.Status status;
        (status, price) = PRICE_HUB.cptUsdLow();
        if (status != IPriceHub.Status.Fit || price > type(uint128).max) price = 0;
        if (price != 0) _seenPrice = SeenPrice({ price: uint128(price), seenAt: uint40(block.timestamp) });
    }

    /// @dev Reads no price where nothing is for sale.
    function _requireListingsCovered(uint32 providerId) private view {
        uint256 needed = LISTINGS.requiredBond(providerId);
        if (needed == 0) return;
        uint256 staying = _haircutBond(providerId);
        if (staying < needed) revert BondTooSmall(staying, needed);
    }

    function _pull(IERC20 token, address from, uint256 amount) internal {
        uint256 before = token.balanceOf(address(this));
        token.safeTransferFrom(from, address(this), amount);
        uint256 received = token.balanceOf(address(this)) - before;
        if (received != amount) revert TransferMismatch(amount, received);
    }
}
