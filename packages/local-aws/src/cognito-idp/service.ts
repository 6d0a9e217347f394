import type { JsonService } from '../operation.ts';

/** User pools, app clients and groups: what an identity pool names. Nobody signs in here. */
export const cognitoIdp: JsonService = {
  name: 'cognito-idp',
  target: 'AWSCognitoIdentityProviderService',
  operations: {},
};
