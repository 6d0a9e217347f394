import type { MappingRule } from '@lifeguard/shared/aws/role-mapping';

/** The embedded local AWS has one account. */
export const sampleAccount = '123456789012';

/** A role of a sample pool: who may take it, and what it may do. */
export interface SampleRole {
  readonly name: string;
  readonly description: string;
  readonly kind: 'authenticated' | 'unauthenticated';
  readonly actions: readonly string[];
}

export interface SamplePool {
  readonly name: string;
  readonly guests: boolean;
  readonly classic: boolean;
  readonly tags: Readonly<Record<string, string>>;
  readonly login?: Readonly<Record<string, string>>;
  readonly developer?: string;
  readonly oidc?: readonly string[];
  readonly saml?: readonly string[];
  /** Made with the pool: a user pool by its name, and an app client by its own. */
  readonly userPools?: ReadonlyArray<{ name: string; client: string }>;
  readonly roles: readonly SampleRole[];
  /** Provider key, or the name of a user pool, to its rules; the role is named, as its ARN follows from the name. */
  readonly rules?: Readonly<Record<string, ReadonlyArray<Omit<MappingRule, 'RoleARN'> & { role: string }>>>;
  /** Provider, or the name of a user pool, to the tags that its users' sessions get: tag to claim. */
  readonly attributes?: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Recent guests come through GetId; the others are made older by the local AWS. */
  readonly identities: { recentGuests: number; older: number; authenticatedShare: number; olderThanDays: number };
}

const analytics = ['mobiletargeting:PutEvents', 'cognito-sync:*'];

/** What one meets in a real account: a busy app, partners, devices, a copy for testing, something old, something internal. */
export const samplePools: readonly SamplePool[] = [
  {
    name: 'harbour-mobile-app',
    guests: true,
    classic: false,
    tags: { team: 'mobile', env: 'production', 'cost-center': '4711' },
    login: {
      'accounts.google.com': '845512-harbour.apps.googleusercontent.com',
      'appleid.apple.com': 'app.harbour.signin',
    },
    userPools: [{ name: 'harbour-customers', client: 'mobile-app' }],
    roles: [
      {
        name: 'HarbourMobileUser',
        description: 'Signed-in users of the mobile app',
        kind: 'authenticated',
        actions: ['s3:GetObject', 's3:PutObject', ...analytics],
      },
      {
        name: 'HarbourMobileStaff',
        description: 'Harbour staff in the mobile app',
        kind: 'authenticated',
        actions: ['s3:*', 'dynamodb:*'],
      },
      {
        name: 'HarbourMobileGuest',
        description: 'Guests of the mobile app',
        kind: 'unauthenticated',
        actions: analytics,
      },
    ],
    rules: {
      'harbour-customers': [
        { Claim: 'cognito:groups', MatchType: 'Contains', Value: 'staff', role: 'HarbourMobileStaff' },
      ],
    },
    attributes: { 'harbour-customers': { plan: 'custom:plan', user: 'sub' } },
    identities: { recentGuests: 120, older: 1480, authenticatedShare: 0.7, olderThanDays: 180 },
  },
  {
    name: 'partner portal',
    guests: false,
    classic: false,
    tags: { team: 'partners', env: 'production', 'console:protected': 'true' },
    saml: [`arn:aws:iam::${sampleAccount}:saml-provider/PartnerPortal`],
    roles: [
      {
        name: 'PartnerReader',
        description: 'Partners: read access to shared documents',
        kind: 'authenticated',
        actions: ['s3:GetObject'],
      },
      {
        name: 'PartnerEditor',
        description: 'Partners that may upload',
        kind: 'authenticated',
        actions: ['s3:GetObject', 's3:PutObject'],
      },
    ],
    rules: {
      [`arn:aws:iam::${sampleAccount}:saml-provider/PartnerPortal`]: [
        { Claim: 'department', MatchType: 'Equals', Value: 'publishing', role: 'PartnerEditor' },
        { Claim: 'department', MatchType: 'StartsWith', Value: 'sales', role: 'PartnerReader' },
      ],
    },
    identities: { recentGuests: 0, older: 260, authenticatedShare: 1, olderThanDays: 90 },
  },
  {
    name: 'buoy-sensors',
    guests: true,
    classic: true,
    tags: { team: 'iot', env: 'production' },
    roles: [
      {
        name: 'BuoySensorGuest',
        description: 'Unattended sensors',
        kind: 'unauthenticated',
        actions: ['iot:Connect', 'iot:Publish'],
      },
    ],
    identities: { recentGuests: 80, older: 720, authenticatedShare: 0, olderThanDays: 365 },
  },
  {
    name: 'harbour-mobile-app-staging',
    guests: true,
    classic: false,
    tags: { team: 'mobile', env: 'staging' },
    userPools: [{ name: 'harbour-customers-staging', client: 'mobile-app-staging' }],
    roles: [
      { name: 'HarbourStagingUser', description: 'Test users', kind: 'authenticated', actions: ['s3:GetObject'] },
      { name: 'HarbourStagingGuest', description: 'Test guests', kind: 'unauthenticated', actions: analytics },
    ],
    identities: { recentGuests: 30, older: 90, authenticatedShare: 0.5, olderThanDays: 30 },
  },
  {
    name: 'legacy social login',
    guests: false,
    classic: true,
    tags: { env: 'production', status: 'to be retired' },
    login: {
      'api.twitter.com': 'xvz1evFS4wEEPTGEFPHBog;L8qq9PZyRg6ieKGEKhZolGC0vJWLw8iEJ88DRdyOg',
      'graph.facebook.com': '7346241598935552',
    },
    roles: [
      {
        name: 'LegacySocialUser',
        description: 'Users of the 2016 website',
        kind: 'authenticated',
        actions: ['cognito-sync:*'],
      },
    ],
    identities: { recentGuests: 0, older: 310, authenticatedShare: 1, olderThanDays: 900 },
  },
  {
    name: 'internal-tools',
    guests: false,
    classic: false,
    tags: { team: 'platform', env: 'production' },
    oidc: [`arn:aws:iam::${sampleAccount}:oidc-provider/login.harbour.example`],
    developer: 'login.harbour.tools',
    roles: [
      {
        name: 'InternalToolsUser',
        description: 'Employees and internal services',
        kind: 'authenticated',
        actions: ['execute-api:Invoke'],
      },
    ],
    identities: { recentGuests: 0, older: 140, authenticatedShare: 1, olderThanDays: 60 },
  },
];
