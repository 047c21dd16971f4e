// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IProviderRegistry } from "../../interfaces/IProviderRegistry.sol";
import { BondMath } from "./BondMath.sol";
import { DelegatedBonds } from "./DelegatedBonds.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title Slashing bonds, and the queue of what waits for a price (SPEC PROV 6)
/// @dev A queue is first in, first out, and can only grow by the SLASHER; any length of it can be worked off in steps.
abstract contract BondSlashing is DelegatedBonds {
    using SafeERC20 for IERC20;

    uint256 private constant MAX_EXECUTED = 16;

    /// @inheritdoc IProviderRegistry
    function holdBond(uint32 providerId) external override restricted {
        _existing(providerId);
        uint40 until = _holdEnd();
        _bonds[providerId].heldUntil = until;
        emit BondHeld(providerId, until);
    }

    /// @inheritdoc IProviderRegistry
    function slash(uint32 providerId, uint256 value, address to, bytes32 reason)
        external
        override
        restricted
        nonReentrant
        returns (uint256 covered)
    {
        // Check
        _existing(providerId);
        if (to == address(0)) revert ZeroAddress();
        if (value == 0) revert ZeroAmount();

        Bond storage bond = _bonds[providerId];
        value = Math.min(value, type(uint96).max);
        uint256 price = _notePrice();
        _executeQueued(providerId, bond, price);

        // Effect
        uint256 usdc = _takeUsdc(bond, value);
        uint256 rest = value - usdc;
        uint256 cpt;
        covered = usdc;
        if (rest != 0 && uint256(bond.cpt) + bond.exitingCpt + _delegated[providerId].cpt != 0) {
            if (price == 0 || _queuedCount(bond) != 0) {
                _queue(providerId, bond, QueuedSlash(to, uint96(rest), _holdEnd(), reason));
            } else {
                uint256 cptValue;
                (cpt, cptValue) = _takeCpt(providerId, bond, rest, price);
                covered += cptValue;
            }
        }
        _slashOutcomes[providerId][reason].covered += uint128(covered);
        emit BondSlashed(providerId, to, usdc, cpt, covered, reason);

        // Interaction
        if (usdc != 0) USDC.safeTransfer(to, usdc);
        if (cpt != 0) CPT.safeTransfer(to, cpt);
        _refreshMarket(providerId);
    }

    /// @inheritdoc IProviderRegistry
    function executeSlash(uint32 providerId) external override nonReentrant {
        Bond storage bond = _bonds[providerId];
        _existing(providerId);
        if (_queuedCount(bond) == 0) revert NoSlashQueued(providerId);
        if (_executeQueued(providerId, bond, _notePrice()) == 0) revert PriceUnfit();
        _refreshMarket(providerId);
    }

    /// @inheritdoc IProviderRegistry
    function queuedSlashes(uint32 providerId) external view override returns (QueuedSlash[] memory queued) {
        _existing(providerId);
        Bond storage bond = _bonds[providerId];
        queued = new QueuedSlash[](_queuedCount(bond));
        for (uint256 i; i < queued.length; ++i) {
            queued[i] = _slashes[providerId][bond.slashHead + i];
        }
    }

    /// @inheritdoc IProviderRegistry
    function slashOutcome(uint32 providerId, bytes32 reason) external view override returns (SlashOutcome memory) {
        return _slashOutcomes[providerId][reason];
    }

    /// @param price the fit price now, 0 for none
    function _executeQueued(uint32 providerId, Bond storage bond, uint256 price) private returns (uint256 done) {
        for (uint256 left = Math.min(_queuedCount(bond), MAX_EXECUTED); done < left; ++done) {
            uint256 head = bond.slashHead;
            QueuedSlash memory queued = _slashes[providerId][head];
            uint256 usedPrice = price;
            if (price == 0) {
                if (block.timestamp < queued.deadline) break;
                usedPrice = _seenPrice.price;
            }
            delete _slashes[providerId][head];
            bond.slashHead = uint32(head + 1);
            (uint256 cpt, uint256 value) = _takeCpt(providerId, bond, queued.value, usedPrice);
            SlashOutcome storage outcome = _slashOutcomes[providerId][queued.reason];
            outcome.queued -= queued.value;
            outcome.covered += uint128(value);
            emit BondSlashed(providerId, queued.to, 0, cpt, value, queued.reason);
            // CPT calls nobody and freezes nobody, so no receiver can hold the queue up.
            if (cpt != 0) CPT.safeTransfer(queued.to, cpt);
        }
    }

    function _queue(uint32 providerId, Bond storage bond, QueuedSlash memory queued) private {
        _slashes[providerId][bond.slashTail++] = queued;
        _slashOutcomes[providerId][queued.reason].queued += queued.value;
        emit SlashQueued(providerId, queued.to, queued.value, queued.deadline);
    }

    function _takeUsdc(Bond storage bond, uint256 value) private returns (uint256 usdc) {
        uint256 staying = Math.min(value, bond.usdc);
        uint256 exiting = Math.min(value - staying, bond.exitingUsdc);
        usdc = staying + exiting;
        bond.usdc -= uint64(staying);
        bond.exitingUsdc -= uint64(exiting);
        _totals.usdc -= uint128(usdc);
    }

    /// @dev Pro rata from the provider's own CPT, rounded up, and from what others staked.
    /// @return cpt taken
    /// @return covered what that is worth; the whole value if the bond sufficed. Both 0 at price 0
    function _takeCpt(uint32 providerId, Bond storage bond, uint256 value, uint256 price)
        private
        returns (uint256 cpt, uint256 covered)
    {
        if (price == 0) return (0, 0);
        uint256 wanted = BondMath.cptFor(value, price);
        uint256 others = _delegated[providerId].cpt;
        uint256 all = uint256(bond.cpt) + bond.exitingCpt + others;
        cpt = Math.min(wanted, all);
        covered = cpt == wanted ? value : BondMath.valueOf(cpt, price);

        uint256 theirs = others == 0 ? 0 : cpt * others / all;
        if (theirs != 0) _takeDelegated(providerId, theirs);
        uint256 staying = Math.min(cpt - theirs, bond.cpt);
        bond.cpt -= uint96(staying);
        bond.exitingCpt -= uint96(cpt - theirs - staying);
        _totals.cpt -= uint128(cpt);
    }

    function _holdEnd() private view returns (uint40) {
        return uint40(block.timestamp + _params[SLASH_HOLD]);
    }
}
