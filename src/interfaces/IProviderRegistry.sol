// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title Providers: identity, certification, bond (SPEC PROV 1-3, 6, 7)
interface IProviderRegistry {
    /// @dev Ordinary providers may sell only after governance opens the market to them.
    enum Status {
        None,
        Ordinary,
        Applied,
        Probation,
        Certified,
        Suspended,
        Revoked
    }

    struct Provider {
        address owner;
        Status status;
        /// status to return to when reinstated
        Status suspendedFrom;
        /// end of probation's first possible certification, or the certificate's expiry
        uint40 statusUntil;
        address payout;
        uint128 bondCpt;
        uint64 bondUsdc;
        uint40 bondReleaseTime;
        uint128 exitingCpt;
        uint64 exitingUsdc;
        string metadataURI;
    }

    /// @notice What the job market keeps in one slot about a provider.
    /// @param tier Status of the provider if it may sell, Status.None otherwise
    /// @param validUntil the copy must be refreshed from then on
    /// @param maxOpenJobs 10 on probation, no limit (65,535) otherwise
    /// @param feeBps platform fee after the provider's own veCPT tier (multiple of 10)
    /// @param haircutBond bond value in USDC units, CPT part after its 50% haircut
    struct Standing {
        address payout;
        Status tier;
        uint40 validUntil;
        uint16 maxOpenJobs;
        uint16 feeBps;
        uint64 haircutBond;
    }

    /// @notice Entry bar (SPEC PROV 2): 100 cores, 500 GB RAM, 10 TB NVMe or 50 TB disk, 10 Gbps.
    struct Infrastructure {
        uint32 cores;
        uint32 ramGb;
        uint32 nvmeTb;
        uint32 diskTb;
        uint32 gbps;
    }

    event ProviderRegistered(uint32 indexed providerId, address indexed owner, address payout, string metadataURI);
    event ProviderUpdated(uint32 indexed providerId, address payout, string metadataURI);
    event OwnershipTransferStarted(uint32 indexed providerId, address indexed from, address indexed to);
    event OwnershipTransferred(uint32 indexed providerId, address indexed from, address indexed to);
    event OperatorSet(uint32 indexed providerId, address indexed operator, bool allowed);
    event CertificationApplied(uint32 indexed providerId, uint256 fee, Infrastructure infrastructure, bytes32 evidenceHash);
    event StatusChanged(
        uint32 indexed providerId, Status indexed from, Status indexed to, uint256 until, address auditor, bytes32 evidenceHash, string reason
    );
    event BondDeposited(uint32 indexed providerId, address indexed from, uint256 cpt, uint256 usdc);
    event BondExitRequested(uint32 indexed providerId, uint256 cpt, uint256 usdc, uint256 releaseTime);
    event BondExitCancelled(uint32 indexed providerId);
    event BondWithdrawn(uint32 indexed providerId, address indexed to, uint256 cpt, uint256 usdc);
    event BondSlashed(uint32 indexed providerId, address indexed to, uint256 usdc, uint256 cpt, uint256 value, bytes32 reason);
    event SlashQueued(uint32 indexed providerId, address indexed to, uint256 value, uint256 deadline);
    event OrdinaryAdmissionSet(bool open);
    event ParameterSet(bytes32 indexed name, uint256 value);

    error ZeroAddress();
    error ZeroAmount();
    error UnknownProvider(uint32 providerId);
    error AlreadyRegistered(address owner);
    error NotOwner(uint32 providerId, address caller);
    error NotPendingOwner(uint32 providerId, address caller);
    error WrongStatus(uint32 providerId, Status status);
    error BelowEntryBar();
    error ProbationRunning(uint256 until);
    error BondTooSmall(uint256 bond, uint256 needed);
    error BondNotReleasable(uint256 releaseTime, uint256 openJobs);
    error NoExitRequested();
    error PriceUnfit();
    error InvalidParameter(bytes32 name, uint256 value);

    // ---- anyone / owner ----
    function register(address payout, string calldata metadataURI) external returns (uint32 providerId);
    function update(uint32 providerId, address payout, string calldata metadataURI) external;
    function transferOwnership(uint32 providerId, address newOwner) external;
    function acceptOwnership(uint32 providerId) external;
    /// @notice Hot keys that may act on jobs and listings, never on payout or bond.
    function setOperator(uint32 providerId, address operator, bool allowed) external;
    /// @notice Applies for certification and pays the fee (5,000 USDC by default, bounds 5,000-50,000) to revenue.
    function applyForCertification(uint32 providerId, Infrastructure calldata infrastructure, bytes32 evidenceHash) external;
    function depositBond(uint32 providerId, uint256 cpt, uint256 usdc) external;
    /// @notice Starts 35 days' notice; what exits no longer counts as bond for new jobs but stays slashable.
    function requestBondExit(uint32 providerId, uint256 cpt, uint256 usdc) external;
    function cancelBondExit(uint32 providerId) external;
    /// @notice After the notice and with no open job or dispute. Not pausable.
    function withdrawBond(uint32 providerId, address to) external;

    // ---- certifier ----
    function admit(uint32 providerId, bytes32 evidenceHash, string calldata reason) external;
    function reject(uint32 providerId, bytes32 evidenceHash, string calldata reason) external;
    function certify(uint32 providerId, bytes32 evidenceHash, string calldata reason) external;
    function renew(uint32 providerId, bytes32 evidenceHash, string calldata reason) external;
    function suspend(uint32 providerId, bytes32 evidenceHash, string calldata reason) external;
    function reinstate(uint32 providerId, bytes32 evidenceHash, string calldata reason) external;
    function revoke(uint32 providerId, bytes32 evidenceHash, string calldata reason) external;

    // ---- slasher ----
    /// @notice Takes value (USDC units) of the bond: USDC first, then CPT in kind at the oracle price. With no fit price
    /// the CPT part is queued for at most 7 days, see executeSlash.
    function slash(uint32 providerId, uint256 value, address to, bytes32 reason) external returns (uint256 covered);
    /// @notice Executes queued CPT slashing once a price is fit, or after 7 days at the last fit price. Anyone.
    function executeSlash(uint32 providerId) external;

    // ---- governance ----
    function setOrdinaryAdmission(bool open) external;
    function setParameter(bytes32 name, uint256 value) external;

    // ---- views ----
    function provider(uint32 providerId) external view returns (Provider memory);
    function providerCount() external view returns (uint32);
    function providerOf(address owner) external view returns (uint32 providerId);
    /// @notice True for the owner and its operators.
    function mayOperate(uint32 providerId, address account) external view returns (bool);
    function ownerOf(uint32 providerId) external view returns (address);
    function statusOf(uint32 providerId) external view returns (Status);
    function standing(uint32 providerId) external view returns (Standing memory);
    /// @notice Bond value in USDC units: USDC part + CPT part at 50%, 0 for CPT while no price is fit.
    function haircutBond(uint32 providerId) external view returns (uint256);
    function parameter(bytes32 name) external view returns (uint256);
}
