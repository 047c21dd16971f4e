// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

/// @notice What the actors know they did, kept apart from what the contracts say.
contract DelegationBooks {
    uint256 public constant DELEGATORS = 4;

    uint32[] public ids;
    mapping(uint32 id => uint256) public delegated;
    mapping(uint32 id => uint256) public paidOut;
    mapping(uint32 id => uint256) public slashed;
    mapping(uint32 id => uint256) public earned;
    mapping(uint32 id => uint256) public claimed;
    mapping(uint32 id => uint256) public toProvider;
    mapping(uint32 id => mapping(address who => uint256)) public lastRequest;
    uint256 public breaches;
    uint256 public exits;
    uint256 public slashes;
    uint256 public claims;

    function add(uint32 id) external {
        ids.push(id);
    }

    function count() external view returns (uint256) {
        return ids.length;
    }

    function delegator(uint256 seed) public pure returns (address) {
        return address(uint160(0xde1e0000 + seed % DELEGATORS));
    }

    function onDelegate(uint32 id, uint256 amount) external {
        delegated[id] += amount;
    }

    function onRequest(uint32 id, address who) external {
        lastRequest[id][who] = block.timestamp;
    }

    function onWithdrawal(uint32 id, address who, uint256 amount, uint256 queued) external {
        paidOut[id] += amount;
        ++exits;
        if (block.timestamp < lastRequest[id][who] + 35 days || queued != 0) ++breaches;
    }

    function onSlash(uint32 id, uint256 amount) external {
        slashed[id] += amount;
        ++slashes;
    }

    function onEarned(uint32 id, uint256 amount) external {
        earned[id] += amount;
    }

    function onSplit(uint32 id, uint256 provider) external {
        toProvider[id] += provider;
    }

    function onClaim(uint32 id, uint256 amount) external {
        claimed[id] += amount;
        ++claims;
    }

    function onBreach() external {
        ++breaches;
    }
}
