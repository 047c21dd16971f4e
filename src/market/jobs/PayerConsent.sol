// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarketTypes } from "../../interfaces/IJobMarketTypes.sol";
import { IVault } from "../../interfaces/IVault.sol";
import { IERC20Permit } from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";
import { MessageHashUtils } from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import { SignatureChecker } from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

/// @title What a payer signs instead of sending: EIP-712 orders (ECDSA or ERC-1271) and ERC-2612 permits
/// @dev Linked, so that it does not weigh on the market's code size; runs in the market's own context, so address(this) is
/// the market.
library PayerConsent {
    bytes32 private constant DOMAIN_TYPEHASH =
        keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
    bytes32 private constant NAME_HASH = keccak256("CyberPlaza JobMarket");
    bytes32 private constant VERSION_HASH = keccak256("1");
    bytes32 private constant ORDER_TYPEHASH = keccak256(
        "Order(address payer,uint32 listingId,uint24 units,uint24 duration,uint40 maxUnitPrice,address buyer,"
        "uint32 taskCount,bytes32 tasksRoot,bytes32 specHash,uint256 nonce,uint256 deadline)"
    );

    /// @notice Reverts unless the order is in time and its payer signed it.
    function check(IJobMarketTypes.Order calldata order, bytes calldata signature) external view {
        if (block.timestamp > order.deadline) revert IJobMarketTypes.OrderExpired(order.deadline);
        if (!SignatureChecker.isValidSignatureNowCalldata(order.payer, hash(order), signature)) {
            revert IJobMarketTypes.InvalidSignature();
        }
    }

    /// @notice Uses the caller's permit to the vault. Someone may have used it first; the allowance decides, not the permit.
    function usePermit(IVault vault, uint256 amount, IJobMarketTypes.Permit calldata permit) external {
        try IERC20Permit(vault.usdc())
            .permit(msg.sender, address(vault), amount, permit.deadline, permit.v, permit.r, permit.s) { }
            catch { }
    }

    /// @dev Order is a static struct whose words lie in the order of the type's members.
    function hash(IJobMarketTypes.Order calldata order) public view returns (bytes32) {
        bytes32 domain = keccak256(abi.encode(DOMAIN_TYPEHASH, NAME_HASH, VERSION_HASH, block.chainid, address(this)));
        return MessageHashUtils.toTypedDataHash(domain, keccak256(abi.encode(ORDER_TYPEHASH, order)));
    }
}
