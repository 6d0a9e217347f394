/** One item of ListIdentities. Times are milliseconds since 1970. */
export interface ScannedIdentity {
  readonly IdentityId: string;
  readonly Logins: readonly string[];
  readonly CreationDate?: number | undefined;
  readonly LastModifiedDate?: number | undefined;
}
