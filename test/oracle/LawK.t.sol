// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IComputePriceOracle } from "../../src/interfaces/IComputePriceOracle.sol";
import { MedianPrice } from "../../src/oracle/MedianPrice.sol";
import { Coalition } from "./handlers/Coalition.sol";
import { HonestTransmitter } from "./handlers/HonestTransmitter.sol";
import { PriceWorld } from "./utils/PriceWorld.sol";
import { Test } from "forge-std/Test.sol";

/// @notice Law K against nodes that lie, come late, sign twice, replay, and collude (six of up to thirteen, who also transmit).
contract LawK is Test {
    PriceWorld internal world;
    HonestTransmitter internal honest;
    Coalition internal coalition;

    function setUp() public {
        vm.warp(1_750_000_000);
        world = new PriceWorld();
        honest = new HonestTransmitter(world);
        coalition = new Coalition(world);
        targetContract(address(honest));
        targetContract(address(coalition));
    }

    /// @dev PriceWorld checks the law for every submission; what is left are the books.
    function invariant_K_AcceptedPricesLieNearTheMedianOfSevenNodes() public view {
        for (uint32 feedId = 1; feedId <= world.FEEDS(); ++feedId) {
            IComputePriceOracle.Feed memory feed = world.oracle().feed(feedId);
            assertEq(feed.round == 0, feed.price == 0);
            assertLe(feed.observedAt, feed.updatedAt);
            assertLe(feed.updatedAt - feed.observedAt, 600);
            assertLe(feed.round, world.accepted());
            if (feed.round == 0) continue;
            IComputePriceOracle.Round memory last = world.oracle().round(feedId, feed.round);
            assertEq(abi.encode(last), abi.encode(feed.price, feed.observedAt, feed.updatedAt, feed.signers));
        }
    }

    function invariant_K_TheSetIsTenToThirteen() public view {
        uint256 count = world.oracle().nodeCount();
        assertTrue(count >= 10 && count <= 13);
        uint256 members;
        for (uint256 i; i < world.NODES(); ++i) {
            if (world.member(i)) ++members;
        }
        assertEq(members, count);
        assertEq(world.oracle().nodes().length, count);
    }

    /// @dev The campaign above is worth nothing unless it gets through, and is bent, and tries every trick.
    function test_TheCampaignReachesWhatItIsAbout() public {
        for (uint256 i; i < 400; ++i) {
            uint256 r = uint256(keccak256(abi.encode(i)));
            if (r % 3 == 0) honest.wait(uint16(r >> 8));
            uint256 act = (r >> 24) % 8;
            if (act < 2) honest.transmit(uint16(r >> 32), uint16(r >> 48));
            else if (act < 5) coalition.bend(r, uint8(r >> 32), r & 256 == 0, uint16(r >> 48));
            else if (act == 5) coalition.replay(r & 256 == 0);
            else if (act == 6) coalition.cheat(r, uint8(i % 7));
            else honest.change(uint8(r >> 32));
        }
        assertGt(honest.taken(), 20, "honest reports pass");
        assertGt(coalition.taken(), 20, "a coalition passes");
        assertGt(world.bent(), 5, "and bends a price beyond what honest nodes said");
        assertGt(coalition.tricks(), 20, "tricks are tried");
        assertGt(world.refused(), 50);
    }

    /// @dev The furthest that six of thirteen come, as IComputePriceOracle warns: five honest reports are left out.
    function test_SixColludersBendAPriceByElevenNinthsAndNoMore() public pure {
        uint256[] memory values = new uint256[](8);
        (values[0], values[1], values[2], values[3]) = (1, 90_000, 90_000, 90_000);
        for (uint256 i = 4; i < 8; ++i) {
            values[i] = 110_000;
        }
        (uint256 median, uint256 price, uint256 agreeing) = MedianPrice.robust(values);
        assertEq(median, 100_000);
        assertEq(agreeing, 7);
        assertEq(price, 110_000, "two honest nodes said 90,000");
    }

    /// @dev Whatever six sign and however many honest values are let in.
    function testFuzz_SixColludersNeverBendAPriceByMore(
        uint64[6] memory lies,
        uint8 count,
        uint256 seed,
        uint64 truth,
        uint8 shape
    ) public pure {
        uint256 honestCount = bound(count, 1, 7);
        uint256 base = bound(truth, 1e3, 1e15);
        uint256[] memory values = new uint256[](6 + honestCount);
        (uint256 low, uint256 high) = (type(uint256).max, 0);
        for (uint256 i; i < values.length; ++i) {
            if (i < 6) {
                // Anything at all, or close enough to pass.
                values[i] = shape >> i & 1 == 0 ? lies[i] : base * (75 + uint256(lies[i]) % 60) / 100;
                continue;
            }
            values[i] = base * (980 + uint256(keccak256(abi.encode(seed, i))) % 41) / 1000;
            if (values[i] < low) low = values[i];
            if (values[i] > high) high = values[i];
        }
        (, uint256 price, uint256 agreeing) = MedianPrice.robust(values);
        if (agreeing < 7) return;
        assertLe(price * 9, high * 11 + 9);
        assertGe(price * 11 + 11, low * 9);
    }
}
