// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IEmissionSchedule } from "../interfaces/IEmissionSchedule.sol";
import { IMarketStats } from "../interfaces/IMarketStats.sol";
import { IMerkleRewards } from "../interfaces/IMerkleRewards.sol";
import { IPoolValue } from "../interfaces/IPoolValue.sol";
import { IPriceHub } from "../interfaces/IPriceHub.sol";
import { EmissionCurve } from "./EmissionCurve.sol";
import { AccessManaged } from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";
import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @title EmissionSchedule
contract EmissionSchedule is IEmissionSchedule, AccessManaged {
    using SafeCast for uint256;
    using SafeERC20 for IERC20;

    /// @param value pool's value when its rest was last measured, USDC units
    /// @param weeks_ weeks settled then
    struct PoolMark {
        uint128 value;
        uint32 weeks_;
    }

    /// @dev What a release would do to a programme.
    /// @param periods released afterwards
    struct Step {
        uint256 periods;
        uint256 amount;
        uint256 volume;
        uint256 rest;
        uint256 price;
        uint256 value;
        uint256 restWeeks;
        bool marked;
    }

    uint256 private constant MAX_PERIODS = 12;
    /// @dev Weeks of the rest to LpPool that may be made up after an unfit price.
    uint256 private constant MAX_REST_WEEKS = 4;
    uint256 private constant BPS = 10_000;

    IERC20 private immutable CPT;
    IMarketStats private immutable STATS;
    IPriceHub private immutable PRICE_HUB;
    uint256 private immutable START;

    IMerkleRewards private _distributor;
    IPoolValue private _pool;
    mapping(Programme programme => Progress) private _progress;
    uint256[3] private _targets = [uint256(1_670_000e6), 5_200_000e6, 12_500_000e6];
    uint16 private _maxRatioBps = 20_000;
    uint16 private _poolYieldBps = 400;
    PoolMark private _mark;

    /// @param start_ a Thursday 00:00 UTC, at most a week ahead or behind
    constructor(address authority_, address cpt_, address marketStats_, address priceHub_, uint256 start_)
        AccessManaged(authority_)
    {
        if (authority_ == address(0) || cpt_ == address(0)) revert ZeroAddress();
        if (marketStats_ == address(0) || priceHub_ == address(0)) revert ZeroAddress();
        bool near = start_ <= block.timestamp + 1 weeks && block.timestamp <= start_ + 1 weeks;
        if (start_ % 1 weeks != 0 || !near) revert InvalidStart(start_);
        CPT = IERC20(cpt_);
        STATS = IMarketStats(marketStats_);
        PRICE_HUB = IPriceHub(priceHub_);
        START = start_;
    }

    /// @inheritdoc IEmissionSchedule
    function release(Programme programme) external override returns (uint256 amount) {
        // Check
        IMerkleRewards to = _distributor;
        if (address(to) == address(0)) revert NoDistributor();
        (bool isDue, uint256 nextAt) = due(programme);
        if (!isDue) revert NotDue(programme, nextAt);

        // Effect
        Progress memory progress = _progress[programme];
        if (programme == Programme.Users || programme == Programme.Providers) {
            amount = _closePeriods(programme, progress);
        } else {
            Step memory step = _isLp(programme) ? _lpStep(programme, progress) : _airdropStep();
            amount = step.amount;
            progress.periods = step.periods.toUint32();
            if (step.marked) {
                _mark = PoolMark({ value: step.value.toUint128(), weeks_: progress.periods });
                emit PoolRestReleased(step.restWeeks, step.rest, step.value, step.price);
            }
        }
        progress.released += amount.toUint96();
        _progress[programme] = progress;
        emit Released(programme, amount, progress.periods);

        // Interaction
        if (amount != 0) {
            CPT.forceApprove(address(to), amount);
            to.fund(programme, amount);
        }
    }

    // ---- governance ----

    /// @inheritdoc IEmissionSchedule
    function setDistributor(address distributor_) external override restricted {
        if (distributor_ == address(0)) revert ZeroAddress();
        address token = IMerkleRewards(distributor_).cpt();
        if (token != address(CPT)) revert WrongToken(token);
        _distributor = IMerkleRewards(distributor_);
        emit DistributorSet(distributor_);
    }

    /// @inheritdoc IEmissionSchedule
    function setPool(address pool_) external override restricted {
        _pool = IPoolValue(pool_);
        // Another pool's value says nothing about this one's: its first measure counts from now.
        _mark = PoolMark({ value: 0, weeks_: _weeksOver().toUint32() });
        emit PoolSet(pool_);
    }

    /// @inheritdoc IEmissionSchedule
    function setParameter(bytes32 name, uint256 value) external override restricted {
        if (name == "poolYieldBps") {
            _requireReleased(Programme.LpPool);
        } else {
            _requireReleased(Programme.Users);
            _requireReleased(Programme.Providers);
        }
        if (_isTarget(name) && value >= 100_000e6 && value <= 1_000_000_000e6) {
            _targets[uint8(name[6]) - uint8(bytes1("1"))] = value;
        } else if (name == "maxRatioBps" && value >= BPS && value <= 2 * BPS) {
            _maxRatioBps = uint16(value);
        } else if (name == "poolYieldBps" && value <= 400) {
            _poolYieldBps = uint16(value);
        } else {
            revert InvalidParameter(name, value);
        }
        emit ParameterSet(name, value);
    }

    // ---- views ----

    /// @inheritdoc IEmissionSchedule
    function releasable(Programme programme) external view override returns (uint256 amount) {
        (bool isDue,) = due(programme);
        if (!isDue) return 0;
        Progress memory progress = _progress[programme];
        if (_isLp(programme)) return _lpStep(programme, progress).amount;
        if (programme == Programme.Airdrop) return _airdropStep().amount;
        uint256 last = Math.min(_periodsOver(programme), progress.periods + MAX_PERIODS);
        uint256 left = _size(programme) - progress.released;
        uint256 before = _volumeFrom(progress);
        for (uint256 period = progress.periods + 1; period <= last; ++period) {
            uint256 volume = STATS.volumeAt(periodEnd(programme, period) - 1);
            uint256 share = Math.min(_amountOf(programme, period, volume - before), left);
            (amount, left, before) = (amount + share, left - share, volume);
        }
    }

    /// @inheritdoc IEmissionSchedule
    function due(Programme programme) public view override returns (bool isDue, uint256 nextAt) {
        uint256 periods = _progress[programme].periods;
        if (programme == Programme.Airdrop) return (periods == 0, START);
        nextAt = periodEnd(programme, periods + 1);
        return (block.timestamp >= nextAt, nextAt);
    }

    /// @inheritdoc IEmissionSchedule
    function progressOf(Programme programme) external view override returns (Progress memory) {
        return _progress[programme];
    }

    /// @inheritdoc IEmissionSchedule
    function bucketOf(Bucket bucket) external view override returns (uint256 size, uint256 released) {
        if (bucket == Bucket.Users) {
            size = EmissionCurve.USERS_BUCKET + EmissionCurve.AIRDROP;
            released = uint256(_progress[Programme.Users].released) + _progress[Programme.Airdrop].released;
        } else if (bucket == Bucket.Providers) {
            size = EmissionCurve.PROVIDERS_BUCKET;
            released = _progress[Programme.Providers].released;
        } else {
            size = EmissionCurve.LIQUIDITY_BUCKET;
            released = uint256(_progress[Programme.LpPositions].released) + _progress[Programme.LpStaking].released
                + _progress[Programme.LpPool].released;
        }
    }

    /// @inheritdoc IEmissionSchedule
    function liquidityScheduled(uint256 days_) external pure override returns (uint256 amount) {
        return EmissionCurve.liquidity(days_);
    }

    /// @inheritdoc IEmissionSchedule
    function miningScheduled(Programme programme, uint256 days_) external pure override returns (uint256 amount) {
        return EmissionCurve.mining(programme, days_);
    }

    /// @inheritdoc IEmissionSchedule
    function periodEnd(Programme programme, uint256 period) public view override returns (uint256 timestamp) {
        if (programme == Programme.Users) return START + EmissionCurve.monthEnd(period) * 1 days;
        if (programme == Programme.Providers) return START + EmissionCurve.quarterEnd(period) * 1 days;
        return START + period * 1 weeks;
    }

    /// @inheritdoc IEmissionSchedule
    function targetOf(Programme programme, uint256 period) public view override returns (uint256 target) {
        if (period == 0) return 0;
        if (programme == Programme.Users) return EmissionCurve.monthTarget(_targets, period);
        if (programme == Programme.Providers) return EmissionCurve.quarterTarget(_targets, period);
    }

    /// @inheritdoc IEmissionSchedule
    function parameter(bytes32 name) external view override returns (uint256 value) {
        if (_isTarget(name)) return _targets[uint8(name[6]) - uint8(bytes1("1"))];
        if (name == "maxRatioBps") return _maxRatioBps;
        if (name == "poolYieldBps") return _poolYieldBps;
        revert InvalidParameter(name, 0);
    }

    /// @inheritdoc IEmissionSchedule
    function start() external view override returns (uint256) {
        return START;
    }

    /// @inheritdoc IEmissionSchedule
    function distributor() external view override returns (address) {
        return address(_distributor);
    }

    /// @inheritdoc IEmissionSchedule
    function pool() external view override returns (address) {
        return address(_pool);
    }

    // ---- internals: users and providers ----

    /// @dev Each period by its own volume; what its formula gives beyond the bucket is not there to give.
    function _closePeriods(Programme programme, Progress memory progress) private returns (uint256 amount) {
        uint256 last = Math.min(_periodsOver(programme), progress.periods + MAX_PERIODS);
        uint256 left = _size(programme) - progress.released;
        uint256 before = _volumeFrom(progress);
        for (uint256 period = progress.periods + 1; period <= last; ++period) {
            uint256 volume = STATS.volumeAt(periodEnd(programme, period) - 1);
            uint256 share = Math.min(_amountOf(programme, period, volume - before), left);
            emit PeriodReleased(programme, period, volume - before, share);
            (amount, left, before) = (amount + share, left - share, volume);
        }
        progress.periods = last.toUint32();
        progress.volume = before.toUint128();
    }

    /// @dev GMV up to the first period not released; what was traded before the start counts for nobody.
    function _volumeFrom(Progress memory progress) private view returns (uint256) {
        return progress.periods == 0 ? STATS.volumeAt(START - 1) : progress.volume;
    }

    function _amountOf(Programme programme, uint256 period, uint256 volume) private view returns (uint256) {
        uint256 target = targetOf(programme, period);
        return programme == Programme.Users
            ? EmissionCurve.monthAmount(volume, target, _maxRatioBps)
            : EmissionCurve.quarterAmount(volume, target, _maxRatioBps);
    }

    /// @dev Bounded by what one release may close, plus one.
    function _periodsOver(Programme programme) private view returns (uint256 period) {
        period = _progress[programme].periods;
        uint256 bound = period + MAX_PERIODS;
        while (period < bound && block.timestamp >= periodEnd(programme, period + 1)) ++period;
    }

    function _size(Programme programme) private pure returns (uint256) {
        return programme == Programme.Users ? EmissionCurve.USERS_BUCKET : EmissionCurve.PROVIDERS_BUCKET;
    }

    // ---- internals: liquidity and airdrop ----

    function _airdropStep() private pure returns (Step memory step) {
        (step.periods, step.amount) = (1, EmissionCurve.AIRDROP);
    }

    /// @dev All weeks that are over: mining by the table, and for LpPool a part of the rest.
    function _lpStep(Programme programme, Progress memory progress) private view returns (Step memory step) {
        step.periods = _weeksOver();
        uint256 upTo = step.periods * 7;
        step.amount = EmissionCurve.mining(programme, upTo) - EmissionCurve.mining(programme, progress.periods * 7);
        if (programme != Programme.LpPool) return step;

        PoolMark memory mark = _mark;
        step.restWeeks = Math.min(step.periods - mark.weeks_, MAX_REST_WEEKS);
        if (address(_pool) == address(0) || step.restWeeks == 0) return step;
        IPriceHub.Status status;
        (status, step.price) = PRICE_HUB.cptUsd();
        if (status != IPriceHub.Status.Fit || step.price == 0) return step;

        step.marked = true;
        step.value = _pool.totalAssets();
        uint256 lower = Math.min(step.value, mark.value);
        step.rest = Math.min(
            EmissionCurve.yieldOf(lower, _poolYieldBps, step.restWeeks, step.price), _restLeft(upTo, progress)
        );
        step.amount += step.rest;
    }

    /// @dev What is scheduled by then and neither mining's nor released as rest before.
    function _restLeft(uint256 upTo, Progress memory pool_) private pure returns (uint256) {
        uint256 mined = EmissionCurve.mining(Programme.LpPositions, upTo)
            + EmissionCurve.mining(Programme.LpStaking, upTo) + EmissionCurve.mining(Programme.LpPool, upTo);
        uint256 restReleased = pool_.released - EmissionCurve.mining(Programme.LpPool, uint256(pool_.periods) * 7);
        return EmissionCurve.liquidity(upTo) - mined - restReleased;
    }

    function _weeksOver() private view returns (uint256) {
        return block.timestamp < START ? 0 : (block.timestamp - START) / 1 weeks;
    }

    function _isLp(Programme programme) private pure returns (bool) {
        return programme >= Programme.LpPositions && programme <= Programme.LpPool;
    }

    function _isTarget(bytes32 name) private pure returns (bool) {
        return name == "target1" || name == "target2" || name == "target3";
    }

    function _requireReleased(Programme programme) private view {
        (bool isDue,) = due(programme);
        if (isDue) revert PeriodsDue(programme);
    }
}
