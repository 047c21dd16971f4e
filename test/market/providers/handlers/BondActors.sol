// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IProviderRegistry } from "../../../../src/interfaces/IProviderRegistry.sol";
import { ProviderWorld } from "../utils/ProviderWorld.sol";
import { BondActor, BondBooks } from "./BondBooks.sol";

/// @notice The owners: deposit, ask to leave, change their minds, leave.
contract OwnerHandler is BondActor {
    address internal constant PURSE = address(0x9009);

    constructor(ProviderWorld world_, BondBooks books_) BondActor(world_, books_) { }

    function request(uint256 seed, uint256 c, uint256 u) external {
        uint32 id = _pick(seed);
        IProviderRegistry.Provider memory p = _bond(id);
        // Mostly lets a notice that runs run out.
        if (p.bondReleaseTime != 0 && seed % 8 != 0) return;
        c = bound(c, 0, p.bondCpt);
        u = bound(u, 0, p.bondUsdc);
        vm.prank(p.owner);
        try registry.requestBondExit(id, c, u) {
            books.onRequest(id);
        } catch { }
    }

    function cancel(uint256 seed) external {
        uint32 id = _pick(seed);
        vm.prank(registry.ownerOf(id));
        try registry.cancelBondExit(id) { } catch { }
    }

    function withdraw(uint256 seed) external {
        uint32 id = _pick(seed);
        uint256 c = world.cpt().balanceOf(PURSE);
        uint256 u = world.usdc().balanceOf(PURSE);
        vm.prank(registry.ownerOf(id));
        try registry.withdrawBond(id, PURSE) {
            books.onWithdrawal(id, world.cpt().balanceOf(PURSE) - c, world.usdc().balanceOf(PURSE) - u);
        } catch { }
    }
}

/// @notice Anyone who adds to a bond, the owners included.
contract DepositorHandler is BondActor {
    constructor(ProviderWorld world_, BondBooks books_) BondActor(world_, books_) {
        world_.cpt().approve(address(registry), type(uint256).max);
        world_.usdc().approve(address(registry), type(uint256).max);
    }

    function deposit(uint256 seed, uint256 c, uint256 u) external {
        uint32 id = _pick(seed);
        c = bound(c, 0, 10_000e18);
        u = bound(u, 0, 10_000e6);
        world.fund(address(this), c, u);
        try registry.depositBond(id, c, u) {
            books.onDeposit(id, c, u);
        } catch { }
    }
}

/// @notice Slashes, and whoever executes what is queued.
contract SlasherHandler is BondActor {
    address internal constant HARMED = address(0x4a24ed);

    constructor(ProviderWorld world_, BondBooks books_) BondActor(world_, books_) { }

    function slash(uint256 seed, uint256 value) external {
        uint32 id = _pick(seed);
        value = bound(value, 1, 3000e6);
        uint256 c = world.cpt().balanceOf(HARMED);
        uint256 u = world.usdc().balanceOf(HARMED);
        uint256 covered = registry.slash(id, value, HARMED, "fault");
        if (covered > value) books.onBreach();
        books.onSlash(id, world.cpt().balanceOf(HARMED) - c, world.usdc().balanceOf(HARMED) - u);
    }

    function execute(uint256 seed) external {
        uint32 id = _pick(seed);
        uint256 c = world.cpt().balanceOf(HARMED);
        try registry.executeSlash(id) {
            books.onSlash(id, world.cpt().balanceOf(HARMED) - c, 0);
        } catch { }
    }
}

/// @notice Suspends, reinstates, renews; rarely revokes.
contract CertifierHandler is BondActor {
    constructor(ProviderWorld world_, BondBooks books_) BondActor(world_, books_) { }

    function judge(uint256 seed, uint256 what) external {
        uint32 id = _pick(seed);
        what %= 16;
        if (what == 0) {
            try registry.revoke(id, "e", "r") { } catch { }
        } else if (what < 6) {
            try registry.suspend(id, "e", "r") { } catch { }
        } else if (what < 12) {
            try registry.reinstate(id, "e", "r") { } catch { }
        } else {
            try registry.renew(id, "e", "r") { } catch { }
        }
    }
}

/// @notice Wants other people's bonds; nothing it tries may ever succeed.
contract AttackerHandler is BondActor {
    constructor(ProviderWorld world_, BondBooks books_) BondActor(world_, books_) { }

    function attack(uint256 seed, uint256 what) external {
        uint32 id = _pick(seed);
        bytes[7] memory calls = [
            abi.encodeCall(registry.withdrawBond, (id, address(this))),
            abi.encodeCall(registry.requestBondExit, (id, 1, 1)),
            abi.encodeCall(registry.cancelBondExit, (id)),
            abi.encodeCall(registry.slash, (id, 1, address(this), "mine")),
            abi.encodeCall(registry.transferOwnership, (id, address(this))),
            abi.encodeCall(registry.acceptOwnership, (id)),
            abi.encodeCall(registry.setParameter, ("exitNotice", 35 days))
        ];
        (bool ok,) = address(registry).call(calls[what % calls.length]);
        if (ok) books.onBreach();
    }
}

/// @notice The world moves: time, prices, jobs.
contract WorldHandler is BondActor {
    constructor(ProviderWorld world_, BondBooks books_) BondActor(world_, books_) { }

    function pass(uint256 time) external {
        skip(bound(time, 1 hours, 60 days));
    }

    function price(uint256 cents) external {
        // One in four is unfit.
        world.setCptPrice(cents % 4 == 0 ? int256(0) : int256(bound(cents, 1, 1e10)));
        registry.recordCptPrice();
    }

    function openJob(uint256 seed) external {
        uint256 index = seed % books.count();
        try world.openJob(books.listingIds(index)) returns (uint256 jobId) {
            books.pushJob(books.ids(index), jobId);
        } catch { }
    }

    function endJob(uint256 seed) external {
        uint32 id = _pick(seed);
        uint256 jobId = books.popJob(id);
        if (jobId != 0) world.cancelJob(jobId);
    }
}
