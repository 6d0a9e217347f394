import { rawText } from '../dispatch/operation.ts';
import { validationError } from './errors.ts';

const name = {
  pattern: /^[\w+=,.@-]+$/,
  rule: 'It must contain only alphanumeric characters and/or the following: +=,.@_-',
};
const document = {
  // What a document must not hold is control characters and all beyond Latin-1.
  pattern: /^[\t\n\r\u0020-\u00ff]+$/,
  rule: 'It must contain only printable ASCII characters.',
};
const rules: ReadonlyMap<string, { readonly pattern: RegExp; readonly rule: string }> = new Map([
  ['RoleName', name],
  ['PolicyName', name],
  [
    'Path',
    {
      pattern: /^\/(?:[!-~]+\/)?$/,
      rule: 'It must begin and end with / and contain only alphanumeric characters and/or / characters.',
    },
  ],
  [
    'PathPrefix',
    {
      pattern: /^\/[!-\u007f]*$/,
      rule: 'It must begin with the / character and contain only alphanumeric characters and/or / characters.',
    },
  ],
  ['AssumeRolePolicyDocument', document],
  ['PolicyDocument', document],
]);

/**
 * Refuses characters that IAM does not allow in names, paths and policies. Its texts for them are not those of other
 * constraints: https://github.com/ansible-collections/amazon.aws/issues/2065 quotes one.
 * @throws AwsError ValidationError
 */
export function checkCharacters(input: unknown): void {
  for (const [member, allowed] of rules) {
    const value = rawText(input, member);
    if (value === undefined || allowed.pattern.test(value)) continue;
    const shown = member.charAt(0).toLowerCase() + member.slice(1);
    throw validationError(`The specified value for ${shown} is invalid. ${allowed.rule}`);
  }
}
