import {
  type CognitoIdentityClientResolvedConfig,
  type $Command as CognitoIdentityCommand,
  CreateIdentityPoolCommand,
  DeleteIdentitiesCommand,
  DeleteIdentityPoolCommand,
  GetOpenIdTokenForDeveloperIdentityCommand,
  MergeDeveloperIdentitiesCommand,
  type ServiceInputTypes as CognitoIdentityInput,
  type ServiceOutputTypes as CognitoIdentityOutput,
  SetIdentityPoolRolesCommand,
  SetPrincipalTagAttributeMapCommand,
  TagResourceCommand,
  UnlinkDeveloperIdentityCommand,
  UntagResourceCommand,
  UpdateIdentityPoolCommand,
} from '@aws-sdk/client-cognito-identity';
import {
  type CognitoIdentityProviderClientResolvedConfig,
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
  type ServiceInputTypes as UserPoolInput,
  type ServiceOutputTypes as UserPoolOutput,
  type $Command as UserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import {
  CreateOpenIDConnectProviderCommand,
  CreateRoleCommand,
  CreateSAMLProviderCommand,
  type IAMClientResolvedConfig,
  type $Command as IamCommand,
  type ServiceInputTypes as IamInput,
  type ServiceOutputTypes as IamOutput,
  PutRolePolicyCommand,
  UpdateAssumeRolePolicyCommand,
} from '@aws-sdk/client-iam';
import type { PlannedCall, PlannedInputs, PlannedOperation } from '@lifeguard/shared/aws/planned-call';

import { ProblemError } from '@lifeguard/shared/api/problem-error';

import { applied, failed } from './call-results.ts';
import type { AwsClients } from './clients.ts';
import type { AwsCall } from './connections.ts';
import { asProblem } from './errors.ts';

type Executor<Input, Output> = (clients: AwsClients, call: AwsCall, input: Input, purpose?: 'job') => Promise<Output>;

/** How each write is sent. The compiler checks here that what is planned is what the SDK's command takes. */
const executors = {
  // Repeated after a lost answer it would make a second pool: names are not unique.
  CreateIdentityPool: cognitoIdentity(CreateIdentityPoolCommand, 'create'),
  UpdateIdentityPool: cognitoIdentity(UpdateIdentityPoolCommand),
  DeleteIdentityPool: cognitoIdentity(DeleteIdentityPoolCommand),
  SetIdentityPoolRoles: cognitoIdentity(SetIdentityPoolRolesCommand),
  SetPrincipalTagAttributeMap: cognitoIdentity(SetPrincipalTagAttributeMapCommand),
  TagResource: cognitoIdentity(TagResourceCommand),
  UntagResource: cognitoIdentity(UntagResourceCommand),
  DeleteIdentities: cognitoIdentity(DeleteIdentitiesCommand),
  MergeDeveloperIdentities: cognitoIdentity(MergeDeveloperIdentitiesCommand),
  UnlinkDeveloperIdentity: cognitoIdentity(UnlinkDeveloperIdentityCommand),
  GetOpenIdTokenForDeveloperIdentity: cognitoIdentity(GetOpenIdTokenForDeveloperIdentityCommand),
  CreateRole: iam(CreateRoleCommand),
  UpdateAssumeRolePolicy: iam(UpdateAssumeRolePolicyCommand),
  PutRolePolicy: iam(PutRolePolicyCommand),
  CreateOpenIDConnectProvider: iam(CreateOpenIDConnectProviderCommand),
  CreateSAMLProvider: iam(CreateSAMLProviderCommand),
  CreateUserPool: userPool(CreateUserPoolCommand),
  CreateUserPoolClient: userPool(CreateUserPoolClientCommand),
} satisfies { [O in PlannedOperation]: Executor<PlannedInputs[O], unknown> };

type Answers = { readonly [O in PlannedOperation]: Awaited<ReturnType<(typeof executors)[O]>> };
type Executors = { readonly [O in PlannedOperation]: Executor<PlannedInputs[O], Answers[O]> };
const byOperation: Executors = executors;

/**
 * Sends a planned write: the only way in which anything in AWS is changed. As part of a job it is sent once.
 * @throws ProblemError with the call and what became of it
 */
export async function sendPlanned<O extends PlannedOperation>(
  clients: AwsClients,
  call: AwsCall,
  planned: PlannedCall<O>,
  purpose?: 'job',
): Promise<Answers[O]> {
  try {
    const answer = await byOperation[planned.operation](clients, call, planned.input, purpose);
    call.journal?.sent(planned, applied(planned, answer.$metadata.requestId));
    return answer;
  } catch (reason) {
    const error = asProblem(reason);
    const result = failed(planned, error);
    call.journal?.sent(planned, result);
    throw new ProblemError(error.code, error.message, { ...error.members, calls: [result] }, error);
  }
}

function cognitoIdentity<I extends CognitoIdentityInput, O extends CognitoIdentityOutput>(
  Command: new (
    input: I,
  ) => CognitoIdentityCommand<I, O, CognitoIdentityClientResolvedConfig, CognitoIdentityInput, CognitoIdentityOutput>,
  usual: 'write' | 'create' = 'write',
): Executor<I, O> {
  return (clients, call, input, purpose) =>
    clients.write(call, purpose ?? usual, (client, options) => client.send(new Command(input), options));
}

function iam<I extends IamInput, O extends IamOutput>(
  Command: new (input: I) => IamCommand<I, O, IAMClientResolvedConfig, IamInput, IamOutput>,
): Executor<I, O> {
  return (clients, call, input) =>
    clients.iamWrite(call, (client, options) => client.send(new Command(input), options));
}

function userPool<I extends UserPoolInput, O extends UserPoolOutput>(
  Command: new (
    input: I,
  ) => UserPoolCommand<I, O, CognitoIdentityProviderClientResolvedConfig, UserPoolInput, UserPoolOutput>,
): Executor<I, O> {
  return (clients, call, input) =>
    clients.idpWrite(call, (client, options) => client.send(new Command(input), options));
}
