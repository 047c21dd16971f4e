// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IUsageVerifier, JobContext, UsageReport } from "./IUsageVerifier.sol";

/// @title m-of-n ECDSA quorum of bonded meters (SPEC JOB 5)
/// @notice proof = 65-byte signatures (r, s, v) one after the other, in strictly ascending order of signer address. Every
/// signature must be canonical and of a meter. Passed over, so not counted, are meters that are not active, and meters that
/// are (or whose operator is) the job's payer, buyer or payout, or that are tied to its provider. Two ties governance may name;
/// any number anyone may prove from the chain: signer or operator owns the provider, is its payout, or delegated to its bond.
/// Who hides behind another address is for governance to find.
/// @dev A meter's life: admitted (addMeter) -> active (bond reached) -> retired -> gone (bond withdrawn); slashed -> gone. A
/// meter that left may be admitted again, a slashed key never: the evidence against it stays valid.
/// EIP-712 domain: name "CyberPlaza MeterQuorum", version "1".
/// The threshold is always more than half of all admitted and active meters, so no two disjoint quorums exist. Bonds are
/// USDC units (6 decimals) and lie here.
/// Warning: leaving must always be possible, so retiring and slashing can bring the active meters below the threshold. Then
/// QuorumShort is emitted and nothing can be verified (jobs end by their deadlines) until governance admits others or lowers
/// the threshold; it is never lowered by itself. Likewise a job whose listing asks for more signers than can count for it
/// cannot be verified.
/// Warning: a meter may report itself and so save half of its bond.
interface IMeterQuorum is IUsageVerifier {
    /// @param index place in meters(); meaningless once retired
    /// @param tiedProviders ids of providers it must not bear witness for, 0 for none
    struct Meter {
        address operator;
        bool active;
        uint8 index;
        uint32[2] tiedProviders;
    }

    event MeterAdded(address indexed signer, address indexed operator, uint32[2] tiedProviders);
    event MeterTiesSet(address indexed signer, uint32[2] tiedProviders);
    event TieProven(address indexed signer, uint32 indexed providerId, address indexed reporter);
    event TieDropped(address indexed signer, uint32 indexed providerId);
    event TieSourceSet(address source);
    event MeterActivated(address indexed signer, uint256 bond);
    event MeterRetired(address indexed signer, uint256 bondReleaseTime);
    event MeterSlashed(address indexed signer, address indexed reporter, uint256 toReporter, uint256 toReserve);
    event MeterBonded(address indexed signer, address indexed from, uint256 amount);
    event MeterBondWithdrawn(address indexed signer, address indexed to, uint256 amount);
    event ThresholdSet(uint256 threshold);
    event MinimumBondSet(uint256 amount);
    event SlashReserveSet(address reserve);
    /// @notice Fewer active meters than the threshold are left: nothing can be verified.
    event QuorumShort(uint256 active, uint256 threshold);

    error ZeroAddress();
    error ZeroAmount();
    /// @dev Not whole signatures, or one that is not canonical.
    error MalformedProof();
    /// @dev Not a meter, or (where that is needed) not one that is still listed; of a signature most likely over another report.
    error UnknownSigner(address signer);
    /// @dev Out of order or twice.
    error SignersNotAscending(address signer);
    error TooFewSigners(uint256 counted, uint256 needed);
    /// @dev Below MIN_THRESHOLD (3), above the active meters, or not more than half of all that are listed.
    error InvalidThreshold(uint256 threshold, uint256 active);
    error InvalidParameter(bytes32 name, uint256 value);
    /// @dev The signer is known already, or the operator has a listed meter already.
    error AlreadyMeter(address account);
    /// @dev MAX_METERS (32), or the threshold would be no more than half of them: raise it first.
    error TooManyMeters();
    /// @param until type(uint256).max for a meter that has not retired
    error BondLocked(uint256 until);
    error NotOperator(address caller);
    /// @dev The chain shows no tie, or none was proven that could be dropped.
    error NotTied(address signer, uint32 providerId);
    /// @dev Proven before, or it still holds.
    error TieKnown(address signer, uint32 providerId);
    /// @dev Not two different reports under one (market, job, sequence) by one signer.
    error NotConflicting();
    /// @dev The token moved another amount than it was asked to.
    error TransferMismatch(uint256 expected, uint256 received);

