import { spawnSync } from 'node:child_process';

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { identityPoolArn } from '../aws/arn.ts';
import { awsCliCommand } from '../aws/cli.ts';
import { diffPools, labelOfPath, valueTextAt } from './diff.ts';
import { examplePool } from './fixture.ts';
import { poolTrustProblems } from '../policy/trust-problems.ts';
import { planCreate, planUpdate } from './plan.ts';

const base = examplePool();
const arn = identityPoolArn('123456789012', base.IdentityPoolId);

describe('planUpdate', () => {
  it('makes no call where nothing differs', () => {
    expect(planUpdate(base, examplePool(), arn)).toEqual([]);
  });

  it('sends the whole pool although one setting changes', () => {
    const [call, ...rest] = planUpdate(base, { ...base, IdentityPoolName: 'Shop' }, arn);
    expect(rest).toEqual([]);
    const {
      Roles: _roles,
      RoleMappings: _mappings,
      PrincipalTagAttributeMaps: _maps,
      IdentityPoolTags: _tags,
      ...settings
    } = base;
    expect(call).toEqual({
      service: 'cognito-identity',
      operation: 'UpdateIdentityPool',
      input: { ...settings, IdentityPoolName: 'Shop' },
    });
  });

  it('sets and takes tags with calls of their own, which touch no other tag', () => {
    const IdentityPoolTags = { team: 'shop', stage: 'test' };
    const next = { ...base, IdentityPoolTags };
    expect(planUpdate({ ...base, IdentityPoolTags: { team: 'orders', old: '' } }, next, arn)).toEqual([
      { service: 'cognito-identity', operation: 'UntagResource', input: { ResourceArn: arn, TagKeys: ['old'] } },
      { service: 'cognito-identity', operation: 'TagResource', input: { ResourceArn: arn, Tags: IdentityPoolTags } },
    ]);
  });

  it('clears the attribute map of a provider before the provider goes, and sets others after all else', () => {
    const google = 'accounts.google.com';
    const [userPool = ''] = base.CognitoIdentityProviders.map(({ ProviderName }) => ProviderName);
    const mapped = { ...base, PrincipalTagAttributeMaps: { [google]: { UseDefaults: true, PrincipalTags: {} } } };
    const custom = { UseDefaults: false, PrincipalTags: { team: 'custom:team' } };
    const next = {
      ...base,
      SupportedLoginProviders: {},
      Roles: {},
      PrincipalTagAttributeMaps: { [userPool]: custom },
    };
    const { IdentityPoolId } = base;
    const calls = planUpdate(mapped, next, arn);
    expect(calls).toMatchObject([
      { operation: 'SetPrincipalTagAttributeMap', input: { IdentityProviderName: google } },
      { operation: 'UpdateIdentityPool' },
      { operation: 'SetIdentityPoolRoles' },
      { operation: 'SetPrincipalTagAttributeMap', input: { IdentityProviderName: userPool } },
    ]);
    expect(calls[0]?.input).toEqual({
      IdentityPoolId,
      IdentityProviderName: google,
      UseDefaults: false,
      PrincipalTags: {},
    });
    expect(calls[3]?.input).toEqual({ IdentityPoolId, IdentityProviderName: userPool, ...custom });
  });

  it('sends roles together with mappings, after the settings', () => {
    const next = { ...base, IdentityPoolName: 'Shop', Roles: {} };
    expect(planUpdate(base, next, arn).map((call) => call.operation)).toEqual([
      'UpdateIdentityPool',
      'SetIdentityPoolRoles',
    ]);
    expect(planUpdate(base, next, arn)[1]?.input).toEqual({
      IdentityPoolId: base.IdentityPoolId,
      Roles: {},
      RoleMappings: {},
    });
  });
});

