// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarketTypes } from "./IJobMarketTypes.sol";

/// @title Reviews: what payers say of jobs they paid for (SPEC PROV 10, USER 3)
/// @notice One review per settled, paid job, by its payer, within the review window; one answer by the provider. Neither
/// is ever edited or removed. Texts stay off chain: the events carry their URIs.
/// @dev Whoever pays at reviews counts on the events: they carry what the job paid and the platform earned by it. A job paid from
/// a credit wallet has no reviewer.
interface IReviews {
    /// @param count reviews
    /// @param ratingSum Σ rating
    /// @param volume Σ paid of the reviewed jobs, USDC units
    /// @param weightedSum Σ rating * paid; over volume it is the rating weighted by money
    struct Reputation {
        uint32 count;
        uint40 ratingSum;
        uint88 volume;
        uint96 weightedSum;
    }

    /// @param paid gross price of the job
    /// @param fee the platform's part of it after the payer's discount
    event Reviewed(
        uint256 indexed jobId,
        address indexed payer,
        uint32 indexed providerId,
        uint32 listingId,
        uint8 rating,
        uint64 paid,
        uint64 fee,
        string uri
    );
    event ReviewAnswered(uint256 indexed jobId, uint32 indexed providerId, string uri);
    event ParameterSet(bytes32 indexed name, uint256 value);

    error InvalidRating(uint8 rating);
    /// @dev Empty or longer than 512 bytes.
    error InvalidUri(uint256 length);
    error NotPayer(uint256 jobId, address caller);
    error NotSettled(uint256 jobId, IJobMarketTypes.State state);
    error NothingPaid(uint256 jobId);
    error OwnProvider(uint256 jobId, uint32 providerId);
    /// @param until the last second at which it was possible
    error TooLate(uint256 jobId, uint256 until);
    error AlreadyReviewed(uint256 jobId);
    error NotReviewed(uint256 jobId);
    error AlreadyAnswered(uint256 jobId);
    error NotOperator(uint32 providerId, address caller);
    error InvalidParameter(bytes32 name, uint256 value);

    /// @notice Rates a job from 1 to 5. Caller: its payer, unless it may act for the provider itself; until reviewWindow after
    /// the job's end.
    /// @param uri of the review's text, 1 to 512 bytes
    /// @dev Reverts with InvalidRating, InvalidUri, the market's UnknownJob, NotPayer, NotSettled, NothingPaid, TooLate,
    /// AlreadyReviewed, OwnProvider.
    function review(uint256 jobId, uint8 rating, string calldata uri) external;

    /// @notice Answers a review, once. Caller: the provider's owner or operator.
    /// @dev Reverts with InvalidUri, NotReviewed, AlreadyAnswered, NotOperator.
    function answer(uint256 jobId, string calldata uri) external;

    /// @notice Caller: PARAMETERS role.
    /// @param name with default and bounds: reviewWindow 30 days (1 day .. 365 days)
    /// @dev Reverts with InvalidParameter, also for a name it does not know.
    function setParameter(bytes32 name, uint256 value) external;

    /// @notice Sums over a provider's reviews.
    function reputation(uint32 providerId) external view returns (Reputation memory);
    /// @return rating 0 where there is no review
    /// @return answered whether the provider has answered
    function reviewOf(uint256 jobId) external view returns (uint8 rating, bool answered);
    /// @notice A parameter by name, see setParameter. Reverts with InvalidParameter.
    function parameter(bytes32 name) external view returns (uint256);
}
