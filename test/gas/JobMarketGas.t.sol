// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IJobMarketTypes } from "../../src/interfaces/IJobMarketTypes.sol";
import { UsageReport } from "../../src/interfaces/IUsageVerifier.sol";
import { MarketHouse } from "../market/jobs/utils/MarketHouse.sol";

/// @dev What the operations of the job market cost their senders, through real proxies, with every check: in the steady state, so
/// the parties have accounts and the day has seen a settlement. Run with FOUNDRY_PROFILE=gas.
contract JobMarketGas is MarketHouse {
    string private constant GROUP = "JobMarket";
    uint24 private constant UNITS = 4;
    uint24 private constant DURATION = 2 hours;
    uint64 private constant USAGE = 4 * 1 hours;
    uint256 private constant BATCH = 20;

    function setUp() public override {
        super.setUp();
        uint256 first = reported(UNITS);
        vm.prank(buyer);
        market.confirm(first);
        refreshPrices();
        // leaves a hold-back, so that nobody's balance is empty
        reported(UNITS);
    }

    // ---- openings ----

    function test_open() public {
        vm.prank(buyer);
        market.open(order(UNITS, DURATION));
        vm.snapshotGasLastCall(GROUP, "open: from balance, payer without veCPT");
    }

    function test_openWithLock() public {
        lockFor(buyer, 20_000e18);
        skip(3 weeks);
        refreshPrices();
        vm.prank(buyer);
        market.open(order(UNITS, DURATION));
        vm.snapshotGasLastCall(GROUP, "open: from balance, payer with locked veCPT");
    }

    function test_openAtAMaximum() public {
        IJobMarketTypes.OpenParams memory p = order(UNITS, DURATION);
        p.maxUnitPrice = PRICE;
        vm.prank(buyer);
        market.open(p);
        vm.snapshotGasLastCall(GROUP, "open: from balance, explicit maximum");
    }

    function test_openWithToken() public {
        IJobMarketTypes.Permit memory none;
        vm.prank(buyer);
        market.openWithToken(order(UNITS, DURATION), none);
        vm.snapshotGasLastCall(GROUP, "open: with token, by allowance");
    }

    /// @dev Not the first permit of its owner.
    function test_openWithPermit() public {
        vm.prank(buyer);
        usdc.approve(address(vault), 0);
        IJobMarketTypes.Permit memory first = _permit(0);
        IJobMarketTypes.Permit memory second = _permit(1);
        vm.prank(buyer);
        market.openWithToken(order(UNITS, DURATION), first);
        vm.prank(buyer);
        market.openWithToken(order(UNITS, DURATION), second);
        vm.snapshotGasLastCall(GROUP, "open: with token, by permit");
    }

    function test_openOrder() public {
        IJobMarketTypes.Order memory o =
            IJobMarketTypes.Order(buyer, order(UNITS, DURATION), (7 << 64) | 0, block.timestamp + 1 hours);
        market.openOrder(o, _sign(o));
        (o.nonce) = (7 << 64) | 1;
        bytes memory signature = _sign(o);
        vm.prank(anyone);
        market.openOrder(o, signature);
        vm.snapshotGasLastCall(GROUP, "open: signed order, by a relayer");
    }

    function test_openBatch() public {
        IJobMarketTypes.OpenParams[] memory batch = new IJobMarketTypes.OpenParams[](BATCH);
        for (uint256 i; i < BATCH; ++i) {
            batch[i] = order(UNITS, DURATION);
        }
        vm.prank(buyer);
        market.openBatch(batch);
        vm.snapshotValue(GROUP, "open: batch of 20, per job", vm.lastCallGas().gasTotalUsed / BATCH);
    }

    // ---- exits ----

    function test_checkpoint() public {
        uint256 id = running(UNITS, DURATION);
        skip(30 minutes);
        _reportGas(checkpoint(id, USAGE / 4));
        vm.snapshotGasLastCall(GROUP, "report: first checkpoint");
        skip(30 minutes);
        _reportGas(checkpoint(id, USAGE / 2));
        vm.snapshotGasLastCall(GROUP, "report: next checkpoint");
    }

    function test_cancelAndExpire() public {
        uint256 id = openJob(UNITS, DURATION);
        uint256 other = openJob(UNITS, DURATION);
        vm.prank(buyer);
        market.cancel(id);
        vm.snapshotGasLastCall(GROUP, "cancel: free");
        skip(11 minutes);
        vm.prank(anyone);
        market.expire(other);
        vm.snapshotGasLastCall(GROUP, "expire: not acknowledged");
    }

    function test_confirm() public {
        vm.prank(buyer);
        market.confirm(2);
        vm.snapshotGasLastCall(GROUP, "confirm");
    }

    // ---- whole lives ----

    function test_lifeAlone() public {
        uint256 total = _life(order(UNITS, DURATION), "life");
        vm.snapshotValue(GROUP, "life: alone", total);
    }

    /// @dev A job so short that its report comes before anybody waits for an acknowledgement.
    function test_lifeAcknowledgedByItsReport() public {
        vm.prank(buyer);
        uint256 id = market.open(order(UNITS, DURATION));
        uint256 total = vm.lastCallGas().gasTotalUsed;
        skip(8 minutes);
        _reportGas(completion(id, UNITS * 8 minutes));
        total += vm.snapshotGasLastCall(GROUP, "report: acknowledges, starts and ends a job");
        _nextWindow();
        vm.prank(anyone);
        market.release(id);
        total += vm.lastCallGas().gasTotalUsed;
        vm.snapshotValue(GROUP, "life: alone, acknowledged by its report", total);
    }

    function test_sweepOf100() public {
        IJobMarketTypes.OpenParams memory p = order(UNITS, DURATION);
        (p.taskCount, p.tasksRoot) = (100, keccak256("tasks"));
        uint256 total = _life(p, "sweep");
        vm.snapshotValue(GROUP, "sweep: whole life of 100 tasks, per task", total / 100);
    }

    /// @dev Openings and reports one by one, acknowledgements and releases by 20.
    function test_lifeBatched() public {
        uint256[] memory jobs = new uint256[](BATCH);
        uint256 total;
        for (uint256 i; i < BATCH; ++i) {
            vm.prank(buyer);
            jobs[i] = market.open(order(UNITS, DURATION));
            total += vm.lastCallGas().gasTotalUsed;
        }
        vm.prank(seller);
        market.acknowledge(jobs, true);
        uint256 batch = vm.lastCallGas().gasTotalUsed;
        vm.snapshotValue(GROUP, "acknowledge and start: batch of 20, per job", batch / BATCH);
        total += batch;
        skip(1 hours);
        for (uint256 i; i < BATCH; ++i) {
            _reportGas(completion(jobs[i], USAGE));
            total += vm.lastCallGas().gasTotalUsed;
        }
        _nextWindow();
        vm.prank(anyone);
        market.releaseBatch(jobs);
        batch = vm.lastCallGas().gasTotalUsed;
        vm.snapshotValue(GROUP, "release: batch of 20, per job", batch / BATCH);
        total += batch;
        vm.snapshotValue(GROUP, "life: batched by 20, per job", total / BATCH);
    }

    function _life(IJobMarketTypes.OpenParams memory p, string memory name) private returns (uint256 total) {
        vm.prank(buyer);
        uint256 id = market.open(p);
        total = vm.snapshotGasLastCall(GROUP, string.concat(name, " 1: open"));
        vm.prank(seller);
        market.acknowledge(ids(id), true);
        total += vm.snapshotGasLastCall(GROUP, string.concat(name, " 2: acknowledge and start"));
        skip(1 hours);
        _reportGas(completion(id, USAGE));
        total += vm.snapshotGasLastCall(GROUP, string.concat(name, " 3: report, 4 of 7 signatures"));
        _nextWindow();
        vm.prank(anyone);
        market.release(id);
        total += vm.snapshotGasLastCall(GROUP, string.concat(name, " 4: release"));
    }

    function _reportGas(UsageReport memory r) private {
        bytes memory proof = proofOf(r);
        vm.prank(anyone);
        market.report(r, proof);
    }

    /// @dev Another job is the first to settle on that day.
    function _nextWindow() private {
        skip(72 hours + 1);
        market.release(2);
    }

    function _permit(uint256 nonce) private view returns (IJobMarketTypes.Permit memory permit) {
        permit.deadline = block.timestamp + 1 hours;
        bytes32 digest = keccak256(
            abi.encodePacked(
                bytes2(0x1901),
                usdc.DOMAIN_SEPARATOR(),
                keccak256(abi.encode(usdc.PERMIT_TYPEHASH(), buyer, address(vault), 24e6, nonce, permit.deadline))
            )
        );
        (permit.v, permit.r, permit.s) = vm.sign(buyerKey, digest);
    }

    function _sign(IJobMarketTypes.Order memory o) private view returns (bytes memory) {
        (uint8 v, bytes32 r, bytes32 s) = vm.sign(buyerKey, market.hashOrder(o));
        return abi.encodePacked(r, s, v);
    }
}
