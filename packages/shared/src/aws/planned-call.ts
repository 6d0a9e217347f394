import type { PoolDocument } from './pool-document.ts';
import type { PrincipalTagMap } from './principal-tags.ts';

/** An AWS call as people are shown it. */
export interface ShownCall {
  readonly service: 'cognito-identity' | 'cognito-idp' | 'iam';
  readonly operation: string;
  readonly input: object;
}

type Settings = Omit<PoolDocument, 'IdentityPoolId' | 'Roles' | 'RoleMappings' | 'PrincipalTagAttributeMaps'>;
type Always = 'IdentityPoolName' | 'AllowUnauthenticatedIdentities';
type CreateIdentityPool = Pick<Settings, Always> & Partial<Omit<Settings, Always>>;

interface DeveloperPool {
  readonly IdentityPoolId: string;
  readonly DeveloperProviderName: string;
}

interface CognitoIdentityInputs {
  readonly CreateIdentityPool: CreateIdentityPool;
  readonly UpdateIdentityPool: Omit<CreateIdentityPool, 'IdentityPoolTags'> & { readonly IdentityPoolId: string };
  readonly DeleteIdentityPool: { readonly IdentityPoolId: string };
  readonly SetIdentityPoolRoles: {
    readonly IdentityPoolId: string;
    readonly Roles: Record<string, string>;
    readonly RoleMappings?: PoolDocument['RoleMappings'];
  };
  readonly SetPrincipalTagAttributeMap: PrincipalTagMap & {
    readonly IdentityPoolId: string;
    readonly IdentityProviderName: string;
  };
  readonly TagResource: { readonly ResourceArn: string; readonly Tags: Record<string, string> };
  readonly UntagResource: { readonly ResourceArn: string; readonly TagKeys: string[] };
  readonly DeleteIdentities: { readonly IdentityIdsToDelete: string[] };
  readonly MergeDeveloperIdentities: DeveloperPool & {
    readonly SourceUserIdentifier: string;
    readonly DestinationUserIdentifier: string;
  };
  readonly UnlinkDeveloperIdentity: DeveloperPool & {
    readonly IdentityId: string;
    readonly DeveloperUserIdentifier: string;
  };
  readonly GetOpenIdTokenForDeveloperIdentity: {
    readonly IdentityPoolId: string;
    readonly Logins: Record<string, string>;
    readonly IdentityId?: string;
    readonly TokenDuration: number;
    readonly PrincipalTags?: Record<string, string>;
  };
}

interface IamInputs {
  readonly CreateRole: {
    readonly RoleName: string;
    readonly Path?: string;
    readonly Description?: string | undefined;
    readonly AssumeRolePolicyDocument: string;
  };
  readonly UpdateAssumeRolePolicy: { readonly RoleName: string; readonly PolicyDocument: string };
  readonly PutRolePolicy: { readonly RoleName: string; readonly PolicyName: string; readonly PolicyDocument: string };
  readonly CreateOpenIDConnectProvider: { readonly Url: string; readonly ClientIDList: string[] };
  readonly CreateSAMLProvider: { readonly Name: string; readonly SAMLMetadataDocument: string };
}

interface UserPoolInputs {
  readonly CreateUserPool: { readonly PoolName: string };
  readonly CreateUserPoolClient: { readonly UserPoolId: string; readonly ClientName: string };
}

type Services = Record<keyof CognitoIdentityInputs, 'cognito-identity'> &
  Record<keyof IamInputs, 'iam'> &
  Record<keyof UserPoolInputs, 'cognito-idp'>;

/** Every operation that changes something in AWS, with its input. */
export interface PlannedInputs extends CognitoIdentityInputs, IamInputs, UserPoolInputs {}
export type PlannedOperation = keyof PlannedInputs;

/** A write with its whole input, made by pure code. The browser shows it; the executor of `packages/aws` sends it. */
export type PlannedCall<O extends PlannedOperation = PlannedOperation> = {
  [Operation in O]: {
    readonly service: Services[Operation];
    readonly operation: Operation;
    readonly input: PlannedInputs[Operation];
  };
}[O];
