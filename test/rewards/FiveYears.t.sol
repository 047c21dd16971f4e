// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IEmissionSchedule } from "../../src/interfaces/IEmissionSchedule.sol";
import { IMerkleRewards } from "../../src/interfaces/IMerkleRewards.sol";
import { IPriceHub } from "../../src/interfaces/IPriceHub.sol";
import { ITokenVesting } from "../../src/interfaces/ITokenVesting.sol";
import { TokenVesting } from "../../src/token/TokenVesting.sol";
import { BuybackTown } from "./utils/BuybackTown.sol";
import { Tree } from "./utils/Tree.sol";

/// @notice Five years by month on the real contracts with growing GMV: releases, claims, vesting, purchases and burns, supply; laws H and I
/// after every month. Law L is checked over the same months by script/rewards/test/fiveYears.test.ts. The table must be docs/charts'
/// five-years.csv to the byte; SIMULATION_CSV=path writes it anew (then `node script/tools/charts.mjs`).
/// @dev GMV grows from 1M USDC a month by 6, 4, 3, 2 and 2% a month in years 1 to 5. CPT starts at 0.20 USD and gains 1% a month. Of the
/// fees, 4% of GMV, a fifth goes to BuybackBurner, which buys in its pool; who claims sells there. The lending pool holds two months' GMV.
contract FiveYearsTest is BuybackTown {
    using Tree for Tree.Leaf[];

    uint256 private constant SUPPLY = 100_000_000e18;
    uint256 private constant START_PRICE = 0.2e8;
    uint256 private constant PROGRAMMES = 6;
    string private constant TABLE = "docs/charts/five-years.csv";

    TokenVesting private tokenVesting;
    /// @dev What each account earns of every programme, in percent. The last one claims once a year.
    address[3] private earners = [alice, bob, eve];
    uint256[3] private parts = [uint256(60), 30, 10];
    uint256[PROGRAMMES] private claimed;
    uint256 private burned;
    uint256 private revenue;
    string private csv;

    function setUp() public override {
        super.setUp();
        tokenVesting = new TokenVesting(address(manager), address(cpt));
        cpt.transfer(address(tokenVesting), 43_250_000e18);
        _grant(ITokenVesting.Pot.Foundation, 0, 24, 15_750_000e18, 0);
        _grant(ITokenVesting.Pot.PrivateSale, 6, 18, 12_500_000e18, 100_000e6);
        _grant(ITokenVesting.Pot.Team, 12, 36, 15_000_000e18, 0);
        schedule.setPool(address(pool));
        _buildBuyback(START_PRICE);
        vm.warp(START);
    }

    function test_fiveYears() public {
        uint256 gmv = 1_000_000e6;
        uint256 price = START_PRICE;
        uint16[5] memory growth = [uint16(106), 104, 103, 102, 102];
        csv =
            "month,gmv_usdc,price_usd,users,providers,lp_positions,lp_staking,lp_pool,airdrop,claimed,reward_vesting,granted,burned,supply\n";
        schedule.release(Programme.Airdrop);
        for (uint256 month = 1; month <= 60; ++month) {
            prices.set(IPriceHub.Status.Fit, price);
            pool.set(2 * gmv);
            stats.trade(gmv);
            uint256 end = schedule.periodEnd(Programme.Users, month);
            // LPs are released weekly, as a keeper does.
            for (uint256 at = vm.getBlockTimestamp(); at + 1 weeks <= end; at += 1 weeks) {
                vm.warp(at + 1 weeks);
                _releaseDue(Programme.LpPool);
            }
            vm.warp(end);
            for (uint256 i; i < 5; ++i) {
                _releaseDue(Programme(i));
            }
            _pay(month);
            _vested();
            revenue += gmv * 4 / 100 / 5;
            burned += _buyBack(gmv * 4 / 100 / 5, price);
            _laws(month);
            _row(month, gmv, price);
            gmv = gmv * growth[(month - 1) / 12] / 100;
            price = price * 101 / 100;
        }
        _end();
    }

    function _releaseDue(Programme programme) private {
        (bool due,) = schedule.due(programme);
        if (due) schedule.release(programme);
    }

    /// @dev A root of all programmes, its delay, and the claims by their proofs.
    function _pay(uint256 month) private {
        Tree.Leaf[][PROGRAMMES] memory leaves;
        for (uint256 i; i < PROGRAMMES; ++i) {
            leaves[i] = _leaves(rewards.books(Programme(i)).released);
            uint256 total = leaves[i].total();
            if (total != 0) rewards.publishRoot(Programme(i), leaves[i].root(), total, "");
        }
        skip(1 days);
        for (uint256 i; i < PROGRAMMES; ++i) {
            if (leaves[i].total() == 0) continue;
            rewards.acceptRoot(Programme(i));
            for (uint256 who; who < earners.length; ++who) {
                if (who == earners.length - 1 && month % 12 != 0) continue;
                uint256 cumulative = leaves[i][who].cumulative;
                if (cumulative <= rewards.claimedOf(Programme(i), earners[who])) continue;
                claimed[i] += rewards.claim(Programme(i), earners[who], cumulative, leaves[i].proof(who));
            }
        }
        for (uint256 who; who < earners.length; ++who) {
            (uint256 can,) = vesting.vestingOf(earners[who]);
            if (can != 0) vesting.claimFor(earners[who]);
        }
        // It is for sale.
        uint256 held = cpt.balanceOf(alice);
        vm.prank(alice);
        cpt.transfer(address(market), held);
    }

    function _leaves(uint256 released) private view returns (Tree.Leaf[] memory leaves) {
        leaves = new Tree.Leaf[](earners.length);
        for (uint256 who; who < leaves.length; ++who) {
            leaves[who] = Tree.Leaf(earners[who], released * parts[who] / 100);
        }
    }

    function _vested() private {
        for (uint256 id = 1; id <= 3; ++id) {
            if (tokenVesting.releasable(id) != 0) tokenVesting.release(id);
        }
    }

    function _laws(uint256 month) private view {
        assertEq(cpt.totalSupply() + burned, SUPPLY, "law H");
        assertEq(cpt.totalBurned(), burned);
        (uint256 spent, uint256 bought) = burner.totals();
        assertEq(bought, burned, "law H: burned is what was bought");
        assertEq(spent + usdc.balanceOf(address(burner)), revenue, "and paid for with all there was");
        assertLe(schedule.progressOf(Programme.Users).released, 25_000_000e18 * 2 * month / 60);
        assertLe(schedule.progressOf(Programme.Providers).released, 2_000_000e18 * (month / 3));
        (, uint256 liquidity) = schedule.bucketOf(IEmissionSchedule.Bucket.Liquidity);
        assertLe(liquidity, schedule.liquidityScheduled((vm.getBlockTimestamp() - START) / 1 days));
        for (uint256 i; i < PROGRAMMES; ++i) {
            IMerkleRewards.Books memory b = rewards.books(Programme(i));
            assertLe(b.claimed, b.allocated);
            assertLe(b.allocated, b.released);
            assertEq(b.claimed, claimed[i], "law I");
            assertEq(b.released, schedule.progressOf(Programme(i)).released);
        }
        uint256 left;
        for (uint256 i; i < 3; ++i) {
            (uint256 size, uint256 released) = schedule.bucketOf(IEmissionSchedule.Bucket(i));
            assertLe(released, size);
            left += size - released;
        }
        assertEq(cpt.balanceOf(address(schedule)), left);
        assertEq(cpt.balanceOf(address(tokenVesting)), tokenVesting.committed());
    }

    function _end() private {
        // Users and providers were paid exactly what their months and quarters came to; all grants but the capped one are out.
        assertGt(schedule.progressOf(Programme.Users).released, 10_000_000e18);
        assertLe(schedule.progressOf(Programme.Users).released, 24_900_000e18);
        assertEq(
            schedule.progressOf(Programme.LpPositions).released,
            schedule.miningScheduled(Programme.LpPositions, 260 * 7)
        );
        assertEq(tokenVesting.releasable(1), 0);
        assertEq(cpt.balanceOf(address(0xF1)), 15_750_000e18);
        assertEq(cpt.balanceOf(address(0xF3)), 15_000_000e18);
        assertGt(burned, 0);
        string memory file = vm.envOr("SIMULATION_CSV", string(""));
        if (bytes(file).length != 0) vm.writeFile(file, csv);
        else assertEq(csv, vm.readFile(TABLE), "the table in docs is another: write it and the charts anew");
    }

    function _row(uint256 month, uint256 gmv, uint256 price) private {
        uint256 sum;
        string memory line = string.concat(vm.toString(month), ",", vm.toString(gmv / 1e6), ",", _usd(price));
        for (uint256 i; i < PROGRAMMES; ++i) {
            line = string.concat(line, ",", vm.toString(uint256(schedule.progressOf(Programme(i)).released) / 1e18));
            sum += claimed[i];
        }
        line = string.concat(line, ",", vm.toString(sum / 1e18), ",", vm.toString(vesting.totalOwed() / 1e18));
        line = string.concat(line, ",", vm.toString((43_250_000e18 - tokenVesting.committed()) / 1e18));
        csv = string.concat(
            csv, line, ",", vm.toString(burned / 1e18), ",", vm.toString(cpt.totalSupply() / 1e18), "\n"
        );
    }

    function _usd(uint256 price) private pure returns (string memory) {
        uint256 cents = price % 1e8 / 1e4;
        string memory zeros = cents < 10 ? "000" : cents < 100 ? "00" : cents < 1000 ? "0" : "";
        return string.concat(vm.toString(price / 1e8), ".", zeros, vm.toString(cents));
    }

    function _grant(ITokenVesting.Pot pot, uint32 cliff, uint32 months, uint96 amount, uint64 usd) private {
        tokenVesting.create(
            ITokenVesting.Grant({
                beneficiary: address(uint160(0xF0 + uint256(pot))),
                amount: amount,
                start: uint40(vm.getBlockTimestamp()),
                cliff: cliff * 2_628_000,
                duration: months * 2_628_000,
                startBps: 0,
                pot: pot,
                revocable: false,
                boughtUsd: usd
            })
        );
    }
}
