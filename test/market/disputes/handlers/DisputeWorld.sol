// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IArbiterPanel } from "../../../../src/interfaces/IArbiterPanel.sol";
import { IDisputes } from "../../../../src/interfaces/IDisputes.sol";
import { IJobMarket } from "../../../../src/interfaces/IJobMarket.sol";
import { IJobMarketTypes } from "../../../../src/interfaces/IJobMarketTypes.sol";
import { IVault } from "../../../../src/interfaces/IVault.sol";
import { Vm } from "forge-std/Vm.sol";

/// @notice What the actors share: the contracts, who plays, and what the events said about every dispute's escrows.
contract DisputeWorld {
    struct Players {
        address payer;
        address sponsor;
        address owner;
        address operator;
        address governance;
    }

    IJobMarket public immutable market;
    IDisputes public immutable disputes;
    IArbiterPanel public immutable panel;
    uint32 public immutable listingId;
    Players private _players;

    /// @dev Escrowed for a dispute, and what went back or was paid.
    mapping(uint256 jobId => uint256) public took;
    mapping(uint256 jobId => uint256) public gave;
    mapping(uint256 jobId => uint256) public closings;
    mapping(IDisputes.Outcome => uint256) public outcomes;
    uint256 public claims;
    /// @dev Escrowed by the disputes contract, less what its events have said it was for; 0 between two calls.
    int256 public unnamed;

    constructor(
        IJobMarket market_,
        IDisputes disputes_,
        IArbiterPanel panel_,
        uint32 listingId_,
        Players memory players_
    ) {
        (market, disputes, panel, listingId, _players) = (market_, disputes_, panel_, listingId_, players_);
    }

    function players() external view returns (Players memory) {
        return _players;
    }

    /// @return jobId some dispute in the state, 0 if there is none
    function pick(uint256 seed, IDisputes.State state) external view returns (uint256 jobId) {
        uint256 count = market.jobCount();
        for (uint256 i; i < count; ++i) {
            jobId = (seed % count + i) % count + 1;
            try disputes.disputeOf(jobId) returns (IDisputes.Dispute memory d) {
                if (d.state == state) return jobId;
            } catch { }
        }
        return 0;
    }

    /// @return jobId some reported job inside its window, 0 if there is none
    function pickReported(uint256 seed) external view returns (uint256 jobId) {
        uint256 count = market.jobCount();
        for (uint256 i; i < count; ++i) {
            jobId = (seed % count + i) % count + 1;
            if (
                market.job(jobId).state == IJobMarketTypes.State.Reported
                    && market.due(jobId) == IJobMarketTypes.Reason.None
            ) {
                return jobId;
            }
        }
        return 0;
    }

    function digest(Vm.Log[] calldata logs) public virtual {
        for (uint256 i; i < logs.length; ++i) {
            if (logs[i].emitter == address(disputes) && logs[i].topics.length > 1) _digest(logs[i]);
            if (logs[i].topics.length < 3 || logs[i].topics[0] != IVault.Escrowed.selector) continue;
            if (address(uint160(uint256(logs[i].topics[2]))) == address(disputes)) {
                unnamed += int256(abi.decode(logs[i].data, (uint256)));
            }
        }
    }

    function _digest(Vm.Log calldata log) private {
        bytes32 kind = log.topics[0];
        uint256 jobId = uint256(log.topics[1]);
        if (kind == IDisputes.DisputeOpened.selector) {
            (, uint256 bond) = abi.decode(log.data, (uint256, uint256));
            _take(jobId, bond);
        } else if (kind == IDisputes.DisputeAnswered.selector) {
            _take(jobId, abi.decode(log.data, (uint256)));
        } else if (kind == IDisputes.Appealed.selector) {
            (, uint256 bond) = abi.decode(log.data, (bool, uint256));
            _take(jobId, bond);
        } else if (kind == IDisputes.OfferMade.selector) {
            (,,, uint256 escrowed) = abi.decode(log.data, (bool, uint256, uint256, uint256));
            _take(jobId, escrowed);
        } else if (kind == IDisputes.BondReturned.selector) {
            gave[jobId] += abi.decode(log.data, (uint256));
        } else if (kind == IDisputes.BondForfeited.selector) {
            (uint256 toWinner, uint256 each, uint256 voters) = abi.decode(log.data, (uint256, uint256, uint256));
            gave[jobId] += toWinner + each * voters;
        } else if (kind == IDisputes.OfferPaid.selector) {
            // paid at once, never held before, where the provider's side accepted
            uint256 amount = abi.decode(log.data, (uint256));
            if (unnamed != 0) _take(jobId, amount);
            gave[jobId] += amount;
        } else if (kind == IDisputes.DisputeClosed.selector) {
            ++closings[jobId];
            ++outcomes[IDisputes.Outcome(uint256(log.topics[2]))];
        } else if (kind == IDisputes.ClaimForwarded.selector) {
            ++claims;
        }
    }

    function _take(uint256 jobId, uint256 amount) private {
        took[jobId] += amount;
        unnamed -= int256(amount);
    }
}
