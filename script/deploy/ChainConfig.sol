// SPDX-License-Identifier: MIT
pragma solidity 0.8.30;

import { Vm } from "forge-std/Vm.sol";

import { IBridgeTypes } from "../../src/interfaces/IBridgeTypes.sol";

/// @notice One compute, USDC or CPT price feed to create.
struct FeedConfig {
    string name;
    uint8 decimals;
}

/// @notice The bridge's end on this chain and the chains it is connected to at once (SPEC BRG).
/// @param endpoint LayerZero's; address(0): no bridge here
/// @param homeEid LayerZero's number of CPT's home; 0 where this is it
struct BridgeConfig {
    address endpoint;
    uint32 homeEid;
    PathConfig[] paths;
}

/// @notice One path of the bridge.
struct PathConfig {
    uint32 eid;
    address peer;
    IBridgeTypes.Security security;
}

/// @notice Everything that differs between chains; read from script/deploy/config/<network>.json.
struct ChainConfig {
    string network;
    /// address(0): deploy the local test token
    address usdc;
    address sequencerFeed;
    uint32 sequencerGrace;
    /// Chainlink feeds; address(0): our own signed feed
    address usdcFeed;
    address cptFeed;
    uint32 feedMaxAge;
    /// Uniswap v3's SwapRouter, QuoterV2 and NonfungiblePositionManager; address(0): deploy the whole of it
    address uniswapRouter;
    address uniswapQuoter;
    address uniswapPositions;
    /// USDC units per CPT that its new pool starts at
    uint256 cptPrice;
    BridgeConfig bridge;
    address[] priceNodes;
    /// the first panel of dispute arbiters: 3, 5, 7 or 9
    address[] arbiters;
    address[] meters;
    address[] meterOperators;
    uint256 meterThreshold;
    uint256 meterBond;
    FeedConfig[] feeds;
    RoleConfig[] roles;
    FunctionConfig[] functions;
    GrantConfig[] grants;
    /// none: plain accounts hold the roles. Some: they do, and GOVERNANCE is the timelock's (SPEC GOV 1, 2)
    SafeConfig[] safes;
}

/// @notice A role of the AccessManager and who holds it here.
/// @param member address(0) for a role that only contracts hold, see GrantConfig
struct RoleConfig {
    uint64 id;
    string name;
    uint32 delay;
    string cancelledBy;
    address member;
}

/// @notice One restricted function and the role that may call it.
struct FunctionConfig {
    string target;
    string signature;
    string role;
}

/// @notice A contract of the deployment that holds a role, without delay.
struct GrantConfig {
    string role;
    string target;
}

/// @notice A Safe and the roles it holds.
/// @param at address(0): deploy it
struct SafeConfig {
    string name;
    address at;
    uint256 threshold;
    address[] owners;
    string[] roles;
}

