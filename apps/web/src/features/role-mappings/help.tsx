import { Help } from '#ui/help.tsx';

const guide = 'https://docs.aws.amazon.com/cognito/latest/developerguide';
const api = 'https://docs.aws.amazon.com/cognitoidentity/latest/APIReference';

export function RoleMappingsHelp() {
  return (
    <Help
      title="Role mappings"
      links={[
        ['Using role-based access control', `${guide}/role-based-access-control.html`],
        ['RoleMapping', `${api}/API_RoleMapping.html`],
        ['MappingRule', `${api}/API_MappingRule.html`],
        ['GetCredentialsForIdentity', `${api}/API_GetCredentialsForIdentity.html`],
      ]}
    >
      <p>
        A role mapping decides which IAM role the users of one provider get. Without one they get the authenticated role
        of the pool. Guests and developer identities never have a mapping.
      </p>
      <h3>Rules</h3>
      <p>
        AWS tries them from top to bottom and takes the role of the first that matches. Comparison is exact. A rule
        whose claim is not in the token is passed over, even with NotEqual. At most 25 rules for each provider.
      </p>
      <h3>Role from the token</h3>
      <p>
        For user pools: give roles to groups there. The group with the lowest precedence number becomes the preferred
        role. Two groups with the same number give no preferred role, which is the ambiguous case.
      </p>
      <h3>Claims that users can change</h3>
      <p>
        A user pool lets people write their own attributes unless the app client forbids it. A rule about such a claim
        lets them choose their role.
      </p>
      <h3>The simulator</h3>
      <p>
        It follows the rules as they stand in the form, saved or not, with the claims that you give it. Of a token that
        you paste it takes the claims, in your browser, and sends nothing anywhere. Attributes and default roles are
        those of the saved pool.
      </p>
      <h3>Limits</h3>
      <p>
        At most ten providers of a pool can have a mapping. While there is any, AWS refuses the basic (classic) flow for
        the whole pool.
      </p>
    </Help>
  );
}
