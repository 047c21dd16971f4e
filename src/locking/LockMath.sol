// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @title LockMath: lengths, ends and the one division of veCPT (SPEC LOCK 1)
library LockMath {
    /// @dev Weeks are floor(t / WEEK); the Unix epoch was a Thursday, so boundaries are Thursdays, 00:00 UTC.
    uint256 internal constant WEEK = 1 weeks;
    /// @dev Four years of 365 days: 208 weeks and 4 days.
    uint256 internal constant MAX_DURATION = 4 * 365 days;
    /// @dev veCPT = amount * remaining / 4 years * 5 / 2.
    uint256 private constant BOOST_NUMERATOR = 5;
    uint256 private constant BOOST_DENOMINATOR = 2;

    /// @dev ceil((now + duration) / week), clipped to the last boundary within four years; `duration` is
    /// at most MAX_DURATION.
    function endAfter(uint256 duration) internal view returns (uint256 end) {
        unchecked {
            end = (block.timestamp + duration + WEEK - 1) / WEEK * WEEK;
            uint256 latest = latestEnd();
            if (end > latest) end = latest;
        }
    }

    /// @dev floor((now + 4 years) / week), at most 209 weeks ahead of the current one.
    function latestEnd() internal view returns (uint256) {
        unchecked {
            return (block.timestamp + MAX_DURATION) / WEEK * WEEK;
        }
    }

    /// @dev Raw weight (CPT wei * seconds, below 2^114) to veCPT, rounded down.
    function toVotes(uint256 raw) internal pure returns (uint256) {
        unchecked {
            return BOOST_NUMERATOR * raw / (BOOST_DENOMINATOR * MAX_DURATION);
        }
    }
}
