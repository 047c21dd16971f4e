// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IDisputes } from "../../../src/interfaces/IDisputes.sol";
import { IJobMarketTypes } from "../../../src/interfaces/IJobMarketTypes.sol";
import { DisputeWorld } from "./handlers/DisputeWorld.sol";
import { JobMaker } from "./handlers/JobMaker.sol";
import { ArbitersHandler, DisputeKeeper, GovernanceHandler } from "./handlers/OfficeHandlers.sol";
import { BuyerHandler, SellerHandler } from "./handlers/PartyHandlers.sol";
import { DisputeHouse } from "./utils/DisputeHouse.sol";

/// forge-config: default.invariant.depth = 160
/// forge-config: default.invariant.runs = 4
/// forge-config: deep.invariant.depth = 150
/// forge-config: deep.invariant.runs = 40
/// @dev Laws C and D through every dispute, and that every bond is held, returned or paid, once.
contract DisputeInvariants is DisputeHouse {
    DisputeWorld private world;

    function setUp() public override {
        super.setUp();
        fund(buyer, 100 * DEPOSIT);
        fund(sponsor, 100 * DEPOSIT);
        fund(seller, 100 * DEPOSIT);
        fund(operator, 100 * DEPOSIT);
        setCover(40_000e6);
        world = new DisputeWorld(
            market,
            disputes,
            panel,
            listingId,
            DisputeWorld.Players({
                payer: buyer, sponsor: sponsor, owner: seller, operator: operator, governance: address(this)
            })
        );
        JobMaker maker = new JobMaker(
            world,
            JobMaker.Peers({
                registry: registry, oracle: oracle, nodes: nodes, usdcFeed: usdcFeed, meters: meters, quorum: quorum
            })
        );
        targetContract(address(maker));
        targetContract(address(new SellerHandler(world)));
        targetContract(address(new ArbitersHandler(world)));
        targetContract(address(new BuyerHandler(world)));
        targetContract(address(new BuyerHandler(world)));
        targetContract(address(new SellerHandler(world)));
        targetContract(address(new ArbitersHandler(world)));
        targetContract(address(new GovernanceHandler(world, registry)));
        targetContract(address(new DisputeKeeper(world)));
        maker.jobs(400, 20);
    }

    function invariant_laws() public view {
        _vaultHoldsExactlyItsLedger();
        _escrowsAreJobsAndBonds();
        _everyBondIsHeldReturnedOrPaidOnce();
    }

    /// @dev Law C, to the unit.
    function _vaultHoldsExactlyItsLedger() private view {
        uint256 sum = vault.totalUncollectedRevenue();
        address[5] memory accounts = [buyer, sponsor, seller, operator, payout];
        for (uint256 i; i < 5; ++i) {
            sum += vault.balanceOf(accounts[i]) + vault.escrowOf(accounts[i]);
        }
        for (uint256 i; i < 5; ++i) {
            sum += vault.balanceOf(arbiters[i]);
        }
        assertEq(usdc.balanceOf(address(vault)), sum, "law C");
    }

    /// @dev Vault escrows now = open jobs + held bonds and offers.
    function _escrowsAreJobsAndBonds() private view {
        uint256 jobs;
        for (uint256 id = 1; id <= market.jobCount(); ++id) {
            jobs += market.job(id).escrow;
        }
        uint256 escrows =
            vault.escrowOf(buyer) + vault.escrowOf(sponsor) + vault.escrowOf(seller) + vault.escrowOf(operator);
        assertEq(escrows, jobs + disputes.totalHeld(), "escrows");
    }

    function _everyBondIsHeldReturnedOrPaidOnce() private view {
        uint256 held;
        for (uint256 id = 1; id <= market.jobCount(); ++id) {
            if (world.took(id) == 0) continue;
            IDisputes.Dispute memory d = get(id);
            uint256 here = world.took(id) - world.gave(id);
            if (d.state == IDisputes.State.Closed) {
                assertEq(here, 0, "a closed dispute holds nothing");
                assertEq(world.closings(id), 1, "closed once");
                assertTrue(market.job(id).state == IJobMarketTypes.State.Settled, "and its job is settled");
            } else {
                uint256 wanted = d.bond + disputes.offerOf(id, false).escrowed + disputes.offerOf(id, true).escrowed;
                if (d.respondent != address(0)) wanted += d.bond;
                if (d.appellant != address(0)) wanted += d.appealBond;
                assertEq(here, wanted, "an open one holds its bonds");
                assertEq(world.closings(id), 0);
            }
            held += here;
        }
        assertEq(disputes.totalHeld(), held, "held");
    }

    /// @dev Whatever happened, time alone ends every dispute and empties every escrow.
    function afterInvariant() public {
        uint256 count = market.jobCount();
        for (uint256 round; round < 6; ++round) {
            skip(31 days);
            for (uint256 id = 1; id <= count; ++id) {
                if (disputes.due(id) == IDisputes.Action.Finalize) disputes.finalize(id);
                IJobMarketTypes.Reason reason = market.due(id);
                if (reason == IJobMarketTypes.Reason.WindowElapsed) market.release(id);
                else if (reason != IJobMarketTypes.Reason.None) market.expire(id);
            }
        }
        assertEq(disputes.totalHeld(), 0);
        uint256 escrows =
            vault.escrowOf(buyer) + vault.escrowOf(sponsor) + vault.escrowOf(seller) + vault.escrowOf(operator);
        assertEq(escrows, 0);
    }
}
