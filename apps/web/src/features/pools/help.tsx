import { Help } from '#ui/help.tsx';

const guide = 'https://docs.aws.amazon.com/cognito/latest/developerguide';
const api = 'https://docs.aws.amazon.com/cognitoidentity/latest/APIReference';

export function PoolListHelp() {
  return (
    <Help
      title="Identity pools"
      links={[
        ['What an identity pool is', `${guide}/cognito-identity.html`],
        ['ListIdentityPools', `${api}/API_ListIdentityPools.html`],
      ]}
    >
      <p>
        An identity pool trades proof of a sign-in for temporary AWS credentials. It is not a user pool: a user pool
        knows people and passwords, an identity pool only decides which IAM role their sign-in is worth.
      </p>
      <h3>What the table shows</h3>
      <p>
        All pools of this account and region. AWS lists only names and IDs, so the other columns are read pool by pool
        and arrive a moment later.
      </p>
      <h3>Guest access</h3>
      <p>Active means that people who have not signed in get an identity too, and the credentials of the guest role.</p>
      <h3>Classic flow</h3>
      <p>
        Active lets apps choose the role themselves. Where it was never set, AWS allows it: it is active by default.
      </p>
      <h3>Finding pools</h3>
      <p>
        Choose a property such as a tag in the filter, or type any text: it is looked for in everything that a pool has,
        as in its app clients, the names of its user pools and its roles. Roles are read for that, with a call for each
        pool. The filter, the order and the page are part of the address, so a link shows others the same view.
      </p>
    </Help>
  );
}

export function CreatePoolHelp() {
  return (
    <Help
      title="Create an identity pool"
      links={[
        ['Get started with identity pools', `${guide}/getting-started-with-identity-pools.html`],
        ['CreateIdentityPool', `${api}/API_CreateIdentityPool.html`],
        ['SetIdentityPoolRoles', `${api}/API_SetIdentityPoolRoles.html`],
      ]}
    >
      <p>
        Nothing is sent before you press Create identity pool at the end. What you entered survives a reload of the
        page.
      </p>
      <h3>What can't be changed later</h3>
      <p>The developer provider name. Everything else can be.</p>
      <h3>Providers</h3>
      <p>
        Choose from what this account has, or type it: a user pool of another account or region by its provider name,
        cognito-idp.REGION.amazonaws.com/USERPOOLID. OIDC and SAML providers must exist in IAM first; the pool names
        them by ARN.
      </p>
      <h3>Roles</h3>
      <p>
        The trust policy of a role names the pools whose users it lets in by their IDs. The new pool gets its ID when it
        is created: go to its Roles tab then, which completes the policies of roles that were there before. A role that
        is created with the pool names it from the start, and has no permissions yet.
      </p>
      <h3>Several calls</h3>
      <p>
        AWS creates the pool in one call; new roles, its default roles with role mappings, and the attributes of each
        provider follow in others. If one of them fails, the pool exists without the rest: you are told what was made
        and what was not, and can do the rest again, or delete the pool.
      </p>
    </Help>
  );
}

export function PoolHelp() {
  return (
    <Help
      title="One identity pool"
      links={[
        ['Identity pools', `${guide}/cognito-identity.html`],
        ['DescribeIdentityPool', `${api}/API_DescribeIdentityPool.html`],
        ['Using role-based access control', `${guide}/role-based-access-control.html`],
      ]}
    >
      <p>Everything that is set on the pool. Apps need the ID, never the name; copy it with the button beside it.</p>
      <h3>Default roles</h3>
      <p>
        People who signed in get the authenticated role, guests the guest role. Rules and tokens may choose another role
        for single providers.
      </p>
      <h3>Counting identities</h3>
      <p>
        AWS keeps no count. Once the pool was scanned, Lifeguard shows what the scan found, and when. Before, it counts
        by listing, up to a limit, and says &ldquo;at least&rdquo; beyond it.
      </p>
    </Help>
  );
}

export function PropertiesHelp() {
  return (
    <Help
      title="Properties"
      links={[
        ['UpdateIdentityPool', `${api}/API_UpdateIdentityPool.html`],
        ['Authentication flows', `${guide}/authentication-flow.html`],
      ]}
    >
      <p>
        You change the settings here, then review what will be sent. AWS replaces the whole pool on each update;
        Lifeguard reads the pool again just before and sends everything else as it is, so no other setting gets lost.
      </p>
      <h3>When somebody else saves in between</h3>
      <p>
        The review begins with the pool as AWS has it then. A change of other settings than yours is said and kept.
        Where both are about the same, or somebody saves after the review began, you see three versions: the one that
        you began with, theirs and yours. Nothing is overwritten before you have chosen.
      </p>
    </Help>
  );
}
