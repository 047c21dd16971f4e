import type { Attack } from '../attack.js';
import { bidAndAbandon } from './bidAndAbandon.js';
import { griefingDisputes } from './griefingDisputes.js';
import { referralRing } from './referralRing.js';
import { reviewFarming } from './reviewFarming.js';
import { selfDealing } from './selfDealing.js';

/** Every attack the rules are built against; a new one is a file here and a line in this list. */
export const ATTACKS: readonly Attack[] = [selfDealing, reviewFarming, referralRing, griefingDisputes, bidAndAbandon];
