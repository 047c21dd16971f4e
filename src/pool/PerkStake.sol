// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IPerkStake } from "../interfaces/IPerkStake.sol";
import { IPerkWeights } from "../interfaces/IPerkWeights.sol";
import { IVotingEscrow } from "../interfaces/IVotingEscrow.sol";
import { IERC4626 } from "@openzeppelin/contracts/interfaces/IERC4626.sol";
import { IERC20Permit } from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import { Math } from "@openzeppelin/contracts/utils/math/Math.sol";
import { SafeCast } from "@openzeppelin/contracts/utils/math/SafeCast.sol";

/// @title PerkStake
/// @dev Not a proxy: what it holds is never anybody's but its stakers'.
contract PerkStake is IPerkStake {
    using SafeCast for uint256;
    using SafeERC20 for IERC4626;

    uint256 public constant override RIPENING = 7 days;

    /// @dev From USDC's 6 decimals to veCPT's 18.
    uint256 private constant WEIGHT_PER_UNIT = 1e12;

    IERC4626 private immutable POOL;
    IVotingEscrow private immutable VOTING_ESCROW;

    mapping(address account => Stake) private _stakes;

    constructor(address pool_, address votingEscrow_) {
        POOL = IERC4626(pool_);
        VOTING_ESCROW = IVotingEscrow(votingEscrow_);
    }

    /// @inheritdoc IPerkStake
    function stake(uint256 shares) external override {
        _stake(shares);
    }

    /// @inheritdoc IPerkStake
    function stakeWithPermit(uint256 shares, uint256 deadline, uint8 v, bytes32 r, bytes32 s) external override {
        // Someone may have used the permit first; the allowance decides.
        try IERC20Permit(address(POOL)).permit(msg.sender, address(this), shares, deadline, v, r, s) { } catch { }
        _stake(shares);
    }

    /// @inheritdoc IPerkStake
    function unstake(uint256 shares) external override {
        // Check
        if (shares == 0) revert ZeroShares();
        Stake memory s = stakeOf(msg.sender);
        uint256 staked = uint256(s.ripe) + s.young;
        if (shares > staked) revert StakeExceeded(msg.sender, staked, shares);

        // Effect
        uint256 fromYoung = Math.min(shares, s.young);
        s.young -= uint104(fromYoung);
        s.ripe -= uint104(shares - fromYoung);
        _stakes[msg.sender] = s;
        emit Unstaked(msg.sender, shares, shares - fromYoung);

        // Interaction
        POOL.safeTransfer(msg.sender, shares);
    }

    // ---- views ----

    /// @inheritdoc IPerkWeights
    function weightOf(address account) external view override returns (uint256) {
        return Math.max(VOTING_ESCROW.balanceOf(account), stakeWeightOf(account));
    }

    /// @inheritdoc IPerkStake
    function stakeWeightOf(address account) public view override returns (uint256) {
        uint256 ripe = stakeOf(account).ripe;
        return ripe == 0 ? 0 : POOL.convertToAssets(ripe) * WEIGHT_PER_UNIT;
    }

    /// @inheritdoc IPerkStake
    function stakeOf(address account) public view override returns (Stake memory s) {
        s = _stakes[account];
        if (s.young != 0 && block.timestamp >= s.ripeAt) (s.ripe, s.young) = (s.ripe + s.young, 0);
    }

    /// @inheritdoc IPerkStake
    function pool() external view override returns (address) {
        return address(POOL);
    }

    /// @inheritdoc IPerkStake
    function votingEscrow() external view override returns (address) {
        return address(VOTING_ESCROW);
    }

    /// @dev rUSDC moves exactly what it says and calls nobody.
    function _stake(uint256 shares) private {
        if (shares == 0) revert ZeroShares();
        Stake memory s = stakeOf(msg.sender);
        s.young = (s.young + shares).toUint104();
        s.ripeAt = uint40(block.timestamp + RIPENING);
        _stakes[msg.sender] = s;
        emit Staked(msg.sender, shares, s.ripeAt);
        POOL.safeTransferFrom(msg.sender, address(this), shares);
    }
}
