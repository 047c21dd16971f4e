// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { Vm } from "forge-std/Vm.sol";

/// @title The real Uniswap v3, from its npm artifacts, for chains that have none
/// @notice The pool's init code is mainnet's, so paths and quotes behave as there.
library Uniswap {
    Vm private constant VM = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    string private constant CORE = "node_modules/@uniswap/v3-core/artifacts/contracts/";
    string private constant PERIPHERY = "node_modules/@uniswap/v3-periphery/artifacts/contracts/";

    error NotInstalled(string artifact, string remedy);
    error NotDeployed(string artifact);

    function deploy(address weth) internal returns (address router, address quoter, address positions) {
        address factory = _create(string.concat(CORE, "UniswapV3Factory.sol/UniswapV3Factory.json"), "");
        bytes memory peers = abi.encode(factory, weth);
        router = _create(string.concat(PERIPHERY, "SwapRouter.sol/SwapRouter.json"), peers);
        quoter = _create(string.concat(PERIPHERY, "lens/QuoterV2.sol/QuoterV2.json"), peers);
        // Without a descriptor, so that its tokens have no pictures.
        peers = abi.encode(factory, weth, address(0));
        positions = _create(
            string.concat(PERIPHERY, "NonfungiblePositionManager.sol/NonfungiblePositionManager.json"), peers
        );
    }

    function _create(string memory artifact, bytes memory arguments) private returns (address deployed) {
        if (!VM.exists(artifact)) revert NotInstalled(artifact, "npm ci");
        bytes memory code = abi.encodePacked(VM.getCode(artifact), arguments);
        assembly {
            deployed := create(0, add(code, 32), mload(code))
        }
        if (deployed == address(0)) revert NotDeployed(artifact);
    }
}
