// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { Vault } from "../../../../src/custody/Vault.sol";
import { IJobMarket } from "../../../../src/interfaces/IJobMarket.sol";
import { IJobMarketTypes } from "../../../../src/interfaces/IJobMarketTypes.sol";
import { Vm } from "forge-std/Vm.sol";

/// @notice What the actors share: the market, and what its events said about every job.
contract MarketWorld {
    IJobMarket public immutable market;
    Vault public immutable vault;
    uint32 public immutable listingId;
    /// @dev Another provider's, of few units.
    uint32 public immutable backupId;

    mapping(uint256 jobId => uint256) public escrowed;
    /// @dev paid + fee + refunded over the job's events
    mapping(uint256 jobId => uint256) public flowed;
    mapping(uint256 jobId => bool) public ended;
    uint256 public totalPaid;
    uint256 public totalFees;
    /// @dev A job that did anything after its end.
    bool public resurrected;
    mapping(IJobMarketTypes.Reason => uint256) public endings;

    constructor(IJobMarket market_, Vault vault_, uint32 listingId_, uint32 backupId_) {
        (market, vault, listingId, backupId) = (market_, vault_, listingId_, backupId_);
    }

    /// @return jobId some job in the state whose wait has not run out, 0 if there is none
    function pick(uint256 seed, IJobMarketTypes.State state) external view returns (uint256 jobId) {
        uint256 count = market.jobCount();
        for (uint256 i; i < count; ++i) {
            jobId = (seed % count + i) % count + 1;
            if (market.job(jobId).state == state && market.due(jobId) == IJobMarketTypes.Reason.None) return jobId;
        }
        return 0;
    }

    function digest(Vm.Log[] calldata logs) public virtual {
        for (uint256 i; i < logs.length; ++i) {
            if (logs[i].emitter != address(market) || logs[i].topics.length < 2) continue;
            _digest(logs[i]);
        }
    }

    function _digest(Vm.Log calldata log) private {
        bytes32 kind = log.topics[0];
        if (kind == IJobMarketTypes.ProviderRefreshed.selector || kind == IJobMarketTypes.ListingRefreshed.selector) {
            return;
        }
        // The first names no job, the second one that has just ended.
        if (kind == IJobMarketTypes.HeldSet.selector || kind == IJobMarketTypes.JobHandedOver.selector) return;
        uint256 jobId = uint256(log.topics[1]);
        if (ended[jobId]) resurrected = true;
        if (kind == IJobMarketTypes.JobOpened.selector) {
            (,,,,, escrowed[jobId],,,) =
                abi.decode(log.data, (uint32, address, uint24, uint24, uint40, uint256, uint16, uint16, bytes32));
        } else if (kind == IJobMarketTypes.JobToppedUp.selector) {
            (uint256 amount,) = abi.decode(log.data, (uint256, uint256));
            escrowed[jobId] += amount;
        } else if (kind == IJobMarketTypes.JobExtended.selector) {
            (, uint256 amount,) = abi.decode(log.data, (uint256, uint256, uint256));
            escrowed[jobId] += amount;
        } else if (kind == IJobMarketTypes.JobReported.selector) {
            (,,,, uint256 paid, uint256 fee, uint256 refunded, uint256 held,) =
                abi.decode(log.data, (uint8, uint64, uint64, uint64, uint256, uint256, uint256, uint256, bytes32));
            _flow(jobId, paid, fee, refunded);
            require(flowed[jobId] + held == escrowed[jobId], "report does not sum to the escrow");
        } else if (kind == IJobMarketTypes.JobSettled.selector) {
            (uint256 paid, uint256 fee, uint256 refunded) = abi.decode(log.data, (uint256, uint256, uint256));
            _flow(jobId, paid, fee, refunded);
            _end(jobId, log.topics[2]);
        } else if (kind == IJobMarketTypes.JobRefunded.selector) {
            (, uint256 paid, uint256 fee, uint256 refunded) = abi.decode(log.data, (uint8, uint256, uint256, uint256));
            _flow(jobId, paid, fee, refunded);
            _end(jobId, log.topics[2]);
        }
    }

    function _flow(uint256 jobId, uint256 paid, uint256 fee, uint256 refunded) private {
        flowed[jobId] += paid + fee + refunded;
        totalPaid += paid;
        totalFees += fee;
    }

    function _end(uint256 jobId, bytes32 reason) private {
        ended[jobId] = true;
        ++endings[IJobMarketTypes.Reason(uint256(reason))];
    }
}