describe('planCreate', () => {
  const { IdentityPoolId: _id, RoleMappings: _mappings, PrincipalTagAttributeMaps: _maps, ...members } = base;
  const input = { ...members, AllowClassicFlow: false, Roles: {} };
  const made = { IdentityPoolId: 'us-east-1:x', account: '123456789012', region: 'us-east-1' };

  it('leaves the later calls out where nothing was chosen', () => {
    expect(planCreate(input).rest(made)).toEqual([]);
    expect(planCreate({ ...input, SamlProviderARNs: [] }).create.input).not.toHaveProperty('SamlProviderARNs');
  });

  it('makes roles, then sets roles with mappings, then attribute maps', () => {
    const RoleMappings = { 'accounts.google.com': { Type: 'Token', AmbiguousRoleResolution: 'Deny' } } as const;
    const google = { UseDefaults: true, PrincipalTags: {} };
    const plan = planCreate({
      ...input,
      Roles: { unauthenticated: 'arn:aws:iam::123456789012:role/guest' },
      NewRoles: { authenticated: { RoleName: 'users', Path: '/cognito-pools/' } },
      RoleMappings,
      PrincipalTagAttributeMaps: {
        'accounts.google.com': google,
        'www.amazon.com': { UseDefaults: false, PrincipalTags: {} },
      },
    });
    expect(plan.create.input).not.toHaveProperty('NewRoles');
    const [role, roles, map, ...others] = plan.rest(made);
    expect(role).toMatchObject({ operation: 'CreateRole', input: { RoleName: 'users', Path: '/cognito-pools/' } });
    const trust = role?.operation === 'CreateRole' ? role.input.AssumeRolePolicyDocument : '';
    expect(poolTrustProblems(trust, { poolId: 'us-east-1:x', kind: 'authenticated', needsTagSession: true })).toEqual(
      [],
    );
    expect(roles).toMatchObject({
      operation: 'SetIdentityPoolRoles',
      input: {
        IdentityPoolId: 'us-east-1:x',
        Roles: {
          authenticated: 'arn:aws:iam::123456789012:role/cognito-pools/users',
          unauthenticated: 'arn:aws:iam::123456789012:role/guest',
        },
        RoleMappings,
      },
    });
    expect(map).toMatchObject({ input: { IdentityProviderName: 'accounts.google.com', ...google } });
    expect(others).toEqual([]);
  });
});

describe('diffPools', () => {
  it('says in words what changes', () => {
    const after = { ...base, IdentityPoolName: 'Shop', AllowClassicFlow: true, IdentityPoolTags: { env: 'prod' } };
    expect(diffPools(base, after)).toEqual([
      { path: 'IdentityPoolName', label: 'Name', kind: 'changed', before: 'Orders', after: 'Shop' },
      { path: 'AllowClassicFlow', label: 'Basic (classic) flow', kind: 'changed', before: 'Inactive', after: 'Active' },
      { path: 'IdentityPoolTags.team', label: 'Tag team', kind: 'removed', before: 'orders' },
      { path: 'IdentityPoolTags.env', label: 'Tag env', kind: 'added', after: 'prod' },
    ]);
  });

  it('names a role mapping by its provider and shows its rules in order', () => {
    const rule = {
      Claim: 'dept',
      MatchType: 'Equals' as const,
      Value: 'ops',
      RoleARN: 'arn:aws:iam::123456789012:role/ops',
    };
    const mapped = examplePool({
      RoleMappings: {
        'accounts.google.com': {
          Type: 'Rules',
          AmbiguousRoleResolution: 'Deny',
          RulesConfiguration: { Rules: [rule] },
        },
      },
    });
    expect(labelOfPath('RoleMappings.accounts.google.com')).toBe('Role mapping accounts.google.com');
    expect(valueTextAt(mapped, 'RoleMappings.accounts.google.com')).toBe(
      '1. dept Equals ops: arn:aws:iam::123456789012:role/ops\nIf no rule matches, deny',
    );
    expect(valueTextAt(base, 'RoleMappings.accounts.google.com')).toBeUndefined();
  });
});

