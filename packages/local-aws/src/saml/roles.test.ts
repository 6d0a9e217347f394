import { expect, it } from 'vitest';

import { rolesOfAssertion } from './roles.ts';

const attribute = 'https://aws.amazon.com/SAML/Attributes/Role';
const provider = 'arn:aws:iam::123456789012:saml-provider/idp';
const reader = 'arn:aws:iam::123456789012:role/reader';
const writer = 'arn:aws:iam::123456789012:role/team/writer';

it.each([
  ['the role before the provider', [`${reader},${provider}`], [reader]],
  ['the provider before the role', [`${provider},${reader}`], [reader]],
  ['white space around the ARNs', [` ${reader} ,\n ${provider}\t`], [reader]],
  [
    'several roles in their order, each once',
    [`${writer},${provider}`, `${provider},${reader}`, `${provider},${writer}`],
    [writer, reader],
  ],
  ['nothing of another provider', [`${reader},${provider}2`], []],
  ['nothing that is no pair', [reader, provider, `${reader},${provider},${writer}`, `${reader},${writer}`, ''], []],
  ['nothing that is no role', [`${provider},${provider}`, `x,${provider}`], []],
])('takes %s', (_name, values, expected) => {
  expect(rolesOfAssertion({ [attribute]: values, other: [`${writer},${provider}`] }, provider)).toEqual(expected);
});

it('gives no roles without the attribute', () => {
  expect(rolesOfAssertion({}, provider)).toEqual([]);
});
