import { Help } from '#ui/help.tsx';

const api = 'https://docs.aws.amazon.com/cognitoidentity/latest/APIReference';

export function DeveloperUsersHelp() {
  return (
    <Help
      title="Developer users"
      links={[
        [
          'Developer-authenticated identities',
          'https://docs.aws.amazon.com/cognito/latest/developerguide/developer-authenticated-identities.html',
        ],
        ['LookupDeveloperIdentity', `${api}/API_LookupDeveloperIdentity.html`],
        ['MergeDeveloperIdentities', `${api}/API_MergeDeveloperIdentities.html`],
        ['UnlinkDeveloperIdentity', `${api}/API_UnlinkDeveloperIdentity.html`],
        ['GetOpenIdTokenForDeveloperIdentity', `${api}/API_GetOpenIdTokenForDeveloperIdentity.html`],
      ]}
    >
      <p>
        A developer user is somebody whom your own server signs in. The server asks AWS for a token under an identifier
        of its choice, the developer user identifier. Upper and lower case count in it.
      </p>
      <p>One identity can have several developer users, and other logins too: 20 in all.</p>
      <h3>Merging</h3>
      <p>
        The destination keeps its ID and gets all logins; the source&apos;s identity becomes disabled. It can&apos;t be
        undone.
      </p>
      <h3>Your users&apos; data</h3>
      <p>Identifiers that you enter here are not put into the address of the page, and not logged.</p>
    </Help>
  );
}
