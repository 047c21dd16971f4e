/** A price list is not what it should be, or does not say what is asked; the message is one sentence for the operator. */
export class PriceListError extends Error {
  override readonly name = 'PriceListError';
}
