import { cancelTransfer } from '../actions/bridge/cancelTransfer.js';
import { deliverTransfer } from '../actions/bridge/deliverTransfer.js';
import { getBridgeBooks } from '../actions/bridge/getBridgeBooks.js';
import { getBridgePath } from '../actions/bridge/getBridgePath.js';
import { getRemoteBooks } from '../actions/bridge/getRemoteBooks.js';
import { getWaitingTransfer } from '../actions/bridge/getWaitingTransfer.js';
import { getWaitingTransfers } from '../actions/bridge/getWaitingTransfers.js';
import { quoteBridge } from '../actions/bridge/quoteBridge.js';
import { releaseTransfer } from '../actions/bridge/releaseTransfer.js';
import { retryDelivery } from '../actions/bridge/retryDelivery.js';
import { sendToChain } from '../actions/bridge/sendToChain.js';
import { trackBridgeTransfer } from '../actions/bridge/trackBridgeTransfer.js';
import { vetoTransfer } from '../actions/bridge/vetoTransfer.js';

/** CPT to other chains and back. All but the books work on either side. */
export const bridgeActions = {
  cancelTransfer,
  deliverTransfer,
  getBridgeBooks,
  getBridgePath,
  getRemoteBooks,
  getWaitingTransfer,
  getWaitingTransfers,
  quoteBridge,
  releaseTransfer,
  retryDelivery,
  sendToChain,
  trackBridgeTransfer,
  vetoTransfer,
};
