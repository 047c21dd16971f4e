// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarket } from "../../../src/interfaces/IJobMarket.sol";
import { IJobMarketTypes } from "../../../src/interfaces/IJobMarketTypes.sol";
import { JobMarket } from "../../../src/market/JobMarket.sol";
import { ContractWallet } from "./utils/ContractWallet.sol";
import { MarketBuilder } from "./utils/MarketBuilder.sol";
import { MarketHouse } from "./utils/MarketHouse.sol";
import { Nonces } from "@openzeppelin/contracts/utils/Nonces.sol";

/// @dev SPEC JOB 4: orders signed by the payer, opened by any relayer.
contract OrdersTest is MarketHouse {
    bytes32 private constant ORDER_TYPEHASH = keccak256(
        "Order(address payer,uint32 listingId,uint24 units,uint24 duration,uint40 maxUnitPrice,address buyer,uint32 taskCount,bytes32 tasksRoot,bytes32 specHash,uint256 nonce,uint256 deadline)"
    );

    function test_aRelayerOpensWhatThePayerSigned() public {
        IJobMarketTypes.Order memory o = _order();
        vm.expectEmit(address(market));
        emit IJobMarketTypes.OrderFilled(1, buyer, anyone, 0);
        uint256 id = _relay(o, _sign(o));
        assertEq(market.job(id).payer, buyer);
        assertEq(vault.escrowOf(buyer), 24e6);
        assertEq(JobMarket(address(market)).nonces(buyer), 1);
    }

    function test_digestIsEip712() public view {
        IJobMarketTypes.Order memory o = _order();
        (o.params.maxUnitPrice, o.params.buyer, o.params.taskCount) = (PRICE, sponsor, 7);
        (o.params.tasksRoot, o.nonce) = (keccak256("root"), 5);
        assertEq(market.hashOrder(o), _digest(o, block.chainid, address(market)));
    }

    function test_RevertWhen_replayed() public {
        IJobMarketTypes.Order memory o = _order();
        bytes memory signature = _sign(o);
        _relay(o, signature);
        vm.expectRevert(abi.encodeWithSelector(Nonces.InvalidAccountNonce.selector, buyer, 1));
        _relay(o, signature);
    }

    function test_RevertWhen_signedForAnotherChain() public {
        IJobMarketTypes.Order memory o = _order();
        bytes memory signature = _signFor(o, block.chainid + 1, address(market));
        vm.expectRevert(IJobMarketTypes.InvalidSignature.selector);
        _relay(o, signature);
    }

    function test_RevertWhen_theChainForks() public {
        IJobMarketTypes.Order memory o = _order();
        bytes memory signature = _sign(o);
        vm.chainId(block.chainid + 1);
        vm.expectRevert(IJobMarketTypes.InvalidSignature.selector);
        _relay(o, signature);
    }

    function test_RevertWhen_signedForAnotherMarket() public {
        IJobMarketTypes.Order memory o = _order();
        bytes memory signature = _signFor(o, block.chainid, address(0xbeef));
        vm.expectRevert(IJobMarketTypes.InvalidSignature.selector);
        _relay(o, signature);

        // and an order for this market opens nothing at another
        MarketBuilder other = MarketBuilder(deployCode("MarketBuilder.sol:MarketBuilder", abi.encode(address(this))));
        IJobMarket elsewhere = other.market();
        signature = _sign(o);
        vm.expectRevert(IJobMarketTypes.InvalidSignature.selector);
        elsewhere.openOrder(o, signature);
    }

    function testFuzz_RevertWhen_anyWordIsChanged(uint8 word, uint256 change) public {
        IJobMarketTypes.Order memory o = _order();
        bytes memory signature = _sign(o);
        bytes memory encoded = abi.encode(o);
        // change the lowest byte, so that every type stays valid
        uint256 at = bound(word, 1, 10) * 32 + 31;
        encoded[at] = bytes1(uint8(encoded[at]) ^ uint8(bound(change, 1, 255)));
        o = abi.decode(encoded, (IJobMarketTypes.Order));
        if (o.deadline < block.timestamp) return;
        vm.expectRevert(IJobMarketTypes.InvalidSignature.selector);
        _relay(o, signature);
    }

    function test_RevertWhen_expired() public {
        IJobMarketTypes.Order memory o = _order();
        bytes memory signature = _sign(o);
        vm.warp(o.deadline);
        _relay(o, signature);
        o.nonce = 1;
        signature = _sign(o);
        vm.warp(o.deadline + 1);
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.OrderExpired.selector, o.deadline));
        _relay(o, signature);
    }

    function test_keyedNoncesRunSideBySide() public {
        IJobMarketTypes.Order memory o = _order();
        o.nonce = (9 << 64) | 0;
        _relay(o, _sign(o));
        o.nonce = 0;
        _relay(o, _sign(o));
        o.nonce = (9 << 64) | 1;
        _relay(o, _sign(o));
        assertEq(JobMarket(address(market)).nonces(buyer, 9), (9 << 64) | 2);
    }

    function test_aPayerVoidsAnOrder() public {
        IJobMarketTypes.Order memory o = _order();
        o.nonce = (9 << 64) | 0;
        bytes memory signature = _sign(o);
        vm.prank(buyer);
        assertEq(market.invalidateNonce(9), 9 << 64);
        vm.expectRevert(abi.encodeWithSelector(Nonces.InvalidAccountNonce.selector, buyer, (9 << 64) | 1));
        _relay(o, signature);
    }

    function test_RevertWhen_anotherSigns() public {
        IJobMarketTypes.Order memory o = _order();
        o.payer = sponsor;
        bytes memory signature = _sign(o);
        vm.expectRevert(IJobMarketTypes.InvalidSignature.selector);
        _relay(o, signature);
    }

    function test_aContractSignsByErc1271() public {
        ContractWallet wallet = new ContractWallet(buyer);
        fund(address(wallet), 100e6);
        IJobMarketTypes.Order memory o = _order();
        o.payer = address(wallet);
        uint256 id = _relay(o, _sign(o));
        assertEq(market.job(id).payer, address(wallet));

        o.nonce = 1;
        bytes memory signature = _sign(o);
        wallet.setOwner(anyone);
        vm.expectRevert(IJobMarketTypes.InvalidSignature.selector);
        _relay(o, signature);
    }

    /// @dev A signature is good for the payer's balance only; it never reaches into a wallet.
    function test_anOrderSpendsTheVaultBalanceOnly() public {
        uint256 wallet = usdc.balanceOf(buyer);
        IJobMarketTypes.Order memory o = _order();
        _relay(o, _sign(o));
        assertEq(usdc.balanceOf(buyer), wallet);
    }

    function _order() private view returns (IJobMarketTypes.Order memory o) {
        o.payer = buyer;
        o.params = order(4, 2 hours);
        o.deadline = block.timestamp + 1 hours;
    }

    function _relay(IJobMarketTypes.Order memory o, bytes memory signature) private returns (uint256) {
        vm.prank(anyone);
        return market.openOrder(o, signature);
    }

    function _sign(IJobMarketTypes.Order memory o) private view returns (bytes memory) {
        return _signFor(o, block.chainid, address(market));
    }

    function _signFor(IJobMarketTypes.Order memory o, uint256 chain, address target)
        private
        view
        returns (bytes memory)
    {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(buyerKey, _digest(o, chain, target));
        return abi.encodePacked(r, s, v);
    }

    function _digest(IJobMarketTypes.Order memory o, uint256 chain, address target) private pure returns (bytes32) {
        bytes32 domain = keccak256(
            abi.encode(
                keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)"),
                keccak256("CyberPlaza JobMarket"),
                keccak256("1"),
                chain,
                target
            )
        );
        IJobMarketTypes.OpenParams memory p = o.params;
        bytes memory first =
            abi.encode(ORDER_TYPEHASH, o.payer, p.listingId, p.units, p.duration, p.maxUnitPrice, p.buyer);
        bytes memory second = abi.encode(p.taskCount, p.tasksRoot, p.specHash, o.nonce, o.deadline);
        return keccak256(abi.encodePacked(bytes2(0x1901), domain, keccak256(bytes.concat(first, second))));
    }
}
