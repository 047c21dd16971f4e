// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title Delegated bonds: the CPT others stake on a provider, held beside its own (SPEC PROV 6)
/// @notice CPT has 18 decimals. All delegated CPT lies in the registry: one amount a provider, of which a part is exiting.
/// BondDelegation says whose it is. It counts as bond up to a multiple of the provider's own (delegationCapBps), what exits
/// does not; a slash takes it pro rata with the provider's own CPT, exiting or not.
/// @dev The registry may lower the amount by itself only through a slash. Whoever holds shares of it therefore bears losses
/// without a step of his own, and none can step out of the way.
interface IDelegatedBonds {
    /// @param cpt all delegated CPT, what exits included
    event DelegatedBondChanged(uint32 indexed providerId, uint256 cpt, uint256 exiting);
    /// @param cpt the delegators' part of a slash's CPT, contained in the BondSlashed that follows or precedes
    event DelegatedBondSlashed(uint32 indexed providerId, uint256 cpt);
    /// @param account address(0) while the provider's own payout is paid directly
    event PayoutAccountSet(uint32 indexed providerId, address account);

    /// @dev More delegated than the provider's own bond may carry; USDC units after the haircut.
    error DelegationCapExceeded(uint32 providerId, uint256 value, uint256 cap);

    // ---- the delegation contract ----
    // Caller: DELEGATION role, which only BondDelegation holds. UnknownProvider as everywhere.

    /// @notice Adds CPT of an account that called BondDelegation, by its allowance to the registry.
    /// @dev Reverts with WrongStatus (revoked), SlashPending, PriceUnfit, DelegationCapExceeded, TransferMismatch, or the token's
    /// refusal.
    function addDelegated(uint32 providerId, address from, uint256 cpt) external;
    /// @notice Says how much of the delegated CPT is exiting now.
    /// @dev Reverts with InsufficientBond.
    function setDelegatedExit(uint32 providerId, uint256 exiting) external;
    /// @notice Pays delegated CPT out. Not pausable, needs no price.
    /// @param exiting what still exits afterwards
    /// @dev Reverts with InsufficientBond, SlashPending while a slash is queued (at most 7 days), or BondOnHold.
    function payDelegated(uint32 providerId, address to, uint256 cpt, uint256 exiting) external;
    /// @notice Puts a vault account between the jobs and the provider's payout; address(0) takes it away.
    function setPayoutAccount(uint32 providerId, address account) external;

    // ---- views ----

    /// @notice What others staked on a provider, CPT wei.
    /// @return cpt all of it; exiting the part that no longer counts
    function delegatedBond(uint32 providerId) external view returns (uint256 cpt, uint256 exiting);
    /// @notice The payout its owner named, whatever account jobs are paid to. Reverts with UnknownProvider.
    function payoutOf(uint32 providerId) external view returns (address);
}
