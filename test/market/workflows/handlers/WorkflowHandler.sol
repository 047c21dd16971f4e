// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarketTypes } from "../../../../src/interfaces/IJobMarketTypes.sol";
import { IWorkflows } from "../../../../src/interfaces/IWorkflows.sol";
import { MarketActor } from "../../jobs/handlers/MarketActor.sol";
import { MarketWorld } from "../../jobs/handlers/MarketWorld.sol";

/// @notice A payer of workflows, and anyone who moves them on.
contract WorkflowHandler is MarketActor {
    uint256 private constant MOST = 12;

    IWorkflows private immutable WORKFLOWS;
    address private immutable PAYER;

    /// @dev Of reserves: Σ taken at creations, Σ gone into launches, Σ given back.
    uint256 public taken;
    uint256 public launched;
    uint256 public returned;
    uint256 public launches;
    uint256 public refunds;
    /// @dev A child that was launched although a parent had not succeeded.
    bool public tooEarly;

    constructor(MarketWorld world_, IWorkflows workflows, address payer) MarketActor(world_) {
        (WORKFLOWS, PAYER) = (workflows, payer);
    }

    function create(uint256 seed, uint256 length) external seen {
        if (WORKFLOWS.workflowCount() >= MOST || market.unitsInUse(world.listingId()) > 900) return;
        IWorkflows.Stage[] memory stages = new IWorkflows.Stage[](bound(length, 1, 7));
        for (uint256 i; i < stages.length; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            IWorkflows.Stage memory s = stages[i];
            s.listingId = world.listingId();
            s.units = uint24(1 + seed % 3);
            s.duration = uint24(60 + seed % 1 days);
            s.maxUnitPrice = 5e6;
            s.parents = uint32((seed >> 64) & ((1 << i) - 1));
            s.launchBy = uint40(vm.getBlockTimestamp() + 1 + (seed >> 128) % 20 days);
        }
        vm.prank(PAYER);
        uint256 id = WORKFLOWS.create(address(0), stages, new IWorkflows.BundleTags[](0));
        taken += WORKFLOWS.workflow(id).reserved;
    }

    function launch(uint256 seed) external seen {
        (uint256 id, uint32 launchable) = _find(seed, true);
        for (uint8 i; launchable >> i != 0; ++i) {
            if (launchable >> i & 1 == 0) continue;
            if (!_parentsSucceeded(id, i)) tooEarly = true;
            (,, uint64 reserve,) = WORKFLOWS.stage(id, i);
            // the provider may be at an end by now
            try WORKFLOWS.launch(id, i) {
                launched += reserve;
                ++launches;
            } catch { }
            return;
        }
    }

    /// @dev What is not due must never open.
    function launchEarly(uint256 seed, uint8 stage) external seen {
        uint256 id = _pick(seed);
        if (id == 0) return;
        (uint32 launchable,) = WORKFLOWS.due(id);
        if (stage < 32 && launchable >> stage & 1 != 0) return;
        try WORKFLOWS.launch(id, stage) {
            tooEarly = true;
        } catch { }
    }

    function refund(uint256 seed, uint32 stages) external seen {
        (uint256 id, uint32 dead) = _find(seed, false);
        if (dead == 0) return;
        returned += WORKFLOWS.refund(id, dead & stages == 0 ? dead : stages);
        ++refunds;
    }

    function cancel(uint256 seed, uint32 stages) external seen {
        uint256 id = _pick(seed);
        if (id == 0 || seed % 4 != 0) return;
        if (WORKFLOWS.workflow(id).waiting & stages == 0) return;
        vm.prank(PAYER);
        returned += WORKFLOWS.cancel(id, stages);
    }

    function _pick(uint256 seed) private view returns (uint256) {
        uint256 count = WORKFLOWS.workflowCount();
        return count == 0 ? 0 : seed % count + 1;
    }

    /// @return id some workflow with anything to launch, or to refund; 0 if there is none
    function _find(uint256 seed, bool toLaunch) private view returns (uint256 id, uint32 stages) {
        uint256 count = WORKFLOWS.workflowCount();
        for (uint256 i; i < count; ++i) {
            id = (seed % count + i) % count + 1;
            (uint32 launchable, uint32 dead) = WORKFLOWS.due(id);
            stages = toLaunch ? launchable : dead;
            if (stages != 0) return (id, stages);
        }
        return (0, 0);
    }

    function _parentsSucceeded(uint256 id, uint8 stage) private view returns (bool) {
        (IWorkflows.Stage memory s,,,) = WORKFLOWS.stage(id, stage);
        for (uint8 p; s.parents >> p != 0; ++p) {
            if (s.parents >> p & 1 == 0) continue;
            (,,, uint256 jobId) = WORKFLOWS.stage(id, p);
            if (jobId == 0) return false;
            for (uint256 next = market.successorOf(jobId); next != 0; next = market.successorOf(jobId)) {
                jobId = next;
            }
            IJobMarketTypes.Job memory j = market.job(jobId);
            bool ended = j.state == IJobMarketTypes.State.Reported || j.state == IJobMarketTypes.State.Settled;
            if (!ended || !j.succeeded) return false;
        }
        return true;
    }
}
