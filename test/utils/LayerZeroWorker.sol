// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

struct LayerZeroOrigin {
    uint32 srcEid;
    bytes32 sender;
    uint64 nonce;
}

struct AssignJobParam {
    uint32 dstEid;
    bytes packetHeader;
    bytes32 payloadHash;
    uint64 confirmations;
    address sender;
}

interface ILayerZeroVerifying {
    function verify(bytes calldata packetHeader, bytes32 payloadHash, uint64 confirmations) external;
}

interface ILayerZeroReceiving {
    function lzReceive(
        LayerZeroOrigin calldata origin,
        address receiver,
        bytes32 guid,
        bytes calldata message,
        bytes calldata extraData
    ) external payable;

    function lzReceiveAlert(
        LayerZeroOrigin calldata origin,
        address receiver,
        bytes32 guid,
        uint256 gas,
        uint256 value,
        bytes calldata message,
        bytes calldata extraData,
        bytes calldata reason
    ) external;
}

/// @title Stands for a DVN or an executor of LayerZero on local chains
/// @notice Asks a fee for a job as the real ones do; its operator, one key off chain, attests or executes.
contract LayerZeroWorker {
    address public immutable OPERATOR;
    uint256 public immutable FEE;

    error NotOperator(address caller);

    modifier onlyOperator() {
        if (msg.sender != OPERATOR) revert NotOperator(msg.sender);
        _;
    }

    constructor(address operator, uint256 fee) {
        OPERATOR = operator;
        FEE = fee;
    }

    // As a DVN

    function assignJob(AssignJobParam calldata, bytes calldata) external payable returns (uint256) {
        return FEE;
    }

    function getFee(uint32, uint64, address, bytes calldata) external view returns (uint256) {
        return FEE;
    }

    /// @notice Says that the packet was sent on its source chain.
    function attest(ILayerZeroVerifying library_, bytes calldata header, bytes32 payloadHash, uint64 confirmations)
        external
        onlyOperator
    {
        library_.verify(header, payloadHash, confirmations);
    }

    // As an executor

    function assignJob(uint32, address, uint256, bytes calldata) external payable returns (uint256) {
        return FEE;
    }

    function getFee(uint32, address, uint256, bytes calldata) external view returns (uint256) {
        return FEE;
    }

    /// @notice Delivers with the gas that was paid for; where that fails the endpoint tells the world, as the real executor has it.
    function execute(
        ILayerZeroReceiving endpoint,
        LayerZeroOrigin calldata origin,
        address receiver,
        bytes32 guid,
        bytes calldata message,
        uint256 gasLimit
    ) external onlyOperator {
        try endpoint.lzReceive{ gas: gasLimit }(origin, receiver, guid, message, "") { }
        catch (bytes memory reason) {
            endpoint.lzReceiveAlert(origin, receiver, guid, gasLimit, 0, message, "", reason);
        }
    }
}
