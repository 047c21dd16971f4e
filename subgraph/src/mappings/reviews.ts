import { BigInt } from '@graphprotocol/graph-ts';
import { Review } from '../../generated/schema';
import { ParameterSet, ReviewAnswered, Reviewed } from '../../generated/Reviews/Reviews';
import { touchAccount } from '../lib/accounts';
import { loadProvider } from '../lib/catalogue';
import { numberId } from '../lib/ids';
import { loadJob } from '../lib/jobs';
import { loadPairWeek, weekOf } from '../lib/pairs';
import { setParameter } from '../lib/parameters';
import { loadProtocol } from '../lib/protocol';
import { noteReward } from '../lib/rewardInputs';

export function handleReviewsReviewed(event: Reviewed): void {
  const p = event.params;
  const job = loadJob(p.jobId);
  const review = new Review(job.id);
  review.job = job.id;
  review.payer = touchAccount(p.payer);
  review.provider = numberId(p.providerId);
  review.listing = numberId(p.listingId);
  review.rating = p.rating;
  review.paid = p.paid;
  review.fee = p.fee;
  review.uri = p.uri;
  review.reviewedAt = event.block.timestamp;
  review.save();
  job.review = review.id;
  job.save();

  const rating = BigInt.fromI32(p.rating);
  const provider = loadProvider(p.providerId);
  provider.reviewCount = provider.reviewCount + 1;
  provider.ratingSum = provider.ratingSum.plus(rating);
  provider.reviewedVolume = provider.reviewedVolume.plus(p.paid);
  provider.weightedRatingSum = provider.weightedRatingSum.plus(rating.times(p.paid));
  provider.save();

  const pair = loadPairWeek(weekOf(event.block.timestamp), p.payer, p.providerId);
  pair.reviews = pair.reviews + 1;
  pair.save();

  const protocol = loadProtocol(event);
  protocol.reviewCount = protocol.reviewCount + 1;
  protocol.save();

  noteReward(event, 'Reviewed', [p.payer], [p.providerId]);
}

export function handleReviewsReviewAnswered(event: ReviewAnswered): void {
  const review = Review.load(numberId(event.params.jobId))!;
  review.answerUri = event.params.uri;
  review.answeredAt = event.block.timestamp;
  review.save();
}

export function handleReviewsParameterSet(event: ParameterSet): void {
  setParameter(event, event.params.name, event.params.value);
}
