// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { TownLaws } from "./TownLaws.sol";

/// @dev One random move of one actor after another, for a walk that is the same every time.
abstract contract Moves is TownLaws {
    /// @dev An actor's function and the sizes of its arguments in bits, 0 = no more.
    struct Move {
        address actor;
        bytes4 selector;
        uint16[6] bits;
    }

    Move[] private _moves;

    function setUp() public virtual override {
        super.setUp();
        _payers(address(buyer));
        _payers(address(sponsor));
        _providers(address(seller));
        _providers(address(seller));
        _providers(address(helper));
        _machines();
        _machines();
        _parties();
        _parties();
        _capacity();
        _members();
        _outlaws();
        _often(24, address(clock), clock.pass.selector, 256, 8, 0);
    }

    function move(uint256 seed) internal {
        Move memory m = _moves[seed % _moves.length];
        bytes memory data = abi.encodePacked(m.selector);
        for (uint256 i; i < 6 && m.bits[i] != 0; ++i) {
            seed = uint256(keccak256(abi.encode(seed)));
            data = abi.encodePacked(data, m.bits[i] == 256 ? seed : seed % (1 << m.bits[i]));
        }
        // What is refused is passed over, as in the campaign.
        (bool ok,) = m.actor.call(data);
        ok;
    }

    function _add(address actor, bytes4 selector, uint16 a, uint16 b, uint16 c) private {
        _moves.push(Move(actor, selector, [a, b, c, 0, 0, 0]));
    }

    /// @dev As often as it takes to be met on a walk.
    function _often(uint256 times, address actor, bytes4 selector, uint16 a, uint16 b, uint16 c) private {
        for (uint256 i; i < times; ++i) {
            _add(actor, selector, a, b, c);
        }
    }

    function _payers(address actor) private {
        _add(actor, buyer.open.selector, 256, 256, 0);
        _add(actor, buyer.open.selector, 256, 256, 0);
        _add(actor, buyer.openWithToken.selector, 256, 256, 0);
        _add(actor, buyer.openBatch.selector, 256, 256, 256);
        _often(2, actor, buyer.cancel.selector, 256, 1, 0);
        _often(2, actor, buyer.confirm.selector, 256, 1, 0);
        _add(actor, buyer.topUp.selector, 256, 64, 0);
        _add(actor, buyer.extend.selector, 256, 24, 0);
        _often(3, actor, buyer.stop.selector, 256, 1, 0);
        _often(3, actor, buyer.setBackup.selector, 256, 0, 0);
    }

    function _providers(address actor) private {
        _add(actor, seller.acknowledge.selector, 256, 8, 0);
        _add(actor, seller.start.selector, 0, 0, 0);
        _often(1, actor, seller.fail.selector, 256, 8, 0);
        _often(2, actor, seller.giveNotice.selector, 256, 0, 0);
    }

    function _machines() private {
        _add(address(meters), meters.checkpoint.selector, 256, 64, 16);
        _often(4, address(meters), meters.complete.selector, 256, 64, 16);
        _add(address(meters), meters.fail.selector, 256, 64, 8);
        _add(address(keeper), keeper.endOne.selector, 256, 0, 0);
        _add(address(keeper), keeper.endAll.selector, 0, 0, 0);
        _add(address(regular), regular.run.selector, 256, 256, 1);
        _add(address(regular), regular.run.selector, 256, 256, 1);
        _add(address(regular), regular.vendor.selector, 256, 0, 0);
        _add(address(regular), regular.flop.selector, 256, 8, 8);
        _add(address(regular), regular.withdraw.selector, 256, 256, 1);
        _add(address(regular), regular.deposit.selector, 256, 256, 1);
        _add(address(regular), regular.cashOut.selector, 0, 0, 0);
        _add(address(office), office.restore.selector, 0, 0, 0);
        _add(address(office), office.restore.selector, 0, 0, 0);
        _add(address(office), office.bond.selector, 256, 0, 0);
        _add(address(office), office.suspend.selector, 8, 0, 0);
        _often(3, address(office), office.claims.selector, 256, 1, 0);
        _add(address(office), office.payClaims.selector, 0, 0, 0);
        _add(address(office), office.contribute.selector, 256, 0, 0);
        _add(address(office), office.revenue.selector, 8, 0, 0);
    }

    function _parties() private {
        _often(1, address(complainant), complainant.dispute.selector, 256, 256, 0);
        _add(address(complainant), complainant.offer.selector, 256, 16, 256);
        _add(address(complainant), complainant.withdraw.selector, 256, 0, 0);
        _often(1, address(complainant), complainant.accept.selector, 256, 0, 0);
        _often(3, address(complainant), complainant.appeal.selector, 256, 0, 0);
        _often(4, address(respondent), respondent.answer.selector, 256, 0, 0);
        _add(address(respondent), respondent.offer.selector, 256, 16, 256);
        _add(address(respondent), respondent.withdraw.selector, 256, 0, 0);
        _often(1, address(respondent), respondent.accept.selector, 256, 0, 0);
        _often(3, address(respondent), respondent.appeal.selector, 256, 0, 0);
        _often(2, address(arbiters), arbiters.vote.selector, 256, 16, 0);
        for (uint256 i; i < 3; ++i) {
            _moves.push(Move(address(arbiters), arbiters.voteAll.selector, [256, 16, 16, 16, 16, 16]));
        }
        _often(3, address(governance), governance.ruleAppeal.selector, 256, 16, 0);
        _often(1, address(governance), governance.cutBond.selector, 256, 0, 0);
        _often(2, address(disputeKeeper), disputeKeeper.disputeDue.selector, 256, 0, 0);
        _add(address(disputeKeeper), disputeKeeper.jobDue.selector, 256, 0, 0);
    }

    function _capacity() private {
        _add(address(workflows), workflows.create.selector, 256, 256, 0);
        _add(address(workflows), workflows.launch.selector, 256, 0, 0);
        _add(address(workflows), workflows.launchEarly.selector, 256, 8, 0);
        _add(address(workflows), workflows.refund.selector, 256, 32, 0);
        _add(address(workflows), workflows.cancel.selector, 256, 32, 0);
        _add(address(bidder), bidder.bid.selector, 256, 256, 256);
        _add(address(bidder), bidder.cancel.selector, 256, 0, 0);
        _add(address(rival), rival.bid.selector, 256, 256, 256);
        _add(address(offerer), offerer.offer.selector, 256, 256, 256);
        _add(address(offerer), offerer.withdraw.selector, 256, 8, 0);
        _add(address(clearer), clearer.clear.selector, 256, 256, 0);
        _add(address(clearer), clearer.clear.selector, 256, 256, 0);
        _often(4, address(booking), booking.reserve.selector, 256, 256, 256);
        _add(address(booking), booking.claim.selector, 256, 0, 0);
        _add(address(booking), booking.claim.selector, 256, 0, 0);
        _often(2, address(booking), booking.cancel.selector, 256, 0, 0);
        _often(4, address(booking), booking.end.selector, 256, 0, 0);
        _add(address(booking), booking.allot.selector, 256, 1, 0);
    }

    function _members() private {
        _add(address(stakers), stakers.delegate.selector, 256, 256, 0);
        _often(3, address(stakers), stakers.leave.selector, 256, 256, 1);
        _often(4, address(stakers), stakers.withdraw.selector, 256, 0, 0);
        _add(address(stakers), stakers.claim.selector, 256, 0, 0);
        _add(address(stakers), stakers.split.selector, 0, 0, 0);
        _add(address(stakers), stakers.setShare.selector, 16, 0, 0);
        _add(address(subscriber), subscriber.subscribe.selector, 256, 8, 1);
        _add(address(subscriber), subscriber.tryOut.selector, 256, 8, 0);
        _add(address(subscriber), subscriber.upgrade.selector, 256, 8, 0);
        _add(address(subscriber), subscriber.cancel.selector, 256, 0, 0);
        _add(address(subscriber), subscriber.renewAll.selector, 256, 0, 0);
        _often(3, address(referrer), referrer.name.selector, 256, 256, 0);
        _often(3, address(referrer), referrer.count.selector, 0, 0, 0);
        _often(3, address(referrer), referrer.pay.selector, 256, 0, 0);
        _add(address(referrer), referrer.fund.selector, 256, 0, 0);
        _add(address(referrer), referrer.spend.selector, 256, 256, 0);
    }

    function _outlaws() private {
        _add(address(thief), thief.onJobs.selector, 256, 8, 64);
        _add(address(thief), thief.onMoney.selector, 256, 8, 64);
        _add(address(thief), thief.onBonds.selector, 256, 8, 64);
        _add(address(thief), thief.onDisputes.selector, 256, 8, 16);
        _add(address(thief), thief.onCapacity.selector, 256, 8, 0);
        _add(address(tokens), tokens.lie.selector, 256, 8, 8);
        _add(address(tokens), tokens.callBack.selector, 256, 8, 1);
    }
}
