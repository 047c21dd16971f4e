// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarket } from "../../interfaces/IJobMarket.sol";
import { MessageHashUtils } from "@openzeppelin/contracts/utils/cryptography/MessageHashUtils.sol";
import { SignatureChecker } from "@openzeppelin/contracts/utils/cryptography/SignatureChecker.sol";

/// @title EIP-712 orders, signed by an account or by a contract (ERC-1271)
/// @dev Linked, so that it does not weigh on the market's code size; runs in the market's own context, so address(this) is
/// the market.
library OrderSignature {
    bytes32 private constant DOMAIN_TYPEHASH =
        keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
    bytes32 private constant NAME_HASH = keccak256("CyberPlaza JobMarket");
    bytes32 private constant VERSION_HASH = keccak256("1");
    bytes32 private constant ORDER_TYPEHASH = keccak256(
        "Order(address payer,uint32 listingId,uint24 units,uint24 duration,uint40 maxUnitPrice,address buyer,"
        "uint32 taskCount,bytes32 tasksRoot,bytes32 specHash,uint256 nonce,uint256 deadline)"
    );

    /// @notice Reverts unless the order is in time and its payer signed it.
    function check(IJobMarket.Order calldata order, bytes calldata signature) external view {
        if (block.timestamp > order.deadline) revert IJobMarket.OrderExpired(order.deadline);
        if (!SignatureChecker.isValidSignatureNowCalldata(order.payer, hash(order), signature)) {
            revert IJobMarket.InvalidSignature();
        }
    }

    /// @dev Order is a static struct whose words lie in the order of the type's members.
    function hash(IJobMarket.Order calldata order) public view returns (bytes32) {
        bytes32 domain = keccak256(abi.encode(DOMAIN_TYPEHASH, NAME_HASH, VERSION_HASH, block.chainid, address(this)));
        return MessageHashUtils.toTypedDataHash(domain, keccak256(abi.encode(ORDER_TYPEHASH, order)));
    }
}
