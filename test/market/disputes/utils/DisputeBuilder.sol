// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IDisputes } from "../../../../src/interfaces/IDisputes.sol";
import { IJobMarket } from "../../../../src/interfaces/IJobMarket.sol";
import { ArbiterPanel } from "../../../../src/market/ArbiterPanel.sol";
import { BondDelegation } from "../../../../src/market/BondDelegation.sol";
import { Disputes } from "../../../../src/market/Disputes.sol";
import { InsuranceFund } from "../../../../src/pool/InsuranceFund.sol";
import { TransparentUpgradeableProxy } from "@openzeppelin/contracts/proxy/transparent/TransparentUpgradeableProxy.sol";
import { Vm } from "forge-std/Vm.sol";

/// @notice Deploys disputes, panel and fund beside a market. Apart from the tests, so that they stay small.
contract DisputeBuilder {
    Vm private constant VM = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    InsuranceFund public immutable fund;
    ArbiterPanel public immutable panel;
    Disputes public immutable disputes;

    constructor(
        address manager,
        address usdc,
        address registry,
        IJobMarket market,
        address vault,
        address listings,
        address oracle,
        address[] memory arbiters
    ) {
        BondDelegation implementation_ = new BondDelegation(vault, registry, address(market));
        address delegation =
            _proxy(manager, address(implementation_), abi.encodeCall(BondDelegation.initialize, (manager)));
        uint256 nonce = VM.getNonce(address(this));
        address disputesAt = VM.computeCreateAddress(address(this), nonce + 5);
        fund = InsuranceFund(
            _proxy(
                manager, address(new InsuranceFund(usdc, vault)), abi.encodeCall(InsuranceFund.initialize, (manager))
            )
        );
        panel = ArbiterPanel(
            _proxy(
                manager,
                address(new ArbiterPanel(registry, disputesAt, delegation)),
                abi.encodeCall(ArbiterPanel.initialize, (manager, arbiters))
            )
        );
        Disputes implementation = new Disputes(
            IDisputes.Peers({
                vault: vault,
                market: address(market),
                registry: registry,
                listings: listings,
                oracle: oracle,
                panel: address(panel),
                fund: address(fund)
            })
        );
        disputes = Disputes(_proxy(manager, address(implementation), abi.encodeCall(Disputes.initialize, (manager))));
        require(address(disputes) == disputesAt, "address");
    }

    function _proxy(address manager, address implementation, bytes memory data) private returns (address) {
        return address(new TransparentUpgradeableProxy(implementation, manager, data));
    }
}
