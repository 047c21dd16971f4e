// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IMerkleRewards } from "../../src/interfaces/IMerkleRewards.sol";
import { ITokenVesting } from "../../src/interfaces/ITokenVesting.sol";
import { MerkleRewards } from "../../src/rewards/MerkleRewards.sol";
import { TokenVesting } from "../../src/token/TokenVesting.sol";
import { RewardsHouse } from "../rewards/utils/RewardsHouse.sol";
import { Tree } from "../rewards/utils/Tree.sol";
import { ERC20 } from "@openzeppelin/contracts/token/ERC20/ERC20.sol";

contract PlainToken is ERC20 {
    constructor() ERC20("Plain", "P") {
        _mint(msg.sender, 1000e18);
    }
}

/// @dev With CPT behind its proxy, and once with a plain ERC-20, as peers' figures are measured. Depth 20: a million accounts.
contract RewardsGasTest is RewardsHouse {
    uint256 private constant DEPTH = 20;

    TokenVesting private tokenVesting;
    PlainToken private plain;
    MerkleRewards private plainRewards;

    function setUp() public override {
        super.setUp();
        tokenVesting = new TokenVesting(address(manager), address(cpt));
        cpt.transfer(address(tokenVesting), 43_250_000e18);
        _fund(Programme.Users, 1000e18);
        _fund(Programme.LpPool, 1000e18);
        plain = new PlainToken();
        plainRewards = new MerkleRewards(address(manager), address(plain), address(escrow), address(vesting));
        plain.approve(address(plainRewards), 1000e18);
        plainRewards.fund(Programme.Users, 1000e18);
        vm.warp(START + 1);
    }

    function _root(MerkleRewards to, Programme programme, uint256 cumulative) private returns (bytes32[] memory proof) {
        bytes32 root;
        (root, proof) = Tree.deep(Tree.Leaf(alice, cumulative), DEPTH);
        to.publishRoot(programme, root, 500e18, "");
        vm.warp(vm.getBlockTimestamp() + 1 days);
        to.acceptRoot(programme);
    }

    function _claims(MerkleRewards to, Programme programme, string memory name) private {
        bytes32[] memory proof = _root(to, programme, 1.23456789e18);
        vm.prank(alice);
        to.claim(programme, alice, 1.23456789e18, proof);
        vm.snapshotGasLastCall("Rewards", string.concat(name, ", first"));
        proof = _root(to, programme, 2.3456789e18);
        vm.prank(alice);
        to.claim(programme, alice, 2.3456789e18, proof);
        vm.snapshotGasLastCall("Rewards", string.concat(name, ", again"));
    }

    function test_claim() public {
        _claims(rewards, Programme.Users, "claim at depth 20");
    }

    function test_claim_plain_token() public {
        _claims(plainRewards, Programme.Users, "claim at depth 20, plain ERC-20");
    }

    function test_claim_of_an_lp() public {
        _claims(rewards, Programme.LpPool, "claim of an LP at depth 20");
    }

    function test_claim_to_lock() public {
        bytes32[] memory proof = _root(rewards, Programme.Users, 5e18);
        vm.startPrank(alice);
        escrow.setCreatorConsent(address(rewards), true);
        rewards.claimToLock(Programme.Users, 5e18, proof, 0, 52 weeks);
        vm.snapshotGasLastCall("Rewards", "claim into a new lock");
    }

    function test_batch_of_20() public {
        IMerkleRewards.Claim[] memory claims = new IMerkleRewards.Claim[](20);
        bytes32[] memory none = new bytes32[](0);
        Tree.Leaf[] memory leaves = new Tree.Leaf[](20);
        for (uint256 i; i < 20; ++i) {
            leaves[i] = Tree.Leaf(address(uint160(0x1234567890 + i)), 1e18);
        }
        rewards.publishRoot(Programme.Users, Tree.root(leaves), 20e18, "");
        vm.warp(vm.getBlockTimestamp() + 1 days);
        rewards.acceptRoot(Programme.Users);
        vm.snapshotGasLastCall("Rewards", "acceptRoot");
        for (uint256 i; i < 20; ++i) {
            claims[i] = IMerkleRewards.Claim(Programme.Users, leaves[i].account, 1e18, none);
            claims[i].proof = Tree.proof(leaves, i);
        }
        rewards.claimBatch(claims);
        vm.snapshotGasLastCall("Rewards", "claimBatch of 20");
    }

    function test_release() public {
        stats.trade(1_000_000e6);
        vm.warp(START + 31 days);
        schedule.release(Programme.Users);
        vm.snapshotGasLastCall("Rewards", "release a month of users");
        schedule.release(Programme.LpPositions);
        vm.snapshotGasLastCall("Rewards", "release 4 weeks of LpPositions");
    }

    function _grant() private view returns (ITokenVesting.Grant memory grant) {
        grant.beneficiary = alice;
        grant.amount = 12_345e18;
        grant.start = uint40(vm.getBlockTimestamp());
        (grant.cliff, grant.duration) = (365 days, 1095 days);
        grant.pot = ITokenVesting.Pot.Team;
    }

    function test_vesting() public {
        tokenVesting.create(_grant());
        tokenVesting.create(_grant());
        vm.snapshotGasLastCall("Rewards", "create a vesting schedule with cliff");
        ITokenVesting.Grant[] memory grants = new ITokenVesting.Grant[](20);
        for (uint256 i; i < 20; ++i) {
            grants[i] = _grant();
        }
        tokenVesting.createBatch(grants);
        vm.snapshotGasLastCall("Rewards", "create 20 vesting schedules");
        vm.warp(vm.getBlockTimestamp() + 500 days);
        tokenVesting.release(2);
        vm.snapshotGasLastCall("Rewards", "release vested CPT");
    }
}
