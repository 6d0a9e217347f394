import type { CognitoIdentityClient } from '@aws-sdk/client-cognito-identity';
import { z } from 'zod';

import { NotUnderstood } from '../errors.ts';
import { traces } from '../send.ts';

const id = z.string().min(1);
const token = z.string().min(1);
const list = z.array(z.unknown());

/**
 * What AWS always answers, also where there is nothing: an answer without it is not AWS's, and must not be taken for an empty one.
 * https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_Operations.html
 */
const always: Readonly<Record<string, z.ZodType>> = {
  ListIdentityPools: z.object({ IdentityPools: z.array(z.object({ IdentityPoolId: id })) }),
  DescribeIdentityPool: z.object({
    IdentityPoolId: id,
    IdentityPoolName: z.string(),
    AllowUnauthenticatedIdentities: z.boolean(),
  }),
  GetIdentityPoolRoles: z.object({ IdentityPoolId: id }),
  GetPrincipalTagAttributeMap: z.object({ IdentityPoolId: id }),
  CreateIdentityPool: z.object({ IdentityPoolId: id }),
  UpdateIdentityPool: z.object({ IdentityPoolId: id }),
  ListIdentities: z.object({ Identities: z.array(z.object({ IdentityId: id })) }),
  DescribeIdentity: z.object({ IdentityId: id }),
  DeleteIdentities: z.object({ UnprocessedIdentityIds: list }),
  LookupDeveloperIdentity: z.object({ IdentityId: id }),
  MergeDeveloperIdentities: z.object({ IdentityId: id }),
  GetOpenIdTokenForDeveloperIdentity: z.object({ IdentityId: id, Token: token }),
  ListRoles: z
    .object({ Roles: list, IsTruncated: z.boolean().optional(), Marker: z.string().optional() })
    .refine(({ IsTruncated, Marker }) => IsTruncated !== true || Marker !== undefined, { path: ['Marker'] }),
  GetRole: z.object({ Role: z.object({}) }),
  CreateRole: z.object({ Role: z.object({}) }),
  ListOpenIDConnectProviders: z.object({ OpenIDConnectProviderList: list }),
  ListSAMLProviders: z.object({ SAMLProviderList: list }),
  ListUserPools: z.object({ UserPools: z.array(z.object({ Id: id })) }),
  ListUserPoolClients: z.object({ UserPoolClients: z.array(z.object({ ClientId: id })) }),
  LookupEvents: z.object({ Events: list }),
  GetId: z.object({ IdentityId: id }),
  GetOpenIdToken: z.object({ IdentityId: id, Token: token }),
  GetCredentialsForIdentity: z.object({
    IdentityId: id,
    Credentials: z.object({ AccessKeyId: token, SecretKey: token, SessionToken: token }),
  }),
};

/** Refuses answers that lack what AWS always gives, and those about another pool or identity than was asked for. */
export function checkAnswers(client: CognitoIdentityClient): void {
  client.middlewareStack.add(
    (next, { commandName = '' }) =>
      async (args) => {
        const operation = commandName.replace(/Command$/, '');
        const trace = traces.getStore() ?? {};
        trace.operation = operation;
        const answer = await next(args);
        const problem = always[operation]?.safeParse(answer.output).error?.issues[0];
        if (problem === undefined && isAboutTheSame(args.input, answer.output)) return answer;
        const why =
          problem === undefined
            ? 'it is about something else than was asked for'
            : `it has no ${problem.path.join('.')}`;
        throw new NotUnderstood(why);
      },
    { step: 'initialize', name: 'checkAnswers' },
  );
}

function isAboutTheSame(asked: object, answered: object): boolean {
  const [before, after] = [new Map(Object.entries(asked)), new Map(Object.entries(answered))];
  return ['IdentityPoolId', 'IdentityId'].every(
    (name) => before.get(name) === undefined || after.get(name) === undefined || before.get(name) === after.get(name),
  );
}
