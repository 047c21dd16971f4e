// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { ISubscriptions } from "./ISubscriptions.sol";

/// @title Perks: what an account is entitled to, in one view (SPEC USER 1, 2, 6)
/// @notice Loyalty goes by 90-day settled spend: the gross price of settled, paid jobs, on the day (UTC) they ended. Spend counts once
/// somebody has reported it here; anyone may, at any time, and each job counts once. Nothing of it costs the market anything.
/// @dev Cashback is a ceiling: what is paid out in CPT is bounded per buyer and provider (SPEC USER 4, SDK: pairCap).
interface IPerks {
    /// @param silver, gold, platinum least 90-day spend of loyalty tiers 1 to 3, USDC units
    /// @param loyaltyBps cashback of tiers 0 to 3
    /// @param planBps cashback of plans Free, Starter, Pro, Enterprise
    struct Rates {
        uint64 silver;
        uint64 gold;
        uint64 platinum;
        uint16[4] loyaltyBps;
        uint16[4] planBps;
    }

    /// @param loyaltyTier 0 .. 3
    /// @param priority 0 .. 3 on scarce capacity, by veCPT or staked rUSDC (IPerkStake) from 1,000, 10,000, 100,000
    /// @param cashbackBps the higher of tier and plan
    /// @param discountBps on platform fees and subscriptions, by the same; of jobs, by staked rUSDC only through PerkDesk
    /// @param cloudLimit clouds the account may connect: 2, 5, 10 by plan; type(uint32).max = no limit
    /// @param spend90 USDC units
    struct Benefits {
        ISubscriptions.Plan plan;
        uint8 loyaltyTier;
        uint8 priority;
        uint16 cashbackBps;
        uint16 discountBps;
        uint32 cloudLimit;
        uint64 spend90;
    }

    /// @param day floor(end of the job / 1 day)
    /// @param paid gross price
    /// @param fee the platform's part of it after the payer's discount
    event SpendCounted(
        uint256 indexed jobId, address indexed payer, uint32 indexed providerId, uint256 day, uint64 paid, uint64 fee
    );
    event RatesSet(Rates rates);

    error InvalidRates();
    error NothingDone();

    /// @notice Adds settled, paid jobs to their payers' spend. Passes over all others and those counted already. Caller: anyone.
    /// @dev Reverts with NothingDone if there was nothing.
    function countSpend(uint256[] calldata jobIds) external returns (uint256 counted);

    /// @notice Caller: CRITICAL_PARAMETERS role.
    /// @dev Reverts with InvalidRates: thresholds that do not rise from above 0, rates that fall, a tier above 300 or a plan above
    /// 500 basis points.
    function setRates(Rates calldata rates) external;

    // ---- views ----

    /// @notice All an account is entitled to now.
    function perksOf(address account) external view returns (Benefits memory);
    /// @notice Counted spend of today and the 89 days before, USDC units, exact.
    function spend90(address account) external view returns (uint256);
    /// @notice All counted spend ever.
    function totalSpend(address account) external view returns (uint256);
    /// @notice Whether a job's spend has been counted.
    function isCounted(uint256 jobId) external view returns (bool);
    /// @notice The rates in force.
    function rates() external view returns (Rates memory);
}