describe('awsCliCommand', () => {
  it('names service, operation, profile, region and endpoint', () => {
    const call = {
      service: 'cognito-identity',
      operation: 'DeleteIdentityPool',
      input: { IdentityPoolId: "a'b" },
    } as const;
    expect(
      awsCliCommand(call, { region: 'us-east-1', profile: 'my profile', endpointUrl: 'http://127.0.0.1:4599' }),
    ).toBe(
      "aws cognito-identity delete-identity-pool \\\n  --profile 'my profile' \\\n  --region us-east-1 \\\n" +
        "  --endpoint-url http://127.0.0.1:4599 \\\n  --cli-input-json '{\n  \"IdentityPoolId\": \"a'\\''b\"\n}'",
    );
  });

  it('brings the keys where the endpoint takes no others', () => {
    const call = { service: 'cognito-identity', operation: 'DeleteIdentityPool', input: {} } as const;
    const command = awsCliCommand(call, { region: 'us-east-1', keys: { id: 'test', secret: 'test' } });
    expect(command).toMatch(/^AWS_ACCESS_KEY_ID=test AWS_SECRET_ACCESS_KEY=test \\\n {2}aws cognito-identity delete/);
  });

  it('goes to AWS although the profile sends calls elsewhere', () => {
    const call = { service: 'cognito-identity', operation: 'DeleteIdentityPool', input: {} } as const;
    const command = awsCliCommand(call, { region: 'eu-west-1', profile: 'dev', isEndpointConfigured: true });
    expect(command).toMatch(/^AWS_IGNORE_CONFIGURED_ENDPOINT_URLS=true \\\n {2}aws cognito-identity delete/);
  });

  it('hands the id of a new pool on to the next command, as a shell runs them', () => {
    const input = {
      ...examplePool(),
      IdentityPoolName: "Bob's $HOME",
      Roles: { authenticated: 'arn:aws:iam::1:role/a' },
    };
    const { create, rest } = planCreate(input);
    const handedOn = {
      operation: 'CreateIdentityPool',
      member: 'IdentityPoolId',
      variable: 'IDENTITY_POOL_ID',
      placeholder: 'us-east-1:<IdentityPoolId>',
    };
    const made = { IdentityPoolId: handedOn.placeholder, account: '111111111111', region: 'us-east-1' };
    const calls = [create, ...rest(made)];
    const target = { region: 'us-east-1', keys: { id: 'test', secret: 'test' } };
    const commands = calls.map((call) => awsCliCommand(call, target, handedOn));
    // Writes its arguments down and answers as the AWS CLI does with `--query IdentityPoolId --output text`.
    const aws = 'aws() { printf "%s\\0" "$AWS_ACCESS_KEY_ID" "$@" >&2; echo us-east-1:new; }';
    const { stderr } = spawnSync('sh', ['-euc', [aws, ...commands].join('\n')], { encoding: 'utf8' });
    const words = stderr.split('\0');
    const inputs = words.flatMap((word, index) => (words[index - 1] === '--cli-input-json' ? [JSON.parse(word)] : []));
    expect(inputs).toEqual([
      JSON.parse(JSON.stringify(create.input)),
      { IdentityPoolId: 'us-east-1:new', Roles: { authenticated: 'arn:aws:iam::1:role/a' } },
    ]);
    expect(words.filter((word) => word === 'test')).toHaveLength(2);
  });

  it('quotes so that a shell gives back the same JSON', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        const command = awsCliCommand(
          { service: 'cognito-identity', operation: 'UpdateIdentityPool', input: { text } },
          { region: 'r' },
        );
        const quoted = command.slice(command.indexOf('--cli-input-json ') + '--cli-input-json '.length);
        const unquoted = quoted.slice(1, -1).replaceAll(`'\\''`, "'");
        expect(JSON.parse(unquoted)).toEqual({ text });
      }),
    );
  });
});
