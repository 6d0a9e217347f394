import type { PoolProvider } from '@lifeguard/shared/roles/provider-keys';
import type { Claims } from '@lifeguard/shared/roles/resolution';

/** Claims to begin with in the simulator. */
export interface Example {
  readonly name: string;
  /** JSON text, as it stands in the simulator. */
  readonly claims: string;
}

/** What tokens of a provider typically look like. Names, ids and roles are made up. */
export function starterExamples(provider: PoolProvider): readonly Example[] {
  return claimsOf(provider).map(([name, claims]) => ({ name, claims: JSON.stringify(claims, null, 2) }));
}

const sub = '11111111-2222-4333-8444-555555555555';
const admins = 'arn:aws:iam::123456789012:role/admins';
const editors = 'arn:aws:iam::123456789012:role/editors';

function claimsOf(provider: PoolProvider): readonly (readonly [string, Claims])[] {
  switch (provider.kind) {
    case 'user-pool':
      return userPoolClaims(provider);
    case 'google': {
      const google = { iss: 'https://accounts.google.com', aud: provider.detail, sub: '108234567890123456789' };
      return [
        [
          'Member of an organization',
          { ...google, email: 'ada@example.com', email_verified: true, hd: 'example.com', name: 'Ada Example' },
        ],
        ['Private account', { ...google, email: 'ada@gmail.com', email_verified: true, name: 'Ada Example' }],
      ];
    }
    case 'apple': {
      const apple = { iss: 'https://appleid.apple.com', aud: provider.detail, sub: '001234.0123456789abcdef.0123' };
      return [
        ['Shares the address', { ...apple, email: 'ada@example.com', email_verified: true, is_private_email: false }],
        [
          'Hides the address',
          { ...apple, email: 'x1y2z3@privaterelay.appleid.com', email_verified: true, is_private_email: true },
        ],
      ];
    }
    case 'saml':
      return [
        ['Employee', { department: 'sales', 'http://schemas.xmlsoap.org/claims/Group': ['staff', 'sales'] }],
        [
          'With a role in the assertion',
          { 'https://aws.amazon.com/SAML/Attributes/Role': [`${editors},${provider.key}`] },
        ],
      ];
    case 'oidc':
      return [
        [
          'Employee',
          {
            iss: `https://${provider.login}`,
            aud: 'my-app',
            sub,
            email: 'ada@example.com',
            groups: ['staff', 'sales'],
          },
        ],
        ['Without groups', { iss: `https://${provider.login}`, aud: 'my-app', sub }],
      ];
    default:
      return [['User', { iss: provider.login, aud: provider.detail, sub: '108234567890123456789' }]];
  }
}

function userPoolClaims(provider: PoolProvider): readonly (readonly [string, Claims])[] {
  const user = {
    iss: `https://${provider.login}`,
    aud: provider.detail,
    sub,
    token_use: 'id',
    'cognito:username': 'ada',
    email: 'ada@example.com',
    email_verified: true,
  };
  const preferred = 'cognito:preferred_role';
  return [
    ['Member of one group', { ...user, 'cognito:groups': ['admins'], 'cognito:roles': [admins], [preferred]: admins }],
    [
      'Member of two groups, one preferred',
      { ...user, 'cognito:groups': ['admins', 'editors'], 'cognito:roles': [admins, editors], [preferred]: admins },
    ],
    [
      'Member of two groups with the same precedence',
      { ...user, 'cognito:groups': ['admins', 'editors'], 'cognito:roles': [admins, editors] },
    ],
    ['Member of no group', user],
    ['With an attribute of your own', { ...user, 'custom:department': 'sales' }],
  ];
}
