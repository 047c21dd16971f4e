// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IUsageVerifier, UsageReport } from "./IUsageVerifier.sol";

/// @title m-of-n ECDSA quorum of bonded meters (SPEC JOB 5)
/// @notice proof = 65-byte signatures (r, s, v) one after the other, in strictly ascending order of signer address. Signers
/// tied to the job's payer, buyer, payout or provider are passed over, they do not count.
interface IMeterQuorum is IUsageVerifier {
    struct Meter {
        address operator;
        bool active;
        uint8 index;
        uint32[2] tiedProviders;
    }

    event MeterAdded(address indexed signer, address indexed operator, uint32[2] tiedProviders);
    event MeterTiesSet(address indexed signer, uint32[2] tiedProviders);
    event MeterActivated(address indexed signer, uint256 bond);
    event MeterRetired(address indexed signer, uint256 bondReleaseTime);
    event MeterSlashed(address indexed signer, address indexed reporter, uint256 toReporter, uint256 toReserve);
    event MeterBonded(address indexed signer, address indexed from, uint256 amount);
    event MeterBondWithdrawn(address indexed signer, address indexed to, uint256 amount);
    event ThresholdSet(uint256 threshold);
    event MinimumBondSet(uint256 amount);
    event SlashReserveSet(address reserve);

    error ZeroAddress();
    error ZeroAmount();
    error MalformedProof();
    error UnknownSigner(address signer);
    error SignersNotAscending(address signer);
    error TooFewSigners(uint256 counted, uint256 needed);
    error InvalidThreshold(uint256 threshold, uint256 active);
    error InvalidParameter(bytes32 name, uint256 value);
    error AlreadyMeter(address signer);
    error TooManyMeters();
    error BondLocked(uint256 until);
    error BondTooSmall(uint256 bond, uint256 minimum);
    error NotOperator(address caller);
    error NotConflicting();

    /// @notice Admits a meter; it counts once its bond is in. Caller: ADMIN.
    function addMeter(address signer, address operator, uint32[2] calldata tiedProviders) external;
    function setTies(address signer, uint32[2] calldata tiedProviders) external;
    /// @notice Stops counting a meter; its bond is free 35 days later. Caller: ADMIN, or the meter's operator for itself.
    function retireMeter(address signer) external;
    /// @notice USDC bond for a meter; reaching the minimum activates an admitted one. Anyone.
    function bond(address signer, uint256 amount) external;
    function withdrawBond(address signer, address to) external returns (uint256 amount);
    /// @notice Slashes the whole bond of a meter that signed two different reports with one (market, job, sequence):
    /// half to the caller, half to the reserve. Anyone.
    function slash(UsageReport calldata a, UsageReport calldata b, bytes calldata signatureA, bytes calldata signatureB) external;
    function setThreshold(uint256 threshold) external;
    function setMinimumBond(uint256 amount) external;

    function meter(address signer) external view returns (Meter memory);
    function bondOf(address signer) external view returns (uint256);
    function threshold() external view returns (uint256);
    function activeMeters() external view returns (uint256);
    function hashReport(UsageReport calldata usageReport) external view returns (bytes32 digest);
}
