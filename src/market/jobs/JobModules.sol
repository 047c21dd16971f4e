// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobModules } from "../../interfaces/IJobModules.sol";
import { IListings } from "../../interfaces/IListings.sol";
import { VeTier } from "../../libraries/VeTier.sol";
import { BookCodec, ListingCopy } from "./BookCodec.sol";
import { JobFlags, JobRecord } from "./JobCodec.sol";
import { JobEntry } from "./JobEntry.sol";
import {
    AccessManagedUpgradeable
} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";
import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title Openings for somebody: by modules of the market, and at a backup (SPEC JOB 4)
abstract contract JobModules is IJobModules, JobEntry, ReentrancyGuardTransient, AccessManagedUpgradeable {
    /// @inheritdoc IJobModules
    function openFor(address payer, OpenParams calldata p, ModuleTerms calldata terms)
        external
        override
        restricted
        nonReentrant
        returns (uint256 jobId)
    {
        Session memory session;
        _begin(session, payer);
        session.unitPrice = terms.unitPrice;
        session.firm = terms.firm;
        session.held = terms.held;
        uint256 discount = Math.min(terms.discountPercent, VeTier.HIGHEST_PERCENT);
        if (discount > session.discountPercent) session.discountPercent = discount;
        jobId = _open(session, p);
        emit ModuleOpened(jobId, msg.sender, terms.firm, terms.held);
        _escrowAll(session);
    }

    /// @inheritdoc IJobModules
    function setHeld(uint32 listingId, uint24 units) external override restricted {
        uint256 word = _listings[listingId];
        uint256 held = _held[listingId];
        if (units > held) {
            uint256 free = _freeUnits(BookCodec.unpackListing(word));
            if (units - held > free) revert CapacityExceeded(listingId, free, units - held);
            _listings[listingId] = BookCodec.takeUnits(word, units - held);
        } else {
            _listings[listingId] = BookCodec.giveUnitsBack(word, held - units);
        }
        _held[listingId] = units;
        emit HeldSet(listingId, units);
    }

    /// @inheritdoc IJobModules
    function handOver(uint256 jobId, uint64 refunded) external override returns (uint256 newJobId) {
        if (msg.sender != address(this)) revert NotMarket(msg.sender);
        JobRecord memory j;
        _loadExisting(jobId, j);
        Extras memory e = _extras[jobId];
        ListingCopy memory l = BookCodec.unpackListing(_listings[e.backupListing]);

        OpenParams memory p;
        p.listingId = e.backupListing;
        p.maxUnitPrice = e.backupMaxPrice;
        p.buyer = _buyerOf(jobId, j);
        (p.units, p.duration) = _remainder(jobId, j, l);
        Session memory session;
        _begin(session, j.payer);
        session.escrowCap = refunded;
        newJobId = _open(session, p);
        _extras[jobId].successor = uint64(newJobId);
        if (j.hasTasks) _inheritTasks(jobId, newJobId);
        emit JobHandedOver(jobId, newJobId);
        _escrowAll(session);
    }

    /// @dev What the last checkpoint leaves to do, within what the backup offers.
    function _remainder(uint256 jobId, JobRecord memory j, ListingCopy memory l)
        private
        view
        returns (uint24 units, uint24 duration)
    {
        if (JobFlags.period(j.flags) != JobFlags.period(l.flags)) {
            revert InvalidBackup(_extras[jobId].backupListing);
        }
        uint256 usage = _checkpointOf(jobId, j).usage;
        uint256 rest = j.duration;
        units = uint24(j.units);
        if (JobFlags.period(j.flags) == IListings.Period.Unit) {
            units = uint24(Math.saturatingSub(j.units, usage));
        } else {
            rest = Math.saturatingSub(rest, usage / j.units);
        }
        duration = uint24(Math.max(rest, l.minDuration));
    }

    function _inheritTasks(uint256 jobId, uint256 newJobId) private {
        JobRecord memory successor;
        _loadExistingProgress(newJobId, successor);
        successor.hasTasks = true;
        _tasks[newJobId] = _tasks[jobId];
        _storeProgress(newJobId, successor);
    }
}
