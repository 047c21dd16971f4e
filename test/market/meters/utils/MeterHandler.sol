// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { UsageReport } from "../../../../src/interfaces/IUsageVerifier.sol";
import { MeterQuorum } from "../../../../src/market/MeterQuorum.sol";
import { TestUSDC } from "../../../utils/TestUSDC.sol";
import { Test } from "forge-std/Test.sol";

/// @dev Governance, ten operators and a reporter, doing whatever they may at any time.
contract MeterHandler is Test {
    uint256 public constant CANDIDATES = 10;

    MeterQuorum private immutable QUORUM;
    TestUSDC private immutable USDC;

    uint256 public slashed;
    mapping(uint256 candidate => bool) private _struckOff;

    constructor(MeterQuorum quorum, TestUSDC usdc) {
        QUORUM = quorum;
        USDC = usdc;
    }

    function signer(uint256 i) public pure returns (address) {
        return vm.addr(_key(i));
    }

    function operatorOf(uint256 i) public pure returns (address) {
        return vm.addr(_key(i) + 1000);
    }

    function sign(uint256 i, bytes32 digest) external pure returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(_key(i), digest);
        return abi.encodePacked(r, s, v);
    }

    function add(uint256 i) external {
        i = i % CANDIDATES;
        uint256 count = QUORUM.meters().length;
        if (QUORUM.meter(signer(i)).operator != address(0) || count + 1 >= 2 * QUORUM.threshold()) return;
        if (_struckOff[i]) return;
        vm.prank(_governance());
        QUORUM.addMeter(signer(i), operatorOf(i), [uint32(0), uint32(0)]);
    }

    function bond(uint256 i, uint256 amount) external {
        i = i % CANDIDATES;
        if (!_listed(i)) return;
        amount = bound(amount, 1, 2 * QUORUM.minimumBond());
        vm.prank(_governance());
        USDC.mint(address(this), amount);
        USDC.approve(address(QUORUM), amount);
        QUORUM.bond(signer(i), amount);
    }

    function retire(uint256 i, bool byItself) external {
        i = i % CANDIDATES;
        if (!_listed(i)) return;
        vm.prank(byItself ? operatorOf(i) : _governance());
        QUORUM.retireMeter(signer(i));
    }

    function withdraw(uint256 i) external {
        i = i % CANDIDATES;
        uint256 time = QUORUM.bondReleaseTime(signer(i));
        if (time == 0) return;
        if (time > vm.getBlockTimestamp()) vm.warp(time);
        uint256 amount = QUORUM.bondOf(signer(i));
        vm.prank(operatorOf(i));
        assertEq(QUORUM.withdrawBond(signer(i), operatorOf(i)), amount);
    }

    function slash(uint256 i, uint32 sequence) external {
        i = i % CANDIDATES;
        uint256 amount = QUORUM.bondOf(signer(i));
        if (amount == 0) return;
        UsageReport memory a;
        UsageReport memory b;
        (a.sequence, b.sequence, b.usage) = (sequence, sequence, 1);
        QUORUM.slash(a, b, _sign(i, a), _sign(i, b));
        slashed += amount;
        _struckOff[i] = true;
    }

    function setThreshold(uint256 threshold) external {
        uint256 least = QUORUM.meters().length / 2 + 1;
        if (least < 3) least = 3;
        uint256 active = QUORUM.activeMeters();
        if (least > active) return;
        vm.prank(_governance());
        QUORUM.setThreshold(bound(threshold, least, active));
    }

    function _listed(uint256 i) private view returns (bool) {
        return QUORUM.meter(signer(i)).operator != address(0) && QUORUM.bondReleaseTime(signer(i)) == 0;
    }

    function _sign(uint256 i, UsageReport memory report) private view returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(_key(i), QUORUM.hashReport(report));
        return abi.encodePacked(r, s, v);
    }

    function _governance() private view returns (address) {
        return USDC.owner();
    }

    function _key(uint256 i) private pure returns (uint256) {
        return 0xa11ce + i;
    }
}
