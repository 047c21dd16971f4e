// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { ITokenPayments } from "../../../src/interfaces/ITokenPayments.sol";
import { FeeToken } from "../../utils/hostile/FeeToken.sol";
import { LyingToken } from "../../utils/hostile/LyingToken.sol";
import { NoReturnToken } from "../../utils/hostile/NoReturnToken.sol";
import { ReenteringToken } from "../../utils/hostile/ReenteringToken.sol";
import { PaymentHouse } from "./utils/PaymentHouse.sol";
import { ReentrancyGuardTransient } from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

/// @notice Tokens that do not behave hurt nobody but whoever pays with them.
contract HostilePayments is PaymentHouse {
    uint256 private constant AMOUNT = 100e6;

    function test_aTokenWithoutReturnValueWorks() public {
        NoReturnToken token = new NoReturnToken();
        poolFor(address(token));
        give(address(token), AMOUNT);
        assertGt(pay(swapOf(address(token), AMOUNT)), 99e6);
        assertNothingStays(address(token));
    }

    /// @dev Uniswap v3 refuses them; nothing is lost.
    function test_aFeeTakingTokenIsRefusedWhole() public {
        FeeToken token = new FeeToken();
        pools.setMargin(2);
        poolFor(address(token));
        give(address(token), AMOUNT);
        vm.expectRevert(bytes("IIA"));
        pay(swapOf(address(token), AMOUNT));
        assertEq(token.balanceOf(customer), AMOUNT);
        assertEq(vault.balanceOf(customer), 0);
    }

    function test_aTokenThatMovesNothingPaysNothing() public {
        LyingToken token = new LyingToken();
        poolFor(address(token));
        give(address(token), AMOUNT);
        token.lie(0, 1);
        vm.expectRevert(ITokenPayments.ZeroAmount.selector);
        pay(swapOf(address(token), AMOUNT));
    }

    function test_aTokenThatMovesLessIsSwappedAsWhatArrivedOrNotAtAll() public {
        LyingToken token = new LyingToken();
        poolFor(address(token));
        give(address(token), AMOUNT);
        token.lie(1, 2);
        vm.expectRevert();
        pay(swapOf(address(token), AMOUNT));
        assertEq(vault.balanceOf(customer), 0);
    }

    function test_aTokenCannotComeBackIn() public {
        ReenteringToken token = new ReenteringToken();
        poolFor(address(token));
        give(address(token), AMOUNT);
        bytes memory again = abi.encodeCall(payments.pay, (swapOf(address(token), AMOUNT), noPermit(), anyone));
        token.arm(address(payments), again, true);
        vm.expectRevert(ReentrancyGuardTransient.ReentrancyGuardReentrantCall.selector);
        pay(swapOf(address(token), AMOUNT));

        token.arm(address(payments), again, false);
        uint256 received = pay(swapOf(address(token), AMOUNT));
        assertTrue(token.called());
        assertFalse(token.succeeded());
        assertEq(vault.balanceOf(customer), received);
        assertEq(vault.balanceOf(anyone), 0);
        assertNothingStays(address(token));
    }

    /// @dev What a token's transfer deposits elsewhere meanwhile is not credited twice.
    function test_aTokenThatDepositsMeanwhileGainsNothing() public {
        ReenteringToken token = new ReenteringToken();
        poolFor(address(token));
        give(address(token), AMOUNT);
        usdc.mint(address(token), 1000e6);
        vm.prank(address(token));
        usdc.approve(address(vault), type(uint256).max);
        token.arm(address(vault), abi.encodeCall(vault.depositFor, (anyone, 1e6)), true);
        uint256 held = usdc.balanceOf(address(vault));
        uint256 received = pay(swapOf(address(token), AMOUNT));
        assertEq(usdc.balanceOf(address(vault)), held + received + vault.balanceOf(anyone));
        assertEq(vault.balanceOf(customer), received);
    }

    /// @dev Stray tokens are nobody's loot.
    function test_strayTokensAreNotGivenToWhoPaysNext() public {
        usdc.mint(address(payments), 5e6);
        NoReturnToken token = new NoReturnToken();
        token.mint(address(payments), 7e6);
        poolFor(address(token));
        give(address(token), AMOUNT);
        uint256 received = pay(swapOf(address(token), AMOUNT));
        assertLt(received, AMOUNT);
        assertEq(usdc.balanceOf(address(payments)), 5e6);
        assertEq(token.balanceOf(address(payments)), 7e6);
    }

    function test_nobodySpendsAnothersAllowance() public {
        NoReturnToken token = new NoReturnToken();
        poolFor(address(token));
        give(address(token), AMOUNT);
        vm.expectRevert();
        vm.prank(anyone);
        payments.pay(swapOf(address(token), AMOUNT), noPermit(), anyone);
        assertEq(token.balanceOf(customer), AMOUNT);
    }

    function test_coinSentByAccidentIsRefused() public {
        vm.deal(anyone, 1 ether);
        vm.prank(anyone);
        (bool ok,) = address(payments).call{ value: 1 ether }("");
        assertFalse(ok);
    }
}
