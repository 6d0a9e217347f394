// https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPoolClient.html
import { boolean, integer, list, string, structure, type Value } from '../protocol/shape.ts';
import { arn, displayName, freeText, listOf, paginationKey, queryLimit, storedDate, userPoolId } from './shapes.ts';

const tokenSeconds = integer({ min: 1, max: 86400 });
const timeUnit = string({ enum: ['seconds', 'minutes', 'hours', 'days'] });
const attributeNames = list(string({ min: 1, max: 2048 }));
const redirectUrl = string({ min: 1, max: 1024, pattern: '[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}]+' });
const urls = list(redirectUrl, { min: 0, max: 100 });

const settings = {
  ClientName: displayName,
  ClientSecret: string({ min: 24, max: 64, pattern: '[\\w+]+' }),
  RefreshTokenValidity: integer({ min: 0, max: 315360000 }),
  AccessTokenValidity: tokenSeconds,
  IdTokenValidity: tokenSeconds,
  TokenValidityUnits: structure({ AccessToken: timeUnit, IdToken: timeUnit, RefreshToken: timeUnit }, []),
  ReadAttributes: attributeNames,
  WriteAttributes: attributeNames,
  ExplicitAuthFlows: listOf(
    'ADMIN_NO_SRP_AUTH',
    'CUSTOM_AUTH_FLOW_ONLY',
    'USER_PASSWORD_AUTH',
    'ALLOW_ADMIN_USER_PASSWORD_AUTH',
    'ALLOW_CUSTOM_AUTH',
    'ALLOW_USER_PASSWORD_AUTH',
    'ALLOW_USER_SRP_AUTH',
    'ALLOW_REFRESH_TOKEN_AUTH',
    'ALLOW_USER_AUTH',
  ),
  SupportedIdentityProviders: list(string({ min: 1, max: 32, pattern: '[\\p{L}\\p{M}\\p{S}\\p{N}\\p{P}\\p{Z}]+' })),
  CallbackURLs: urls,
  LogoutURLs: urls,
  DefaultRedirectURI: redirectUrl,
  AllowedOAuthFlows: list(string({ enum: ['code', 'implicit', 'client_credentials'] }), { min: 0, max: 3 }),
  AllowedOAuthScopes: list(string({ min: 1, max: 256, pattern: '[\\x21\\x23-\\x5B\\x5D-\\x7E]+' }), { max: 50 }),
  AllowedOAuthFlowsUserPoolClient: boolean,
  AnalyticsConfiguration: structure(
    {
      ApplicationId: string({ pattern: '^[0-9a-fA-F]+$' }),
      ApplicationArn: arn,
      RoleArn: arn,
      ExternalId: freeText,
      UserDataShared: boolean,
    },
    [],
  ),
  PreventUserExistenceErrors: string({ enum: ['LEGACY', 'ENABLED'] }),
  EnableTokenRevocation: boolean,
  EnablePropagateAdditionalUserContextData: boolean,
  AuthSessionValidity: integer({ min: 3, max: 15 }),
  RefreshTokenRotation: structure(
    { Feature: string({ enum: ['ENABLED', 'DISABLED'] }), RetryGracePeriodSeconds: integer({ min: 0, max: 60 }) },
    ['Feature'],
  ),
};

export const createClientInput = structure({ UserPoolId: userPoolId, ...settings, GenerateSecret: boolean }, [
  'UserPoolId',
  'ClientName',
]);
export type ClientInput = Value<typeof createClientInput>;

export const listClientsInput = structure(
  { UserPoolId: userPoolId, MaxResults: queryLimit, NextToken: paginationKey },
  ['UserPoolId'],
);

/** An app client as it is stored: defaults are filled in. */
export const clientShape = structure({ ...settings, CreationDate: storedDate }, ['ClientName', 'CreationDate']);
export type Client = Value<typeof clientShape>;
