/** The one account of the local AWS. */
export const accountId = '123456789012';

/** Its root credentials. Public on purpose: the service listens on the loopback interface only. */
export const rootCredentials = { accessKeyId: 'test', secretAccessKey: 'test' } as const;

/** Who sent a signed request: the account's root, who may do everything, or a role's session. */
export type Caller = RootCaller | SessionCaller;

interface RootCaller {
  readonly kind: 'root';
  readonly arn: string;
  readonly userId: string;
}

export interface SessionCaller {
  readonly kind: 'session';
  /** `arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION` */
  readonly arn: string;
  /** `AROA…:SESSION` */
  readonly userId: string;
  readonly session: Session;
}

/** Temporary credentials of a role and what limits them. */
export interface Session {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
  /** Milliseconds since the epoch, by the service's clock, as is `issuedMs`, which sessions of earlier versions do not have. */
  readonly expiresMs: number;
  readonly issuedMs?: number;
  readonly roleArn: string;
  readonly roleId: string;
  readonly sessionName: string;
  /** Who is behind the session, as its first caller said; chained sessions keep it. */
  readonly sourceIdentity?: string;
  readonly principalTags: Readonly<Record<string, string>>;
  /** Policy documents as JSON text: what none of them allows is refused. Absent: the role's own policies decide alone. */
  readonly sessionPolicies?: readonly string[];
  /** Of whom the role was assumed, where that was an identity of a pool. */
  readonly webIdentity?: { readonly aud: string; readonly sub: string; readonly amr: readonly string[] };
}

export const rootCaller: Caller = { kind: 'root', arn: `arn:aws:iam::${accountId}:root`, userId: accountId };
