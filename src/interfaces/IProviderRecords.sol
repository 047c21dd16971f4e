// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title What others attest about providers and accounts: benchmarks, KYC levels, invoices (SPEC PROV 4, 8, 9)
/// @notice Times are seconds, USDC amounts have 6 decimals. Hashes and URIs point at papers that people read; nothing here
/// judges them.
/// @dev Who may attest is a role. An attestor's signature counts if the attestor itself may call the direct function
/// (attestKyc, attestInvoice) at that moment, so there is one list of attestors. A later attestation replaces an earlier one,
/// by issuedAt, which rises strictly: it is the nonce, so nothing can be replayed or put back.
/// EIP-712 domain: name "CyberPlaza ProviderRecords", version "1", chain, this contract.
/// Warning: what an attestor said before it lost its role stays valid, unless governance disowns it from a second on.
interface IProviderRecords {
    enum KycLevel {
        None,
        Basic,
        Enhanced
    }

    /// @notice One result of one suite.
    /// @param score in the unit named, not 0
    /// @param date when it was measured
    /// @param expiry from then on it is not fresh; at most benchmarkTerm after date
    /// @param hardwareHash of the description of what was measured
    struct Benchmark {
        uint128 score;
        uint40 date;
        uint40 expiry;
        bytes32 unit;
        bytes32 hardwareHash;
        bytes32 evidenceHash;
    }

    /// @notice EIP-712: KycAttestation(address attestor,address account,uint8 level,uint40 expiry,uint40 issuedAt,
    /// bytes32 subjectHash)
    /// @param level Basic or Enhanced
    /// @param expiry from then on the level is None; at most kycTerm from now
    /// @param issuedAt not in the future, later than the account's last attestation or revocation
    /// @param subjectHash salted hash of whom the attestor identified; the salt stays with the attestor
    struct KycAttestation {
        address attestor;
        address account;
        KycLevel level;
        uint40 expiry;
        uint40 issuedAt;
        bytes32 subjectHash;
    }

    /// @param level as attested; what counts now says kycLevelOf
    /// @param recordedAt when it came here
    struct Kyc {
        address attestor;
        KycLevel level;
        uint40 expiry;
        uint40 recordedAt;
        uint40 issuedAt;
        bytes32 subjectHash;
    }

    /// @notice EIP-712: InvoiceAttestation(address attestor,uint256 jobId,bytes32 invoiceHash,uint128 amount,bytes32 currency,
    /// bytes32 vendor,uint40 paidAt,uint40 issuedAt)
    /// @param amount in the currency's smallest unit
    /// @param currency ISO 4217, left-aligned ("EUR")
    /// @param vendor hash of the vendor's name and registration
    /// @param paidAt when the vendor was paid
    struct InvoiceAttestation {
        address attestor;
        uint256 jobId;
        bytes32 invoiceHash;
        uint128 amount;
        bytes32 currency;
        bytes32 vendor;
        uint40 paidAt;
        uint40 issuedAt;
    }

    /// @param recordedAt 0 for a job without an invoice
    struct Invoice {
        address attestor;
        uint40 recordedAt;
        uint40 issuedAt;
        uint128 amount;
        uint40 paidAt;
        bytes32 currency;
        bytes32 vendor;
        bytes32 invoiceHash;
    }

    event BenchmarkRecorded(
        uint32 indexed providerId,
        bytes32 indexed suite,
        address indexed auditor,
        Benchmark benchmark,
        string evidenceURI
    );
    event RequiredSuitesSet(bytes32[] suites);
    event KycAttested(
        address indexed account,
        address indexed attestor,
        KycLevel level,
        uint40 expiry,
        uint40 issuedAt,
        bytes32 subjectHash
    );
    event KycRevoked(address indexed account, address indexed by);
    /// @param since 0 if the attestor is trusted again
    event AttestorDisowned(address indexed attestor, uint40 since);
    event SettlementAgentSet(uint32 indexed providerId, bool agent, address indexed certifier, bytes32 evidenceHash);
    event InvoiceAttested(
        uint256 indexed jobId,
        address indexed attestor,
        bytes32 invoiceHash,
        uint128 amount,
        bytes32 currency,
        bytes32 vendor,
        uint40 paidAt
    );
    event ParameterSet(bytes32 indexed name, uint256 value);

    error UnknownProvider(uint32 providerId);
    error NotMarket(address caller);
    /// @dev The field of a record that cannot be.
    error InvalidRecord(bytes32 field, uint256 value);
    /// @dev An older benchmark than the one on record.
    error OutdatedBenchmark(uint256 date, uint256 latest);
    /// @dev Issued no later than what is on record, or in the future.
    error OutdatedAttestation(uint256 issuedAt, uint256 latest);
    error NotAttestor(address account);
    error InvalidSignature();
    error NothingAttested(address account);
    /// @dev At most 8 suites, none empty, none twice.
    error InvalidSuites();
    error KycTooLow(address account, KycLevel held, KycLevel needed);
    /// @dev Never recorded (0, 0), expired, or not measured after the last certification.
    error BenchmarkNotFresh(uint32 providerId, bytes32 suite, uint256 date, uint256 expiry);
    error TradingLimitExceeded(address account, uint256 traded, uint256 limit);
    error InvalidParameter(bytes32 name, uint256 value);

    // ---- benchmarks ----

    /// @notice Puts a result on record. The latest per provider and suite is kept, all are in the events. Caller: AUDITOR role.
    /// @param suite "HPL", "HPCG", "STREAM", "MLPerf", "network-latency" or any other name, left-aligned
    /// @dev Reverts with UnknownProvider, InvalidRecord or OutdatedBenchmark. One of the same date replaces, to correct it.
    function recordBenchmark(
        uint32 providerId,
        bytes32 suite,
        Benchmark calldata benchmark,
        string calldata evidenceURI
    ) external;

