// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { FundHolder } from "../../src/governance/FundHolder.sol";
import { IRevenueRouter } from "../../src/interfaces/IRevenueRouter.sol";
import { ITokenVesting } from "../../src/interfaces/ITokenVesting.sol";

/// @title Who holds what at the start: the CPT allocation (SPEC TOK 5) and the revenue split (SPEC REV 2)
/// @notice What is vested or earned is minted to the contracts that release it; every share whose spender comes with a later issue
/// waits in a FundHolder of its own name.
library Genesis {
    uint256 internal constant MILLION = 1e6 * 1e18;
    /// @dev Of the foundation's 17.5M: a tenth at TGE for the CPT/USDC pool, the rest over 24 months.
    uint256 internal constant POOL_SEED = 1.75e6 * 1e18;
    uint256 internal constant FOUNDATION_VESTING = 15.75e6 * 1e18;
    uint256 internal constant PRIVATE_SALE = 12.5e6 * 1e18;
    uint256 internal constant TEAM = 15 * MILLION;
    /// @dev Users 25M (the airdrop out of them), providers 20M, liquidity 10M.
    uint256 internal constant COMMUNITY = 55 * MILLION;

    error UnknownHolder(string name);

    /// @return all what genesis leaves to governance
    function holders(address authority) internal returns (FundHolder[] memory all) {
        string[2] memory names = ["genesis.poolSeed", "genesis.foundation"];
        all = new FundHolder[](names.length);
        for (uint256 i; i < names.length; ++i) {
            all[i] = new FundHolder(authority, names[i]);
        }
    }

    function allocation(FundHolder[] memory all, address tokenVesting, address emissions)
        internal
        view
        returns (address[] memory to, uint256[] memory amounts)
    {
        to = new address[](3);
        amounts = new uint256[](3);
        (to[0], amounts[0]) = (address(byName(all, "genesis.poolSeed")), POOL_SEED);
        (to[1], amounts[1]) = (tokenVesting, FOUNDATION_VESTING + PRIVATE_SALE + TEAM);
        (to[2], amounts[2]) = (emissions, COMMUNITY);
    }

    /// @notice The foundation's grant; those of private sale and team are made by governance.
    function foundationGrant(FundHolder[] memory all) internal view returns (ITokenVesting.Grant memory grant) {
        grant.beneficiary = address(byName(all, "genesis.foundation"));
        grant.amount = uint96(FOUNDATION_VESTING);
        grant.start = uint40(block.timestamp);
        grant.duration = 730 days;
        grant.pot = ITokenVesting.Pot.Foundation;
    }

    /// @notice Where the emission's time starts: the first reward epoch that begins after the genesis.
    function emissionStart() internal view returns (uint256) {
        return (block.timestamp / 1 weeks + 1) * 1 weeks;
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
