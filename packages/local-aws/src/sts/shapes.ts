// https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
import { integer, list, string, structure } from '../protocol/shape.ts';

const common = {
  RoleArn: string({ min: 20, max: 2048 }),
  RoleSessionName: string({ min: 2, max: 64, pattern: '[\\w+=,.@-]*' }),
  DurationSeconds: integer({ min: 900, max: 43200 }),
  Policy: string({ min: 1, max: 2048 }),
  PolicyArns: list(structure({ arn: string({ min: 20, max: 2048 }) }, [])),
};

export const assumeRoleInput = structure(
  {
    ...common,
    SourceIdentity: string({ min: 2, max: 64, pattern: '[\\w+=,.@-]*' }),
    ExternalId: string({ min: 2, max: 1224, pattern: '[\\w+=,.@:\\/-]*' }),
    Tags: list(
      structure({ Key: string({ min: 1, max: 128 }), Value: string({ min: 0, max: 256 }) }, ['Key', 'Value']),
      {
        max: 50,
      },
    ),
  },
  ['RoleArn', 'RoleSessionName'],
);

export const assumeRoleWithWebIdentityInput = structure(
  { ...common, WebIdentityToken: string({ min: 4, max: 20000 }), ProviderId: string({ min: 4, max: 2048 }) },
  ['RoleArn', 'RoleSessionName', 'WebIdentityToken'],
);
