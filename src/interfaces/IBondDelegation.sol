// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { ITieSource } from "./ITieSource.sol";

/// @title Delegating to a provider's bond, and sharing its earnings (SPEC PROV 6)
/// @notice CPT has 18 decimals, USDC 6, times are seconds. Holds nothing itself: the CPT lies in ProviderRegistry, the
/// earnings in accounts of the Vault. A delegator owns shares of the CPT delegated to one provider. A slash lowers what all
/// shares are worth alike, those on their way out included; rounding stays with the pool. What arrived for delegators = what
/// they claimed + what they can claim + at most one unit a delegator.
/// @dev Nobody can add to a pool without getting shares, and a pool starts at one share a CPT wei, so a share can hardly grow
/// dearer and the first delegator cannot make it so. A pool that has lost all but a millionth ends: its shares are void from the
/// next delegation on, which starts a new generation and gets what little was left.
/// Every wait here is bounded: notice (35 days), then open jobs of the provider for at most exitHold (21 days) more, and a
/// queued slash (at most 7 days). See docs/decisions/0030-delegated-bonds.md.
/// Warning: a delegator trusts the provider with its CPT. Nothing but what it earns through the market is shared.
interface IBondDelegation is ITieSource {
    /// @param cpt what the shares are worth now, CPT wei, rounded down; exitingCpt likewise
    /// @param releaseTime end of the notice, 0 for none
    /// @param claimable USDC units of earnings already split
    struct Position {
        uint256 shares;
        uint256 exitingShares;
        uint256 cpt;
        uint256 exitingCpt;
        uint40 releaseTime;
        uint256 claimable;
    }

    /// @param cpt all delegated CPT, exitingCpt the part of it that exits
    /// @param shareBps of the provider's earnings that goes to the delegators
    /// @param nextShareBps what it is lowered to by the first split at or after nextShareAt (0: nothing announced)
    /// @param account the vault account that jobs are paid to while anything is shared
    /// @param unsplit USDC units waiting there
    struct Pool {
        uint256 shares;
        uint256 exitingShares;
        uint256 cpt;
        uint256 exitingCpt;
        uint32 generation;
        uint16 shareBps;
        uint16 nextShareBps;
        uint40 nextShareAt;
        address account;
        uint256 unsplit;
    }

    event Delegated(uint32 indexed providerId, address indexed delegator, uint256 cpt, uint256 shares);
    /// @param shares what joined the exiting part now; releaseTime holds for all of it
    event DelegationExitRequested(
        uint32 indexed providerId, address indexed delegator, uint256 shares, uint256 releaseTime
    );
    event DelegationExitCancelled(uint32 indexed providerId, address indexed delegator, uint256 shares);
    event DelegationWithdrawn(
        uint32 indexed providerId, address indexed delegator, address to, uint256 cpt, uint256 shares
    );
    /// @notice A pool that had lost all but a millionth begins anew.
    event GenerationOpened(uint32 indexed providerId, uint32 generation);
    /// @param effectiveAt now, or the end of the notice
    event ShareSet(uint32 indexed providerId, uint16 bps, uint256 effectiveAt);
    /// @notice An announced share now holds.
    event ShareLowered(uint32 indexed providerId, uint16 bps);
    event EarningsSplit(uint32 indexed providerId, address indexed payout, uint256 toDelegators, uint256 toProvider);
    event EarningsClaimed(uint32 indexed providerId, address indexed delegator, address to, uint256 amount);
    event ParameterSet(bytes32 indexed name, uint256 value);

    error ZeroAddress();
    error ZeroAmount();
    error BelowMinimum(uint256 cpt, uint256 minimum);
    error InsufficientShares(uint256 shares, uint256 requested);
    error NoExitRequested();
    /// @param latest from then on open jobs no longer matter
    error ExitNotReleasable(uint256 releaseTime, uint256 openJobs, uint256 latest);
    error NotOwner(uint32 providerId, address caller);
    error InvalidShare(uint256 bps);
    error NothingToClaim();
    error InvalidParameter(bytes32 name, uint256 value);