    /// @notice Admits a meter; it counts once its bond is in. One meter an operator. Caller: GOVERNANCE role.
    /// @dev Reverts with ZeroAddress, AlreadyMeter (also for a key that was slashed) or TooManyMeters.
    function addMeter(address signer, address operator, uint32[2] calldata tiedProviders) external;
    /// @notice Says which providers a meter must not bear witness for. Caller: PARAMETERS role.
    /// @dev Reverts with UnknownSigner.
    function setTies(address signer, uint32[2] calldata tiedProviders) external;
    /// @notice Sets a tie that the chain shows: the meter's signer or operator has a stake in the provider. It stops counting for
    /// that provider's jobs at once. Anyone.
    /// @dev Reverts with UnknownSigner, NotTied or TieKnown.
    function proveTie(address signer, uint32 providerId) external;
    /// @notice Drops a proven tie that no longer holds; those governance named stay. Anyone.
    /// @dev Reverts with UnknownSigner, NotTied or TieKnown.
    function dropTie(address signer, uint32 providerId) external;
    /// @notice Who answers for stakes in providers (ITieSource). Caller: GOVERNANCE role. Reverts with ZeroAddress.
    function setTieSource(address source) external;
    /// @notice Stops counting a meter at once; its bond is free 35 days later and may be slashed until it is withdrawn.
    /// May leave fewer meters than the threshold (see above). Caller: GOVERNANCE role, or the meter's operator for itself.
    /// @dev Reverts with UnknownSigner.
    function retireMeter(address signer) external;
    /// @notice USDC bond for a listed meter; reaching the minimum activates an admitted one. What anyone gives is the
    /// operator's to withdraw. Anyone.
    /// @dev Reverts with UnknownSigner, ZeroAmount, TransferMismatch or the token's refusal.
    function bond(address signer, uint256 amount) external;
    /// @notice Takes the whole bond out, 35 days after retiring. Caller: the operator.
    /// @dev Reverts with NotOperator, ZeroAddress, BondLocked or the token's refusal.
    function withdrawBond(address signer, address to) external returns (uint256 amount);
    /// @notice Slashes the whole bond of a meter that signed two different reports with one (market, job, sequence):
    /// half (rounded down) to the caller, the rest to the reserve, and the meter is gone. Anyone.
    /// @dev Reverts with NotConflicting, MalformedProof, UnknownSigner (nothing to slash) or the token's refusal.
    function slash(UsageReport calldata a, UsageReport calldata b, bytes calldata signatureA, bytes calldata signatureB)
        external;
    /// @notice Signers that every report needs. Caller: GOVERNANCE role. Reverts with InvalidThreshold.
    /// @param threshold at least 3, more than half of all listed meters, at most the active ones
    function setThreshold(uint256 threshold) external;
    /// @notice For activations from now on; who is active stays so. Caller: CRITICAL_PARAMETERS role.
    /// @param amount 100 to 10,000,000 USDC; InvalidParameter otherwise
    function setMinimumBond(uint256 amount) external;
    /// @notice Receiver of the second half of slashed bonds; must be able to receive USDC. Caller: GOVERNANCE role.
    /// @dev Reverts with ZeroAddress.
    function setSlashReserve(address reserve) external;

    /// @notice Returns if enough meters that may bear witness signed the digest; reverts as verify does otherwise. For other
    /// contracts' typed messages: their digest must be of a domain of their own.
    function verifyDigest(bytes32 digest, JobContext calldata context, bytes calldata proof) external view;
    /// @notice A meter's record; zeros for an unknown signer.
    function meter(address signer) external view returns (Meter memory);
    /// @notice Whether a meter does not count for a provider's jobs, by governance's word or by proof.
    function isTied(address signer, uint32 providerId) external view returns (bool);
    /// @notice Who answers for stakes in providers; 0 until it is set.
    function tieSource() external view returns (address);
    /// @notice Signers of all admitted and active meters, in no order.
    function meters() external view returns (address[] memory signers);
    /// @notice USDC units held for a meter.
    function bondOf(address signer) external view returns (uint256);
    /// @notice When a retired meter's bond is free; 0 if it has not retired.
    function bondReleaseTime(address signer) external view returns (uint256);
    /// @notice Signers that every report needs at least.
    function threshold() external view returns (uint256);
    /// @notice Meters whose signatures can count.
    function activeMeters() external view returns (uint256);
    /// @notice USDC units that activate a meter.
    function minimumBond() external view returns (uint256);
    /// @notice Receiver of the second half of slashed bonds.
    function slashReserve() external view returns (address);
    /// @notice The token of the bonds.
    function usdc() external view returns (address);
    /// @notice What a meter signs.
    function hashReport(UsageReport calldata usageReport) external view returns (bytes32 digest);
}
