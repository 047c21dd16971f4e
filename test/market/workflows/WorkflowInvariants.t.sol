// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarketTypes } from "../../../src/interfaces/IJobMarketTypes.sol";
import { IWorkflows } from "../../../src/interfaces/IWorkflows.sol";
import { ArbiterHandler } from "../jobs/handlers/ArbiterHandler.sol";
import { KeeperHandler } from "../jobs/handlers/KeeperHandler.sol";
import { MarketWorld } from "../jobs/handlers/MarketWorld.sol";
import { MeterHandler } from "../jobs/handlers/MeterHandler.sol";
import { ProviderHandler } from "../jobs/handlers/ProviderHandler.sol";
import { TimeHandler } from "../jobs/handlers/TimeHandler.sol";
import { WorkflowHandler } from "./handlers/WorkflowHandler.sol";
import { WorkflowHouse } from "./utils/WorkflowHouse.sol";

/// forge-config: default.invariant.depth = 128
/// forge-config: default.invariant.runs = 8
/// forge-config: deep.invariant.depth = 150
/// forge-config: deep.invariant.runs = 100
/// @dev Law C for reserves: what workflows have set aside is exactly what the vault holds of the payer beside its jobs, and
/// every unit of it waits, was launched or went back.
contract WorkflowInvariants is WorkflowHouse {
    MarketWorld private world;
    WorkflowHandler private handler;

    function setUp() public override {
        super.setUp();
        world = new MarketWorld(market, vault, listingId, 0);
        handler = new WorkflowHandler(world, workflows, buyer);
        targetContract(address(handler));
        targetContract(address(new ProviderHandler(world, seller, PROVIDER)));
        targetContract(address(new MeterHandler(world, meters, quorum)));
        targetContract(address(new KeeperHandler(world)));
        targetContract(address(new ArbiterHandler(world, address(this))));
        targetContract(address(new TimeHandler(world, oracle, nodes, usdcFeed)));
    }

    function invariant_LawC_ReservesAreTheEscrowBesideTheJobs() public view {
        uint256 sum;
        for (uint256 id = 1; id <= workflows.workflowCount(); ++id) {
            sum += _reservesOf(id);
        }
        assertEq(handler.taken(), handler.launched() + handler.returned() + sum, "every unit is somewhere");
        for (uint256 id = 1; id <= market.jobCount(); ++id) {
            sum += market.job(id).escrow;
        }
        assertEq(vault.escrowOf(buyer), sum, "escrow");
        assertFalse(handler.tooEarly(), "a child was launched before its parents succeeded");
    }

    /// @dev Σ reserves of a workflow's waiting stages, which is what it says it holds; and each stage is in one status.
    function _reservesOf(uint256 id) private view returns (uint256 sum) {
        IWorkflows.Workflow memory w = workflows.workflow(id);
        assertEq(w.waiting & w.launched, 0);
        for (uint8 i; i < w.stageCount; ++i) {
            (, IWorkflows.Status status, uint64 reserve, uint256 jobId) = workflows.stage(id, i);
            assertEq(jobId != 0, status == IWorkflows.Status.Launched);
            if (status == IWorkflows.Status.Waiting) sum += reserve;
        }
        assertEq(w.reserved, sum, "reserved");
    }

    /// @dev Whatever happened, time and anyone empty every reserve and escrow.
    function afterInvariant() public {
        skip(401 days);
        for (uint256 id = 1; id <= workflows.workflowCount(); ++id) {
            if (workflows.workflow(id).waiting == 0) continue;
            workflows.refund(id, type(uint32).max);
            assertEq(workflows.workflow(id).reserved, 0);
        }
        for (uint256 round; round < 3; ++round) {
            skip(91 days);
            for (uint256 id = 1; id <= market.jobCount(); ++id) {
                IJobMarketTypes.Reason reason = market.due(id);
                if (reason == IJobMarketTypes.Reason.WindowElapsed) market.release(id);
                else if (reason != IJobMarketTypes.Reason.None) market.expire(id);
            }
        }
        assertEq(vault.escrowOf(buyer), 0);
    }
}
