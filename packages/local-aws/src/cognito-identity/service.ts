import type { JsonService } from '../dispatch/operation.ts';
import { operations } from './operations/index.ts';

export const cognitoIdentity: JsonService = {
  name: 'cognito-identity',
  target: 'AWSCognitoIdentityService',
  operations,
};
