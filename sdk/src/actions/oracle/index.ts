export * from './getCptPrice.js';
export * from './getFeed.js';
export * from './getPrice.js';
export * from './getPrices.js';
export * from './getUsdcPrice.js';
export * from './isPriceNode.js';
export * from './submitPrices.js';
export * from './types.js';
