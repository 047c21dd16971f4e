// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IMeterQuorum } from "../interfaces/IMeterQuorum.sol";
import { ITieSource } from "../interfaces/ITieSource.sol";
import { IUsageVerifier, JobContext, UsageReport } from "../interfaces/IUsageVerifier.sol";
import { Roster } from "./meters/Roster.sol";
import { Tally, Tallying } from "./meters/Tallying.sol";
import { AccessManaged } from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import { ECDSA } from "@openzeppelin/contracts/utils/cryptography/ECDSA.sol";
import { EIP712 } from "@openzeppelin/contracts/utils/cryptography/EIP712.sol";
import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @title MeterQuorum
contract MeterQuorum is IMeterQuorum, EIP712, AccessManaged, ReentrancyGuardTransient {
    using SafeCast for uint256;
    using SafeERC20 for IERC20;

    /// @dev One slot.
    struct Record {
        address operator;
        bool active;
        uint8 index;
        uint32 tiedA;
        uint32 tiedB;
        bool hasProvenTies;
    }

    /// @param releaseTime 0 until retired
    struct Bond {
        uint128 amount;
        uint40 releaseTime;
    }

    uint256 public constant BOND_NOTICE = 35 days;
    uint256 public constant MIN_THRESHOLD = 3;
    uint256 public constant MAX_METERS = 32;
    uint256 public constant MIN_MINIMUM_BOND = 100e6;
    uint256 public constant MAX_MINIMUM_BOND = 10_000_000e6;

    bytes32 private constant REPORT_TYPEHASH = keccak256(
        "UsageReport(address market,uint256 jobId,uint32 sequence,uint64 usage,uint40 startedAt,uint40 endedAt,"
        "uint8 outcome,uint8 failureCode,uint16 uptimeBps,bytes32 resultHash)"
    );
    /// @dev Ten words.
    uint256 private constant REPORT_SIZE = 320;

    IERC20 private immutable USDC;

    /// @dev With the two numbers all that counting signatures reads of the storage, unless ties were proven. See Roster.
    address private _roster;
    uint8 private _threshold;
    uint8 private _active;
    uint128 private _minimumBond;
    address private _slashReserve;
    address[] private _signers;
    mapping(address signer => Record) private _records;
    mapping(address signer => Bond) private _bonds;
    /// @dev The evidence against a slashed key stays valid, so no bond may ever stand behind it again.
    mapping(address signer => bool) private _struckOff;
    ITieSource private _tieSource;
    /// @dev Kept when a meter leaves, as the ties are.
    mapping(address signer => uint256) private _provenTies;
    mapping(address signer => mapping(uint256 providerId => bool)) private _isProven;

    constructor(address authority_, address usdc_, address slashReserve_, uint256 threshold_, uint256 minimumBond_)
        EIP712("CyberPlaza MeterQuorum", "1")
        AccessManaged(authority_)
    {
        if (authority_ == address(0) || usdc_ == address(0)) revert ZeroAddress();
        // No meter is active yet, so only the bounds that do not depend on them.
        if (threshold_ < MIN_THRESHOLD || threshold_ > MAX_METERS) revert InvalidThreshold(threshold_, 0);
        USDC = IERC20(usdc_);
        _threshold = uint8(threshold_);
        emit ThresholdSet(threshold_);
        _setMinimumBond(minimumBond_);
        _setSlashReserve(slashReserve_);
    }

    // ---- verifying ----

    /// @inheritdoc IUsageVerifier
    function verify(UsageReport calldata usageReport, JobContext calldata context, bytes calldata proof)
        external
        view
        override
    {
        _verify(hashReport(usageReport), context, proof);
    }

    /// @inheritdoc IMeterQuorum
    function verifyDigest(bytes32 digest, JobContext calldata context, bytes calldata proof) external view override {
        _verify(digest, context, proof);
    }

    function _verify(bytes32 digest, JobContext calldata context, bytes calldata proof) private view {
        if (proof.length == 0 || proof.length % Tallying.SIGNATURE_LENGTH != 0) revert MalformedProof();
        uint256 needed = uint256(_threshold) + context.extraSigners;
        Tally memory t;
        t.digest = digest;
        t.cursor = Roster.read(_roster, _active);
        for (;;) {
            uint256 stopped = Tallying.count(t, proof, context);
            if (stopped == Tallying.DONE) break;
            if (stopped == Tallying.UNLISTED) _existing(t.last);
            else if (stopped == Tallying.MALFORMED) revert MalformedProof();
            else if (stopped == Tallying.UNORDERED) revert SignersNotAscending(t.last);
            else if (!_isProven[t.last][context.providerId]) ++t.counted;
        }
        if (t.counted < needed) revert TooFewSigners(t.counted, needed);
    }

    // ---- bonds ----

    /// @inheritdoc IMeterQuorum
    function bond(address signer, uint256 amount) external override nonReentrant {
        // Check
        Record storage record = _records[signer];
        Bond storage held = _bonds[signer];
        if (record.operator == address(0) || held.releaseTime != 0) revert UnknownSigner(signer);
        if (amount == 0) revert ZeroAmount();

        // Interaction: guarded, and only what arrived counts
        uint256 before = USDC.balanceOf(address(this));
        USDC.safeTransferFrom(msg.sender, address(this), amount);
        uint256 received = USDC.balanceOf(address(this)) - before;
        if (received != amount) revert TransferMismatch(amount, received);

        // Effect
        uint256 total = held.amount + amount;
        held.amount = total.toUint128();
        emit MeterBonded(signer, msg.sender, amount);
        if (!record.active && total >= _minimumBond) {
            record.active = true;
            ++_active;
            _writeRoster();
            emit MeterActivated(signer, total);
        }
    }

    /// @inheritdoc IMeterQuorum
    function withdrawBond(address signer, address to) external override nonReentrant returns (uint256 amount) {
        // Check
        if (msg.sender != _records[signer].operator) revert NotOperator(msg.sender);
        if (to == address(0)) revert ZeroAddress();
        uint256 releaseTime = _bonds[signer].releaseTime;
        if (releaseTime == 0) revert BondLocked(type(uint256).max);
        if (block.timestamp < releaseTime) revert BondLocked(releaseTime);

        // Effect
        amount = _bonds[signer].amount;
        delete _bonds[signer];
        delete _records[signer];
        emit MeterBondWithdrawn(signer, to, amount);

        // Interaction
        USDC.safeTransfer(to, amount);
    }

    /// @inheritdoc IMeterQuorum
    function slash(UsageReport calldata a, UsageReport calldata b, bytes calldata signatureA, bytes calldata signatureB)
        external
        override
        nonReentrant
    {
        // Check
        if (a.market != b.market || a.jobId != b.jobId || a.sequence != b.sequence) revert NotConflicting();
        bytes32 digestA = hashReport(a);
        bytes32 digestB = hashReport(b);
        if (digestA == digestB) revert NotConflicting();
        address signer = _recover(digestA, signatureA);
        if (_recover(digestB, signatureB) != signer) revert NotConflicting();
        uint256 amount = _bonds[signer].amount;
        if (amount == 0) revert UnknownSigner(signer);

        // Effect
        if (_bonds[signer].releaseTime == 0) _unlist(signer);
        delete _bonds[signer];
        delete _records[signer];
        _struckOff[signer] = true;
        uint256 toReporter = amount / 2;
        emit MeterSlashed(signer, msg.sender, toReporter, amount - toReporter);

        // Interaction
        USDC.safeTransfer(_slashReserve, amount - toReporter);
        USDC.safeTransfer(msg.sender, toReporter);
    }

    // ---- membership ----

    /// @inheritdoc IMeterQuorum
    function retireMeter(address signer) external override {
        // Check
        address operator = _records[signer].operator;
        if (operator == address(0) || _bonds[signer].releaseTime != 0) revert UnknownSigner(signer);
        if (msg.sender != operator) _checkCanCall(msg.sender, msg.data);

        // Effect
        _unlist(signer);
        if (_bonds[signer].amount == 0) {
            delete _records[signer];
            emit MeterRetired(signer, block.timestamp);
        } else {
            uint256 releaseTime = block.timestamp + BOND_NOTICE;
            _bonds[signer].releaseTime = uint40(releaseTime);
            emit MeterRetired(signer, releaseTime);
        }
    }

    // ---- ties ----

    /// @inheritdoc IMeterQuorum
    function proveTie(address signer, uint32 providerId) external override {
        Record storage record = _existing(signer);
        if (_isProven[signer][providerId]) revert TieKnown(signer, providerId);
        if (!_tiedNow(signer, record.operator, providerId)) revert NotTied(signer, providerId);

        _isProven[signer][providerId] = true;
        if (++_provenTies[signer] == 1) _setProvenTies(record, true);
        emit TieProven(signer, providerId, msg.sender);
    }

    /// @inheritdoc IMeterQuorum
    function dropTie(address signer, uint32 providerId) external override {
        Record storage record = _existing(signer);
        if (!_isProven[signer][providerId]) revert NotTied(signer, providerId);
        if (_tiedNow(signer, record.operator, providerId)) revert TieKnown(signer, providerId);

        _isProven[signer][providerId] = false;
        if (--_provenTies[signer] == 0) _setProvenTies(record, false);
        emit TieDropped(signer, providerId);
    }

    // ---- governance ----

    /// @inheritdoc IMeterQuorum
    function addMeter(address signer, address operator, uint32[2] calldata tiedProviders) external override restricted {
        if (signer == address(0) || operator == address(0)) revert ZeroAddress();
        if (_records[signer].operator != address(0) || _struckOff[signer]) revert AlreadyMeter(signer);
        uint256 count = _signers.length;
        // With half of all meters or fewer, two disjoint quorums could sign two truths.
        if (count == MAX_METERS || count + 1 >= 2 * uint256(_threshold)) revert TooManyMeters();
        for (uint256 i; i < count; ++i) {
            if (_records[_signers[i]].operator == operator) revert AlreadyMeter(operator);
        }
        _signers.push(signer);
        _records[signer] = Record({
            operator: operator,
            active: false,
            index: uint8(count),
            tiedA: tiedProviders[0],
            tiedB: tiedProviders[1],
            hasProvenTies: _provenTies[signer] != 0
        });
        emit MeterAdded(signer, operator, tiedProviders);
    }

    /// @inheritdoc IMeterQuorum
    function setTies(address signer, uint32[2] calldata tiedProviders) external override restricted {
        Record storage record = _existing(signer);
        record.tiedA = tiedProviders[0];
        record.tiedB = tiedProviders[1];
        if (record.active) _writeRoster();
        emit MeterTiesSet(signer, tiedProviders);
    }

    /// @inheritdoc IMeterQuorum
    function setThreshold(uint256 threshold_) external override restricted {
        if (threshold_ < MIN_THRESHOLD || threshold_ > _active || 2 * threshold_ <= _signers.length) {
            revert InvalidThreshold(threshold_, _active);
        }
        _threshold = uint8(threshold_);
        emit ThresholdSet(threshold_);
    }

    /// @inheritdoc IMeterQuorum
    function setMinimumBond(uint256 amount) external override restricted {
        _setMinimumBond(amount);
    }

    /// @inheritdoc IMeterQuorum
    function setSlashReserve(address reserve) external override restricted {
        _setSlashReserve(reserve);
    }

    /// @inheritdoc IMeterQuorum
    function setTieSource(address source) external override restricted {
        if (source == address(0)) revert ZeroAddress();
        _tieSource = ITieSource(source);
        emit TieSourceSet(source);
    }

    // ---- views ----

    /// @inheritdoc IMeterQuorum
    function meter(address signer) external view override returns (Meter memory) {
        Record memory record = _records[signer];
        return Meter({
            operator: record.operator,
            active: record.active,
            index: record.index,
            tiedProviders: [record.tiedA, record.tiedB]
        });
    }

    /// @inheritdoc IMeterQuorum
    function meters() external view override returns (address[] memory signers) {
        return _signers;
    }

    /// @inheritdoc IMeterQuorum
    function isTied(address signer, uint32 providerId) external view override returns (bool) {
        Record memory record = _records[signer];
        if (record.operator == address(0) || providerId == 0) return false;
        return record.tiedA == providerId || record.tiedB == providerId || _isProven[signer][providerId];
    }

    /// @inheritdoc IMeterQuorum
    function tieSource() external view override returns (address) {
        return address(_tieSource);
    }

    /// @inheritdoc IMeterQuorum
    function bondOf(address signer) external view override returns (uint256) {
        return _bonds[signer].amount;
    }

    /// @inheritdoc IMeterQuorum
    function bondReleaseTime(address signer) external view override returns (uint256) {
        return _bonds[signer].releaseTime;
    }

    /// @inheritdoc IMeterQuorum
    function threshold() external view override returns (uint256) {
        return _threshold;
    }

    /// @inheritdoc IMeterQuorum
    function activeMeters() external view override returns (uint256) {
        return _active;
    }

    /// @inheritdoc IMeterQuorum
    function minimumBond() external view override returns (uint256) {
        return _minimumBond;
    }

    /// @inheritdoc IMeterQuorum
    function slashReserve() external view override returns (address) {
        return _slashReserve;
    }

    /// @inheritdoc IMeterQuorum
    function usdc() external view override returns (address) {
        return address(USDC);
    }

    /// @inheritdoc IMeterQuorum
    /// @dev The report is a static struct whose words lie in the order of the type's members. They are hashed as they are: one that does
    /// not fit its type is of no report that anybody signs.
    function hashReport(UsageReport calldata usageReport) public view override returns (bytes32 digest) {
        bytes32 typeHash = REPORT_TYPEHASH;
        bytes32 structHash;
        assembly ("memory-safe") {
            let words := mload(0x40)
            mstore(words, typeHash)
            calldatacopy(add(words, 32), usageReport, REPORT_SIZE)
            structHash := keccak256(words, add(REPORT_SIZE, 32))
        }
        return _hashTypedDataV4(structHash);
    }

    // ---- internals ----

    /// @dev Only the one canonical form of a signature: low s, v of 27 or 28.
    function _recover(bytes32 digest, bytes calldata signature) private pure returns (address signer) {
        ECDSA.RecoverError failure;
        (signer, failure,) = ECDSA.tryRecoverCalldata(digest, signature);
        if (failure != ECDSA.RecoverError.NoError) revert MalformedProof();
    }

    function _existing(address signer) private view returns (Record storage record) {
        record = _records[signer];
        if (record.operator == address(0)) revert UnknownSigner(signer);
    }

    function _tiedNow(address signer, address operator, uint32 providerId) private view returns (bool) {
        ITieSource source = _tieSource;
        if (address(source) == address(0)) return false;
        return source.isTied(signer, providerId) || source.isTied(operator, providerId);
    }

    /// @dev The roster says only whether there are any.
    function _setProvenTies(Record storage record, bool any) private {
        record.hasProvenTies = any;
        if (record.active) _writeRoster();
    }

    /// @dev After every change of who is active, and of what it says of an active meter's ties.
    function _writeRoster() private {
        uint256 listed = _signers.length;
        uint256[] memory words = new uint256[](2 * listed);
        uint256 count;
        for (uint256 i; i < listed; ++i) {
            address signer = _signers[i];
            Record memory r = _records[signer];
            if (!r.active) continue;
            (uint256 word, uint256 second) = Roster.pack(signer, r.operator, r.tiedA, r.tiedB, r.hasProvenTies);
            Roster.insert(words, count++, word, second);
        }
        _roster = Roster.write(words, count);
    }

    /// @dev Ends a listed meter's part in the quorum; the last of the list takes its place.
    function _unlist(address signer) private {
        Record storage record = _records[signer];
        uint8 index = record.index;
        address moved = _signers[_signers.length - 1];
        _signers[index] = moved;
        _records[moved].index = index;
        _signers.pop();
        if (!record.active) return;

        record.active = false;
        uint256 left = --_active;
        _writeRoster();
        if (left < _threshold) emit QuorumShort(left, _threshold);
    }

    function _setMinimumBond(uint256 amount) private {
        if (amount < MIN_MINIMUM_BOND || amount > MAX_MINIMUM_BOND) revert InvalidParameter("minimumBond", amount);
        _minimumBond = uint128(amount);
        emit MinimumBondSet(amount);
    }

    function _setSlashReserve(address reserve) private {
        if (reserve == address(0)) revert ZeroAddress();
        _slashReserve = reserve;
        emit SlashReserveSet(reserve);
    }
}
