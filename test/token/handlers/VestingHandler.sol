// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { ITokenVesting } from "../../../src/interfaces/ITokenVesting.sol";
import { CPT } from "../../../src/token/CPT.sol";
import { TokenVesting } from "../../../src/token/TokenVesting.sol";
import { CommonBase } from "forge-std/Base.sol";
import { StdUtils } from "forge-std/StdUtils.sol";

/// @notice Treasury, beneficiaries and whoever calls release; time.
contract VestingHandler is CommonBase, StdUtils {
    uint32 private constant MONTH = 2_628_000;

    TokenVesting private immutable VESTING;
    CPT private immutable TOKEN;

    uint256 public paid;
    uint256 public sentBack;
    uint256 public brought;
    mapping(uint256 id => mapping(uint256 day => uint256)) public paidOn;
    uint256 public overDailyCap;

    constructor(TokenVesting vesting, CPT token) {
        (VESTING, TOKEN) = (vesting, token);
    }

    function grant(uint8 pot, uint96 amount, uint32 cliff, uint32 duration, bool revocable) external {
        ITokenVesting.Grant memory g;
        g.pot = ITokenVesting.Pot(pot % 4);
        g.beneficiary = address(uint160(0xB0 + amount % 5));
        g.start = uint40(vm.getBlockTimestamp() + cliff % 300 days);
        g.revocable = revocable;
        if (g.pot == ITokenVesting.Pot.Other) {
            g.amount = uint96(bound(amount, 1, 10_000e18));
            g.cliff = uint32(bound(cliff, 0, 400 days));
            g.duration = uint32(bound(duration, 0, 900 days));
            g.startBps = uint16(duration % 10_001);
            TOKEN.transfer(address(VESTING), g.amount);
            brought += g.amount;
        } else {
            uint256 left = VESTING.potLeft(g.pot);
            if (left == 0) return;
            g.amount = uint96(bound(amount, 1, left));
            if (g.pot == ITokenVesting.Pot.Foundation) g.duration = 24 * MONTH;
            if (g.pot == ITokenVesting.Pot.PrivateSale) (g.cliff, g.duration) = (6 * MONTH, 18 * MONTH);
            if (g.pot == ITokenVesting.Pot.Team) (g.cliff, g.duration) = (12 * MONTH, 36 * MONTH);
            if (g.pot == ITokenVesting.Pot.PrivateSale) {
                g.boughtUsd = 1e6;
                if (VESTING.boughtUsd(g.beneficiary) >= 100_000e6) return;
            }
        }
        VESTING.create(g);
    }

    function release(uint256 seed) external {
        uint256 id = _pick(seed);
        if (id == 0 || VESTING.releasable(id) == 0) return;
        uint256 amount = VESTING.release(id);
        paid += amount;
        ITokenVesting.Schedule memory s = VESTING.scheduleOf(id);
        if (s.pot != ITokenVesting.Pot.PrivateSale) return;
        uint256 day = vm.getBlockTimestamp() / 1 days;
        paidOn[id][day] += amount;
        // A revocation lowers the grant, not what was paid before it on the same day.
        if (!s.revoked && paidOn[id][day] > (uint256(s.amount) * 500 + 9999) / 10_000) ++overDailyCap;
    }

    function revoke(uint256 seed) external {
        uint256 id = _pick(seed);
        if (id == 0 || seed % 3 != 0) return;
        ITokenVesting.Schedule memory s = VESTING.scheduleOf(id);
        if (!s.revocable || s.revoked) return;
        sentBack += VESTING.revoke(id, address(0xC0));
    }

    function handOver(uint256 seed) external {
        uint256 id = _pick(seed);
        if (id == 0) return;
        address to = address(uint160(0xB0 + seed % 7));
        vm.prank(VESTING.scheduleOf(id).beneficiary);
        VESTING.proposeBeneficiary(id, to);
        vm.prank(to);
        VESTING.acceptBeneficiary(id);
    }

    function pass(uint256 time) external {
        vm.warp(vm.getBlockTimestamp() + bound(time, 1 hours, 100 days));
    }

    function _pick(uint256 seed) private view returns (uint256 id) {
        uint256 count = VESTING.scheduleCount();
        return count == 0 ? 0 : seed % count + 1;
    }
}
