// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IVault } from "../interfaces/IVault.sol";
import { IVoucherWallet } from "../interfaces/IVoucherWallet.sol";
import { Clones } from "@openzeppelin/contracts/proxy/Clones.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

/// @title VoucherWallet
/// @dev Cloned per holder and desk, which are the clone's only arguments. Nothing is stored.
contract VoucherWallet is IVoucherWallet {
    using SafeERC20 for IERC20;

    IVault private immutable VAULT;

    constructor(address vault) {
        VAULT = IVault(vault);
    }

    /// @inheritdoc IVoucherWallet
    function sweep(address token) external override returns (uint256 amount) {
        amount = IERC20(token).balanceOf(address(this));
        IERC20(token).safeTransfer(owner(), amount);
    }

    /// @inheritdoc IVoucherWallet
    function withdraw(address to) external override returns (uint256 amount) {
        (, address desk) = _arguments();
        if (msg.sender != desk) revert NotDesk(msg.sender);
        return VAULT.withdraw(type(uint256).max, to);
    }

    /// @inheritdoc IVoucherWallet
    function owner() public view override returns (address holder) {
        (holder,) = _arguments();
    }

    function _arguments() private view returns (address holder, address desk) {
        return abi.decode(Clones.fetchCloneArgs(address(this)), (address, address));
    }
}
