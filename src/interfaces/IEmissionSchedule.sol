// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IRewardProgrammes } from "./IRewardProgrammes.sol";

/// @title EmissionSchedule: holds the community's 55M CPT and releases it by the formulas of SPEC RWD 1-3 (law I)
/// @notice Anyone may release what is due; it goes to the distributor (MerkleRewards) under its programme. Nothing else leaves.
/// Time counts from `start`, a Thursday 00:00 UTC. A year is 365 days; month m ends floor(365 * m / 12) days after the start, a
/// quarter is three such months, a week 7 days: all boundaries are midnights, for which the market's GMV is exact.
///
/// Users (25M less the 100,000 of the airdrop): each month 25M / 60 * min(maxRatio, GMV / target), target by year.
/// Providers (20M): each quarter 1M * min(maxRatio, GMV / the quarter's target), which is three months' targets of users.
/// Liquidity (10M): 40% in year 1, 30% in year 2, 10% in each of years 3 to 5, evenly by day, released by week. Of it, liquidity
/// mining per day to LpPositions, LpStaking and LpPool: 2,000, 1,500, 1,000 in months 1-6; 800, 500, 1,200 in months 7-24; 300,
/// 200, 500 from month 25 to the end of year 5. The rest goes to LpPool at no more than poolYield of the pool's value a year.
///
/// What is not released stays in its bucket. After five years users and providers go on at the last year's targets, and LpPool
/// under its yield, until their bucket is empty.
/// @dev Warning: the rest for LpPool waits while CPT/USD is unfit, up to 4 weeks of it are made up. The pool's value is the lower
/// of now and the last time it was taken, so that a deposit for the moment of release moves nothing.
interface IEmissionSchedule is IRewardProgrammes {
    enum Bucket {
        Users,
        Providers,
        Liquidity
    }

    /// @param periods months, quarters or weeks released
    /// @param released CPT wei
    /// @param volume GMV at the last period's end, USDC units; 0 where the programme does not depend on it
    struct Progress {
        uint32 periods;
        uint96 released;
        uint128 volume;
    }

    /// @dev Once for each month of users and quarter of providers, with 0 too.
    /// @param period from 1
    /// @param volume GMV within the period, USDC units
    event PeriodReleased(Programme indexed programme, uint256 indexed period, uint256 volume, uint256 amount);
    /// @param rest CPT wei of the rest to LpPool
    /// @param poolValue USDC units it was measured by
    /// @param cptPrice USD, 8 decimals
    event PoolRestReleased(uint256 weeks_, uint256 rest, uint256 poolValue, uint256 cptPrice);
    /// @param amount CPT wei sent to the distributor, 0 too
    /// @param periods of the programme released so far
    event Released(Programme indexed programme, uint256 amount, uint256 periods);
    event DistributorSet(address indexed distributor);
    event PoolSet(address indexed pool);
    event ParameterSet(bytes32 indexed name, uint256 value);

    error ZeroAddress();
    error InvalidStart(uint256 start);
    error InvalidParameter(bytes32 name, uint256 value);
    error NoDistributor();
    /// @dev The new distributor pays another token.
    error WrongToken(address token);
    /// @dev No period of the programme is over that was not released.
    error NotDue(Programme programme, uint256 dueAt);
    /// @dev Release what is over first, for it must be released by the figures that held then.
    error PeriodsDue(Programme programme);

    /// @notice Releases all periods of a programme that are over and not released, at most 12 in one call. Anyone.
    /// @dev Reverts with NotDue, NoDistributor, or PriceHub's InsufficientGas.
    /// @return amount CPT wei, 0 where the periods' figures were 0
    function release(Programme programme) external returns (uint256 amount);

    /// @notice Where releases go from now on; what was released stays claimable at the old one. Caller: GOVERNANCE role.
    /// @dev Its EMITTER role must be this contract's. Reverts with ZeroAddress or WrongToken.
    function setDistributor(address distributor) external;

    /// @notice The lending pool whose holders get the rest of the liquidity bucket; address(0) for none. Caller: GOVERNANCE role.
    function setPool(address pool) external;

    /// @notice Caller: CRITICAL_PARAMETERS role.
    /// @param name with default and bounds: target1 1.67M, target2 5.2M, target3 12.5M USDC units a month (0.1M .. 1,000M each),
    /// maxRatioBps 20,000 (10,000 .. 20,000), poolYieldBps 400 (0 .. 400)
    /// @dev Holds for every period not released. Reverts with InvalidParameter, or PeriodsDue where one is over.
    function setParameter(bytes32 name, uint256 value) external;

    // ---- views ----

    /// @notice What release would send now.
    function releasable(Programme programme) external view returns (uint256 amount);
    /// @notice Whether release would do something now, and when the next period is over.
    function due(Programme programme) external view returns (bool isDue, uint256 nextAt);
    function progressOf(Programme programme) external view returns (Progress memory);
    /// @notice The bucket's size and what of it was released.
    function bucketOf(Bucket bucket) external view returns (uint256 size, uint256 released);
    /// @notice CPT wei of the liquidity bucket scheduled for the first days: what the three Lp programmes may come to by then.
    function liquidityScheduled(uint256 days_) external view returns (uint256 amount);
    /// @notice CPT wei of liquidity mining of an Lp programme in the first days; 0 for the others.
    function miningScheduled(Programme programme, uint256 days_) external view returns (uint256 amount);
    /// @notice End of a programme's n-th period, seconds.
    function periodEnd(Programme programme, uint256 period) external view returns (uint256 timestamp);
    /// @notice The month's target in a month of users (from 1), or the quarter's in a quarter of providers, USDC units.
    function targetOf(Programme programme, uint256 period) external view returns (uint256 target);
    /// @notice A parameter by name, see setParameter. Reverts with InvalidParameter.
    function parameter(bytes32 name) external view returns (uint256 value);
    function start() external view returns (uint256);
    function distributor() external view returns (address);
    function pool() external view returns (address);
}
