// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { IComputePriceOracle } from "../../../src/interfaces/IComputePriceOracle.sol";
import { Vm } from "forge-std/Vm.sol";

/// @notice Keys of price nodes in ascending order of address, and what they sign.
contract PriceNodes {
    Vm private constant VM = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));
    bytes32 private constant DOMAIN_TYPEHASH =
        keccak256("EIP712Domain(string name,string version,uint256 chainId,address verifyingContract)");
    bytes32 private constant REPORT_TYPEHASH =
        keccak256("PriceReport(uint32[] feedIds,uint64[] prices,uint40 observedAt)");

    uint256[] private _keys;

    constructor(uint256 count) {
        for (uint256 i = 1; i <= count; ++i) {
            uint256 key = uint256(keccak256(abi.encode("price node", i)));
            _keys.push(key);
            for (uint256 j = _keys.length - 1; j > 0 && VM.addr(_keys[j - 1]) > VM.addr(key); --j) {
                (_keys[j], _keys[j - 1]) = (_keys[j - 1], key);
            }
        }
    }

    function at(uint256 index) public view returns (address) {
        return VM.addr(_keys[index]);
    }

    function all() external view returns (address[] memory nodes) {
        return first(_keys.length);
    }

    function first(uint256 count) public view returns (address[] memory nodes) {
        nodes = new address[](count);
        for (uint256 i; i < count; ++i) {
            nodes[i] = at(i);
        }
    }

    function sign(uint256 index, address oracle, uint32[] memory feedIds, uint64[] memory prices, uint40 observedAt)
        public
        view
        returns (IComputePriceOracle.NodeReport memory)
    {
        bytes32 domain = keccak256(
            abi.encode(
                DOMAIN_TYPEHASH, keccak256("CyberPlaza ComputePriceOracle"), keccak256("1"), block.chainid, oracle
            )
        );
        bytes32 report = keccak256(
            abi.encode(
                REPORT_TYPEHASH, keccak256(abi.encodePacked(feedIds)), keccak256(abi.encodePacked(prices)), observedAt
            )
        );
        (uint8 v, bytes32 r, bytes32 s) =
            VM.sign(_keys[index], keccak256(abi.encodePacked(bytes2(0x1901), domain, report)));
        return IComputePriceOracle.NodeReport({ prices: prices, signature: abi.encodePacked(r, s, v) });
    }

    /// @param prices [node][feed]; node i is the i-th lowest address
    function signAll(address oracle, uint32[] memory feedIds, uint64[][] memory prices, uint40 observedAt)
        public
        view
        returns (IComputePriceOracle.NodeReport[] memory reports)
    {
        reports = new IComputePriceOracle.NodeReport[](prices.length);
        for (uint256 i; i < prices.length; ++i) {
            reports[i] = sign(i, oracle, feedIds, prices[i], observedAt);
        }
    }

    /// @notice One feed, one value a node.
    function signOne(address oracle, uint32 feedId, uint64[] memory values, uint40 observedAt)
        external
        view
        returns (uint32[] memory feedIds, IComputePriceOracle.NodeReport[] memory reports)
    {
        feedIds = new uint32[](1);
        feedIds[0] = feedId;
        uint64[][] memory prices = new uint64[][](values.length);
        for (uint256 i; i < values.length; ++i) {
            prices[i] = new uint64[](1);
            prices[i][0] = values[i];
        }
        reports = signAll(oracle, feedIds, prices, observedAt);
    }
}
