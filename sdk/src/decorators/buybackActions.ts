import { bidBuybackAuction } from '../actions/buyback/bidBuybackAuction.js';
import { burnStrayCpt } from '../actions/buyback/burnStrayCpt.js';
import { closeBuybackAuction } from '../actions/buyback/closeBuybackAuction.js';
import { closeBuybackQuarter } from '../actions/buyback/closeBuybackQuarter.js';
import { executeBuyback } from '../actions/buyback/executeBuyback.js';
import { getBuybackAuction } from '../actions/buyback/getBuybackAuction.js';
import { getBuybackParameter } from '../actions/buyback/getBuybackParameter.js';
import { getBuybackPlan } from '../actions/buyback/getBuybackPlan.js';
import { getBuybackReport } from '../actions/buyback/getBuybackReport.js';
import { getBuybackTotals } from '../actions/buyback/getBuybackTotals.js';
import { getCptSpot } from '../actions/buyback/getCptSpot.js';
import { getLatestTwap } from '../actions/buyback/getLatestTwap.js';
import { getNextBuybackQuarter } from '../actions/buyback/getNextBuybackQuarter.js';
import { getNotedPrice } from '../actions/buyback/getNotedPrice.js';
import { getTwap } from '../actions/buyback/getTwap.js';
import { getTwapParameter } from '../actions/buyback/getTwapParameter.js';
import { noteBuybackPrice } from '../actions/buyback/noteBuybackPrice.js';
import { pokeTwap } from '../actions/buyback/pokeTwap.js';
import { quoteBuybackBid } from '../actions/buyback/quoteBuybackBid.js';
import { startBuybackAuction } from '../actions/buyback/startBuybackAuction.js';

/** The buyback, its auctions and reports, and the CPT pool's means. */
export const buybackActions = {
  bidBuybackAuction,
  burnStrayCpt,
  closeBuybackAuction,
  closeBuybackQuarter,
  executeBuyback,
  getBuybackAuction,
  getBuybackParameter,
  getBuybackPlan,
  getBuybackReport,
  getBuybackTotals,
  getCptSpot,
  getNotedPrice,
  getLatestTwap,
  getNextBuybackQuarter,
  getTwap,
  getTwapParameter,
  noteBuybackPrice,
  pokeTwap,
  quoteBuybackBid,
  startBuybackAuction,
};
