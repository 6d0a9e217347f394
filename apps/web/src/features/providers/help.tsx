import { Help } from '#ui/help.tsx';

const guide = 'https://docs.aws.amazon.com/cognito/latest/developerguide';
const api = 'https://docs.aws.amazon.com/cognitoidentity/latest/APIReference';

export function ProvidersHelp() {
  return (
    <Help
      title="Providers"
      links={[
        ['Identity pools and their providers', `${guide}/external-identity-providers.html`],
        ['Developer authenticated identities', `${guide}/developer-authenticated-identities.html`],
        ['CognitoIdentityProvider', `${api}/API_CognitoIdentityProvider.html`],
        ['UpdateIdentityPool', `${api}/API_UpdateIdentityPool.html`],
      ]}
    >
      <p>
        A provider vouches for people: the pool takes its tokens and gives AWS credentials for them. What a sign-in is
        worth is decided per provider, by its role mapping or else by the default role.
      </p>
      <h3>User pools</h3>
      <p>
        Each app client is a provider of its own, with a role mapping of its own. Attributes belong to the user pool as
        a whole. User pools of other accounts and regions work too; only the list here can&rsquo;t show them.
      </p>
      <h3>One provider, three names</h3>
      <p>
        AWS names a user pool with its client in role mappings, without it in attributes and in Logins. Lifeguard writes
        each of them for you.
      </p>
      <h3>Removing one</h3>
      <p>
        Identities stay, but people can&rsquo;t sign in that way any more. A role mapping that is left behind makes AWS
        refuse every later change of roles, so it is offered for removal in the same save.
      </p>
      <h3>X and Digits</h3>
      <p>
        AWS keeps key and secret as one text. Lifeguard never shows the secret, not in commands either: put it in
        yourself before you run one of those.
      </p>
      <h3>Developer provider</h3>
      <p>Its name can be set once. AWS never changes or removes it.</p>
    </Help>
  );
}
