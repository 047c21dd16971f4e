// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IFundHolder } from "../interfaces/IFundHolder.sol";
import { AccessManaged } from "@openzeppelin/contracts/access/manager/AccessManaged.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import { SafeERC20 } from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";

/// @title FundHolder
contract FundHolder is IFundHolder, AccessManaged {
    using SafeERC20 for IERC20;

    string private _name;

    constructor(address authority_, string memory name_) AccessManaged(authority_) {
        if (authority_ == address(0)) revert ZeroAddress();
        _name = name_;
    }

    /// @inheritdoc IFundHolder
    function release(address token, address to, uint256 amount, string calldata reason) external override restricted {
        if (token == address(0) || to == address(0)) revert ZeroAddress();
        if (amount == 0) revert ZeroAmount();
        emit Released(token, to, amount, reason);
        IERC20(token).safeTransfer(to, amount);
    }

    /// @inheritdoc IFundHolder
    function name() external view override returns (string memory) {
        return _name;
    }
}
