// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title Referrals: credit for both sides once the referred account has paid fees (SPEC USER 3, 4; law L)
/// @notice An account names its referrer once, before it has counted spend (IPerks); fees of jobs opened from then on count. Once
/// they reach the threshold each side is due min(credit, fees * feeShareBps / 2), rounded down, and more as fees grow, until it has the
/// whole credit. So both sides together never get more than feeShareBps of the fees: an account that refers itself loses money. Terms that
/// rise later are for referrals named later; for this one those of its naming hold, or today's where they are lower.
/// @notice Credit is paid from this contract's own vault balance, which anyone may fund (IVault.depositFor), at most epochBudget in a
/// week (from Thursday 00:00 UTC), to credit wallets (ICreditWallet). Claims wait in line, first come, first served.
/// @dev Amounts are USDC units. A module of the vault, which only ever spends its own balance there.
interface IReferrals {
    /// @param fromJob first job id whose fees count
    /// @param queued whether a claim waits in line
    /// @param feeShareBps, credit terms when the referrer was named
    /// @param fees counted
    /// @param vested, paid credit of each of the two sides; what is vested never falls
    struct Referral {
        address referrer;
        uint64 fromJob;
        bool queued;
        uint16 feeShareBps;
        uint64 fees;
        uint64 vested;
        uint64 paid;
        uint64 credit;
    }

    event ReferrerSet(address indexed account, address indexed referrer, uint64 fromJob);
    /// @param fee the platform's part of the job's price after discount
    /// @param vested credit of each side after it
    event FeesCounted(
        uint256 indexed jobId,
        address indexed account,
        uint32 indexed providerId,
        uint64 fee,
        uint64 fees,
        uint64 vested
    );
    /// @param amount to each of the two wallets
    event CreditPaid(
        address indexed account, address indexed referrer, address accountWallet, address referrerWallet, uint256 amount
    );
    event WalletCreated(address indexed account, address wallet);
    event BudgetWithdrawn(address indexed to, uint256 amount);
    event ParameterSet(bytes32 indexed name, uint256 value);

    error ZeroAddress();
    error ReferrerIsSelf();
    error ReferrerIsReferred(address referrer);
    error ReferrerAlreadySet(address account, address referrer);
    error AlreadyActive(address account);
    error InvalidParameter(bytes32 name, uint256 value);
    error NothingDone();

    /// @notice Names who brought the caller here, for ever.
    /// @dev Reverts with ZeroAddress, ReferrerIsSelf, ReferrerAlreadySet, ReferrerIsReferred (by the caller), AlreadyActive (it
    /// has counted spend).
    function setReferrer(address referrer) external;

    /// @notice Adds the fees of settled, paid jobs of referred accounts; each job counts once. Passes over all others. Caller: anyone.
    /// @dev Reverts with NothingDone if there was nothing.
    function countFees(uint256[] calldata jobIds) external returns (uint256 counted);

    /// @notice Pays waiting claims in their order as far as balance and the week's budget reach. Caller: anyone.
    /// @param max claims
    /// @dev Reverts with NothingDone if none could be paid.
    function payCredits(uint256 max) external returns (uint256 claims);

    /// @notice Puts an account's wallet at its address, where it may have credit already. Caller: anyone; does nothing if it is there.
    function createWallet(address account) external returns (address wallet);

    // ---- governance ----

    /// @notice What is vested stays due, to its last unit; what rises is for referrals named from now on. Caller: CRITICAL_PARAMETERS role.
    /// @param name with default and bounds: threshold 50e6 (1e6 .. 1,000e6), credit 50e6 (1e6 .. 500e6), feeShareBps 2,500
    /// (0 .. 5,000), epochBudget 10,000e6 (1,000e6 .. 1,000,000e6)
    /// @dev Reverts with InvalidParameter, also for a name it does not know.
    function setParameter(bytes32 name, uint256 value) external;

    /// @notice Takes unspent budget back; claims then wait for the next. Caller: TREASURY role. Errors as IVault.withdraw.
    function withdrawBudget(uint256 amount, address to) external;

    // ---- views ----

    /// @notice Zeros where the account has no referrer.
    function referralOf(address account) external view returns (Referral memory);
    /// @notice Where an account's credit is, whether the wallet is there yet or not.
    function walletOf(address account) external view returns (address);
    /// @notice Accounts whose claims wait, in order.
    /// @param max of them
    function waiting(uint256 max) external view returns (address[] memory accounts);
    /// @notice What could be paid now: the balance, within what is left of the week's budget.
    function available() external view returns (uint256);
    /// @notice Whether a job's fees have been counted.
    function isCounted(uint256 jobId) external view returns (bool);
    /// @notice A parameter by name, see setParameter. Reverts with InvalidParameter.
    function parameter(bytes32 name) external view returns (uint256);
}
