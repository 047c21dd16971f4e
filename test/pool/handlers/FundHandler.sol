// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IInsuranceFund } from "../../../src/interfaces/IInsuranceFund.sol";
import { TestUSDC } from "../../utils/TestUSDC.sol";
import { CommonBase } from "forge-std/Base.sol";
import { StdUtils } from "forge-std/StdUtils.sol";

/// @notice Everybody who deals with the fund: donors, meters, Disputes, the council, the pool, keepers; and time.
contract FundHandler is CommonBase, StdUtils {
    uint256 public constant CAP = 150_000e6;

    struct Grant {
        uint256 at;
        uint256 amount;
    }

    IInsuranceFund private immutable FUND;
    TestUSDC private immutable USDC;

    uint256 public unbooked;
    /// @dev Σ of what each duty was promised alone
    uint256 public floors;
    uint256 public claimsFromShared;
    uint256 public lossesFromShared;
    uint256[] public grantOrder;
    mapping(uint32 providerId => Grant[]) private _grants;
    uint256 public worstWindow;

    constructor(IInsuranceFund fund, TestUSDC usdc) {
        (FUND, USDC) = (fund, usdc);
        usdc.approve(address(fund), type(uint256).max);
    }

    function granted() external view returns (uint256) {
        return grantOrder.length;
    }

    function contribute(uint256 amount) external {
        amount = bound(amount, 1, 60_000e6);
        floors += amount * 4000 / 10_000;
        FUND.contribute(amount);
    }

    function send(uint256 amount) external {
        amount = bound(amount, 0, 20_000e6);
        USDC.transfer(address(FUND), amount);
        unbooked += amount;
    }

    function sync() external {
        if (unbooked == 0) return;
        floors += unbooked * 4000 / 10_000;
        unbooked = 0;
        FUND.sync();
    }

    function file(uint256 amount, uint32 providerId) external {
        FUND.fileClaim(
            IInsuranceFund.Filing({
                jobId: 1,
                providerId: providerId % 3,
                beneficiary: address(uint160(0x1000 + providerId % 5)),
                amount: uint64(bound(amount, 1, 200_000e6)),
                providerCap: uint64(CAP)
            })
        );
    }

    function reject(uint256 seed) external {
        uint256 id = _pick(seed);
        if (seed % 3 != 0 || id == 0 || block.timestamp > FUND.claim(id).reviewUntil) return;
        FUND.rejectClaim(id, "");
    }

    function grant(uint256 seed) external {
        uint256 id = _pick(seed);
        if (id == 0 || block.timestamp <= FUND.claim(id).reviewUntil) return;
        uint256 shared = FUND.books().shared;
        uint256 amount = FUND.grantClaim(id);
        claimsFromShared += shared - FUND.books().shared;
        if (amount == 0) return;
        grantOrder.push(id);
        Grant[] storage list = _grants[FUND.claim(id).providerId];
        list.push(Grant(block.timestamp, amount));
        uint256 sum;
        for (uint256 i; i < list.length; ++i) {
            if (list[i].at + 90 days > block.timestamp) sum += list[i].amount;
        }
        if (sum > worstWindow) worstWindow = sum;
    }

    function pay(uint8 max) external {
        (, uint256 queued) = FUND.outstanding();
        (uint256 forClaims,) = FUND.available();
        if (queued == 0 || forClaims == 0) return;
        uint256 shared = FUND.books().shared;
        FUND.payClaims(bound(max, 1, 5));
        claimsFromShared += shared - FUND.books().shared;
    }

    function cover(uint256 amount) external {
        uint256 shared = FUND.books().shared;
        FUND.coverLoss(bound(amount, 1, 30_000e6));
        lossesFromShared += shared - FUND.books().shared;
    }

    function pass(uint256 time) external {
        vm.warp(vm.getBlockTimestamp() + bound(time, 1 hours, 12 days));
    }

    function _pick(uint256 seed) private view returns (uint256 id) {
        uint256 count = FUND.claimCount();
        for (uint256 i; i < count; ++i) {
            id = (seed % count + i) % count + 1;
            if (FUND.claim(id).state == IInsuranceFund.ClaimState.Filed) return id;
        }
        return 0;
    }
}
