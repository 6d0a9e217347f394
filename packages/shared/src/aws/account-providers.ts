import { z } from 'zod';

/** A user pool of the account and region. */
export const userPool = z.object({
  Id: z.string(),
  Name: z.string(),
  /** `cognito-idp.REGION.amazonaws.com/ID`, as identity pools name it. */
  ProviderName: z.string(),
});
export type UserPool = z.infer<typeof userPool>;

/** An app client of a user pool. */
export const userPoolClient = z.object({ ClientId: z.string(), ClientName: z.string() });
export type UserPoolClient = z.infer<typeof userPoolClient>;

/** An OIDC provider of IAM. Its details are absent where the credentials may only list. */
export const oidcProvider = z.object({
  Arn: z.string(),
  Url: z.string().optional(),
  ClientIDList: z.array(z.string()).optional(),
});
export type OidcProvider = z.infer<typeof oidcProvider>;

/** A SAML provider of IAM. `ValidUntil` is ISO 8601. */
export const samlProvider = z.object({ Arn: z.string(), ValidUntil: z.string().optional() });
export type SamlProvider = z.infer<typeof samlProvider>;