    // ---- KYC ----

    /// @notice Says the level of an account now. Caller: KYC_ATTESTOR role.
    /// @dev Reverts with InvalidRecord, or OutdatedAttestation.
    function attestKyc(address account, KycLevel level, uint40 expiry, bytes32 subjectHash) external;

    /// @notice Brings what an attestor signed (ECDSA or ERC-1271). Anyone.
    /// @dev Reverts with NotAttestor, InvalidSignature, InvalidRecord, or OutdatedAttestation.
    function submitKyc(KycAttestation calldata attestation, bytes calldata signature) external;

    /// @notice Ends an account's level at once; nothing signed until now can bring it back. Caller: the attestor that gave it, or
    /// GOVERNANCE role. Reverts with NothingAttested.
    function revokeKyc(address account) external;

    /// @notice Whatever the attestor recorded from that second on, KYC and invoices, counts no more; 0 takes it back. Take the role
    /// away as well. Caller: GOVERNANCE role.
    function disown(address attestor, uint40 since) external;

    // ---- settlement agents ----

    /// @notice Says whether a provider pays vendors in fiat for its jobs (SPEC PROV 9). Caller: CERTIFIER role.
    /// @dev Reverts with UnknownProvider.
    function setSettlementAgent(uint32 providerId, bool agent, bytes32 evidenceHash) external;

    /// @notice Says that the vendor behind a job was paid. issuedAt and attestor are filled in. Caller: INVOICE_ATTESTOR role.
    /// @dev Reverts with InvalidRecord, or OutdatedAttestation.
    function attestInvoice(
        uint256 jobId,
        bytes32 invoiceHash,
        uint128 amount,
        bytes32 currency,
        bytes32 vendor,
        uint40 paidAt
    ) external;

    /// @notice Brings what an attestor signed (ECDSA or ERC-1271). Anyone.
    /// @dev Reverts with NotAttestor, InvalidSignature, InvalidRecord, or OutdatedAttestation.
    function submitInvoice(InvoiceAttestation calldata attestation, bytes calldata signature) external;

    // ---- market and registry ----

    /// @notice Counts a trade of the account's present month (30 days, counted from 1970). Does nothing while tradingKyc is 0.
    /// Caller: the job market.
    /// @dev Reverts with NotMarket, or TradingLimitExceeded for an account below the level that a month above the limit needs.
    function onTrade(address account, uint256 amount) external;

    /// @notice Reverts with KycTooLow unless the account may own a certified provider.
    function requireCertifiable(address account) external view;

    /// @notice As requireCertifiable, and reverts with BenchmarkNotFresh unless each required suite was measured after the last
    /// certification and has not expired, or with IUptimeMonitor.MonthFailed if a month since then was not covered.
    function requireRenewable(uint32 providerId, address account, uint256 certifiedAt) external view;

    // ---- governance ----

    /// @notice The suites a provider needs fresh results of; none switches that off. Caller: CRITICAL_PARAMETERS role.
    /// @dev Reverts with InvalidSuites.
    function setRequiredSuites(bytes32[] calldata suites) external;

    /// @notice Sets a parameter within its bounds. Caller: CRITICAL_PARAMETERS role.
    /// @param name with default and bounds: certificationKyc 2 (0 .. 2, a KycLevel, 0 switches it off); tradingKyc 0 (0 .. 2, the
    /// same); tradingLimit 10,000e6 (1,000e6 .. 1,000,000e6 USDC units a month); benchmarkTerm 365 days (30 .. 730 days);
    /// kycTerm 730 days (30 .. 1,095 days)
    /// @dev Reverts with InvalidParameter, also for a name it does not know.
    function setParameter(bytes32 name, uint256 value) external;

    // ---- views ----

    /// @notice The latest result of a suite; zeros if there is none.
    function benchmark(uint32 providerId, bytes32 suite) external view returns (Benchmark memory);
    /// @notice "HPL" and "STREAM" by default.
    function requiredSuites() external view returns (bytes32[] memory);
    /// @notice Whether no required suite is missing or expired.
    function isFresh(uint32 providerId) external view returns (bool);
    /// @notice The level that counts now: None if expired, revoked, or of a disowned attestor.
    function kycLevelOf(address account) external view returns (KycLevel);
    /// @notice What is on file; zeros for nothing.
    function kyc(address account) external view returns (Kyc memory);
    /// @notice 0 for an attestor that is not disowned.
    function disownedSince(address attestor) external view returns (uint256);
    /// @notice What an attestor signs.
    function hashKyc(KycAttestation calldata attestation) external view returns (bytes32 digest);
    /// @notice What an attestor signs.
    function hashInvoice(InvoiceAttestation calldata attestation) external view returns (bytes32 digest);
    /// @notice Whether the provider settles with vendors off chain.
    function isSettlementAgent(uint32 providerId) external view returns (bool);
    /// @notice The latest attested invoice of a job; zeros for none.
    function invoiceOf(uint256 jobId) external view returns (Invoice memory);
    /// @notice True for a job of a settlement agent whose vendor is not yet proven to be paid.
    function invoiceMissing(uint32 providerId, uint256 jobId) external view returns (bool);
    /// @notice USDC units counted for the account in the present month.
    function tradedThisMonth(address account) external view returns (uint256);
    /// @notice A parameter by name, see setParameter. Reverts with InvalidParameter.
    function parameter(bytes32 name) external view returns (uint256);
}
