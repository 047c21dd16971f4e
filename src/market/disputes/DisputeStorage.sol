// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IArbiterPanel } from "../../interfaces/IArbiterPanel.sol";
import { IComputePriceOracle } from "../../interfaces/IComputePriceOracle.sol";
import { IDisputes } from "../../interfaces/IDisputes.sol";
import { IInsuranceFund } from "../../interfaces/IInsuranceFund.sol";
import { IJobMarket } from "../../interfaces/IJobMarket.sol";
import { IListings } from "../../interfaces/IListings.sol";
import { IProviderRegistry } from "../../interfaces/IProviderRegistry.sol";
import { IVault } from "../../interfaces/IVault.sol";
import {
    AccessManagedUpgradeable
} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";
import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

/// @title The peers, the records, and who is a party
abstract contract DisputeStorage is IDisputes, AccessManagedUpgradeable, ReentrancyGuardTransient {
    /// @dev Five slots, in the order in which a dispute's life fills them.
    struct Record {
        address opener;
        State state;
        Outcome outcome;
        uint40 deadline;
        bool appealable;
        uint16 panelBps;
        // slot
        address respondent;
        uint64 bond;
        uint32 providerId;
        // slot
        address payer;
        uint64 disputed;
        uint16 finalBps;
        bool slashed;
        bool appealByPayer;
        // slot
        address appellant;
        uint64 appealBond;
        // slot
        uint64 owed;
        uint64 providerCap;
        uint64 priceLimit;
        uint48 claimId;
    }

    uint256 internal constant BPS = 10_000;
    /// @dev At this split nobody has lost.
    uint256 internal constant EVEN_BPS = 5000;

    IVault internal immutable VAULT;
    IJobMarket internal immutable MARKET;
    IProviderRegistry internal immutable REGISTRY;
    IListings internal immutable LISTINGS;
    IComputePriceOracle internal immutable ORACLE;
    IArbiterPanel internal immutable PANEL;
    IInsuranceFund internal immutable FUND;

    /// @dev By index, see DisputeParams.
    uint64[8] internal _params;
    mapping(uint256 jobId => Record) internal _disputes;
    mapping(uint256 jobId => mapping(bool byPayer => Offer)) internal _offers;
    uint256 internal _held;

    uint256[40] private __gap;

    constructor(Peers memory peers) {
        VAULT = IVault(peers.vault);
        MARKET = IJobMarket(peers.market);
        REGISTRY = IProviderRegistry(peers.registry);
        LISTINGS = IListings(peers.listings);
        ORACLE = IComputePriceOracle(peers.oracle);
        PANEL = IArbiterPanel(peers.panel);
        FUND = IInsuranceFund(peers.fund);
    }

    function _existing(uint256 jobId) internal view returns (Record storage d) {
        d = _disputes[jobId];
        if (d.state == State.None) revert UnknownDispute(jobId);
    }

    function _open(uint256 jobId) internal view returns (Record storage d) {
        d = _existing(jobId);
        if (d.state == State.Closed) revert WrongState(jobId, State.Closed);
    }

    /// @return byPayer the side the caller is on; who is on both counts as the payer's
    function _side(uint256 jobId, Record storage d) internal view returns (bool byPayer) {
        if (msg.sender == d.payer || msg.sender == d.opener || msg.sender == MARKET.job(jobId).buyer) return true;
        if (!REGISTRY.mayOperate(d.providerId, msg.sender)) revert NotParty(jobId, msg.sender);
    }

    function _requireInTime(uint256 jobId, Record storage d) internal view {
        if (block.timestamp > d.deadline) revert TooLate(jobId, d.deadline);
    }

    // ---- escrows: every amount comes in once and leaves once ----

    function _hold(address account, uint256 amount) internal {
        _held += amount;
        VAULT.escrow(account, amount);
    }

    function _pay(address from, address to, uint256 amount) internal {
        _held -= amount;
        if (from == to) _release(from, from, 0, amount);
        else _release(from, to, amount, 0);
    }

    function _returnBond(uint256 jobId, address account, uint256 amount) internal {
        if (amount == 0) return;
        _pay(account, account, amount);
        emit BondReturned(jobId, account, uint64(amount));
    }

    /// @dev Half to the winner, half to those who ruled in equal shares; what their shares leave over is the winner's.
    function _forfeit(uint256 jobId, address from, address winner, uint256 bond, address[] memory voters) internal {
        uint256 each = voters.length == 0 ? 0 : bond / 2 / voters.length;
        for (uint256 i; each != 0 && i < voters.length; ++i) {
            _pay(from, voters[i], each);
        }
        uint256 rest = bond - each * voters.length;
        _pay(from, winner, rest);
        emit BondForfeited(jobId, from, winner, uint64(rest), uint64(each), uint8(voters.length));
    }

    function _release(address from, address to, uint256 toPayee, uint256 refund) private {
        VAULT.release(
            IVault.Settlement({
                payer: from, payee: to, toPayee: toPayee, fee: 0, refund: refund, volume: 0, source: 0
            })
        );
    }
}
