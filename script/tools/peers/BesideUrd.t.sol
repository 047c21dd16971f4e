// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { MerkleRewards } from "../../src/rewards/MerkleRewards.sol";
import { UniversalRewardsDistributor } from "../../src/urd/UniversalRewardsDistributor.sol";
import { RewardsHouse } from "../rewards/utils/RewardsHouse.sol";
import { Tree } from "../rewards/utils/Tree.sol";
import { ERC20 } from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

contract PlainToken is ERC20 {
    constructor() ERC20("Plain", "P") {
        _mint(msg.sender, 1000e18);
    }
}

/// @dev Run by script/tools/peers/urd.mjs beside the peer's source. Both pay the same amounts at depth 20 to an account
/// that had none of the token before, and again.
contract BesideUrdTest is RewardsHouse {
    uint256 private constant DEPTH = 20;
    uint256 private constant FIRST = 1.23456789e18;
    uint256 private constant AGAIN = 2.3456789e18;

    PlainToken private plain;
    MerkleRewards private plainRewards;
    UniversalRewardsDistributor private urd;

    function setUp() public override {
        super.setUp();
        plain = new PlainToken();
        plainRewards = new MerkleRewards(address(manager), address(plain), address(escrow), address(vesting));
        plain.approve(address(plainRewards), 500e18);
        plainRewards.fund(Programme.Users, 500e18);
        _fund(Programme.Users, 500e18);
        urd = new UniversalRewardsDistributor(address(this), 0, bytes32(0), bytes32(0));
        plain.transfer(address(urd), 100e18);
        cpt.transfer(address(urd), 100e18);
    }

    function _ours(MerkleRewards to, uint256 cumulative, string memory name) private {
        (bytes32 root, bytes32[] memory proof) = Tree.deep(Tree.Leaf(alice, cumulative), DEPTH);
        to.publishRoot(Programme.Users, root, 400e18, "");
        vm.warp(vm.getBlockTimestamp() + 1 days);
        to.acceptRoot(Programme.Users);
        vm.prank(alice);
        to.claim(Programme.Users, alice, cumulative, proof);
        vm.snapshotGasLastCall("Urd", name);
    }

    function _theirs(address token, uint256 cumulative, string memory name) private {
        bytes32 top = keccak256(bytes.concat(keccak256(abi.encode(alice, token, cumulative))));
        bytes32[] memory proof = new bytes32[](DEPTH);
        for (uint256 i; i < DEPTH; ++i) {
            proof[i] = keccak256(abi.encode("sibling", i));
            top = Tree.pair(top, proof[i]);
        }
        urd.setRoot(top, bytes32(uint256(1)));
        vm.prank(alice);
        urd.claim(alice, token, cumulative, proof);
        vm.snapshotGasLastCall("Urd", name);
    }

    function test_oursOfAPlainToken() public {
        _ours(plainRewards, FIRST, "plain, ours, first");
        _ours(plainRewards, AGAIN, "plain, ours, again");
    }

    function test_theirsOfAPlainToken() public {
        _theirs(address(plain), FIRST, "plain, theirs, first");
        _theirs(address(plain), AGAIN, "plain, theirs, again");
    }

    function test_oursOfCpt() public {
        _ours(rewards, FIRST, "cpt, ours, first");
        _ours(rewards, AGAIN, "cpt, ours, again");
    }

    function test_theirsOfCpt() public {
        _theirs(address(cpt), FIRST, "cpt, theirs, first");
        _theirs(address(cpt), AGAIN, "cpt, theirs, again");
    }
}
