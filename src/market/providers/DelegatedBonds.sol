// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IDelegatedBonds } from "../../interfaces/IDelegatedBonds.sol";
import { ProviderBonds } from "./ProviderBonds.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";
import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @title What others stake on a provider, one amount each; whose it is, BondDelegation knows (SPEC PROV 6)
abstract contract DelegatedBonds is ProviderBonds {
    using SafeCast for uint256;
    using SafeERC20 for IERC20;

    /// @inheritdoc IDelegatedBonds
    function addDelegated(uint32 providerId, address from, uint256 cpt) external override restricted nonReentrant {
        // Check
        if (_existing(providerId).status == Status.Revoked) revert WrongStatus(providerId, Status.Revoked);
        _requireNoneQueued(providerId);

        // Interaction: guarded, and only what arrived counts
        _pull(CPT, from, cpt);

        // Effect
        DelegatedBond memory others = _delegated[providerId];
        others.cpt = (others.cpt + cpt).toUint96();
        _totals.cpt += cpt.toUint128();
        _storeDelegated(providerId, others);
        _requireWithinCap(providerId, others);

        _refreshMarket(providerId);
    }

    /// @inheritdoc IDelegatedBonds
    function setDelegatedExit(uint32 providerId, uint256 exiting) external override restricted nonReentrant {
        _existing(providerId);
        DelegatedBond memory others = _delegated[providerId];
        if (exiting > others.cpt) revert InsufficientBond(others.cpt, exiting);
        others.exiting = uint96(exiting);
        _storeDelegated(providerId, others);

        _refreshMarket(providerId);
    }

    /// @inheritdoc IDelegatedBonds
    function payDelegated(uint32 providerId, address to, uint256 cpt, uint256 exiting)
        external
        override
        restricted
        nonReentrant
    {
        // Check
        _existing(providerId);
        _requireFree(providerId, _bonds[providerId]);
        DelegatedBond memory others = _delegated[providerId];
        if (cpt + exiting > others.cpt) revert InsufficientBond(others.cpt, cpt + exiting);

        // Effect
        others.cpt -= uint96(cpt);
        others.exiting = uint96(exiting);
        _totals.cpt -= uint128(cpt);
        _storeDelegated(providerId, others);

        // Interaction
        CPT.safeTransfer(to, cpt);
    }

    /// @inheritdoc IDelegatedBonds
    function setPayoutAccount(uint32 providerId, address account) external override restricted {
        _existing(providerId);
        _payoutAccounts[providerId] = account;
        emit PayoutAccountSet(providerId, account);

        _refreshMarket(providerId);
    }

    /// @inheritdoc IDelegatedBonds
    function delegatedBond(uint32 providerId) external view override returns (uint256 cpt, uint256 exiting) {
        DelegatedBond storage others = _delegated[providerId];
        return (others.cpt, others.exiting);
    }

    /// @inheritdoc IDelegatedBonds
    function payoutOf(uint32 providerId) external view override returns (address) {
        return _existing(providerId).payout;
    }

    /// @dev What stays and what exits lose alike; the exiting part rounded up, so what counts is rounded down.
    function _takeDelegated(uint32 providerId, uint256 cpt) internal {
        DelegatedBond memory others = _delegated[providerId];
        uint256 left = others.cpt - cpt;
        others.exiting = uint96(Math.ceilDiv(others.exiting * left, others.cpt));
        others.cpt = uint96(left);
        emit DelegatedBondSlashed(providerId, cpt);
        _storeDelegated(providerId, others);
    }

    function _storeDelegated(uint32 providerId, DelegatedBond memory others) private {
        _delegated[providerId] = others;
        emit DelegatedBondChanged(providerId, others.cpt, others.exiting);
    }

    function _requireNoneQueued(uint32 providerId) private view {
        uint256 queued = _queuedCount(_bonds[providerId]);
        if (queued != 0) revert SlashPending(providerId, queued);
    }

    function _requireWithinCap(uint32 providerId, DelegatedBond memory others) private view {
        uint256 price = _fitPrice();
        if (price == 0) revert PriceUnfit();
        Bond storage bond = _bonds[providerId];
        uint256 cap = _delegationCap(bond.usdc + _haircut(bond.cpt, price));
        uint256 value = _haircut(others.cpt - others.exiting, price);
        if (value > cap) revert DelegationCapExceeded(providerId, value, cap);
    }
}
