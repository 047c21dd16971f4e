// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { CreditWallet } from "../../../../src/market/CreditWallet.sol";
import { Perks } from "../../../../src/market/Perks.sol";
import { Referrals } from "../../../../src/market/Referrals.sol";
import { Reviews } from "../../../../src/market/Reviews.sol";
import { Subscriptions } from "../../../../src/revenue/Subscriptions.sol";
import { MarketHouse } from "../../jobs/utils/MarketHouse.sol";
import { JobBook } from "./JobBook.sol";
import { TransparentUpgradeableProxy } from "@openzeppelin/contracts/proxy/transparent/TransparentUpgradeableProxy.sol";

/// @dev The market's house with the perks beside it; they read a book of ended jobs, or the market itself.
abstract contract PerksHouse is MarketHouse {
    JobBook internal book;
    Subscriptions internal subscriptions;
    Perks internal perks;
    Reviews internal reviews;
    Referrals internal referrals;
    address internal alice = makeAddr("alice");
    address internal bob = makeAddr("bob");

    function setUp() public virtual override {
        super.setUp();
        book = new JobBook();
        address jobs = jobsAt();
        subscriptions = Subscriptions(
            _proxy(
                address(new Subscriptions(address(vault), address(perkStake))),
                abi.encodeCall(Subscriptions.initialize, (address(manager)))
            )
        );
        perks = Perks(
            _proxy(
                address(new Perks(jobs, address(subscriptions), address(perkStake))),
                abi.encodeCall(Perks.initialize, (address(manager)))
            )
        );
        reviews = Reviews(
            _proxy(
                address(new Reviews(jobs, address(registry))), abi.encodeCall(Reviews.initialize, (address(manager)))
            )
        );
        referrals = Referrals(
            _proxy(
                address(new Referrals(address(vault), jobs, address(perks), address(new CreditWallet(jobs)))),
                abi.encodeCall(Referrals.initialize, (address(manager)))
            )
        );
        vault.setModule(address(subscriptions), true);
        vault.setModule(address(referrals), true);
    }

    function jobsAt() internal view virtual returns (address) {
        return address(book);
    }

    /// @dev A settled job of an ordinary provider (5%), without discount, ended now.
    function settled(address payer, uint64 paid) internal returns (uint256 jobId) {
        return book.settle(payer, PROVIDER, paid, 500, 0, uint40(vm.getBlockTimestamp()));
    }

    function fundBudget(uint256 amount) internal {
        usdc.mint(address(this), amount);
        usdc.approve(address(vault), amount);
        vault.depositFor(address(referrals), amount);
    }

    function _proxy(address implementation, bytes memory data) private returns (address) {
        return address(new TransparentUpgradeableProxy(implementation, address(manager), data));
    }
}
