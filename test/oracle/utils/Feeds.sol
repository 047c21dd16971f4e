// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @notice A feed whose every answer can be set.
contract SettableFeed {
    uint8 public decimals;
    uint80 public roundId = 5;
    int256 public answer;
    uint256 public startedAt;
    uint256 public updatedAt;
    uint80 public answeredIn = 5;

    constructor(uint8 decimals_, int256 answer_) {
        decimals = decimals_;
        set(answer_, block.timestamp);
    }

    function set(int256 answer_, uint256 updatedAt_) public {
        answer = answer_;
        (startedAt, updatedAt) = (updatedAt_, updatedAt_);
    }

    function setRound(uint80 roundId_, uint80 answeredIn_) external {
        (roundId, answeredIn) = (roundId_, answeredIn_);
    }

    function latestRoundData() external view returns (uint80, int256, uint256, uint256, uint80) {
        return (roundId, answer, startedAt, updatedAt, answeredIn);
    }
}

/// @notice Healthy, but needs nearly all the gas a feed is given.
contract ThirstyFeed {
    uint8 public constant decimals = 8;

    function latestRoundData() external view returns (uint80, int256, uint256, uint256, uint80) {
        uint256 start = gasleft();
        while (start - gasleft() < 98_500) { }
        return (1, 1e8, block.timestamp, block.timestamp, 1);
    }
}

/// @notice Fails in the chosen way.
contract FaultyFeed {
    enum Fault {
        Reverts,
        ReturnsNothing,
        ReturnsTooLittle,
        ReturnsDirtyRound,
        ReturnsTooMuch,
        BurnsGas,
        RevertsWithABomb,
        RevertsWithARound
    }

    uint8 public constant decimals = 8;
    Fault public immutable fault;

    constructor(Fault fault_) {
        fault = fault_;
    }

    function latestRoundData() external view {
        Fault kind = fault;
        if (kind == Fault.Reverts) revert("dead");
        if (kind == Fault.BurnsGas) {
            while (true) { }
        }
        bytes memory good = abi.encode(uint80(1), int256(1e8), block.timestamp, block.timestamp, uint80(1));
        // Round 0 would be complete if the missing last byte were read as 0.
        bytes memory short = abi.encode(uint80(0), int256(1e8), block.timestamp, block.timestamp, uint80(0));
        bytes memory dirty =
            abi.encode(type(uint256).max, int256(1e8), block.timestamp, block.timestamp, type(uint256).max);
        assembly {
            switch kind
            case 1 { return(0, 0) }
            case 2 { return(add(short, 0x20), 159) }
            case 3 { return(add(dirty, 0x20), 160) }
            case 4 { return(add(good, 0x20), 20000) }
            case 7 { revert(add(good, 0x20), 160) }
            default { revert(0, 100000) }
        }
    }
}

/// @notice An uptime feed that fails, with a round in what it fails with.
contract DeadUptimeFeed {
    uint8 public constant decimals = 0;

    function latestRoundData() external pure {
        bytes memory up = abi.encode(uint80(1), int256(0), uint256(1), uint256(1), uint80(1));
        assembly {
            revert(add(up, 0x20), 160)
        }
    }
}
