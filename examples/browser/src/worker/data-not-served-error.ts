/** The host of the page serves no CIFAR-10. */
export class DataNotServedError extends Error {
  override readonly name = 'DataNotServedError';

  constructor(cause: Error) {
    super(
      'this host serves no CIFAR-10: run `npx nin data` where `npm run lab` serves the page, drop the official archive ' +
        `here, or take the synthetic images (${cause.message})`,
      { cause },
    );
  }
}
