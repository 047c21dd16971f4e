// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarketTypes } from "../../../src/interfaces/IJobMarketTypes.sol";
import { IListings } from "../../../src/interfaces/IListings.sol";
import { Tariffs } from "../listings/utils/Tariffs.sol";
import { ArbiterHandler } from "./handlers/ArbiterHandler.sol";
import { AttackerHandler } from "./handlers/AttackerHandler.sol";
import { KeeperHandler } from "./handlers/KeeperHandler.sol";
import { MarketWorld } from "./handlers/MarketWorld.sol";
import { MeterHandler } from "./handlers/MeterHandler.sol";
import { ModuleHandler } from "./handlers/ModuleHandler.sol";
import { PayerHandler } from "./handlers/PayerHandler.sol";
import { ProviderHandler } from "./handlers/ProviderHandler.sol";
import { TimeHandler } from "./handlers/TimeHandler.sol";
import { MarketHouse } from "./utils/MarketHouse.sol";

/// forge-config: default.invariant.depth = 128
/// forge-config: default.invariant.runs = 12
/// forge-config: deep.invariant.depth = 150
/// forge-config: deep.invariant.runs = 100
/// @dev Laws C and D, and that the market's counters are what the jobs say.
contract JobMarketInvariants is MarketHouse {
    MarketWorld private world;
    AttackerHandler private attacker;
    /// @dev Who takes over.
    address private helper;
    uint32 private other;

    function setUp() public override {
        super.setUp();
        listingId = listWith(terms(), Tariffs.usual());
        // small enough for the limit on early payments to bind
        setCover(40e6);
        world = new MarketWorld(market, vault, listingId, _backup());
        attacker = new AttackerHandler(world, anyone);
        targetContract(address(new PayerHandler(world, buyer, buyer)));
        targetContract(address(new PayerHandler(world, sponsor, buyer)));
        targetContract(address(new ProviderHandler(world, seller, PROVIDER)));
        targetContract(address(new ProviderHandler(world, seller, PROVIDER)));
        targetContract(address(new ProviderHandler(world, helper, other)));
        targetContract(address(new ModuleHandler(world, address(this), sponsor)));
        targetContract(address(new MeterHandler(world, meters, quorum)));
        targetContract(address(new MeterHandler(world, meters, quorum)));
        targetContract(address(new KeeperHandler(world)));
        targetContract(address(new ArbiterHandler(world, address(this))));
        targetContract(address(attacker));
        targetContract(address(new TimeHandler(world, oracle, nodes, usdcFeed)));
        lockFor(sponsor, 5000e18);
    }

    function _backup() private returns (uint32 backup) {
        (other, helper) = newcomer("helper");
        IListings.Listing memory l = terms();
        (l.providerId, l.capacity) = (other, 4);
        vm.prank(helper);
        backup = listings.create(l, "GPU", "EU", new bytes32[](0), "");
    }

    /// @dev One campaign for all laws: it is the actors that take time.
    function invariant_laws() public view {
        _vaultHoldsExactlyItsLedger();
        _whatWasEscrowedFlowedOrIsThere();
        _countersAreWhatTheJobsSay();
        assertEq(attacker.successes(), 0, "a stranger did something");
    }

    /// @dev Law C, to the unit: nobody sends stray tokens here.
    function _vaultHoldsExactlyItsLedger() private view {
        uint256 sum = vault.totalUncollectedRevenue();
        address[6] memory accounts = [buyer, sponsor, seller, payout, helper, anyone];
        for (uint256 i; i < 6; ++i) {
            sum += vault.balanceOf(accounts[i]) + vault.escrowOf(accounts[i]);
        }
        assertEq(usdc.balanceOf(address(vault)), sum);
        assertEq(vault.balanceOf(anyone) + vault.escrowOf(anyone), 0);
        assertEq(vault.balanceOf(payout) + vault.balanceOf(helper), world.totalPaid());
        assertEq(vault.totalUncollectedRevenue(), world.totalFees());
    }

    /// @dev Law D for finished jobs; for the others what has not flowed is still in escrow.
    function _whatWasEscrowedFlowedOrIsThere() private view {
        uint256 ofBuyer;
        uint256 ofSponsor;
        for (uint256 id = 1; id <= market.jobCount(); ++id) {
            IJobMarketTypes.Job memory j = market.job(id);
            assertEq(world.flowed(id) + j.escrow, world.escrowed(id), "law D");
            assertLe(j.paid, world.escrowed(id));
            bool terminal = j.state == IJobMarketTypes.State.Settled || j.state == IJobMarketTypes.State.Refunded;
            assertEq(world.ended(id), terminal, "terminal states are those whose event was emitted");
            if (terminal) assertEq(j.escrow, 0);
            if (j.payer == buyer) ofBuyer += j.escrow;
            else ofSponsor += j.escrow;
        }
        assertEq(vault.escrowOf(buyer), ofBuyer);
        assertEq(vault.escrowOf(sponsor), ofSponsor);
        assertFalse(world.resurrected(), "terminal is final");
    }

    function _countersAreWhatTheJobsSay() private view {
        _counts(PROVIDER, listingId);
        _counts(other, world.backupId());
    }

    function _counts(uint32 providerId, uint32 listing) private view {
        uint256 open;
        uint256 risk;
        uint256 inUse = market.heldUnits(listing);
        for (uint256 id = 1; id <= market.jobCount(); ++id) {
            IJobMarketTypes.Job memory j = market.job(id);
            if (j.providerId != providerId) continue;
            if (!j.held && j.state < IJobMarketTypes.State.Reported) inUse += j.units;
            if (j.state < IJobMarketTypes.State.Settled) ++open;
            risk += j.paidEarly;
        }
        (uint256 openJobs, uint256 atRisk) = market.providerLoad(providerId);
        assertEq(openJobs, open);
        assertEq(atRisk, risk);
        assertEq(market.unitsInUse(listing), inUse);
        assertLe(atRisk, registry.haircutBond(providerId), "early payments exceed the bond");
    }

    /// @dev Whatever happened, time alone empties every escrow.
    function afterInvariant() public {
        if (market.jobCount() == 0) return;
        // More rounds than a job that goes to its backup needs.
        for (uint256 round; round < 6; ++round) {
            skip(61 days);
            for (uint256 id = 1; id <= market.jobCount(); ++id) {
                IJobMarketTypes.Reason reason = market.due(id);
                if (reason == IJobMarketTypes.Reason.WindowElapsed) market.release(id);
                else if (reason != IJobMarketTypes.Reason.None) market.expire(id);
            }
        }
        assertEq(vault.escrowOf(buyer) + vault.escrowOf(sponsor), 0);
        assertEq(market.unitsInUse(listingId), market.heldUnits(listingId));
        assertEq(market.unitsInUse(world.backupId()), 0);
        (uint256 openJobs, uint256 atRisk) = market.providerLoad(PROVIDER);
        assertEq(openJobs + atRisk, 0);
    }
}
