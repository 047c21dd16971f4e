// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title InsuranceFund: pays job claims and the pool's first loss (SPEC JOB 10, POOL 4)
/// @notice Holds USDC for two duties. Of every inflow each duty gets a floor (40% by default, rounded down) that is its alone, the
/// rest is shared. A payment takes of the shared part first, then of its own, never of the other's: neither duty can starve
/// the other below its floor. All amounts are USDC units.
/// @dev USDC.balanceOf(this) >= claimsOnly + poolOnly + shared, equal once sync has booked what came by plain transfer.
/// A claim is filed by whoever holds CLAIMS (the Disputes contract, on a ruling only), public for 14 days, then granted by
/// anyone and paid first in, first out, in parts where the money does not suffice. Payment goes into the beneficiary's
/// balance in the vault, so no receiver can refuse and none can hold the queue up.
interface IInsuranceFund {
    /// @dev What arrives by plain transfer counts as Slashes: that is how meters' slashed bonds come.
    enum Source {
        Donations,
        Slashes,
        ReserveFactor,
        EmergencyReserve
    }

    enum ClaimState {
        None,
        /// public, may be rejected
        Filed,
        Rejected,
        /// granted, waits for its turn or for money
        Queued,
        /// all that was granted has been paid, be it nothing
        Paid
    }

    /// @param jobId the job the ruling was about
    /// @param amount loss that neither the hold-back nor the bond covered, priced inside the oracle's band
    /// @param providerCap what all claims against the provider over 90 days may come to: its haircut bond when the dispute opened
    struct Filing {
        uint48 jobId;
        uint32 providerId;
        address beneficiary;
        uint64 amount;
        uint64 providerCap;
    }

    /// @param amount what was filed, from the grant on what was granted
    /// @param reviewUntil last second in which it may be rejected; anyone may grant it from the next on
    struct Claim {
        address beneficiary;
        uint64 amount;
        ClaimState state;
        uint32 providerId;
        uint64 providerCap;
        uint40 reviewUntil;
        uint64 paid;
        uint48 jobId;
    }

    struct Books {
        uint96 claimsOnly;
        uint96 poolOnly;
        uint96 shared;
    }

    /// @param claimsOnly, poolOnly, shared how the inflow was booked
    event FundReceived(
        Source indexed source,
        address indexed from,
        uint256 amount,
        uint256 claimsOnly,
        uint256 poolOnly,
        uint256 shared
    );
    event ClaimFiled(
        uint256 indexed claimId,
        uint256 indexed jobId,
        uint32 indexed providerId,
        address beneficiary,
        uint256 amount,
        uint256 providerCap,
        uint256 reviewUntil
    );
    event ClaimRejected(uint256 indexed claimId, address by, string reason);
    event ClaimGranted(uint256 indexed claimId, uint256 amount);
    /// @param fromShared part of amount; the rest was claims' own
    /// @param outstanding what the claim still waits for
    event ClaimPaid(
        uint256 indexed claimId, address indexed beneficiary, uint256 amount, uint256 fromShared, uint256 outstanding
    );
    event LossCovered(address indexed pool, uint256 amount, uint256 fromShared);
    event ContributorSet(address indexed contributor, Source source);
    event ParameterSet(bytes32 indexed name, uint256 value);

    error ZeroAddress();
    error ZeroAmount();
    error UnknownClaim(uint256 claimId);
    error WrongClaimState(uint256 claimId, ClaimState state);
    /// @param from the first second at which it is possible
    error TooEarly(uint256 claimId, uint256 from);
    /// @param until the last second at which it was possible
    error TooLate(uint256 claimId, uint256 until);
    /// @dev The token moved another amount than it was asked to.
    error TransferMismatch(uint256 expected, uint256 received);
    error NothingToBook();
    error NothingPayable();
    error InvalidParameter(bytes32 name, uint256 value);

    // ---- money in ----

