import { boolean, integer, list, string, structure, type Value } from '../protocol/shape.ts';

/** https://docs.aws.amazon.com/IAM/latest/APIReference/API_Tag.html */
const tagKey = string({ min: 1, max: 128, pattern: '[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]+' });
const tagValue = string({ min: 0, max: 256, pattern: '[\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*' });
export const tagList = list(structure({ Key: tagKey, Value: tagValue }, ['Key', 'Value']), { max: 50 });
export const tagKeyList = list(tagKey, { max: 50 });
export type Tag = Value<typeof tagList>[number];

// The characters that these may have are checked in characters.ts, as IAM has texts of its own for them.
export const roleName = string({ min: 1, max: 64 });
export const policyName = string({ min: 1, max: 128 });
export const policyDocument = string({ min: 1, max: 131072 });
export const entityPath = string({ min: 1, max: 512 });

export const arn = string({ min: 20, max: 2048 });
export const description = string({ max: 1000, pattern: '[\\u0009\\u000A\\u000D\\u0020-\\u007E\\u00A1-\\u00FF]*' });
export const maxSessionDuration = integer({ min: 3600, max: 43200 });

const text = string({});
const storedTags = list(structure({ Key: text, Value: text }, ['Key', 'Value']));

/** A role as it is stored. `CreateDate` is ISO 8601; the tags are in the order of their keys, the ARNs of managed policies in their own. */
export const storedRoleShape = structure(
  {
    RoleName: text,
    RoleId: text,
    Arn: text,
    Path: text,
    AssumeRolePolicyDocument: text,
    CreateDate: text,
    Description: text,
    MaxSessionDuration: integer({}),
    Tags: storedTags,
    AttachedPolicies: list(text),
  },
  ['RoleName', 'RoleId', 'Arn', 'Path', 'AssumeRolePolicyDocument', 'CreateDate', 'MaxSessionDuration', 'Tags'],
);
export type StoredRole = Value<typeof storedRoleShape>;

/**
 * An OpenID Connect provider as it is stored. `Url` is as it was given, with its scheme; `CreateDate` is ISO 8601. `IsFromPage`: a web page made it,
 * so its URL is never asked.
 */
export const storedOidcProviderShape = structure(
  {
    Arn: text,
    Url: text,
    ClientIDList: list(text),
    ThumbprintList: list(text),
    CreateDate: text,
    Tags: storedTags,
    IsFromPage: boolean,
  },
  ['Arn', 'Url', 'ClientIDList', 'ThumbprintList', 'CreateDate', 'Tags'],
);
export type StoredOidcProvider = Value<typeof storedOidcProviderShape>;

/** A SAML provider as it is stored, with the metadata as it was given. The dates are ISO 8601. */
export const storedSamlProviderShape = structure(
  {
    Arn: text,
    SAMLProviderUUID: text,
    SAMLMetadataDocument: text,
    CreateDate: text,
    ValidUntil: text,
    Tags: storedTags,
  },
  ['Arn', 'SAMLProviderUUID', 'SAMLMetadataDocument', 'CreateDate', 'Tags'],
);
export type StoredSamlProvider = Value<typeof storedSamlProviderShape>;
