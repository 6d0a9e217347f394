import fc from 'fast-check';
import { describe, expect, it } from 'vitest';

import { awsCliCommand } from './aws-cli.ts';
import { diffPools, labelOfPath, valueTextAt } from './pool-diff.ts';
import { examplePool } from './pool-fixture.ts';
import { planCreate, planUpdate } from './pool-plan.ts';

const base = examplePool();

describe('planUpdate', () => {
  it('makes no call where nothing differs', () => {
    expect(planUpdate(base, examplePool())).toEqual([]);
  });

  it('sends the whole pool although one setting changes', () => {
    const [call, ...rest] = planUpdate(base, { ...base, IdentityPoolName: 'Shop' });
    expect(rest).toEqual([]);
    const { Roles: _roles, RoleMappings: _mappings, ...settings } = base;
    expect(call).toEqual({
      service: 'cognito-identity',
      operation: 'UpdateIdentityPool',
      input: { ...settings, IdentityPoolName: 'Shop' },
    });
  });

  it('sends an empty map of tags when the last one goes, as AWS keeps tags that are left out', () => {
    expect(planUpdate(base, { ...base, IdentityPoolTags: {} })[0]?.input['IdentityPoolTags']).toEqual({});
  });

  it('sends roles together with mappings, after the settings', () => {
    const next = { ...base, IdentityPoolName: 'Shop', Roles: {} };
    expect(planUpdate(base, next).map((call) => call.operation)).toEqual([
      'UpdateIdentityPool',
      'SetIdentityPoolRoles',
    ]);
    expect(planUpdate(base, next)[1]?.input).toEqual({
      IdentityPoolId: base.IdentityPoolId,
      Roles: {},
      RoleMappings: {},
    });
  });
});

describe('planCreate', () => {
  it('leaves the second call out where no role was chosen', () => {
    const { IdentityPoolId: _id, RoleMappings: _mappings, ...members } = base;
    const input = { ...members, AllowClassicFlow: false, Roles: {} };
    expect(planCreate(input).roles('us-east-1:x')).toBeUndefined();
    expect(planCreate({ ...input, SamlProviderARNs: [] }).create.input).not.toHaveProperty('SamlProviderARNs');
  });
});

describe('diffPools', () => {
  it('says in words what changes', () => {
    const after = { ...base, IdentityPoolName: 'Shop', AllowClassicFlow: true, IdentityPoolTags: { env: 'prod' } };
    expect(diffPools(base, after)).toEqual([
      { path: 'IdentityPoolName', label: 'Name', kind: 'changed', before: 'Orders', after: 'Shop' },
      { path: 'AllowClassicFlow', label: 'Basic (classic) flow', kind: 'changed', before: 'Refused', after: 'Allowed' },
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
