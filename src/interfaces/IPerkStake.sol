// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IPerkWeights } from "./IPerkWeights.sol";

/// @title PerkStake: rUSDC that counts as veCPT for its holder's discount and priority (SPEC POOL 1, USER 2)
/// @notice Staked rUSDC weighs 1 veCPT for each USDC it is worth, once it has lain here for 7 days without a break. Nothing else
/// changes: it earns interest, bears losses and earns CPT as in its holder's hands. It comes out at any time, for its owner only.
/// @dev What may be borrowed for a moment, or for a night, weighs nothing: the weight is what the least of the last 7 days was. No role,
/// no parameter, no pause. Warning: rUSDC that is merely sent here belongs to nobody.
interface IPerkStake is IPerkWeights {
    /// @param ripe shares that count
    /// @param young shares that count from ripeAt on
    struct Stake {
        uint104 ripe;
        uint104 young;
        uint40 ripeAt;
    }

    event Staked(address indexed account, uint256 shares, uint256 ripeAt);
    /// @param ripe shares that had counted, of those taken out
    event Unstaked(address indexed account, uint256 shares, uint256 ripe);

    error ZeroShares();
    error StakeExceeded(address account, uint256 staked, uint256 shares);

    /// @notice Stakes the caller's rUSDC, by its allowance. Shares that are young still wait anew, with these.
    /// @dev Reverts with ZeroShares.
    function stake(uint256 shares) external;
    /// @notice As stake, with a permit of rUSDC in the same call; one that was used before does no harm.
    function stakeWithPermit(uint256 shares, uint256 deadline, uint8 v, bytes32 r, bytes32 s) external;
    /// @notice Gives shares back to the caller, the young ones first. Reverts with ZeroShares, StakeExceeded.
    function unstake(uint256 shares) external;

    // ---- views ----

    /// @notice What an account has here as of now: young shares whose time has come are ripe.
    function stakeOf(address account) external view returns (Stake memory);
    /// @notice Weight of an account's ripe shares alone, 18 decimals: what they are worth in the pool now.
    function stakeWeightOf(address account) external view returns (uint256 weight);
    /// @notice How long shares wait, in seconds.
    // forge-lint: disable-next-line(mixed-case-function)
    function RIPENING() external view returns (uint256);
    function pool() external view returns (address);
    function votingEscrow() external view returns (address);
}
