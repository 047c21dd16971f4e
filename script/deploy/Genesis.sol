// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { FundHolder } from "../../src/governance/FundHolder.sol";
import { IRevenueRouter } from "../../src/interfaces/IRevenueRouter.sol";

/// @title Who holds what at the start: the CPT allocation (SPEC TOK 5) and the revenue split (SPEC REV 2)
/// @notice Every share whose spender comes with a later issue waits in a FundHolder of its own name.
library Genesis {
    uint256 internal constant MILLION = 1e6 * 1e18;
    uint256 internal constant TOKEN_HOLDERS = 6;

    error UnknownHolder(string name);

    /// @return all the six genesis buckets
    function holders(address authority) internal returns (FundHolder[] memory all) {
        string[6] memory names = [
            "genesis.users",
            "genesis.providers",
            "genesis.liquidity",
            "genesis.foundation",
            "genesis.privateSale",
            "genesis.team"
        ];
        all = new FundHolder[](names.length);
        for (uint256 i; i < names.length; ++i) {
            all[i] = new FundHolder(authority, names[i]);
        }
    }

    function allocation(FundHolder[] memory all) internal pure returns (address[] memory to, uint256[] memory amounts) {
        to = new address[](TOKEN_HOLDERS);
        for (uint256 i; i < TOKEN_HOLDERS; ++i) {
            to[i] = address(all[i]);
        }
        amounts = new uint256[](TOKEN_HOLDERS);
        amounts[0] = 25 * MILLION;
        amounts[1] = 20 * MILLION;
        amounts[2] = 10 * MILLION;
        amounts[3] = 17.5e6 * 1e18;
        amounts[4] = 12.5e6 * 1e18;
        amounts[5] = 15 * MILLION;
    }

    /// @dev The treasury's half is operations' 35, team's and foundation's 5 each and the emergency reserve's 5.
    function split(address stakingRewards, address treasury, address buyback)
        internal
        pure
        returns (IRevenueRouter.Destination[] memory d)
    {
        d = new IRevenueRouter.Destination[](3);
        d[0] = IRevenueRouter.Destination({ name: "staking", account: stakingRewards, bps: 3000 });
        d[1] = IRevenueRouter.Destination({ name: "treasury", account: treasury, bps: 5000 });
        d[2] = IRevenueRouter.Destination({ name: "buyback", account: buyback, bps: 2000 });
    }

    /// @dev The treasury's budgets in their order, in basis points of all revenue. Operations get 35%, of which SPEC REV 2 names
    /// 15 + 10 + 5; the other 5 wait unassigned (docs/decisions/0004).
    function budgets() internal pure returns (uint16[7] memory) {
        return [uint16(1500), 1000, 500, 500, 500, 500, 500];
    }

    function byName(FundHolder[] memory all, string memory name) internal view returns (FundHolder) {
        for (uint256 i; i < all.length; ++i) {
            if (keccak256(bytes(all[i].name())) == keccak256(bytes(name))) return all[i];
        }
        revert UnknownHolder(name);
    }
}
