// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarket } from "../interfaces/IJobMarket.sol";
import { IJobMarketTypes } from "../interfaces/IJobMarketTypes.sol";
import { IPerks } from "../interfaces/IPerks.sol";
import { IReferrals } from "../interfaces/IReferrals.sol";
import { IRevenueRouter } from "../interfaces/IRevenueRouter.sol";
import { IVault } from "../interfaces/IVault.sol";
import { SettledJobs } from "../libraries/SettledJobs.sol";
import {
    AccessManagedUpgradeable
} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";
import { Clones } from "@openzeppelin/contracts/proxy/Clones.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";
import { BitMaps } from "@openzeppelin/contracts/utils/structs/BitMaps.sol";

/// @title Referrals
contract Referrals is IReferrals, AccessManagedUpgradeable {
    using BitMaps for BitMaps.BitMap;
    using SettledJobs for IJobMarketTypes.Job;

    struct Terms {
        uint64 threshold;
        uint64 credit;
        uint64 epochBudget;
        uint16 feeShareBps;
    }

    /// @param epoch week that spent is of
    /// @param head, tail of the line: the next claim to pay, and the place of the next to come
    struct Line {
        uint64 epoch;
        uint64 spent;
        uint64 head;
        uint64 tail;
    }

    uint256 private constant EPOCH = 1 weeks;
    uint256 private constant SIDES = 2;
    uint256 private constant BPS = 10_000;
    uint256 private constant MAX_FEE_SHARE_BPS = 5000;
    /// @dev A claim is at most two credits; the smallest budget must pay it, or it would block the line.
    uint256 private constant MAX_CREDIT = 500e6;
    uint256 private constant MIN_BUDGET = SIDES * MAX_CREDIT;

    IVault private immutable VAULT;
    IJobMarket private immutable MARKET;
    IPerks private immutable PERKS;
    /// @dev Warning: wallets' addresses follow from it. An upgrade must keep it, or credit is left where nobody gets at it.
    address private immutable WALLET;

    Terms private _terms;
    Line private _line;
    mapping(address account => Referral) private _referrals;
    mapping(uint256 place => address account) private _claims;
    BitMaps.BitMap private _counted;

    constructor(address vault, address market, address perks, address wallet) {
        VAULT = IVault(vault);
        MARKET = IJobMarket(market);
        PERKS = IPerks(perks);
        WALLET = wallet;
        _disableInitializers();
    }

    function initialize(address authority) external initializer {
        __AccessManaged_init(authority);
        _setParameter("threshold", 50e6);
        _setParameter("credit", 50e6);
        _setParameter("feeShareBps", 2500);
        _setParameter("epochBudget", 10_000e6);
    }

    /// @inheritdoc IReferrals
    function setReferrer(address referrer) external override {
        if (referrer == address(0)) revert ZeroAddress();
        if (referrer == msg.sender) revert ReferrerIsSelf();
        Referral storage r = _referrals[msg.sender];
        if (r.referrer != address(0)) revert ReferrerAlreadySet(msg.sender, r.referrer);
        if (_referrals[referrer].referrer == msg.sender) revert ReferrerIsReferred(referrer);
        if (PERKS.totalSpend(msg.sender) != 0) revert AlreadyActive(msg.sender);

        r.referrer = referrer;
        r.fromJob = uint64(MARKET.jobCount() + 1);
        // Past fees have had the rest of their cap as rewards: terms that rise later must not pay for them again (law L).
        (r.feeShareBps, r.credit) = (_terms.feeShareBps, _terms.credit);
        emit ReferrerSet(msg.sender, referrer, r.fromJob);
    }

    /// @inheritdoc IReferrals
    function countFees(uint256[] calldata jobIds) external override returns (uint256 counted) {
        Terms memory terms = _terms;
        uint256 jobCount = MARKET.jobCount();
        for (uint256 i; i < jobIds.length; ++i) {
            uint256 jobId = jobIds[i];
            if (jobId == 0 || jobId > jobCount || _counted.get(jobId)) continue;
            IJobMarketTypes.Job memory job = MARKET.job(jobId);
            Referral memory r = _referrals[job.payer];
            if (!job.isPaid() || r.referrer == address(0) || jobId < r.fromJob) continue;
            if (r.vested >= Math.min(terms.credit, r.credit)) continue;
            _counted.set(jobId);
            _add(terms, r, job.payer, job.netFee());
            emit FeesCounted(jobId, job.payer, job.providerId, uint64(job.netFee()), r.fees, r.vested);
            ++counted;
        }
        if (counted == 0) revert NothingDone();
    }

    /// @inheritdoc IReferrals
    function payCredits(uint256 max) external override returns (uint256 claims) {
        // Check, Effect
        Line memory line = _thisWeek();
        uint256 budget = _available(line);
        uint256 total;
        address[] memory accounts = new address[](Math.min(max, line.tail - line.head));
        uint256[] memory amounts = new uint256[](accounts.length);
        while (claims < accounts.length) {
            address account = _claims[line.head];
            Referral storage r = _referrals[account];
            uint256 amount = r.vested - r.paid;
            if (total + SIDES * amount > budget) break;
            total += SIDES * amount;
            r.paid = r.vested;
            r.queued = false;
            delete _claims[line.head++];
            (accounts[claims], amounts[claims]) = (account, amount);
            ++claims;
        }
        if (claims == 0) revert NothingDone();
        line.spent += uint64(total);
        _line = line;

        // Interaction
        VAULT.escrow(address(this), total);
        for (uint256 i; i < claims; ++i) {
            _pay(accounts[i], amounts[i]);
        }
    }

    /// @inheritdoc IReferrals
    function createWallet(address account) external override returns (address wallet) {
        if (account == address(0)) revert ZeroAddress();
        wallet = walletOf(account);
        if (wallet.code.length != 0) return wallet;
        Clones.cloneDeterministicWithImmutableArgs(WALLET, abi.encode(account), 0);
        emit WalletCreated(account, wallet);
    }

    // ---- governance ----

    /// @inheritdoc IReferrals
    function setParameter(bytes32 name, uint256 value) external override restricted {
        _setParameter(name, value);
    }

    /// @inheritdoc IReferrals
    function withdrawBudget(uint256 amount, address to) external override restricted {
        emit BudgetWithdrawn(to, VAULT.withdraw(amount, to));
    }

    // ---- views ----

    /// @inheritdoc IReferrals
    function referralOf(address account) external view override returns (Referral memory) {
        return _referrals[account];
    }

    /// @inheritdoc IReferrals
    function walletOf(address account) public view override returns (address) {
        return Clones.predictDeterministicAddressWithImmutableArgs(WALLET, abi.encode(account), 0);
    }

    /// @inheritdoc IReferrals
    function waiting(uint256 max) external view override returns (address[] memory accounts) {
        Line memory line = _line;
        accounts = new address[](Math.min(max, line.tail - line.head));
        for (uint256 i; i < accounts.length; ++i) {
            accounts[i] = _claims[line.head + i];
        }
    }

    /// @inheritdoc IReferrals
    function available() external view override returns (uint256) {
        return _available(_thisWeek());
    }

    /// @inheritdoc IReferrals
    function isCounted(uint256 jobId) external view override returns (bool) {
        return _counted.get(jobId);
    }

    /// @inheritdoc IReferrals
    function parameter(bytes32 name) external view override returns (uint256) {
        if (name == "threshold") return _terms.threshold;
        if (name == "credit") return _terms.credit;
        if (name == "feeShareBps") return _terms.feeShareBps;
        if (name == "epochBudget") return _terms.epochBudget;
        revert InvalidParameter(name, 0);
    }

    // ---- internals ----

    /// @dev Fees are parts of prices below 2^64; the sum of what one account pays until it has its credit is far below too.
    function _add(Terms memory terms, Referral memory r, address account, uint256 fee) private {
        r.fees = uint64(Math.min(r.fees + fee, type(uint64).max));
        uint256 share = Math.min(terms.feeShareBps, r.feeShareBps);
        uint256 vested = r.fees < terms.threshold ? 0 : uint256(r.fees) * share / (SIDES * BPS);
        vested = Math.min(vested, Math.min(terms.credit, r.credit));
        if (vested > r.vested) {
            r.vested = uint64(vested);
            if (!r.queued) {
                r.queued = true;
                _claims[_line.tail++] = account;
            }
        }
        _referrals[account] = r;
    }

    function _pay(address account, uint256 amount) private {
        address referrer = _referrals[account].referrer;
        (address accountWallet, address referrerWallet) = (walletOf(account), walletOf(referrer));
        emit CreditPaid(account, referrer, accountWallet, referrerWallet, amount);
        _give(accountWallet, amount);
        _give(referrerWallet, amount);
    }

    function _give(address wallet, uint256 amount) private {
        VAULT.release(
            IVault.Settlement({
                payer: address(this),
                payee: wallet,
                toPayee: amount,
                fee: 0,
                refund: 0,
                volume: 0,
                source: uint8(IRevenueRouter.Source.TransactionFees)
            })
        );
    }

    function _setParameter(bytes32 name, uint256 value) private {
        if (name == "threshold" && value >= 1e6 && value <= 1000e6) {
            _terms.threshold = uint64(value);
        } else if (name == "credit" && value >= 1e6 && value <= MAX_CREDIT) {
            _terms.credit = uint64(value);
        } else if (name == "feeShareBps" && value <= MAX_FEE_SHARE_BPS) {
            _terms.feeShareBps = uint16(value);
        } else if (name == "epochBudget" && value >= MIN_BUDGET && value <= 1_000_000e6) {
            _terms.epochBudget = uint64(value);
        } else {
            revert InvalidParameter(name, value);
        }
        emit ParameterSet(name, value);
    }

    function _thisWeek() private view returns (Line memory line) {
        line = _line;
        uint64 week = uint64(block.timestamp / EPOCH);
        if (line.epoch != week) (line.epoch, line.spent) = (week, 0);
    }

    function _available(Line memory line) private view returns (uint256) {
        return Math.min(VAULT.balanceOf(address(this)), Math.saturatingSub(_terms.epochBudget, line.spent));
    }
}
