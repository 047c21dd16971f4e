// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IInsuranceFund } from "../interfaces/IInsuranceFund.sol";
import { IVault } from "../interfaces/IVault.sol";
import {
    AccessManagedUpgradeable
} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";
import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";
import { Checkpoints } from "@openzeppelin/contracts/utils/structs/Checkpoints.sol";

/// @title InsuranceFund
contract InsuranceFund is IInsuranceFund, AccessManagedUpgradeable, ReentrancyGuardTransient {
    using Checkpoints for Checkpoints.Trace208;
    using SafeCast for uint256;
    using SafeERC20 for IERC20;

    /// @param head, tail granted claims that wait are those of _queue from head up to, but without, tail
    struct Desk {
        uint64 count;
        uint64 head;
        uint64 tail;
    }

    struct Outstanding {
        uint128 filed;
        uint128 queued;
    }

    struct Spent {
        uint128 onClaims;
        uint128 onLosses;
    }

    struct Params {
        uint64 maxClaim;
        uint40 reviewTime;
        uint16 floorBps;
    }

    uint256 public constant CAP_WINDOW = 90 days;

    uint256 private constant BPS = 10_000;
    uint256 private constant PAID_PER_GRANT = 8;

    IERC20 private immutable USDC;
    IVault private immutable VAULT;

    Books private _books;
    Params private _params;
    Desk private _desk;
    Outstanding private _outstanding;
    Spent private _spent;
    mapping(uint256 claimId => Claim) private _claims;
    mapping(uint256 place => uint256 claimId) private _queue;
    /// @dev All ever granted against a provider, by the time of the grant.
    mapping(uint32 providerId => Checkpoints.Trace208) private _granted;
    mapping(address contributor => Source) private _sources;
    mapping(Source source => uint256) private _received;

    constructor(address usdc_, address vault_) {
        if (usdc_ == address(0) || vault_ == address(0)) revert ZeroAddress();
        USDC = IERC20(usdc_);
        VAULT = IVault(vault_);
        _disableInitializers();
    }

    function initialize(address authority) external initializer {
        __AccessManaged_init(authority);
        _setParameter("maxClaim", 100_000e6);
        _setParameter("reviewTime", 14 days);
        _setParameter("floorBps", 4000);
    }

    // ---- money in ----

    /// @inheritdoc IInsuranceFund
    function contribute(uint256 amount) external override nonReentrant {
        if (amount == 0) revert ZeroAmount();
        uint256 before = USDC.balanceOf(address(this));
        USDC.safeTransferFrom(msg.sender, address(this), amount);
        uint256 got = USDC.balanceOf(address(this)) - before;
        if (got != amount) revert TransferMismatch(amount, got);
        _book(_sources[msg.sender], msg.sender, amount);
    }

    /// @inheritdoc IInsuranceFund
    function sync() external override nonReentrant returns (uint256 amount) {
        Books memory b = _books;
        amount = USDC.balanceOf(address(this)) - b.claimsOnly - b.poolOnly - b.shared;
        if (amount == 0) revert NothingToBook();
        _book(Source.Slashes, address(this), amount);
    }

    // ---- claims ----

    /// @inheritdoc IInsuranceFund
    function fileClaim(Filing calldata filing) external override restricted returns (uint256 claimId) {
        // Check
        if (filing.amount == 0) revert ZeroAmount();
        if (filing.beneficiary == address(0)) revert ZeroAddress();

        // Effect
        claimId = ++_desk.count;
        Claim storage c = _claims[claimId];
        c.beneficiary = filing.beneficiary;
        c.amount = uint64(Math.min(filing.amount, _params.maxClaim));
        c.state = ClaimState.Filed;
        c.providerId = filing.providerId;
        c.providerCap = filing.providerCap;
        c.reviewUntil = uint40(block.timestamp + _params.reviewTime);
        c.jobId = filing.jobId;
        _outstanding.filed += c.amount;
        emit ClaimFiled(
            claimId, filing.jobId, filing.providerId, filing.beneficiary, c.amount, filing.providerCap, c.reviewUntil
        );
    }

    /// @inheritdoc IInsuranceFund
    function rejectClaim(uint256 claimId, string calldata reason) external override restricted {
        Claim storage c = _filed(claimId);
        if (block.timestamp > c.reviewUntil) revert TooLate(claimId, c.reviewUntil);
        c.state = ClaimState.Rejected;
        _outstanding.filed -= c.amount;
        emit ClaimRejected(claimId, msg.sender, reason);
    }

    /// @inheritdoc IInsuranceFund
    function grantClaim(uint256 claimId) external override nonReentrant returns (uint256 granted) {
        // Check
        Claim storage c = _filed(claimId);
        if (block.timestamp <= c.reviewUntil) revert TooEarly(claimId, uint256(c.reviewUntil) + 1);

        // Effect
        granted = Math.min(c.amount, Math.saturatingSub(c.providerCap, _grantedAgainst(c.providerId)));
        _outstanding.filed -= c.amount;
        c.amount = uint64(granted);
        if (granted == 0) {
            c.state = ClaimState.Paid;
        } else {
            c.state = ClaimState.Queued;
            _outstanding.queued += uint128(granted);
            _queue[_desk.tail++] = claimId;
            Checkpoints.Trace208 storage trace = _granted[c.providerId];
            trace.push(uint48(block.timestamp), trace.latest() + uint208(granted));
        }
        emit ClaimGranted(claimId, granted);

        // Interaction
        _payQueue(PAID_PER_GRANT);
    }

    /// @inheritdoc IInsuranceFund
    function payClaims(uint256 max) external override nonReentrant returns (uint256 paid) {
        paid = _payQueue(max);
        if (paid == 0) revert NothingPayable();
    }

    // ---- the pool ----

    /// @inheritdoc IInsuranceFund
    function coverLoss(uint256 amount) external override restricted nonReentrant returns (uint256 given) {
        if (amount == 0) revert ZeroAmount();
        Books memory b = _books;
        given = Math.min(amount, uint256(b.shared) + b.poolOnly);
        if (given == 0) return 0;
        uint256 fromShared = Math.min(given, b.shared);
        b.shared -= uint96(fromShared);
        b.poolOnly -= uint96(given - fromShared);
        _books = b;
        _spent.onLosses += uint128(given);
        emit LossCovered(msg.sender, given, fromShared);

        USDC.safeTransfer(msg.sender, given);
    }

    // ---- governance ----

    /// @inheritdoc IInsuranceFund
    function setContributor(address contributor, Source source) external override restricted {
        if (contributor == address(0)) revert ZeroAddress();
        _sources[contributor] = source;
        emit ContributorSet(contributor, source);
    }

    /// @inheritdoc IInsuranceFund
    function setParameter(bytes32 name, uint256 value) external override restricted {
        _setParameter(name, value);
    }

    // ---- views ----

    /// @inheritdoc IInsuranceFund
    function claim(uint256 claimId) external view override returns (Claim memory c) {
        c = _claims[claimId];
        if (c.state == ClaimState.None) revert UnknownClaim(claimId);
    }

    /// @inheritdoc IInsuranceFund
    function claimCount() external view override returns (uint256) {
        return _desk.count;
    }

    /// @inheritdoc IInsuranceFund
    function books() external view override returns (Books memory) {
        return _books;
    }

    /// @inheritdoc IInsuranceFund
    function available() external view override returns (uint256 forClaims, uint256 forPool) {
        Books memory b = _books;
        return (uint256(b.shared) + b.claimsOnly, uint256(b.shared) + b.poolOnly);
    }

    /// @inheritdoc IInsuranceFund
    function outstanding() external view override returns (uint256 filed, uint256 queued) {
        return (_outstanding.filed, _outstanding.queued);
    }

    /// @inheritdoc IInsuranceFund
    function coverageRatio() external view override returns (uint256 bps) {
        uint256 owed = uint256(_outstanding.filed) + _outstanding.queued;
        if (owed == 0) return type(uint256).max;
        return (uint256(_books.shared) + _books.claimsOnly) * BPS / owed;
    }

    /// @inheritdoc IInsuranceFund
    function grantedAgainst(uint32 providerId) external view override returns (uint256) {
        return _grantedAgainst(providerId);
    }

    /// @inheritdoc IInsuranceFund
    function received(Source source) external view override returns (uint256) {
        return _received[source];
    }

    /// @inheritdoc IInsuranceFund
    function spent() external view override returns (uint256 onClaims, uint256 onLosses) {
        return (_spent.onClaims, _spent.onLosses);
    }

    /// @inheritdoc IInsuranceFund
    function sourceOf(address contributor) external view override returns (Source) {
        return _sources[contributor];
    }

    /// @inheritdoc IInsuranceFund
    function parameter(bytes32 name) external view override returns (uint256) {
        if (name == "maxClaim") return _params.maxClaim;
        if (name == "reviewTime") return _params.reviewTime;
        if (name == "floorBps") return _params.floorBps;
        revert InvalidParameter(name, 0);
    }

    /// @inheritdoc IInsuranceFund
    function usdc() external view override returns (address) {
        return address(USDC);
    }

    /// @inheritdoc IInsuranceFund
    function vault() external view override returns (address) {
        return address(VAULT);
    }

    // ---- internals ----

    /// @dev The floors are rounded down, so what rounding leaves is shared.
    function _book(Source source, address from, uint256 amount) private {
        uint256 floor = amount * _params.floorBps / BPS;
        uint256 shared = amount - 2 * floor;
        Books memory b = _books;
        b.claimsOnly = (b.claimsOnly + floor).toUint96();
        b.poolOnly = (b.poolOnly + floor).toUint96();
        b.shared = (b.shared + shared).toUint96();
        _books = b;
        _received[source] += amount;
        emit FundReceived(source, from, amount, floor, floor, shared);
    }

    /// @dev Oldest first; stops at the first that cannot be paid in full.
    function _payQueue(uint256 max) private returns (uint256 paid) {
        for (; max != 0; --max) {
            uint256 head = _desk.head;
            if (head == _desk.tail) break;
            Claim storage c = _claims[_queue[head]];
            uint256 wanted = c.amount - c.paid;
            uint256 given = _payClaim(_queue[head], c, wanted);
            paid += given;
            if (given < wanted) break;
            c.state = ClaimState.Paid;
            delete _queue[head];
            _desk.head = uint64(head + 1);
        }
    }

    function _payClaim(uint256 claimId, Claim storage c, uint256 wanted) private returns (uint256 given) {
        Books memory b = _books;
        given = Math.min(wanted, uint256(b.shared) + b.claimsOnly);
        if (given == 0) return 0;
        uint256 fromShared = Math.min(given, b.shared);
        b.shared -= uint96(fromShared);
        b.claimsOnly -= uint96(given - fromShared);
        _books = b;
        c.paid += uint64(given);
        _outstanding.queued -= uint128(given);
        _spent.onClaims += uint128(given);
        emit ClaimPaid(claimId, c.beneficiary, given, fromShared, wanted - given);

        USDC.forceApprove(address(VAULT), given);
        VAULT.depositFor(c.beneficiary, given);
    }

    function _filed(uint256 claimId) private view returns (Claim storage c) {
        c = _claims[claimId];
        if (c.state == ClaimState.None) revert UnknownClaim(claimId);
        if (c.state != ClaimState.Filed) revert WrongClaimState(claimId, c.state);
    }

    /// @dev A grant of exactly 90 days ago is out.
    function _grantedAgainst(uint32 providerId) private view returns (uint256) {
        Checkpoints.Trace208 storage trace = _granted[providerId];
        return trace.latest() - trace.upperLookupRecent(uint48(block.timestamp - CAP_WINDOW));
    }

    function _setParameter(bytes32 name, uint256 value) private {
        if (name == "maxClaim") {
            _bound(name, value, 1000e6, 1_000_000e6);
            _params.maxClaim = uint64(value);
        } else if (name == "reviewTime") {
            _bound(name, value, 7 days, 30 days);
            _params.reviewTime = uint40(value);
        } else if (name == "floorBps") {
            _bound(name, value, 4000, 5000);
            _params.floorBps = uint16(value);
        } else {
            revert InvalidParameter(name, value);
        }
        emit ParameterSet(name, value);
    }

    function _bound(bytes32 name, uint256 value, uint256 min, uint256 max) private pure {
        if (value < min || value > max) revert InvalidParameter(name, value);
    }
}
