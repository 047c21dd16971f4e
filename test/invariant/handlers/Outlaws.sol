// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { Deployment } from "../../../script/deploy/Deployment.sol";
import { IJobMarketTypes } from "../../../src/interfaces/IJobMarketTypes.sol";
import { ITokenPayments } from "../../../src/interfaces/ITokenPayments.sol";
import { UsageReport } from "../../../src/interfaces/IUsageVerifier.sol";
import { IVault } from "../../../src/interfaces/IVault.sol";
import { UniswapPools } from "../../utils/UniswapPools.sol";
import { LyingToken } from "../../utils/hostile/LyingToken.sol";
import { ReenteringToken } from "../../utils/hostile/ReenteringToken.sol";
import { Hub } from "../utils/Hub.sol";
import { Town } from "../utils/Town.sol";
import { TownActor } from "./TownActor.sol";

/// @notice Owns nothing, has no role, and calls whatever is not his to call. Nothing of it may succeed.
contract ThiefHandler is TownActor {
    address private immutable THIEF;
    Deployment private _d;
    uint256 public successes;
    uint256 public attempts;

    constructor(Town town_, Hub hub_, Deployment memory d) TownActor(town_, hub_, d) {
        THIEF = town_.thief();
        _d = d;
    }

    function onJobs(uint256 seed, uint8 kind, uint64 amount) external seen {
        uint256 id = seed % (market.jobCount() + 1);
        bytes[15] memory calls = [
            abi.encodeCall(market.cancel, (id)),
            abi.encodeCall(market.confirm, (id)),
            abi.encodeCall(market.acknowledge, (_one(id), true)),
            abi.encodeCall(market.start, (_one(id))),
            abi.encodeCall(market.fail, (id, 1)),
            abi.encodeCall(market.freeze, (id)),
            abi.encodeCall(market.rule, (id, amount)),
            abi.encodeCall(market.report, (_forged(id), "")),
            abi.encodeCall(market.heartbeat, (id)),
            abi.encodeCall(market.topUp, (id, 1)),
            abi.encodeCall(market.extend, (id, 60)),
            abi.encodeCall(market.giveNotice, (id)),
            abi.encodeCall(market.setBackup, (id, 1, 0)),
            abi.encodeCall(
                market.openFor, (_person(seed), _order(1, 60), IJobMarketTypes.ModuleTerms(1, true, false, 0))
            ),
            abi.encodeCall(market.setHeld, (town.mainListing(), 1))
        ];
        _try(address(market), calls[kind % 15]);
    }

    function onMoney(uint256 seed, uint8 kind, uint64 amount) external seen {
        IVault.Settlement memory s;
        (s.payer, s.payee, s.toPayee) = (_person(seed), THIEF, bound(amount, 1, 1e12));
        bytes[8] memory calls = [
            abi.encodeCall(vault.withdraw, (s.toPayee, THIEF)),
            abi.encodeCall(vault.withdraw, (type(uint256).max, THIEF)),
            abi.encodeCall(vault.release, (s)),
            abi.encodeCall(vault.escrow, (s.payer, s.toPayee)),
            abi.encodeCall(vault.escrowFrom, (s.payer, s.toPayee)),
            abi.encodeCall(vault.collectRevenue, (1)),
            abi.encodeCall(vault.setModule, (THIEF, true)),
            abi.encodeCall(vault.setRevenueRouter, (THIEF))
        ];
        _try(address(vault), calls[kind % 8]);
    }

    function onBonds(uint256 seed, uint8 kind, uint64 amount) external seen {
        bytes[9] memory calls = [
            abi.encodeCall(_d.registry.slash, (1, amount, THIEF, "mine")),
            abi.encodeCall(_d.registry.withdrawBond, (1, THIEF)),
            abi.encodeCall(_d.registry.requestBondExit, (1, 0, amount)),
            abi.encodeCall(_d.registry.payDelegated, (1, THIEF, amount, 0)),
            abi.encodeCall(_d.registry.setPayoutAccount, (1, THIEF)),
            abi.encodeCall(_d.registry.addDelegated, (1, _person(seed), amount)),
            abi.encodeCall(_d.registry.update, (1, THIEF, "")),
            abi.encodeCall(_d.registry.revoke, (1, 0, "")),
            abi.encodeCall(_d.registry.setOperator, (1, THIEF, true))
        ];
        _try(address(_d.registry), calls[kind % 9]);
        uint32[] memory ids = new uint32[](1);
        ids[0] = 1;
        bytes[4] memory more = [
            abi.encodeCall(_d.delegation.withdraw, (1, THIEF)),
            abi.encodeCall(_d.delegation.claim, (ids, THIEF)),
            abi.encodeCall(_d.delegation.requestExit, (1, 1)),
            abi.encodeCall(_d.delegation.setShare, (1, 10_000))
        ];
        _try(address(_d.delegation), more[kind % 4]);
        _try(
            address(_d.meters), abi.encodeCall(_d.meters.withdrawBond, (town.meters().at(seed % town.METERS()), THIEF))
        );
    }

    function onDisputes(uint256 seed, uint8 kind, uint16 bps) external seen {
        uint256 id = seed % (market.jobCount() + 1);
        bytes[7] memory calls = [
            abi.encodeCall(_d.disputes.open, (id, 1, 0, "")),
            abi.encodeCall(_d.disputes.answer, (id, 0, "")),
            abi.encodeCall(_d.disputes.offer, (id, bps % 10_001, type(uint40).max)),
            abi.encodeCall(_d.disputes.accept, (id, bps % 10_001)),
            abi.encodeCall(_d.disputes.withdrawOffer, (id)),
            abi.encodeCall(_d.disputes.ruleAppeal, (id, bps % 10_001, "")),
            abi.encodeCall(_d.disputes.slash, (id, THIEF))
        ];
        _try(address(_d.disputes), calls[kind % 7]);
        _try(address(_d.panel), abi.encodeCall(_d.panel.vote, (id, bps % 10_001, "")));
        _try(address(_d.insurance), abi.encodeCall(_d.insurance.coverLoss, (1)));
    }

    function onCapacity(uint256 seed, uint8 kind) external seen {
        uint256 id = seed % (_d.reservations.reservationCount() + 1);
        uint256 workflow = seed % (_d.workflows.workflowCount() + 1);
        uint32 lot = town.lots(seed % 3);
        if (kind % 4 == 0) _try(address(_d.reservations), abi.encodeCall(_d.reservations.cancel, (id)));
        if (kind % 4 == 1) {
            _try(address(_d.reservations), abi.encodeCall(_d.reservations.allot, (town.reservable(), 1)));
        }
        if (kind % 4 == 2) {
            _try(address(_d.workflows), abi.encodeCall(_d.workflows.cancel, (workflow, type(uint32).max)));
        }
        if (kind % 4 == 3) _try(address(_d.spotMarket), abi.encodeCall(_d.spotMarket.offer, (lot, 1, 1_000_000)));
        _try(address(_d.spotMarket), abi.encodeCall(_d.spotMarket.bid, (_sku(), 1, 1 hours, 1_000_000, 0)));
        _try(address(_d.referrals), abi.encodeCall(_d.referrals.withdrawBudget, (1, THIEF)));
        _try(_d.referrals.walletOf(_person(seed)), abi.encodeWithSignature("topUp(uint256,uint64)", id, 1));
    }

    function _sku() private view returns (bytes32) {
        return _d.listings.skuOf(town.lots(0));
    }

    function _try(address target, bytes memory data) private {
        if (target.code.length == 0) return;
        ++attempts;
        vm.prank(THIEF);
        (bool ok,) = target.call(data);
        if (ok) ++successes;
    }

    function _forged(uint256 id) private view returns (UsageReport memory r) {
        (r.market, r.jobId, r.sequence, r.outcome) = (address(market), id, type(uint32).max, 1);
        r.startedAt = id == 0 ? 0 : market.job(id).since;
        r.endedAt = r.startedAt;
    }
}

