// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IRevenueRouter } from "../../src/interfaces/IRevenueRouter.sol";
import { RevenueRouter } from "../../src/revenue/RevenueRouter.sol";
import { RevenueHouse } from "./utils/RevenueHouse.sol";
import { Test } from "forge-std/Test.sol";

/// @notice Whoever brings money in.
contract Earners is Test {
    RevenueHouse internal immutable house;
    uint256 public arrived;
    mapping(IRevenueRouter.Source => uint256) public named;

    constructor(RevenueHouse house_) {
        house = house_;
    }

    function pay(uint8 source, uint256 amount) external {
        amount = bound(amount, 1, 1e12);
        IRevenueRouter.Source tag = IRevenueRouter.Source(source % 5);
        if (house.usdc().paused()) return;
        house.pay(tag, amount);
        arrived += amount;
        named[tag] += amount;
    }

    function earnAndCollect(uint8 source, uint256 amount) external {
        amount = bound(amount, 1, 1e12);
        IRevenueRouter.Source tag = IRevenueRouter.Source(source % 5);
        if (house.usdc().paused()) return;
        house.earn(tag, amount);
        assertEq(house.router().collect(tag), amount);
        arrived += amount;
        named[tag] += amount;
    }

    function stray(uint256 amount) external {
        amount = bound(amount, 1, 1e6);
        if (house.usdc().paused()) return;
        house.give(address(house.router()), amount);
        arrived += amount;
    }

    function nameStray(uint8 source, uint256 amount) external {
        RevenueRouter router = house.router();
        uint256 unnamed = arrived - router.totalReceived();
        if (unnamed == 0) return;
        amount = bound(amount, 1, unnamed);
        IRevenueRouter.Source tag = IRevenueRouter.Source(source % 5);
        router.notify(tag, amount);
        named[tag] += amount;
        vm.expectRevert(
            abi.encodeWithSelector(IRevenueRouter.NotReceived.selector, unnamed - amount, unnamed - amount + 1)
        );
        router.notify(tag, unnamed - amount + 1);
    }
}

/// @notice Distributes and pays, while an issuer freezes and governance changes the split.
contract Spenders is Test {
    RevenueHouse internal immutable house;
    RevenueRouter internal immutable router;
    address[] internal _everyone;

    constructor(RevenueHouse house_) {
        house = house_;
        router = house_.router();
        IRevenueRouter.Destination[] memory destinations = house_.split();
        for (uint256 i; i < destinations.length; ++i) {
            _everyone.push(destinations[i].account);
        }
        for (uint256 i; i < 4; ++i) {
            _everyone.push(address(uint160(0xD00 + i)));
        }
    }

    function everyone() external view returns (address[] memory) {
        return _everyone;
    }

    function distribute() external {
        try router.distribute() returns (uint256 amount) {
            assertGt(amount, 0);
        } catch (bytes memory reason) {
            assertEq(bytes4(reason), IRevenueRouter.NothingToDistribute.selector);
            // Every share was 0: less than one unit for the largest of them.
            assertLt(router.undistributed(), 10_000);
        }
    }

    function payAccount(uint256 who) external {
        address account = _everyone[who % _everyone.length];
        uint256 owed = router.owed(account);
        if (owed != 0 && (house.usdc().paused() || house.usdc().isBlacklisted(account))) return;
        assertEq(router.payAccount(account), owed);
    }

    function payIndex(uint256 index) external {
        IRevenueRouter.Destination[] memory destinations = router.destinations();
        address account = destinations[index % destinations.length].account;
        uint256 owed = router.owed(account);
        if (owed != 0 && (house.usdc().paused() || house.usdc().isBlacklisted(account))) return;
        assertEq(router.pay(index % destinations.length), owed);
    }

    function freeze(uint256 who, bool frozen) external {
        house.setFrozen(_everyone[who % _everyone.length], frozen);
    }

    function pauseToken(bool paused) external {
        house.setPaused(paused);
    }

    /// @dev The stakers and some of the others, with shares that sum to the whole.
    function setSplit(uint256 seed, uint256 count) external {
        count = bound(count, 2, _everyone.length);
        IRevenueRouter.Destination[] memory destinations = new IRevenueRouter.Destination[](count);
        uint256 left = 10_000;
        for (uint256 i; i < count; ++i) {
            uint256 share = i == count - 1 ? left : uint256(keccak256(abi.encode(seed, i))) % (i == 0 ? 4501 : left + 1);
            left -= share;
            uint256 pick = i == 0 ? 0 : 1 + (seed % (_everyone.length - 1) + i) % (_everyone.length - 1);
            destinations[i] = IRevenueRouter.Destination(bytes32(i), _everyone[pick], uint16(share));
        }
        house.setSplit(destinations);
    }

    function wait(uint256 time) external {
        vm.warp(vm.getBlockTimestamp() + bound(time, 1, 10 days));
    }
}

contract LawE is Test {
    uint256 internal constant FIRST_EPOCH = 2893;

    RevenueHouse internal house;
    RevenueRouter internal router;
    Earners internal earners;
    Spenders internal spenders;

    function setUp() public {
        vm.warp(FIRST_EPOCH * 1 weeks + 1 days);
        house = new RevenueHouse(address(this));
        router = house.router();
        earners = new Earners(house);
        spenders = new Spenders(house);
        targetContract(address(earners));
        targetContract(address(spenders));
    }

    function _sum() internal view returns (uint256 distributed, uint256 owed, uint256 held) {
        address[] memory everyone = spenders.everyone();
        for (uint256 i; i < everyone.length; ++i) {
            distributed += router.distributed(everyone[i]);
            owed += router.owed(everyone[i]);
            held += house.usdc().balanceOf(everyone[i]);
            // By destination: what it was credited it holds or is owed.
            assertEq(router.distributed(everyone[i]), router.owed(everyone[i]) + house.usdc().balanceOf(everyone[i]));
        }
    }

    function invariant_E_ReceivedIsDistributedAndUndistributed() public view {
        (uint256 distributed, uint256 owed,) = _sum();
        assertEq(router.totalReceived(), distributed + router.undistributed());
        assertEq(router.totalOwed(), owed);
    }

    function invariant_E_EverySourceAndEpochIsCounted() public view {
        uint256 last = vm.getBlockTimestamp() / 1 weeks;
        uint256 total;
        for (uint256 s; s < 5; ++s) {
            IRevenueRouter.Source source = IRevenueRouter.Source(s);
            uint256 sum;
            for (uint256 epoch = FIRST_EPOCH; epoch <= last; ++epoch) {
                sum += router.receivedIn(source, epoch);
            }
            assertEq(sum, router.received(source), "by epoch");
            assertEq(sum, earners.named(source), "by source");
            total += sum;
        }
        assertEq(total, router.totalReceived());
    }

    function invariant_E_NothingLeavesButToDestinations() public view {
        (,, uint256 held) = _sum();
        assertEq(earners.arrived(), held + house.usdc().balanceOf(address(router)));
        assertEq(
            house.usdc().balanceOf(address(router)),
            router.undistributed() + router.totalOwed() + earners.arrived() - router.totalReceived()
        );
    }

    /// @dev Whatever happened, everybody can be paid in the end.
    function afterInvariant() public {
        house.setPaused(false);
        address[] memory everyone = spenders.everyone();
        for (uint256 i; i < everyone.length; ++i) {
            house.setFrozen(everyone[i], false);
            router.payAccount(everyone[i]);
        }
        assertEq(router.totalOwed(), 0);
        assertEq(
            house.rewards().accounted(), router.distributed(address(house.rewards())), "the stakers know of all of it"
        );
    }
}
