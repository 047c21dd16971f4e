// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";

/// @title FillHistory: how much was set aside up to any point on the queue's line of shares
/// @dev A rising broken line through points (shares, assets), one slot each. Between two points assets are shared out by length, rounded
/// down from the beginning: differences of at() over neighbouring stretches sum exactly to what was set aside.
library FillHistory {
    struct Point {
        uint128 shares;
        uint128 assets;
    }

    struct List {
        Point[] points;
    }

    /// @dev shares must lie beyond the last point. A flat stretch after a flat one only makes it longer.
    function push(List storage self, uint256 shares, uint256 assets) internal {
        uint256 length = self.points.length;
        if (length > 1) {
            Point storage last = self.points[length - 1];
            if (last.assets == assets && self.points[length - 2].assets == assets) {
                last.shares = uint128(shares);
                return;
            }
        }
        self.points.push(Point(uint128(shares), uint128(assets)));
    }

    /// @return assets set aside in all
    function latest(List storage self) internal view returns (uint256) {
        uint256 length = self.points.length;
        return length == 0 ? 0 : self.points[length - 1].assets;
    }

    /// @dev shares must not lie beyond the last point.
    function at(List storage self, uint256 shares) internal view returns (uint256) {
        if (shares == 0) return 0;
        (uint256 low, uint256 high) = (0, self.points.length - 1);
        while (low < high) {
            uint256 mid = (low + high) / 2;
            if (self.points[mid].shares < shares) low = mid + 1;
            else high = mid;
        }
        Point memory end = self.points[low];
        Point memory start;
        if (low != 0) start = self.points[low - 1];
        if (end.shares == shares) return end.assets;
        return start.assets
            + Math.mulDiv(shares - start.shares, end.assets - start.assets, uint256(end.shares) - start.shares);
    }
}
