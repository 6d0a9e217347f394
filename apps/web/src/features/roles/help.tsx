import { Help } from '#ui/help.tsx';

const guide = 'https://docs.aws.amazon.com/cognito/latest/developerguide';

export function RolesHelp() {
  return (
    <Help
      title="Default roles"
      links={[
        ['IAM roles', `${guide}/iam-roles.html`],
        ['Role trust and permissions', `${guide}/role-trust-and-permissions.html`],
        [
          'SetIdentityPoolRoles',
          'https://docs.aws.amazon.com/cognitoidentity/latest/APIReference/API_SetIdentityPoolRoles.html',
        ],
        ['Passing a role', 'https://docs.aws.amazon.com/IAM/latest/UserGuide/id_roles_use_passrole.html'],
      ]}
    >
      <p>
        The IAM roles whose credentials the users of the pool get. A role mapping may choose another role for people who
        signed in through one provider.
      </p>
      <h3>Trust policy</h3>
      <p>
        Each role says in its trust policy who may use it. It must let in{' '}
        <strong>cognito-identity.amazonaws.com</strong> (GovCloud, China and the European sovereign cloud have names of
        their own), name this pool (<strong>aud</strong>), or else any pool in the world could use the role, and the
        kind of user (<strong>amr</strong>). IAM saves no trust policy for identity pools without a condition on aud;
        roles that have long had such a policy go on working. Where attributes become tags it must also allow{' '}
        <strong>sts:TagSession</strong>. AWS does not check this when you save: users then get an error that names no
        reason.
      </p>
      <h3>Apply to the role</h3>
      <p>
        Lifeguard changes as little as possible, shows the difference first, and keeps what the policy says about
        others. If somebody changes the role meanwhile, nothing is written.
      </p>
      <h3>What guests can do at most</h3>
      <p>
        In the enhanced flow AWS narrows the guest role to a list of services, whatever its policies allow; for some,
        such as KMS, to a few calls. In the classic flow there is no such limit.
      </p>
      <h3>Saving</h3>
      <p>
        AWS refuses roles that do not exist, roles of other accounts, and roles that you may not pass. Both roles and
        all role mappings are set by one call; Lifeguard sends what stays as it is, too.
      </p>
      <h3>A new role</h3>
      <p>
        It has a trust policy and no permissions. Attach policies to it in the IAM console, or with the command{' '}
        <strong>aws iam attach-role-policy</strong>.
      </p>
    </Help>
  );
}
