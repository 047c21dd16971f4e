// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarketTypes } from "../../../src/interfaces/IJobMarketTypes.sol";
import { ITokenPayments } from "../../../src/interfaces/ITokenPayments.sol";
import { PaymentHouse } from "./utils/PaymentHouse.sol";
import { PermitToken } from "./utils/PermitToken.sol";
import { IERC20Permit } from "@openzeppelin/contracts/token/ERC20/extensions/IERC20Permit.sol";

/// @notice Paying in any token through the real Uniswap v3 (SPEC JOB 2).
contract TokenPaymentsTest is PaymentHouse {
    function _wrap(uint256 amount) private {
        vm.deal(customer, amount);
        vm.startPrank(customer);
        weth.deposit{ value: amount }();
        weth.approve(address(payments), amount);
        vm.stopPrank();
    }

    function test_pay_creditsWhatThePoolGave() public {
        _wrap(1 ether);
        uint256 held = usdc.balanceOf(address(vault));
        vm.expectEmit(true, true, true, false, address(payments));
        emit ITokenPayments.TokenPaid(customer, customer, address(weth), 1 ether, 0);
        uint256 received = pay(swapOf(address(weth), 1 ether));
        // 2,000 USDC less 0.3% and the slip of one in a thousand
        assertApproxEqRel(received, 1992e6, 1e15);
        assertEq(vault.balanceOf(customer), received);
        assertEq(usdc.balanceOf(address(vault)), held + received);
        assertNothingStays(address(weth));
    }

    function test_pay_forSomebodyElse() public {
        _wrap(1 ether);
        vm.prank(customer);
        uint256 received = payments.pay(swapOf(address(weth), 1 ether), noPermit(), buyer);
        assertEq(vault.balanceOf(buyer), DEPOSIT + received);
        assertEq(vault.balanceOf(customer), 0);
    }

    function test_payAndOpen_opensFromTheProceedsAndKeepsTheRest() public {
        _wrap(1 ether);
        vm.prank(customer);
        (uint256 received, uint256 first) = payments.payAndOpen(swapOf(address(weth), 1 ether), noPermit(), jobs(2));
        assertEq(first, 1);
        assertEq(market.jobCount(), 2);
        assertEq(market.job(2).payer, customer);
        assertEq(market.job(2).escrow, 6e6);
        assertEq(vault.escrowOf(customer), 12e6);
        assertEq(vault.balanceOf(customer), received - 12e6);
        assertNothingStays(address(weth));
    }

    /// @dev The opening is checked as any other, and takes the swap back with it.
    function test_payAndOpen_allOrNothing() public {
        _wrap(1 ether);
        IJobMarketTypes.OpenParams[] memory two = jobs(2);
        two[1].maxUnitPrice = 1;
        vm.expectRevert(abi.encodeWithSelector(IJobMarketTypes.PriceAboveMaximum.selector, uint256(PRICE), uint256(1)));
        vm.prank(customer);
        payments.payAndOpen(swapOf(address(weth), 1 ether), noPermit(), two);
        assertEq(weth.balanceOf(customer), 1 ether);
        vm.expectRevert(IJobMarketTypes.EmptyBatch.selector);
        vm.prank(customer);
        payments.payAndOpen(swapOf(address(weth), 1 ether), noPermit(), jobs(0));
    }

    function test_pay_inTheChainsOwnCoin() public {
        vm.deal(customer, 3 ether);
        vm.startPrank(customer);
        uint256 received = payments.pay{ value: 1 ether }(swapOf(address(weth), 1 ether), noPermit(), customer);
        assertEq(vault.balanceOf(customer), received);
        (received,) = payments.payAndOpen{ value: 1 ether }(swapOf(address(weth), 1 ether), noPermit(), jobs(1));
        assertNothingStays(address(weth));

        vm.expectRevert(abi.encodeWithSelector(ITokenPayments.WrongValue.selector, 0.5 ether));
        payments.pay{ value: 0.5 ether }(swapOf(address(weth), 1 ether), noPermit(), customer);
        vm.expectRevert(abi.encodeWithSelector(ITokenPayments.WrongValue.selector, 1 ether));
        payments.pay{ value: 1 ether }(swapOf(address(cpt), 1 ether), noPermit(), customer);
        vm.stopPrank();
    }

    function test_pay_throughTwoPools() public {
        cpt.transfer(address(pools), 1e24);
        vm.deal(address(this), 500 ether);
        weth.deposit{ value: 500 ether }();
        weth.transfer(address(pools), 500 ether);
        pools.create(address(cpt), address(weth), POOL_FEE, 1e24, 500 ether);
        cpt.transfer(customer, 1000e18);
        vm.prank(customer);
        cpt.approve(address(payments), 1000e18);
        ITokenPayments.Swap memory s = swapOf(address(cpt), 1000e18);
        s.path = abi.encodePacked(address(cpt), POOL_FEE, address(weth), POOL_FEE, address(usdc));
        assertApproxEqRel(pay(s), 994e6, 1e16);
        assertNothingStays(address(cpt));
        assertNothingStays(address(weth));
    }

    function test_pay_withAPermitEvenOneThatWasUsedFirst() public {
        PermitToken token = new PermitToken();
        token.transfer(address(pools), 1e24);
        usdc.mint(address(pools), 1_000_000e6);
        pools.create(address(token), address(usdc), POOL_FEE, 1e24, 1_000_000e6);
        token.transfer(customer, 20e18);
        for (uint256 i; i < 2; ++i) {
            IJobMarketTypes.Permit memory permit = _permit(address(token), 10e18);
            if (i == 1) {
                token.permit(customer, address(payments), 10e18, permit.deadline, permit.v, permit.r, permit.s);
            }
            vm.prank(customer);
            payments.pay(swapOf(address(token), 10e18), permit, customer);
        }
        assertEq(token.balanceOf(customer), 0);
        assertNothingStays(address(token));
    }

    function _permit(address token, uint256 amount) private view returns (IJobMarketTypes.Permit memory p) {
        p.deadline = vm.getBlockTimestamp() + 1 hours;
        bytes32 typeHash =
            keccak256("Permit(address owner,address spender,uint256 value,uint256 nonce,uint256 deadline)");
        bytes32 inner = keccak256(
            abi.encode(typeHash, customer, address(payments), amount, IERC20Permit(token).nonces(customer), p.deadline)
        );
        bytes32 digest = keccak256(abi.encodePacked(hex"1901", IERC20Permit(token).DOMAIN_SEPARATOR(), inner));
        (p.v, p.r, p.s) = vm.sign(customerKey, digest);
    }

    /// @dev A pool that runs dry takes less than it was offered; the rest is the customer's again.
    function test_pay_whatThePoolDoesNotTakeComesBack() public {
        cpt.transfer(address(pools), 1000e18);
        usdc.mint(address(pools), 1000e6);
        pools.createNarrow(address(cpt), address(usdc), POOL_FEE, 1000e18, 1000e6);
        cpt.transfer(customer, 1e24);
        vm.prank(customer);
        cpt.approve(address(payments), 1e24);
        uint256 received = pay(swapOf(address(cpt), 1e24));
        assertGt(cpt.balanceOf(customer), 0.99e24);
        assertGt(received, 100e6);
        assertEq(received, vault.balanceOf(customer));
        assertNothingStays(address(cpt));
    }

    function test_RevertWhen_thePoolGivesLessThanTheMinimum() public {
        _wrap(1 ether);
        ITokenPayments.Swap memory s = swapOf(address(weth), 1 ether);
        s.minimumOut = 2000e6;
        vm.expectRevert(bytes("Too little received"));
        pay(s);
    }

    function test_RevertWhen_theSwapIsNotWellFormed() public {
        _wrap(1 ether);
        ITokenPayments.Swap memory s = swapOf(address(weth), 1 ether);
        s.amountIn = 0;
        _expect(s, abi.encodeWithSelector(ITokenPayments.ZeroAmount.selector));
        s = swapOf(address(weth), 1 ether);
        s.minimumOut = 0;
        _expect(s, abi.encodeWithSelector(ITokenPayments.NoMinimum.selector));
        vm.expectRevert(ITokenPayments.ZeroAddress.selector);
        payments.pay(swapOf(address(weth), 1 ether), noPermit(), address(0));

        uint256 latest = block.timestamp + 1 days;
        uint256[3] memory deadlines = [block.timestamp - 1, latest + 1, type(uint256).max];
        for (uint256 i; i < 3; ++i) {
            s = swapOf(address(weth), 1 ether);
            s.deadline = deadlines[i];
            _expect(s, abi.encodeWithSelector(ITokenPayments.InvalidDeadline.selector, deadlines[i], latest));
        }
        bytes[6] memory paths = [
            bytes(""),
            abi.encodePacked(address(weth)),
            abi.encodePacked(address(weth), POOL_FEE, address(cpt)),
            abi.encodePacked(address(cpt), POOL_FEE, address(usdc)),
            abi.encodePacked(address(weth), POOL_FEE, address(usdc), uint8(0)),
            abi.encodePacked(address(weth), address(usdc))
        ];
        for (uint256 i; i < 6; ++i) {
            s = swapOf(address(weth), 1 ether);
            s.path = paths[i];
            _expect(s, abi.encodeWithSelector(ITokenPayments.InvalidPath.selector));
        }
        s = swapOf(address(usdc), 1e6);
        s.path = abi.encodePacked(address(usdc), POOL_FEE, address(weth), POOL_FEE, address(usdc));
        _expect(s, abi.encodeWithSelector(ITokenPayments.InvalidPath.selector));
    }

    function _expect(ITokenPayments.Swap memory s, bytes memory error) private {
        vm.expectRevert(error);
        pay(s);
    }

    function testFuzz_pay_conserves(uint256 amount) public {
        amount = bound(amount, 1e12, 500 ether);
        _wrap(amount);
        uint256 supply = usdc.totalSupply();
        uint256 received = pay(swapOf(address(weth), amount));
        assertEq(usdc.totalSupply(), supply);
        assertEq(vault.balanceOf(customer), received);
        assertEq(weth.balanceOf(customer), 0);
        assertNothingStays(address(weth));
    }
}
