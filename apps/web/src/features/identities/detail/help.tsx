import { Help } from '#ui/help.tsx';

const api = 'https://docs.aws.amazon.com/cognitoidentity/latest/APIReference';

export function IdentityHelp() {
  return (
    <Help
      title="One identity"
      links={[
        ['DescribeIdentity', `${api}/API_DescribeIdentity.html`],
        ['LookupDeveloperIdentity', `${api}/API_LookupDeveloperIdentity.html`],
        ['UnlinkIdentity', `${api}/API_UnlinkIdentity.html`],
      ]}
    >
      <h3>Modified</h3>
      <p>Changes when a login is linked or unlinked and when identities are merged. It is not the last use.</p>
      <h3>Disabled</h3>
      <p>
        An identity whose logins went to another one in a merge is disabled: nobody can use it. AWS keeps it in lists
        until it is deleted.
      </p>
      <h3>What AWS does not let an administrator do</h3>
      <ul>
        <li>Unlink the login of a provider: UnlinkIdentity needs a token of that very user.</li>
        <li>See the user&apos;s ID (sub) at the provider, or find the identity of a given user of a provider.</li>
        <li>See when the identity was last used. CloudTrail can record it, as data events, which are off at first.</li>
      </ul>
    </Help>
  );
}
