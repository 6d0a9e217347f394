import type { QueryService } from '../query-service.ts';
import { getCallerIdentity } from './get-caller-identity.ts';

export const sts: QueryService = {
  name: 'sts',
  protocol: { version: '2011-06-15', namespace: 'https://sts.amazonaws.com/doc/2011-06-15/' },
  operations: { GetCallerIdentity: getCallerIdentity },
};