    /// @notice Takes amount of the caller's USDC by its allowance to this contract and books it under the caller's source:
    /// Donations, unless governance named another. Caller: anyone.
    /// @dev Reverts with ZeroAmount, TransferMismatch or the token's refusal.
    function contribute(uint256 amount) external;
    /// @notice Books what came by plain transfer, under Slashes. Caller: anyone. Reverts with NothingToBook.
    function sync() external returns (uint256 amount);

    // ---- claims ----

    /// @notice Opens a claim's public days. Caller: CLAIMS role, which answers for the ruling behind it.
    /// @dev An amount above maxClaim is cut to it. Reverts with ZeroAmount, ZeroAddress.
    function fileClaim(Filing calldata filing) external returns (uint256 claimId);
    /// @notice Rejects a claim during its public days, with a reason on chain. Caller: COUNCIL role.
    /// @dev Reverts with UnknownClaim, WrongClaimState, TooLate.
    function rejectClaim(uint256 claimId, string calldata reason) external;
    /// @notice Grants a claim after its public days: the amount filed, at most what the provider's cap leaves of the last 90 days'
    /// grants; what is above it lapses. Puts it at the queue's end and pays what can be paid. Caller: anyone.
    /// @dev Reverts with UnknownClaim, WrongClaimState, TooEarly.
    function grantClaim(uint256 claimId) external returns (uint256 granted);
    /// @notice Pays granted claims, oldest first, the last perhaps in part; at most max of them. Caller: anyone.
    /// @dev Reverts with NothingPayable.
    /// @return paid over all
    function payClaims(uint256 max) external returns (uint256 paid);

    // ---- the pool ----

    /// @notice Sends the caller what the fund can give towards a loss of the pool, at most amount. Caller: POOL_LOSS role, which
    /// keeps to its own limit of 10% of its value.
    /// @dev Reverts with ZeroAmount or the token's refusal; gives 0 where nothing is left.
    function coverLoss(uint256 amount) external returns (uint256 given);

    // ---- governance ----

    /// @notice Under which source an account's contributions are booked. Caller: GOVERNANCE role. Reverts with ZeroAddress.
    function setContributor(address contributor, Source source) external;
    /// @notice Sets a parameter within its bounds. Caller: CRITICAL_PARAMETERS role.
    /// @param name with default and bounds: maxClaim 100,000e6 (1,000e6 .. 1,000,000e6 USDC units); reviewTime 14 days
    /// (7 .. 30 days); floorBps 4,000 (4,000 .. 5,000), of inflows from then on
    /// @dev Reverts with InvalidParameter, also for a name it does not know.
    function setParameter(bytes32 name, uint256 value) external;

    // ---- views ----

    /// @notice Reverts with UnknownClaim.
    function claim(uint256 claimId) external view returns (Claim memory);
    /// @notice Also the last id; ids start at 1.
    function claimCount() external view returns (uint256);
    /// @notice The three parts of the fund.
    function books() external view returns (Books memory);
    /// @notice What the fund could pay towards claims, or a loss of the pool, now: the shared part and its own.
    function available() external view returns (uint256 forClaims, uint256 forPool);
    /// @notice Σ amounts of claims in their public days, and Σ granted and not yet paid.
    function outstanding() external view returns (uint256 filed, uint256 queued);
    /// @notice What is there for claims per outstanding claims, in basis points, rounded down; the largest number where none is
    /// outstanding.
    function coverageRatio() external view returns (uint256 bps);
    /// @notice Granted against a provider in the last 90 days.
    function grantedAgainst(uint32 providerId) external view returns (uint256);
    /// @notice All ever booked under a source.
    function received(Source source) external view returns (uint256);
    /// @notice All ever paid to claims and to the pool.
    function spent() external view returns (uint256 onClaims, uint256 onLosses);
    /// @notice The source an account's contributions are booked under.
    function sourceOf(address contributor) external view returns (Source);
    /// @notice A parameter by name, see setParameter. Reverts with InvalidParameter.
    function parameter(bytes32 name) external view returns (uint256);
    function usdc() external view returns (address);
    /// @notice The ledger in which claims are paid out.
    function vault() external view returns (address);
}
