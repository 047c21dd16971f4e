// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IBridgedCPT } from "../interfaces/IBridgedCPT.sol";
import { BridgeTransfers } from "./BridgeTransfers.sol";
import { OFTCoreUpgradeable } from "@layerzerolabs/oft-evm-upgradeable/contracts/oft/OFTCoreUpgradeable.sol";
import { ERC20Upgradeable } from "@openzeppelin/contracts-upgradeable/token/ERC20/ERC20Upgradeable.sol";

/// @title BridgedCPT
contract BridgedCPT is IBridgedCPT, ERC20Upgradeable, BridgeTransfers {
    uint256 public constant override GENESIS_SUPPLY = 100_000_000e18;
    uint32 public immutable override HOME_EID;

    /// @param endpoint_ LayerZero's, of this chain
    /// @param homeEid LayerZero's number of the chain where CPT is at home
    constructor(address endpoint_, uint32 homeEid) OFTCoreUpgradeable(DECIMALS, endpoint_) {
        HOME_EID = homeEid;
        _disableInitializers();
    }

    function initialize(address authority) external initializer {
        __ERC20_init("CyberPlaza Token", "CPT");
        __OFTCore_init(address(this));
        __AccessManaged_init(authority);
        _initTransfers();
    }

    /// @notice This token is the bridge's own.
    function token() external view override returns (address) {
        return address(this);
    }

    /// @notice See IOFT: it burns without allowance.
    function approvalRequired() external pure override returns (bool) {
        return false;
    }

    function _take(address from, uint256 amount) internal override {
        _burn(from, amount);
    }

    function _credit(address to, uint256 amount, uint32) internal override returns (uint256) {
        _mint(to, amount);
        return amount;
    }

    function _onPeer(uint32 eid, bytes32 peer) internal override {
        if (eid != HOME_EID) revert InvalidPeer(eid, peer);
        super._onPeer(eid, peer);
    }

    function _supply() internal pure override returns (uint256) {
        return GENESIS_SUPPLY;
    }

    /// @dev Home has no cap.
    function _capRoom(Path memory, uint256) internal pure override returns (uint256) {
        return type(uint64).max;
    }

    function _lock(Path memory, uint32, uint256, uint256) internal pure override { }

    function _unlock(Path memory, uint32, uint256) internal pure override { }

    function _hold(address from, uint256 amount) internal override {
        _transfer(from, address(this), amount);
    }

    function _leave(uint256 amount) internal override {
        _burn(address(this), amount);
    }

    function _giveBack(address to, uint256 amount) internal override {
        _transfer(address(this), to, amount);
    }

    function _refuse(uint32, uint256) internal pure override { }
}
