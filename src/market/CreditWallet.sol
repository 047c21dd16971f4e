// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { ICreditWallet } from "../interfaces/ICreditWallet.sol";
import { IJobMarket } from "../interfaces/IJobMarket.sol";
import { IJobMarketTypes } from "../interfaces/IJobMarketTypes.sol";
import { Clones } from "@openzeppelin/contracts/proxy/Clones.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

/// @title CreditWallet
/// @dev Cloned per account, which is the clone's only argument. Nothing is stored; the implementation itself is no wallet.
contract CreditWallet is ICreditWallet {
    using SafeERC20 for IERC20;

    IJobMarket private immutable MARKET;

    constructor(address market) {
        MARKET = IJobMarket(market);
    }

    modifier onlyOwner() {
        if (msg.sender != owner()) revert NotWalletOwner(msg.sender);
        _;
    }

    /// @inheritdoc ICreditWallet
    function open(IJobMarketTypes.OpenParams calldata params) external override onlyOwner returns (uint256 jobId) {
        IJobMarketTypes.OpenParams memory p = params;
        p.buyer = msg.sender;
        return MARKET.open(p);
    }

    /// @inheritdoc ICreditWallet
    function topUp(uint256 jobId, uint64 amount) external override onlyOwner {
        MARKET.topUp(jobId, amount);
    }

    /// @inheritdoc ICreditWallet
    function extend(uint256 jobId, uint24 extraDuration) external override onlyOwner {
        MARKET.extend(jobId, extraDuration);
    }

    /// @inheritdoc ICreditWallet
    function setBackup(uint256 jobId, uint32 listingId, uint40 maxUnitPrice) external override onlyOwner {
        MARKET.setBackup(jobId, listingId, maxUnitPrice);
    }

    /// @inheritdoc ICreditWallet
    function sweep(address token) external override returns (uint256 amount) {
        amount = IERC20(token).balanceOf(address(this));
        IERC20(token).safeTransfer(owner(), amount);
    }

    /// @inheritdoc ICreditWallet
    function owner() public view override returns (address) {
        return abi.decode(Clones.fetchCloneArgs(address(this)), (address));
    }
}
