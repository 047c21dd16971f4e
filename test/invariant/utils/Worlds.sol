// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { Vault } from "../../../src/custody/Vault.sol";
import { IArbiterPanel } from "../../../src/interfaces/IArbiterPanel.sol";
import { IDisputes } from "../../../src/interfaces/IDisputes.sol";
import { IJobMarket } from "../../../src/interfaces/IJobMarket.sol";
import { SpotMarket } from "../../../src/market/SpotMarket.sol";
import { DisputeWorld } from "../../market/disputes/handlers/DisputeWorld.sol";
import { MarketWorld } from "../../market/jobs/handlers/MarketWorld.sol";
import { SpotWorld } from "../../market/spot/handlers/SpotWorld.sol";
import { Hub } from "./Hub.sol";
import { Vm } from "forge-std/Vm.sol";

// The worlds of the single modules' campaigns. What one of their actors saw goes to the hub, which shows it to all of them.

contract TownMarketWorld is MarketWorld {
    Hub private immutable HUB;

    constructor(Hub hub, IJobMarket market, Vault vault, uint32 listingId, uint32 backupId)
        MarketWorld(market, vault, listingId, backupId)
    {
        HUB = hub;
    }

    function digest(Vm.Log[] calldata logs) public override {
        if (msg.sender == address(HUB)) super.digest(logs);
        else HUB.take(logs);
    }
}

contract TownDisputeWorld is DisputeWorld {
    Hub private immutable HUB;

    constructor(
        Hub hub,
        IJobMarket market,
        IDisputes disputes,
        IArbiterPanel panel,
        uint32 listingId,
        Players memory players
    ) DisputeWorld(market, disputes, panel, listingId, players) {
        HUB = hub;
    }

    function digest(Vm.Log[] calldata logs) public override {
        if (msg.sender == address(HUB)) super.digest(logs);
        else HUB.take(logs);
    }
}

contract TownSpotWorld is SpotWorld {
    Hub private immutable HUB;

    constructor(Hub hub, IJobMarket market, SpotMarket spot, bytes32 sku, uint32[3] memory lots)
        SpotWorld(market, spot, sku, lots)
    {
        HUB = hub;
    }

    function digest(Vm.Log[] calldata logs) public override {
        if (msg.sender == address(HUB)) super.digest(logs);
        else HUB.take(logs);
    }
}
