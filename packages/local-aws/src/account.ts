/** The one account of the local AWS. */
export const accountId = '123456789012';

/** Its root credentials. Public on purpose: the service listens on the loopback interface only. */
export const rootCredentials = { accessKeyId: 'test', secretAccessKey: 'test' } as const;

/** Who sent a signed request. */
export interface Caller {
  readonly arn: string;
  readonly userId: string;
}

export const rootCaller: Caller = { arn: `arn:aws:iam::${accountId}:root`, userId: accountId };