/// @title Reads the two JSON files a deployment is described by
library ChainConfigLib {
    Vm private constant VM = Vm(address(uint160(uint256(keccak256("hevm cheat code")))));

    string internal constant FOLDER = "script/deploy/config/";

    function load(string memory network) internal view returns (ChainConfig memory c) {
        string memory json = VM.readFile(string.concat(FOLDER, network, ".json"));
        c.safes = _loadSafes(json);
        c.network = VM.parseJsonString(json, ".network");
        // A file with a base only says who governs; all else is the base's.
        if (VM.keyExistsJson(json, ".base")) {
            json = VM.readFile(string.concat(FOLDER, VM.parseJsonString(json, ".base"), ".json"));
        }
        c.usdc = VM.parseJsonAddress(json, ".usdc");
        c.sequencerFeed = VM.parseJsonAddress(json, ".sequencerFeed");
        c.sequencerGrace = uint32(VM.parseJsonUint(json, ".sequencerGrace"));
        c.usdcFeed = VM.parseJsonAddress(json, ".usdcFeed");
        c.cptFeed = VM.parseJsonAddress(json, ".cptFeed");
        c.feedMaxAge = uint32(VM.parseJsonUint(json, ".feedMaxAge"));
        c.uniswapRouter = VM.parseJsonAddress(json, ".uniswapRouter");
        c.uniswapQuoter = VM.parseJsonAddress(json, ".uniswapQuoter");
        c.uniswapPositions = VM.parseJsonAddress(json, ".uniswapPositions");
        c.cptPrice = VM.parseJsonUint(json, ".cptPrice");
        c.bridge = loadBridge(json);
        c.priceNodes = VM.parseJsonAddressArray(json, ".priceNodes");
        c.arbiters = VM.parseJsonAddressArray(json, ".arbiters");
        c.meters = VM.parseJsonAddressArray(json, ".meters");
        c.meterOperators = VM.parseJsonAddressArray(json, ".meterOperators");
        c.meterThreshold = VM.parseJsonUint(json, ".meterThreshold");
        c.meterBond = VM.parseJsonUint(json, ".meterBond");

        uint256 n = _length(json, ".feeds");
        c.feeds = new FeedConfig[](n);
        for (uint256 i; i < n; ++i) {
            string memory at = _at(".feeds", i);
            c.feeds[i] = FeedConfig({
                name: VM.parseJsonString(json, string.concat(at, ".name")),
                decimals: uint8(VM.parseJsonUint(json, string.concat(at, ".decimals")))
            });
        }
        (c.roles, c.functions) = _loadRoles(json);
        c.grants = _loadGrants();
    }

    /// @notice A remote chain: who governs CPT there and the way home. Only roles that it names a member for exist there.
    function loadRemote(string memory network) internal view returns (ChainConfig memory c) {
        string memory json = VM.readFile(string.concat(FOLDER, network, ".json"));
        c.network = VM.parseJsonString(json, ".network");
        c.bridge = loadBridge(json);
        (c.roles, c.functions) = _loadRoles(json);
        uint256 count;
        for (uint256 i; i < c.roles.length; ++i) {
            if (c.roles[i].member != address(0)) c.roles[count++] = c.roles[i];
        }
        RoleConfig[] memory roles = c.roles;
        assembly ("memory-safe") {
            mstore(roles, count)
        }
        count = 0;
        for (uint256 i; i < c.functions.length; ++i) {
            if (keccak256(bytes(c.functions[i].target)) == keccak256("CPTBridge")) {
                c.functions[count++] = c.functions[i];
            }
        }
        FunctionConfig[] memory functions = c.functions;
        assembly ("memory-safe") {
            mstore(functions, count)
        }
    }

    /// @dev BRIDGE_CONFIG names a file that stands for the chain's own member "bridge": what is only known once other chains run.
    function loadBridge(string memory json) internal view returns (BridgeConfig memory b) {
        string memory file = VM.envOr("BRIDGE_CONFIG", string(""));
        if (bytes(file).length != 0) json = VM.readFile(file);
        b.endpoint = VM.parseJsonAddress(json, ".bridge.endpoint");
        b.homeEid = uint32(VM.parseJsonUint(json, ".bridge.homeEid"));
        b.paths = new PathConfig[](_length(json, ".bridge.paths"));
        for (uint256 i; i < b.paths.length; ++i) {
            string memory at = _at(".bridge.paths", i);
            b.paths[i].eid = uint32(VM.parseJsonUint(json, string.concat(at, ".eid")));
            b.paths[i].peer = VM.parseJsonAddress(json, string.concat(at, ".peer"));
            b.paths[i].security = IBridgeTypes.Security({
                sendLibrary: VM.parseJsonAddress(json, string.concat(at, ".sendLibrary")),
                receiveLibrary: VM.parseJsonAddress(json, string.concat(at, ".receiveLibrary")),
                sendConfirmations: uint64(VM.parseJsonUint(json, string.concat(at, ".sendConfirmations"))),
                receiveConfirmations: uint64(VM.parseJsonUint(json, string.concat(at, ".receiveConfirmations"))),
                receiveGas: uint128(VM.parseJsonUint(json, string.concat(at, ".receiveGas"))),
                gracePeriod: 0,
                dvns: VM.parseJsonAddressArray(json, string.concat(at, ".dvns"))
            });
        }
    }

    function _loadRoles(string memory chain)
        private
        view
        returns (RoleConfig[] memory roles, FunctionConfig[] memory fns)
    {
        string memory json = VM.readFile(string.concat(FOLDER, "roles.json"));
        roles = new RoleConfig[](_length(json, ".roles"));
        for (uint256 i; i < roles.length; ++i) {
            string memory at = _at(".roles", i);
            string memory name = VM.parseJsonString(json, string.concat(at, ".name"));
            roles[i] = RoleConfig({
                id: uint64(VM.parseJsonUint(json, string.concat(at, ".id"))),
                name: name,
                delay: uint32(VM.parseJsonUint(json, string.concat(at, ".delay"))),
                cancelledBy: VM.parseJsonString(json, string.concat(at, ".cancelledBy")),
                member: _member(chain, name)
            });
        }
        fns = new FunctionConfig[](_length(json, ".functions"));
        for (uint256 i; i < fns.length; ++i) {
            string memory at = _at(".functions", i);
            fns[i] = FunctionConfig({
                target: VM.parseJsonString(json, string.concat(at, ".contract")),
                signature: VM.parseJsonString(json, string.concat(at, ".function")),
                role: VM.parseJsonString(json, string.concat(at, ".role"))
            });
        }
    }

    /// @dev At home every role has its line; a remote chain names those it has.
    function _member(string memory chain, string memory name) private view returns (address) {
        string memory key = string.concat(".members.", name);
        bool remote = VM.parseJsonUint(chain, ".bridge.homeEid") != 0;
        if (remote && !VM.keyExistsJson(chain, key)) return address(0);
        return VM.parseJsonAddress(chain, key);
    }

    function _loadGrants() private view returns (GrantConfig[] memory grants) {
        string memory json = VM.readFile(string.concat(FOLDER, "roles.json"));
        grants = new GrantConfig[](_length(json, ".grants"));
        for (uint256 i; i < grants.length; ++i) {
            string memory at = _at(".grants", i);
            grants[i] = GrantConfig({
                role: VM.parseJsonString(json, string.concat(at, ".role")),
                target: VM.parseJsonString(json, string.concat(at, ".contract"))
            });
        }
    }

    function _loadSafes(string memory json) private view returns (SafeConfig[] memory safes) {
        safes = new SafeConfig[](_length(json, ".safes"));
        for (uint256 i; i < safes.length; ++i) {
            string memory at = _at(".safes", i);
            safes[i] = SafeConfig({
                name: VM.parseJsonString(json, string.concat(at, ".name")),
                at: VM.parseJsonAddress(json, string.concat(at, ".safe")),
                threshold: VM.parseJsonUint(json, string.concat(at, ".threshold")),
                owners: VM.parseJsonAddressArray(json, string.concat(at, ".owners")),
                roles: VM.parseJsonStringArray(json, string.concat(at, ".roles"))
            });
        }
    }

    function _length(string memory json, string memory key) private view returns (uint256 n) {
        while (VM.keyExistsJson(json, _at(key, n))) ++n;
    }

    function _at(string memory key, uint256 i) private pure returns (string memory) {
        return string.concat(key, "[", VM.toString(i), "]");
    }
}
