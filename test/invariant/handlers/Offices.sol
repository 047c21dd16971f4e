// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { Deployment } from "../../../script/deploy/Deployment.sol";
import { IProviderRegistry } from "../../../src/interfaces/IProviderRegistry.sol";
import { IRevenueRouter } from "../../../src/interfaces/IRevenueRouter.sol";
import { Hub } from "../utils/Hub.sol";
import { Town } from "../utils/Town.sol";
import { TownActor } from "./TownActor.sol";

/// @notice Time passes: mostly minutes, in which jobs live; now and then hours or days, in which waits run out.
contract ClockHandler is TownActor {
    constructor(Town town_, Hub hub_, Deployment memory d) TownActor(town_, hub_, d) { }

    function pass(uint256 time, uint8 kind) external seen {
        if (kind % 32 == 0) town.pass(bound(time, 50 days, 60 days));
        else if (kind % 32 == 1) town.pass(bound(time, 3 days, 16 days));
        else if (kind % 8 == 2) town.pass(bound(time, 1 hours, 30 hours));
        else town.pass(bound(time, 1, 9 minutes));
    }
}

/// @notice Puts the seller back in good standing whatever happened to it; grants and pays claims; moves revenue on.
contract OfficeHandler is TownActor {
    Deployment private _d;

    constructor(Town town_, Hub hub_, Deployment memory d) TownActor(town_, hub_, d) {
        _d = d;
    }

    function restore() external seen {
        address registry = address(_d.registry);
        if (_d.registry.statusOf(1) == IProviderRegistry.Status.Suspended) {
            town.act(registry, abi.encodeCall(_d.registry.reinstate, (1, 0, "")));
        }
        if (_d.registry.statusOf(1) == IProviderRegistry.Status.Certified) {
            town.act(registry, abi.encodeCall(_d.registry.renew, (1, 0, "")));
        }
        market.refreshProvider(1);
    }

    /// @dev The seller makes up for what it lost.
    function bond(uint256 amount) external seen {
        amount = bound(amount, 1e6, 20_000e6);
        town.mint(town.seller(), amount);
        vm.prank(town.seller());
        _d.registry.depositBond(1, 0, amount);
    }

    function suspend(uint8 kind) external seen {
        if (kind % 8 == 0) town.act(address(_d.registry), abi.encodeCall(_d.registry.suspend, (1, 0, "")));
    }

    function claims(uint256 seed, bool reject) external seen {
        uint256 count = _d.insurance.claimCount();
        if (count == 0) return;
        uint256 id = seed % count + 1;
        if (reject && seed % 4 == 0) {
            town.act(address(_d.insurance), abi.encodeCall(_d.insurance.rejectClaim, (id, "")));
        } else {
            _d.insurance.grantClaim(id);
        }
    }

    function payClaims() external seen {
        _d.insurance.payClaims(8);
    }

    function contribute(uint256 amount) external seen {
        amount = bound(amount, 1, 5000e6);
        town.mint(address(town), amount);
        town.act(address(_d.insurance), abi.encodeCall(_d.insurance.contribute, (amount)));
    }

    function revenue(uint8 source) external seen {
        _d.router.collect(IRevenueRouter.Source(source % 5));
        _d.router.distribute();
    }
}
