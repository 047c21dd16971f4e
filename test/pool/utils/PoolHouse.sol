// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IComputePriceOracle } from "../../../src/interfaces/IComputePriceOracle.sol";
import { ICreditLines } from "../../../src/interfaces/ICreditLines.sol";
import { IInsuranceFund } from "../../../src/interfaces/IInsuranceFund.sol";
import { ILendingPool } from "../../../src/interfaces/ILendingPool.sol";
import { CreditLines } from "../../../src/pool/CreditLines.sol";
import { InsuranceFund } from "../../../src/pool/InsuranceFund.sol";
import { LendingPool } from "../../../src/pool/LendingPool.sol";
import { TestUSDC } from "../../utils/TestUSDC.sol";
import { TestOracle } from "./TestOracle.sol";
import { AccessManager } from "@openzeppelin/contracts/access/manager/AccessManager.sol";
import { TransparentUpgradeableProxy } from "@openzeppelin/contracts/proxy/transparent/TransparentUpgradeableProxy.sol";
import { Test } from "forge-std/Test.sol";

/// @dev Pool, lines and insurance fund, real and behind proxies; the oracle is a double. The test governs.
abstract contract PoolHouse is Test {
    uint256 internal constant SHARE = 1e6;

    AccessManager internal manager;
    TestUSDC internal usdc;
    TestOracle internal oracle;
    InsuranceFund internal fund;
    LendingPool internal pool;
    CreditLines internal lines;
    address internal alice = makeAddr("alice");
    address internal bob = makeAddr("bob");
    address internal carol = makeAddr("carol");
    address internal borrower = makeAddr("borrower");
    address internal anyone = makeAddr("anyone");

    function setUp() public virtual {
        vm.warp(1_800_000_000);
        usdc = new TestUSDC(address(this));
        _deploy(address(usdc));
    }

    function _deploy(address token) internal {
        manager = new AccessManager(address(this));
        oracle = new TestOracle();
        oracle.set(3, 2e6, 6);
        fund = InsuranceFund(
            _proxy(
                deployCode("InsuranceFund.sol:InsuranceFund", abi.encode(token, manager)),
                abi.encodeCall(InsuranceFund.initialize, (address(manager)))
            )
        );
        address poolAt = vm.computeCreateAddress(address(this), vm.getNonce(address(this)) + 3);
        lines = CreditLines(
            _proxy(
                deployCode("CreditLines.sol:CreditLines", abi.encode(token, poolAt, oracle)),
                abi.encodeCall(CreditLines.initialize, (address(manager)))
            )
        );
        pool = LendingPool(
            _proxy(
                deployCode("LendingPool.sol:LendingPool", abi.encode(token, lines, fund)),
                abi.encodeCall(LendingPool.initialize, (address(manager)))
            )
        );
        assertEq(address(pool), poolAt);
        bytes4[] memory cover = new bytes4[](1);
        cover[0] = IInsuranceFund.coverLoss.selector;
        manager.setTargetFunctionRole(address(fund), cover, 21);
        manager.grantRole(21, address(pool), 0);
        fund.setContributor(address(pool), IInsuranceFund.Source.ReserveFactor);
    }

    function _proxy(address implementation, bytes memory data) private returns (address) {
        return address(new TransparentUpgradeableProxy(implementation, address(manager), data));
    }

    // ---- acts ----

    function put(address who, uint256 assets) internal returns (uint256 shares) {
        usdc.mint(who, assets);
        vm.startPrank(who);
        usdc.approve(address(pool), assets);
        shares = pool.deposit(assets, who);
        vm.stopPrank();
    }

    function request(address who, uint256 shares) internal returns (uint256 id) {
        vm.prank(who);
        id = pool.requestRedeem(shares, who, who);
    }

    function claim(address who, uint256 id) internal returns (uint256) {
        vm.prank(who);
        return pool.claimRedeem(id, who, who);
    }

    function openLine(uint64 cap) internal returns (uint256) {
        return lines.openLine(borrower, cap, 1000, 90 days);
    }

    function terms(uint64 units) internal view returns (ICreditLines.LotTerms memory) {
        return ICreditLines.LotTerms({
            descriptionHash: keccak256("lot"),
            feedId: 3,
            units: units,
            pledged: 0,
            cost: units * 2e6,
            expiry: uint40(vm.getBlockTimestamp() + 365 days),
            marginBps: 700
        });
    }

    /// @dev A lot that is worth ten times what is drawn.
    function borrow(uint256 lineId, uint64 amount) internal returns (uint256 lotId) {
        vm.prank(borrower);
        lotId = lines.draw(lineId, terms(amount / 2e5 + 1), amount);
    }

    function pay(uint256 lineId, uint256 lotId, uint64 amount) internal {
        ICreditLines.Line memory l = lines.line(lineId);
        uint256 most = uint256(l.principal) + l.interest;
        usdc.mint(anyone, amount < most ? amount : most);
        vm.startPrank(anyone);
        usdc.approve(address(lines), type(uint256).max);
        lines.repay(lineId, lotId, amount);
        vm.stopPrank();
    }

    function insure(uint256 amount) internal {
        usdc.mint(address(this), amount);
        usdc.approve(address(fund), amount);
        fund.contribute(amount);
    }

    function skipTime(uint256 time) internal {
        vm.warp(vm.getBlockTimestamp() + time);
        oracle.refresh();
    }

    // ---- law G ----

    /// @dev The pool's books against its money and against every line, lot by lot.
    function assertLawG() internal view {
        (ILendingPool.Cash memory c, ICreditLines.Book memory b, uint256 covered) = pool.books();
        assertGe(usdc.balanceOf(address(pool)), uint256(c.cash) + c.reserve + c.claimable, "money");
        assertGe(c.cash, c.returned, "returned is part of the cash");
        uint256 principal;
        uint256[] memory ids = lines.liveLines();
        for (uint256 i; i < ids.length; ++i) {
            principal += lines.line(ids[i]).principal;
        }
        assertEq(b.principal, principal, "principal");
        assertLe(covered, b.impaired, "covered");
        ICreditLines.Book memory now_ = lines.book();
        uint256 raw = now_.raw;
        uint256 sum = uint256(c.cash) + now_.principal + raw / lines.INTEREST_SCALE() - now_.impaired;
        assertGe(pool.totalAssets(), sum, "assets");
        if (b.impaired == now_.impaired) assertEq(pool.totalAssets(), sum, "assets to the unit");
        _assertLots();
    }

    function _assertLots() private view {
        uint256[] memory owed = new uint256[](lines.lineCount() + 1);
        for (uint256 id = 1; id <= lines.lotCount(); ++id) {
            ICreditLines.Lot memory l = lines.lot(id);
            owed[l.lineId] += l.drawn - l.repaid;
        }
        for (uint256 id = 1; id < owed.length; ++id) {
            assertEq(lines.line(id).principal, owed[id], "a line owes what its lots owe");
        }
    }

    function price() internal view returns (uint256) {
        return pool.convertToAssets(1e24);
    }
}
