// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarketTypes } from "../../../../src/interfaces/IJobMarketTypes.sol";
import { ITokenPayments } from "../../../../src/interfaces/ITokenPayments.sol";
import { TestWETH } from "../../../utils/TestWETH.sol";
import { UniswapPools } from "../../../utils/UniswapPools.sol";
import { MarketHouse } from "../../jobs/utils/MarketHouse.sol";
import { IERC20 } from "@openzeppelin/contracts/token/ERC20/IERC20.sol";

interface IHostile {
    function mint(address to, uint256 amount) external;
}

/// @dev The market beside the real Uniswap v3, from its npm artifacts. A pool of WETH for USDC at 2,000 USDC.
abstract contract PaymentHouse is MarketHouse {
    string private constant CORE = "node_modules/@uniswap/v3-core/artifacts/contracts/";
    string private constant PERIPHERY = "node_modules/@uniswap/v3-periphery/artifacts/contracts/";
    uint64 internal constant MARKET_MODULE = 11;
    uint24 internal constant POOL_FEE = 3000;
    uint256 internal constant ONE_HOUR = 1 hours;

    ITokenPayments internal payments;
    UniswapPools internal pools;
    TestWETH internal weth;
    address internal factory;
    address internal router;
    address internal customer;
    uint256 internal customerKey;

    function setUp() public virtual override {
        super.setUp();
        (customer, customerKey) = makeAddrAndKey("customer");
        weth = new TestWETH();
        factory = deployCode(string.concat(CORE, "UniswapV3Factory.sol/UniswapV3Factory.json"));
        router = deployCode(
            string.concat(PERIPHERY, "SwapRouter.sol/SwapRouter.json"), abi.encode(factory, address(weth))
        );
        pools = new UniswapPools(factory);
        payments = ITokenPayments(
            deployCode("TokenPayments.sol:TokenPayments", abi.encode(address(vault), address(market), router))
        );
        bytes4[] memory openFor = new bytes4[](1);
        openFor[0] = market.openFor.selector;
        manager.setTargetFunctionRole(address(market), openFor, MARKET_MODULE);
        manager.grantRole(MARKET_MODULE, address(payments), 0);

        vm.deal(address(this), 2000 ether);
        weth.deposit{ value: 1000 ether }();
        weth.transfer(address(pools), 1000 ether);
        usdc.mint(address(pools), 2_000_000e6);
        pools.create(address(weth), address(usdc), POOL_FEE, 1000 ether, 2_000_000e6);
    }

    function poolFor(address token) internal {
        IHostile(token).mint(address(pools), 2_000_000e6);
        usdc.mint(address(pools), 2_000_000e6);
        pools.create(token, address(usdc), POOL_FEE, 1_000_000e6, 1_000_000e6);
    }

    /// @dev Gives the customer an amount of a token, and the contract its allowance.
    function give(address token, uint256 amount) internal {
        IHostile(token).mint(customer, amount);
        vm.prank(customer);
        (bool ok,) = token.call(abi.encodeCall(IERC20.approve, (address(payments), type(uint256).max)));
        assertTrue(ok);
    }

    function swapOf(address token, uint256 amount) internal view returns (ITokenPayments.Swap memory s) {
        s.tokenIn = token;
        s.amountIn = amount;
        s.path = abi.encodePacked(token, POOL_FEE, address(usdc));
        s.minimumOut = 1;
        s.deadline = vm.getBlockTimestamp() + ONE_HOUR;
    }

    function noPermit() internal pure returns (IJobMarketTypes.Permit memory) { }

    function pay(ITokenPayments.Swap memory s) internal returns (uint256) {
        vm.prank(customer);
        return payments.pay(s, noPermit(), customer);
    }

    function jobs(uint256 count) internal view returns (IJobMarketTypes.OpenParams[] memory list_) {
        list_ = new IJobMarketTypes.OpenParams[](count);
        for (uint256 i; i < count; ++i) {
            list_[i] = order(1, 2 hours);
        }
    }

    /// @dev Nothing of either token, no coin and no allowance stays behind.
    function assertNothingStays(address token) internal view {
        assertEq(IERC20(token).balanceOf(address(payments)), 0, "token");
        assertEq(usdc.balanceOf(address(payments)), 0, "USDC");
        assertEq(address(payments).balance, 0, "coin");
        assertEq(IERC20(token).allowance(address(payments), router), 0, "allowance of the router");
        assertEq(usdc.allowance(address(payments), address(vault)), 0, "allowance of the vault");
    }
}