interface IRouterLike {
    function factory() external view returns (address);
}

/// @notice Pays in tokens that lie about what they moved, or call back into the market while they move.
contract TokenHandler is TownActor {
    uint24 private constant POOL_FEE = 3000;

    Deployment private _d;
    LyingToken public immutable LIAR;
    ReenteringToken public immutable CALLER;
    address private immutable CUSTOMER;
    uint256 public paid;
    /// @dev More came into an account than the payment said.
    bool public conjured;

    constructor(Town town_, Hub hub_, Deployment memory d) TownActor(town_, hub_, d) {
        (_d, CUSTOMER) = (d, town_.alice());
        (LIAR, CALLER) = (new LyingToken(), new ReenteringToken());
        UniswapPools pools = new UniswapPools(IRouterLike(d.swapRouter).factory());
        address[2] memory tokens = [address(LIAR), address(CALLER)];
        for (uint256 i; i < 2; ++i) {
            LyingToken(tokens[i]).mint(address(pools), 2_000_000e6);
            LyingToken(tokens[i]).mint(CUSTOMER, 1_000_000e6);
            town_.mint(address(pools), 2_000_000e6);
            pools.create(tokens[i], address(d.usdc), POOL_FEE, 1_000_000e6, 1_000_000e6);
            vm.prank(CUSTOMER);
            LyingToken(tokens[i]).approve(address(d.payments), type(uint256).max);
        }
    }

    function lie(uint256 amount, uint8 numerator, uint8 denominator) external seen {
        LIAR.lie(numerator % 4, uint256(denominator % 3) + 1);
        _pay(address(LIAR), amount);
        LIAR.lie(1, 1);
    }

    function callBack(uint256 amount, uint8 kind, bool passesOn) external seen {
        bytes[4] memory calls = [
            abi.encodeCall(vault.withdraw, (type(uint256).max, address(CALLER))),
            abi.encodeCall(_d.payments.pay, (_swap(address(CALLER), 1e6), _noPermit(), address(CALLER))),
            abi.encodeCall(market.expire, (1)),
            abi.encodeCall(_d.router.distribute, ())
        ];
        address[4] memory targets = [address(vault), address(_d.payments), address(market), address(_d.router)];
        CALLER.arm(targets[kind % 4], calls[kind % 4], passesOn);
        _pay(address(CALLER), amount);
    }

    function _pay(address token, uint256 amount) private {
        uint256 before = vault.balanceOf(CUSTOMER);
        vm.prank(CUSTOMER);
        try _d.payments.pay(_swap(token, bound(amount, 1e6, 1000e6)), _noPermit(), CUSTOMER) returns (uint256 got) {
            if (vault.balanceOf(CUSTOMER) != before + got) conjured = true;
            ++paid;
        } catch {
            // What a call logged before it reverted is recorded, too; nobody must read it.
            vm.recordLogs();
        }
    }

    function _swap(address token, uint256 amount) private view returns (ITokenPayments.Swap memory s) {
        s.tokenIn = token;
        s.amountIn = amount;
        s.path = abi.encodePacked(token, POOL_FEE, address(usdc));
        s.minimumOut = 1;
        s.deadline = vm.getBlockTimestamp() + 1 hours;
    }

    function _noPermit() private pure returns (IJobMarketTypes.Permit memory) { }
}
