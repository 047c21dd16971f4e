// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarket } from "../interfaces/IJobMarket.sol";
import { IJobMarketTypes } from "../interfaces/IJobMarketTypes.sol";
import { IProviderRegistry } from "../interfaces/IProviderRegistry.sol";
import { IReviews } from "../interfaces/IReviews.sol";
import { SettledJobs } from "../libraries/SettledJobs.sol";
import {
    AccessManagedUpgradeable
} from "@openzeppelin/contracts-upgradeable/access/manager/AccessManagedUpgradeable.sol";

/// @title Reviews
contract Reviews is IReviews, AccessManagedUpgradeable {
    using SettledJobs for IJobMarketTypes.Job;

    uint256 private constant MAX_RATING = 5;
    uint256 private constant MAX_URI_BYTES = 512;
    /// @dev A job's record: rating 3 bits, answered 1.
    uint256 private constant RECORD_BITS = 4;
    uint256 private constant RECORDS_PER_WORD = 64;
    uint256 private constant RATING_MASK = 7;
    uint256 private constant ANSWERED_BIT = 1 << 3;

    IJobMarket private immutable MARKET;
    IProviderRegistry private immutable REGISTRY;

    uint32 private _reviewWindow;
    mapping(uint256 word => uint256) private _records;
    mapping(uint32 providerId => Reputation) private _reputations;

    constructor(address market, address registry) {
        MARKET = IJobMarket(market);
        REGISTRY = IProviderRegistry(registry);
        _disableInitializers();
    }

    function initialize(address authority) external initializer {
        __AccessManaged_init(authority);
        _setParameter("reviewWindow", 30 days);
    }

    /// @inheritdoc IReviews
    function review(uint256 jobId, uint8 rating, string calldata uri) external override {
        // Check
        if (rating == 0 || rating > MAX_RATING) revert InvalidRating(rating);
        _requireUri(uri);
        IJobMarketTypes.Job memory job = MARKET.job(jobId);
        if (msg.sender != job.payer) revert NotPayer(jobId, msg.sender);
        if (job.state != IJobMarketTypes.State.Settled) revert NotSettled(jobId, job.state);
        if (!job.isPaid()) revert NothingPaid(jobId);
        uint256 until = uint256(job.since) + _reviewWindow;
        if (block.timestamp > until) revert TooLate(jobId, until);
        if (_recordOf(jobId) != 0) revert AlreadyReviewed(jobId);
        if (REGISTRY.mayOperate(job.providerId, msg.sender)) revert OwnProvider(jobId, job.providerId);

        // Effect
        _addToRecord(jobId, rating);
        _count(job.providerId, rating, job.paid);
        emit Reviewed(jobId, msg.sender, job.providerId, job.listingId, rating, job.paid, uint64(job.netFee()), uri);
    }

    /// @inheritdoc IReviews
    function answer(uint256 jobId, string calldata uri) external override {
        _requireUri(uri);
        uint256 record = _recordOf(jobId);
        if (record == 0) revert NotReviewed(jobId);
        if (record & ANSWERED_BIT != 0) revert AlreadyAnswered(jobId);
        uint32 providerId = MARKET.job(jobId).providerId;
        if (!REGISTRY.mayOperate(providerId, msg.sender)) revert NotOperator(providerId, msg.sender);

        _addToRecord(jobId, ANSWERED_BIT);
        emit ReviewAnswered(jobId, providerId, uri);
    }

    /// @inheritdoc IReviews
    function setParameter(bytes32 name, uint256 value) external override restricted {
        _setParameter(name, value);
    }

    /// @inheritdoc IReviews
    function reputation(uint32 providerId) external view override returns (Reputation memory) {
        return _reputations[providerId];
    }

    /// @inheritdoc IReviews
    function reviewOf(uint256 jobId) external view override returns (uint8 rating, bool answered) {
        uint256 record = _recordOf(jobId);
        return (uint8(record & RATING_MASK), record & ANSWERED_BIT != 0);
    }

    /// @inheritdoc IReviews
    function parameter(bytes32 name) external view override returns (uint256) {
        if (name == "reviewWindow") return _reviewWindow;
        revert InvalidParameter(name, 0);
    }

    /// @dev 2^32 reviews of 5 fit ratingSum; a job pays below 2^64, so 2^24 jobs of the largest price fit volume.
    function _count(uint32 providerId, uint256 rating, uint256 paid) private {
        Reputation memory r = _reputations[providerId];
        r.count += 1;
        r.ratingSum += uint40(rating);
        r.volume += uint88(paid);
        r.weightedSum += uint96(rating * paid);
        _reputations[providerId] = r;
    }

    function _recordOf(uint256 jobId) private view returns (uint256) {
        return _records[jobId / RECORDS_PER_WORD] >> _shift(jobId) & (1 << RECORD_BITS) - 1;
    }

    function _addToRecord(uint256 jobId, uint256 bits) private {
        _records[jobId / RECORDS_PER_WORD] |= bits << _shift(jobId);
    }

    function _shift(uint256 jobId) private pure returns (uint256) {
        return jobId % RECORDS_PER_WORD * RECORD_BITS;
    }

    function _requireUri(string calldata uri) private pure {
        uint256 length = bytes(uri).length;
        if (length == 0 || length > MAX_URI_BYTES) revert InvalidUri(length);
    }

    function _setParameter(bytes32 name, uint256 value) private {
        if (name != "reviewWindow" || value < 1 days || value > 365 days) revert InvalidParameter(name, value);
        _reviewWindow = uint32(value);
        emit ParameterSet(name, value);
    }
}
