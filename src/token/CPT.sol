// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { ICPT } from "../interfaces/ICPT.sol";
import { GuardianPausable } from "../libraries/GuardianPausable.sol";
import { ERC20Upgradeable } from "@openzeppelin/contracts-upgradeable/token/ERC20/ERC20Upgradeable.sol";
import {
    ERC20BurnableUpgradeable
} from "@openzeppelin/contracts-upgradeable/token/ERC20/extensions/ERC20BurnableUpgradeable.sol";
import {
    ERC20PermitUpgradeable
} from "@openzeppelin/contracts-upgradeable/token/ERC20/extensions/ERC20PermitUpgradeable.sol";

/// @title CPT
contract CPT is ICPT, ERC20BurnableUpgradeable, ERC20PermitUpgradeable, GuardianPausable {
    uint256 public constant GENESIS_SUPPLY = 100_000_000e18;

    mapping(address account => bool) private _exits;

    constructor() {
        _disableInitializers();
    }

    /// @param holders receive the whole supply, once and for ever
    /// @param amounts 18 decimals; their sum must be GENESIS_SUPPLY
    function initialize(address authority, address[] calldata holders, uint256[] calldata amounts)
        external
        initializer
    {
        __ERC20_init("CyberPlaza Token", "CPT");
        __ERC20Permit_init("CyberPlaza Token");
        __AccessManaged_init(authority);

        if (holders.length != amounts.length) revert InvalidGenesis();
        for (uint256 i; i < holders.length; ++i) {
            _mint(holders[i], amounts[i]);
        }
        if (totalSupply() != GENESIS_SUPPLY) revert InvalidGenesis();
    }

    /// @inheritdoc ICPT
    function setExit(address account, bool allowed) external override restricted {
        _exits[account] = allowed;
        emit ExitSet(account, allowed);
    }

    /// @inheritdoc ICPT
    function isExit(address account) external view override returns (bool) {
        return _exits[account];
    }

    /// @inheritdoc ICPT
    function totalBurned() external view override returns (uint256) {
        return GENESIS_SUPPLY - totalSupply();
    }

    /// @inheritdoc ICPT
    function burn(uint256 amount) public override(ICPT, ERC20BurnableUpgradeable) {
        super.burn(amount);
    }

    /// @inheritdoc ICPT
    function burnFrom(address account, uint256 amount) public override(ICPT, ERC20BurnableUpgradeable) {
        super.burnFrom(account, amount);
    }

    /// @dev While paused, money may only come back from where it is held for others.
    function _update(address from, address to, uint256 value) internal override(ERC20Upgradeable) {
        if (paused() && (to == address(0) || !_exits[from])) revert EnforcedPause(_pausedUntil());
        super._update(from, to, value);
    }
}
