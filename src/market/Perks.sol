// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarket } from "../interfaces/IJobMarket.sol";
import { IJobMarketTypes } from "../interfaces/IJobMarketTypes.sol";
import { IPerkWeights } from "../interfaces/IPerkWeights.sol";
import { IPerks } from "../interfaces/IPerks.sol";
import { ISubscriptions } from "../interfaces/ISubscriptions.sol";
import { SettledJobs } from "../libraries/SettledJobs.sol";
import { VeTier } from "../libraries/VeTier.sol";
import {
    AccessManagedUpgradeable
} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";
import { BitMaps } from "@openzeppelin/contracts/utils/structs/BitMaps.sol";

/// @title Perks
contract Perks is IPerks, AccessManagedUpgradeable {
    using BitMaps for BitMaps.BitMap;
    using SettledJobs for IJobMarketTypes.Job;

    uint256 private constant WINDOW_DAYS = 90;
    uint256 private constant DAYS_PER_WORD = 4;
    uint256 private constant DAY_BITS = 64;
    uint256 private constant TIERS = 4;
    uint256 private constant MAX_LOYALTY_BPS = 300;
    uint256 private constant MAX_PLAN_BPS = 500;

    IJobMarket private immutable MARKET;
    ISubscriptions private immutable SUBSCRIPTIONS;
    IPerkWeights private immutable PERK_WEIGHTS;

    Rates private _rates;
    BitMaps.BitMap private _counted;
    /// @dev Four days to a word, the first of them lowest.
    mapping(address account => mapping(uint256 word => uint256)) private _spend;
    mapping(address account => uint256) private _totalSpend;

    constructor(address market, address subscriptions, address perkWeights) {
        MARKET = IJobMarket(market);
        SUBSCRIPTIONS = ISubscriptions(subscriptions);
        PERK_WEIGHTS = IPerkWeights(perkWeights);
        _disableInitializers();
    }

    function initialize(address authority) external initializer {
        __AccessManaged_init(authority);
        _setRates(
            Rates({
                silver: 1000e6,
                gold: 10_000e6,
                platinum: 100_000e6,
                loyaltyBps: [100, 150, 200, 300],
                planBps: [0, 100, 300, 500]
            })
        );
    }

    /// @inheritdoc IPerks
    function countSpend(uint256[] calldata jobIds) external override returns (uint256 counted) {
        uint256 jobCount = MARKET.jobCount();
        for (uint256 i; i < jobIds.length; ++i) {
            uint256 jobId = jobIds[i];
            if (jobId == 0 || jobId > jobCount || _counted.get(jobId)) continue;
            IJobMarketTypes.Job memory job = MARKET.job(jobId);
            if (!job.isPaid()) continue;
            _counted.set(jobId);
            _add(jobId, job);
            ++counted;
        }
        if (counted == 0) revert NothingDone();
    }

    /// @inheritdoc IPerks
    function setRates(Rates calldata rates_) external override restricted {
        _setRates(rates_);
    }

    /// @inheritdoc IPerks
    function perksOf(address account) external view override returns (Benefits memory b) {
        Rates memory r = _rates;
        uint256 spend = spend90(account);
        uint256 loyalty = _loyaltyTier(r, spend);
        uint256 veTier = VeTier.tierOf(PERK_WEIGHTS.weightOf(account));
        b.plan = SUBSCRIPTIONS.planOf(account);
        b.loyaltyTier = uint8(loyalty);
        b.priority = uint8(veTier);
        b.cashbackBps = uint16(Math.max(r.loyaltyBps[loyalty], r.planBps[uint256(b.plan)]));
        b.discountBps = uint16(VeTier.discountBps(veTier));
        b.cloudLimit = _cloudLimit(b.plan);
        b.spend90 = uint64(Math.min(spend, type(uint64).max));
    }

    /// @inheritdoc IPerks
    function spend90(address account) public view override returns (uint256 sum) {
        uint256 end = block.timestamp / 1 days + 1;
        uint256 day = Math.saturatingSub(end, WINDOW_DAYS);
        while (day < end) {
            uint256 word = _spend[account][day / DAYS_PER_WORD] >> _shift(day);
            do {
                sum += uint64(word);
                word >>= DAY_BITS;
                ++day;
            } while (day % DAYS_PER_WORD != 0 && day < end);
        }
    }

    /// @inheritdoc IPerks
    function totalSpend(address account) external view override returns (uint256) {
        return _totalSpend[account];
    }

    /// @inheritdoc IPerks
    function isCounted(uint256 jobId) external view override returns (bool) {
        return _counted.get(jobId);
    }

    /// @inheritdoc IPerks
    function rates() external view override returns (Rates memory) {
        return _rates;
    }

    /// @dev A day that no longer fits its bits stays at their maximum: a tier that high is the highest anyway.
    function _add(uint256 jobId, IJobMarketTypes.Job memory job) private {
        uint256 day = job.since / 1 days;
        uint256 word = _spend[job.payer][day / DAYS_PER_WORD];
        uint256 former = uint64(word >> _shift(day));
        uint256 present = Math.min(former + job.paid, type(uint64).max);
        _spend[job.payer][day / DAYS_PER_WORD] = word ^ (former ^ present) << _shift(day);
        _totalSpend[job.payer] += job.paid;
        emit SpendCounted(jobId, job.payer, job.providerId, day, job.paid, uint64(job.netFee()));
    }

    function _setRates(Rates memory r) private {
        bool rising = r.silver != 0 && r.silver < r.gold && r.gold < r.platinum;
        for (uint256 i = 1; i < TIERS; ++i) {
            rising = rising && r.loyaltyBps[i - 1] <= r.loyaltyBps[i] && r.planBps[i - 1] <= r.planBps[i];
        }
        if (!rising || r.loyaltyBps[TIERS - 1] > MAX_LOYALTY_BPS || r.planBps[TIERS - 1] > MAX_PLAN_BPS) {
            revert InvalidRates();
        }
        _rates = r;
        emit RatesSet(r);
    }

    function _shift(uint256 day) private pure returns (uint256) {
        return day % DAYS_PER_WORD * DAY_BITS;
    }

    function _loyaltyTier(Rates memory r, uint256 spend) private pure returns (uint256) {
        if (spend < r.silver) return 0;
        if (spend < r.gold) return 1;
        return spend < r.platinum ? 2 : 3;
    }

    function _cloudLimit(ISubscriptions.Plan plan) private pure returns (uint32) {
        if (plan == ISubscriptions.Plan.Free) return 2;
        if (plan == ISubscriptions.Plan.Starter) return 5;
        return plan == ISubscriptions.Plan.Pro ? 10 : type(uint32).max;
    }
}
