// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { Test } from "forge-std/Test.sol";

import { IBondDelegation } from "../../../../src/interfaces/IBondDelegation.sol";
import { BondDelegation } from "../../../../src/market/BondDelegation.sol";
import { ProviderRegistry } from "../../../../src/market/ProviderRegistry.sol";
import { ProviderWorld } from "../../providers/utils/ProviderWorld.sol";
import { DelegationBooks } from "./DelegationBooks.sol";

/// @dev Actors try; whether the contracts let them is their own affair unless it breaks a law.
abstract contract DelegationActor is Test {
    ProviderWorld internal immutable world;
    ProviderRegistry internal immutable registry;
    BondDelegation internal immutable delegation;
    DelegationBooks internal immutable books;

    constructor(ProviderWorld world_, DelegationBooks books_) {
        (world, registry, delegation, books) = (world_, world_.registry(), world_.delegation(), books_);
    }

    function _pick(uint256 seed) internal view returns (uint32) {
        return books.ids(seed % books.count());
    }

    /// @dev The provider's part of a split, seen where it arrives.
    function _payoutBalance(uint32 id) internal view returns (uint256) {
        return world.vault().balanceOf(registry.payoutOf(id));
    }
}

/// @notice Those who stake: in, notice, second thoughts, out, and their earnings.
contract StakerHandler is DelegationActor {
    constructor(ProviderWorld world_, DelegationBooks books_) DelegationActor(world_, books_) { }

    function delegate(uint256 seed, uint256 who, uint256 amount) external {
        uint32 id = _pick(seed);
        address account = books.delegator(who);
        amount = bound(amount, 10e18, 2000e18);
        world.fund(account, amount, 0);
        vm.startPrank(account);
        world.cpt().approve(address(registry), amount);
        uint256 before = _payoutBalance(id);
        try delegation.delegate(id, amount) {
            books.onDelegate(id, amount);
            books.onSplit(id, _payoutBalance(id) - before);
        } catch { }
        vm.stopPrank();
    }

    function request(uint256 seed, uint256 who, uint256 shares) external {
        uint32 id = _pick(seed);
        address account = books.delegator(who);
        IBondDelegation.Position memory p = delegation.position(id, account);
        // Mostly lets a notice that runs run out.
        if (p.shares == 0 || (p.releaseTime != 0 && seed % 8 != 0)) return;
        uint256 before = _payoutBalance(id);
        vm.prank(account);
        delegation.requestExit(id, bound(shares, 1, p.shares));
        books.onRequest(id, account);
        books.onSplit(id, _payoutBalance(id) - before);
    }

    function cancel(uint256 seed, uint256 who) external {
        if (seed % 4 != 0) return;
        uint32 id = _pick(seed);
        uint256 before = _payoutBalance(id);
        vm.prank(books.delegator(who));
        try delegation.cancelExit(id) {
            books.onSplit(id, _payoutBalance(id) - before);
        } catch { }
    }

    function withdraw(uint256 seed, uint256 who) external {
        uint32 id = _pick(seed);
        address account = books.delegator(who);
        uint256 before = world.cpt().balanceOf(account);
        vm.prank(account);
        try delegation.withdraw(id, account) returns (uint256 paid) {
            if (world.cpt().balanceOf(account) - before != paid) books.onBreach();
            books.onWithdrawal(id, account, paid, registry.queuedSlashes(id).length);
        } catch { }
    }

    function claim(uint256 seed, uint256 who) external {
        uint32 id = _pick(seed);
        address account = books.delegator(who);
        uint32[] memory ids = new uint32[](1);
        ids[0] = id;
        uint256 before = _payoutBalance(id);
        uint256 held = world.usdc().balanceOf(account);
        vm.prank(account);
        try delegation.claim(ids, account) returns (uint256 paid) {
            if (world.usdc().balanceOf(account) - held != paid) books.onBreach();
            books.onClaim(id, paid);
            books.onSplit(id, _payoutBalance(id) - before);
        } catch { }
    }
}

/// @notice Owners set shares, put bond in and take it out.
contract SharerHandler is DelegationActor {
    constructor(ProviderWorld world_, DelegationBooks books_) DelegationActor(world_, books_) { }

    function setShare(uint256 seed, uint16 bps) external {
        uint32 id = _pick(seed);
        uint256 before = _payoutBalance(id);
        vm.prank(registry.ownerOf(id));
        delegation.setShare(id, bps % 10_001);
        books.onSplit(id, _payoutBalance(id) - before);
    }

    function deposit(uint256 seed, uint256 amount) external {
        amount = bound(amount, 1e18, 5000e18);
        world.fund(address(this), amount, 0);
        world.cpt().approve(address(registry), amount);
        registry.depositBond(_pick(seed), amount, 0);
    }

    function leave(uint256 seed, uint256 amount) external {
        uint32 id = _pick(seed);
        uint256 held = registry.provider(id).bondCpt;
        if (held == 0) return;
        vm.prank(registry.ownerOf(id));
        try registry.requestBondExit(id, bound(amount, 1, held), 0) { } catch { }
    }

    function withdraw(uint256 seed) external {
        uint32 id = _pick(seed);
        vm.prank(registry.ownerOf(id));
        try registry.withdrawBond(id, address(0x9009)) { } catch { }
    }
}

