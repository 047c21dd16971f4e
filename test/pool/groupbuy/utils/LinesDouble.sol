// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { ICreditLines } from "../../../../src/interfaces/ICreditLines.sol";
import { IExitQueue } from "../../../../src/interfaces/IExitQueue.sol";
import { ILendingPool } from "../../../../src/interfaces/ILendingPool.sol";
import { TestUSDC } from "../../../utils/TestUSDC.sol";

/// @dev Credit lines that lend whatever is asked, of what the test gave it, for an interest that the test sets.
contract LinesDouble {
    TestUSDC private immutable USDC;

    uint64 public interest;
    uint64 public totalDrawn;
    uint64 public totalPaid;
    uint256 public lotCount;
    bool public refuses;
    /// shares that wait to leave the pool, and whether there is money for them
    uint256 public pending;
    bool public fillable;
    uint64 public shortBy;
    mapping(uint256 lotId => ICreditLines.Lot) private _lots;
    mapping(uint256 lineId => uint64) private _principal;

    error Refused();

    constructor(TestUSDC usdc) {
        USDC = usdc;
    }

    function setInterest(uint64 amount) external {
        interest = amount;
    }

    function setRefuses(bool refuses_) external {
        refuses = refuses_;
    }

    function setQueue(uint256 pending_, bool fillable_) external {
        (pending, fillable) = (pending_, fillable_);
    }

    /// @dev Its own pool, as far as that is asked.
    function pool() external view returns (address) {
        return address(this);
    }

    function fillQueue(uint256) external returns (uint256 shares, uint256 assets) {
        if (pending == 0 || !fillable) revert IExitQueue.NothingToFill();
        (shares, assets) = (pending, pending / 1e6);
        pending = 0;
    }

    function setShortBy(uint64 amount) external {
        shortBy = amount;
    }

    function owe(uint256 lineId, uint64 amount) external {
        _principal[lineId] += amount;
    }

    function draw(uint256 lineId, ICreditLines.LotTerms calldata t, uint64 amount) external returns (uint256 lotId) {
        if (refuses) revert Refused();
        if (pending != 0) revert ILendingPool.QueueNotEmpty(pending);
        lotId = ++lotCount;
        ICreditLines.Lot storage l = _lots[lotId];
        (l.lineId, l.feedId, l.drawn, l.cost) = (uint32(lineId), t.feedId, amount, t.cost);
        (l.units, l.unsold, l.pledged, l.expiry, l.marginBps) = (t.units, t.units, t.pledged, t.expiry, t.marginBps);
        _principal[lineId] += amount;
        totalDrawn += amount;
        require(USDC.transfer(msg.sender, amount - shortBy));
    }

    function repay(uint256 lineId, uint256 lotId, uint64 amount)
        external
        returns (uint64 paidInterest, uint64 principal)
    {
        ICreditLines.Lot storage l = _lots[lotId];
        paidInterest = amount < interest ? amount : interest;
        uint64 owed = l.drawn - l.repaid;
        principal = amount - paidInterest;
        if (principal > owed) principal = owed;
        interest -= paidInterest;
        l.repaid += principal;
        _principal[lineId] -= principal;
        totalPaid += paidInterest + principal;
        require(USDC.transferFrom(msg.sender, address(this), paidInterest + principal));
    }

    function updateLot(uint256 lotId, uint64 unsold, uint64 pledged) external {
        ICreditLines.Lot storage l = _lots[lotId];
        if (unsold > l.unsold || pledged > unsold) revert ICreditLines.InvalidLot(lotId);
        (l.unsold, l.pledged) = (unsold, pledged);
    }

    function line(uint256 lineId) external view returns (ICreditLines.Line memory l) {
        (l.principal, l.interest) = (_principal[lineId], interest);
    }

    function lot(uint256 lotId) external view returns (ICreditLines.Lot memory) {
        return _lots[lotId];
    }
}