    // ---- delegators ----

    /// @notice Stakes the caller's CPT on a provider, by its allowance to ProviderRegistry.
    /// @dev Earnings that wait are split first, so they go to those who were there. Reverts with BelowMinimum, or what
    /// IDelegatedBonds.addDelegated reverts with: no new delegation while a slash is queued, no price is fit, or above the cap.
    /// @param cpt CPT wei, at least minDelegation
    /// @return shares rounded down
    function delegate(uint32 providerId, uint256 cpt) external returns (uint256 shares);

    /// @notice Starts the notice for shares, all staying ones with type(uint256).max. They no longer count as bond and earn
    /// nothing, but stay slashable until withdrawn. A second request joins the first and starts the notice anew for both.
    /// @dev Reverts with ZeroAmount or InsufficientShares. Needs no price and no consent.
    /// @return releaseTime end of the notice
    function requestExit(uint32 providerId, uint256 shares) external returns (uint256 releaseTime);

    /// @notice Lets all exiting shares of the caller stay. Reverts with NoExitRequested.
    function cancelExit(uint32 providerId) external;

    /// @notice Pays the caller's exiting shares out in CPT, rounded down. Not pausable, needs no price.
    /// @dev Reverts with ZeroAddress, NoExitRequested, SlashPending or BondOnHold (of the registry), or ExitNotReleasable: before the notice is
    /// over, and then for at most exitHold while the provider has open jobs or disputes.
    function withdraw(uint32 providerId, address to) external returns (uint256 cpt);

    /// @notice Splits what waits at each provider and pays the caller's part of all earnings so far, in USDC, to any address.
    /// @dev Reverts with NothingToClaim, or what Vault.withdraw reverts with.
    function claim(uint32[] calldata providerIds, address to) external returns (uint256 amount);

    // ---- providers ----

    /// @notice Sets the delegators' share of what the provider earns. Raising holds at once. Lowering is announced, and holds
    /// from the first split at or after the end of the notice; another call before that replaces the announcement. While
    /// the share is above 0 jobs are paid into the provider's account here, which anyone may split. Caller: the owner.
    /// @dev Splits what waits first. Reverts with NotOwner or InvalidShare (above 10,000).
    function setShare(uint32 providerId, uint16 bps) external;

    // ---- anyone ----

    /// @notice Splits what waits in a provider's account: the delegators' share, rounded down, to those whose shares stay (none
    /// if there are none), the rest to the provider's own payout in the Vault. Moves no token.
    function split(uint32 providerId) external returns (uint256 toDelegators, uint256 toProvider);

    // ---- governance ----

    /// @notice Sets a parameter within its bounds. Caller: CRITICAL_PARAMETERS role.
    /// @param name with default and bounds: minDelegation 10e18 (1e18 .. 10,000e18 CPT wei); exitHold 21 days (7 .. 60 days)
    /// @dev Reverts with InvalidParameter, also for a name it does not know. The notice is ProviderRegistry's exitNotice, the cap
    /// its delegationCapBps.
    function setParameter(bytes32 name, uint256 value) external;

    // ---- views ----

    /// @notice What an account has at a provider; zeros for nothing.
    function position(uint32 providerId, address delegator) external view returns (Position memory);
    /// @notice All that is delegated to a provider; zeros for nothing.
    function pool(uint32 providerId) external view returns (Pool memory);
    /// @notice The vault account jobs of a provider are paid to while it shares. Nobody holds its key.
    function payoutAccount(uint32 providerId) external view returns (address);
    /// @notice What ranks a provider in listings: its haircut bond with what counts of the delegated, USDC units; 0 while it may
    /// not sell. Reverts with UnknownProvider.
    function rankWeight(uint32 providerId) external view returns (uint256);
    /// @notice A parameter by name, see setParameter. Reverts with InvalidParameter.
    function parameter(bytes32 name) external view returns (uint256);
}
