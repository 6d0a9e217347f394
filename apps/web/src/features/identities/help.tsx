import { Help } from '#ui/help.tsx';

const api = 'https://docs.aws.amazon.com/cognitoidentity/latest/APIReference';

export function IdentitiesHelp() {
  return (
    <Help
      title="Identities"
      links={[
        ['ListIdentities', `${api}/API_ListIdentities.html`],
        ['DeleteIdentities', `${api}/API_DeleteIdentities.html`],
      ]}
    >
      <p>
        An identity stands for one person or device in this pool. A guest has no linked login; a linked identity has
        signed in through at least one provider.
      </p>
      <h3>What AWS does not tell</h3>
      <p>
        The user&apos;s ID at the provider, and the number of identities. Identities can be listed 60 at a time and not
        searched, except by their exact ID.
      </p>
      <h3>Deleting</h3>
      <p>
        Choose up to 60 on a page. AWS may delete some and refuse others; you see the result of each, and can retry
        those that failed.
      </p>
    </Help>
  );
}
