// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title The reward programmes (SPEC RWD 1-3)
interface IRewardProgrammes {
    /// @dev Users: cashback, referrals and reviews. Providers: 2-5% of volume. LpPositions: CPT/USDC on Uniswap v3. LpStaking: veCPT.
    /// LpPool: rUSDC. Airdrop: the seed airdrop out of the users' bucket. Of the three Lp programmes half vests (RewardVesting).
    enum Programme {
        Users,
        Providers,
        LpPositions,
        LpStaking,
        LpPool,
        Airdrop
    }
}