/// @notice Slashes, and whoever executes what is queued; checks that everybody lost alike.
contract SlashingHandler is DelegationActor {
    address internal constant HARMED = address(0x4a24ed);

    constructor(ProviderWorld world_, DelegationBooks books_) DelegationActor(world_, books_) { }

    function slash(uint256 seed, uint256 value) external {
        uint32 id = _pick(seed);
        // One in eight takes all there is.
        value = seed % 8 == 0 ? type(uint96).max : bound(value, 1, 4000e6);
        (uint256 before,) = registry.delegatedBond(id);
        uint256[] memory worth = _worth(id);
        registry.slash(id, value, HARMED, "fault");
        _check(id, before, worth);
    }

    function execute(uint256 seed) external {
        uint32 id = _pick(seed);
        (uint256 before,) = registry.delegatedBond(id);
        uint256[] memory worth = _worth(id);
        try registry.executeSlash(id) {
            _check(id, before, worth);
        } catch { }
    }

    function _worth(uint32 id) private view returns (uint256[] memory worth) {
        worth = new uint256[](books.DELEGATORS());
        for (uint256 i; i < worth.length; ++i) {
            IBondDelegation.Position memory p = delegation.position(id, books.delegator(i));
            worth[i] = p.cpt + p.exitingCpt;
        }
    }

    function _check(uint32 id, uint256 before, uint256[] memory worth) private {
        (uint256 left,) = registry.delegatedBond(id);
        books.onSlash(id, before - left);
        if (before == 0) return;
        uint256[] memory after_ = _worth(id);
        for (uint256 i; i < worth.length; ++i) {
            uint256 fair = worth[i] * left / before;
            if (after_[i] > fair + 3 || after_[i] + 3 < fair) books.onBreach();
        }
    }
}

/// @notice Wants other people's stakes; nothing it tries may ever succeed.
contract PoacherHandler is DelegationActor {
    constructor(ProviderWorld world_, DelegationBooks books_) DelegationActor(world_, books_) { }

    function attack(uint256 seed, uint256 what) external {
        uint32 id = _pick(seed);
        bytes[5] memory calls = [
            abi.encodeCall(registry.addDelegated, (id, books.delegator(seed), 1)),
            abi.encodeCall(registry.setDelegatedExit, (id, 0)),
            abi.encodeCall(registry.payDelegated, (id, address(this), 1, 0)),
            abi.encodeCall(registry.setPayoutAccount, (id, address(this))),
            abi.encodeCall(registry.slash, (id, 1, address(this), "mine"))
        ];
        (bool ok,) = address(registry).call(calls[what % calls.length]);
        if (ok) books.onBreach();
        uint32[] memory ids = new uint32[](1);
        ids[0] = id;
        bytes[4] memory more = [
            abi.encodeCall(delegation.withdraw, (id, address(this))),
            abi.encodeCall(delegation.requestExit, (id, 1)),
            abi.encodeCall(delegation.claim, (ids, address(this))),
            abi.encodeCall(delegation.setShare, (id, 0))
        ];
        uint256 before = _payoutBalance(id);
        (ok,) = address(delegation).call(more[what % more.length]);
        if (ok) books.onBreach();
        books.onSplit(id, _payoutBalance(id) - before);
    }
}

/// @notice The world moves: time, prices, earnings.
contract TideHandler is DelegationActor {
    constructor(ProviderWorld world_, DelegationBooks books_) DelegationActor(world_, books_) { }

    function pass(uint256 time) external {
        skip(bound(time, 1 hours, 60 days));
        world.freshen();
    }

    function price(uint256 cents) external {
        // One in eight is unfit.
        world.setCptPrice(cents % 8 == 0 ? int256(0) : int256(bound(cents, 1e6, 1e10)));
        registry.recordCptPrice();
    }

    function earn(uint256 seed, uint256 amount) external {
        uint32 id = _pick(seed);
        amount = bound(amount, 1, 10_000e6);
        world.earn(delegation.payoutAccount(id), amount);
        books.onEarned(id, amount);
    }

    function split(uint256 seed) external {
        uint32 id = _pick(seed);
        (, uint256 provider) = delegation.split(id);
        books.onSplit(id, provider);
    }
}
