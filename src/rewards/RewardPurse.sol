// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

/// @title A pocket of MerkleRewards: one programme's allocated and unclaimed CPT, or what no root allocates yet
/// @dev Can do nothing by itself; its creator moves its balance by allowance. So the token's own ledger counts a programme's
/// claims, which costs a claim less than a counter would, and lets no programme spend another's money (docs/decisions/0081).
contract RewardPurse {
    constructor(IERC20 cpt) {
        SafeERC20.forceApprove(cpt, msg.sender, type(uint256).max);
    }
}
