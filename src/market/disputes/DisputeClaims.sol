// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IDisputes } from "../../interfaces/IDisputes.sol";
import { IInsuranceFund } from "../../interfaces/IInsuranceFund.sol";
import { IProviderRegistry } from "../../interfaces/IProviderRegistry.sol";
import { DisputeOffers } from "./DisputeOffers.sol";

/// @title What a ruling gave beyond the hold-back: the provider's bond, then the insurance fund (SPEC JOB 10)
/// @dev Only a ruling leaves anything owed: never an offer, nor a default.
abstract contract DisputeClaims is DisputeOffers {
    /// @inheritdoc IDisputes
    function slash(uint256 jobId, address to) external override nonReentrant {
        // Check
        Record storage d = _existing(jobId);
        if (d.state != State.Closed) revert WrongState(jobId, d.state);
        if (d.owed == 0) revert NothingOwed(jobId);
        if (d.slashed) revert AlreadySlashed(jobId);
        if (to == address(0)) revert ZeroAddress();
        if (to != d.payer && msg.sender != d.payer) revert NotPayer(jobId, msg.sender);

        // Effect
        d.slashed = true;

        // Interaction
        uint256 covered = REGISTRY.slash(d.providerId, d.owed, to, _reasonOf(jobId));
        emit LossSlashed(jobId, to, d.owed, uint64(covered));
    }

    /// @inheritdoc IDisputes
    function fileClaim(uint256 jobId) external override nonReentrant returns (uint256 claimId) {
        // Check
        Record storage d = _existing(jobId);
        if (!d.slashed) revert NotSlashed(jobId);
        if (d.claimId != 0) revert AlreadyClaimed(jobId);
        (uint256 uncovered, uint256 queued) = _uncovered(jobId, d);
        if (queued != 0) revert SlashQueued(jobId, queued);
        (uint256 amount, uint256 limit) = _insured(jobId, d, uncovered);
        if (uncovered != 0 && limit == 0) revert NoFreshPrice(jobId);
        if (amount == 0) revert NothingUncovered(jobId);

        // Interaction: peers that know nothing of this contract but its role, behind the guard
        claimId = FUND.fileClaim(
            IInsuranceFund.Filing({
                jobId: uint48(jobId),
                providerId: d.providerId,
                beneficiary: d.payer,
                amount: uint64(amount),
                providerCap: d.providerCap
            })
        );
        d.claimId = uint48(claimId);
        emit ClaimForwarded(jobId, claimId, uint64(uncovered), uint64(amount));
        IProviderRegistry.Status status = REGISTRY.statusOf(d.providerId);
        if (status != IProviderRegistry.Status.Suspended && status != IProviderRegistry.Status.Revoked) {
            REGISTRY.suspend(d.providerId, _reasonOf(jobId), "insurance claim");
        }
    }

    /// @inheritdoc IDisputes
    function reasonOf(uint256 jobId) external view override returns (bytes32) {
        return _reasonOf(jobId);
    }

    /// @dev One step at a time; a claim waits for queued slashes and for a price.
    function _afterClosing(uint256 jobId, Record storage d) internal view override returns (Action) {
        if (d.owed == 0 || d.claimId != 0) return Action.None;
        if (!d.slashed) return Action.Slash;
        (uint256 uncovered, uint256 queued) = _uncovered(jobId, d);
        if (queued != 0) return Action.None;
        (uint256 amount,) = _insured(jobId, d, uncovered);
        return amount != 0 ? Action.FileClaim : Action.None;
    }

    /// @dev Unique to this contract and job, whoever else may slash.
    function _reasonOf(uint256 jobId) private view returns (bytes32) {
        return keccak256(abi.encode(address(this), jobId));
    }

    function _uncovered(uint256 jobId, Record storage d) private view returns (uint256 uncovered, uint256 queued) {
        IProviderRegistry.SlashOutcome memory o = REGISTRY.slashOutcome(d.providerId, _reasonOf(jobId));
        uint256 met = uint256(o.covered) + o.queued;
        return (met < d.owed ? d.owed - met : 0, o.queued);
    }

    /// @dev The part of a loss that was priced inside the band, at the ruling if a price was fresh then, else now.
    /// @return amount rounded down; 0 where no price is fresh
    /// @return limit 0 where no price is fresh
    function _insured(uint256 jobId, Record storage d, uint256 uncovered)
        private
        view
        returns (uint256 amount, uint256 limit)
    {
        limit = d.priceLimit != 0 ? d.priceLimit : _priceLimit(jobId);
        uint256 unitPrice = MARKET.job(jobId).unitPrice;
        amount = unitPrice <= limit ? uncovered : uncovered * limit / unitPrice;
    }
}
