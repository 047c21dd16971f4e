// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IBondDelegation } from "../../interfaces/IBondDelegation.sol";
import { IVault } from "../../interfaces/IVault.sol";
import { DelegationStorage } from "./DelegationStorage.sol";
import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

/// @title What a provider's delegators get of its earnings (SPEC PROV 6)
/// @dev Jobs pay a vault account that nobody holds the key of; a split moves what lies there inside the Vault, so no receiver can
/// refuse and no token moves until a delegator claims.
abstract contract EarningsShare is DelegationStorage, ReentrancyGuardTransient {
    uint256 private constant FRACTION_BITS = 128;

    // ---- providers ----

    /// @inheritdoc IBondDelegation
    function setShare(uint32 providerId, uint16 bps) external override nonReentrant {
        // Check
        if (msg.sender != REGISTRY.ownerOf(providerId)) revert NotOwner(providerId, msg.sender);
        if (bps > BPS) revert InvalidShare(bps);
        _split(providerId);

        // Effect
        PoolRecord storage pool_ = _pools[providerId];
        uint16 present = pool_.shareBps;
        if (bps < present) {
            (pool_.nextShareBps, pool_.nextShareAt) = (bps, _noticeEnd());
            emit ShareSet(providerId, bps, pool_.nextShareAt);
            return;
        }
        (pool_.shareBps, pool_.nextShareBps, pool_.nextShareAt) = (bps, 0, 0);
        emit ShareSet(providerId, bps, block.timestamp);

        // Interaction
        if (present == 0 && bps != 0) REGISTRY.setPayoutAccount(providerId, payoutAccount(providerId));
    }

    // ---- anyone ----

    /// @inheritdoc IBondDelegation
    function split(uint32 providerId) external override nonReentrant returns (uint256, uint256) {
        return _split(providerId);
    }

    /// @inheritdoc IBondDelegation
    function claim(uint32[] calldata providerIds, address to) external override nonReentrant returns (uint256 amount) {
        for (uint256 i; i < providerIds.length; ++i) {
            uint32 providerId = providerIds[i];
            _splitIfAble(providerId);
            PositionRecord storage held = _sync(providerId, msg.sender);
            uint256 part = held.owed >> FRACTION_BITS;
            if (part == 0) continue;
            held.owed -= part << FRACTION_BITS;
            amount += part;
            emit EarningsClaimed(providerId, msg.sender, to, part);
        }
        if (amount == 0) revert NothingToClaim();
        VAULT.withdraw(amount, to);
    }

    // ---- views ----

    /// @inheritdoc IBondDelegation
    function payoutAccount(uint32 providerId) public view override returns (address) {
        return address(uint160(uint256(keccak256(abi.encode("CyberPlaza payout", address(this), providerId)))));
    }

    function _claimable(uint32 providerId, PositionRecord memory held) internal view returns (uint256) {
        uint256 perShare = _earnings[providerId][held.generation].perShare;
        return (held.owed + held.shares * (perShare - held.paid)) >> FRACTION_BITS;
    }

    // ---- internals ----

    /// @dev For the ways out: a vault that no longer lets this contract move anything stops nobody.
    function _splitIfAble(uint32 providerId) internal {
        if (VAULT.isModule(address(this))) _split(providerId);
    }

    /// @dev What came in before an announced share is applied is still split by the old one.
    function _split(uint32 providerId) internal returns (uint256 toDelegators, uint256 toProvider) {
        PoolRecord storage pool_ = _pools[providerId];
        address account = payoutAccount(providerId);
        uint256 amount = VAULT.balanceOf(account);
        if (amount != 0) {
            uint256 staying = pool_.shares;
            if (staying != 0) toDelegators = amount * pool_.shareBps / BPS;
            toProvider = amount - toDelegators;
            if (toDelegators != 0) _credit(_earnings[providerId][pool_.generation], toDelegators, staying);
            address payout = REGISTRY.payoutOf(providerId);
            emit EarningsSplit(providerId, payout, toDelegators, toProvider);

            VAULT.escrow(account, amount);
            _pay(account, address(this), toDelegators);
            _pay(account, payout, toProvider);
        }
        if (pool_.nextShareAt != 0 && block.timestamp >= pool_.nextShareAt) _lower(providerId, pool_);
    }

    /// @dev Positions are credited before their shares change. One of a generation that ended has none any more.
    function _sync(uint32 providerId, address delegator) internal returns (PositionRecord storage held) {
        held = _positions[providerId][delegator];
        uint32 generation = _pools[providerId].generation;
        uint256 perShare = _earnings[providerId][held.generation].perShare;
        held.owed += held.shares * (perShare - held.paid);
        if (held.generation != generation) {
            (held.shares, held.exitingShares, held.releaseTime) = (0, 0, 0);
            held.generation = generation;
            perShare = _earnings[providerId][generation].perShare;
        }
        held.paid = perShare;
    }

    function _lower(uint32 providerId, PoolRecord storage pool_) private {
        uint16 bps = pool_.nextShareBps;
        (pool_.shareBps, pool_.nextShareBps, pool_.nextShareAt) = (bps, 0, 0);
        emit ShareLowered(providerId, bps);
        if (bps == 0) REGISTRY.setPayoutAccount(providerId, address(0));
    }

    /// @dev Over all splits, shares times what perShare grew is never more than what came in, so 256 bits suffice.
    function _credit(Earnings storage earned, uint256 amount, uint256 shares) private {
        uint256 scaled = (amount << FRACTION_BITS) + earned.remainder;
        earned.perShare += scaled / shares;
        earned.remainder = scaled % shares;
    }

    function _pay(address account, address payee, uint256 amount) private {
        if (amount == 0) return;
        VAULT.release(
            IVault.Settlement({
                payer: account, payee: payee, toPayee: amount, fee: 0, refund: 0, volume: 0, source: 0
            })
        );
    }
}
