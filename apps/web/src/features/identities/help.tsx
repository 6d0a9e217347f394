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
      <h3>Scanning</h3>
      <p>
        A scan lists the whole pool once and keeps the list in Lifeguard, as it was at that time. On it you count,
        filter, sort, export and clean up. Scan again to bring it up to date; you then see how many appeared and went.
        Days in filters count back from the time of the scan.
      </p>
      <h3>Disabled identities</h3>
      <p>
        When a person with two identities links their logins, AWS keeps one and disables the other. AWS does not say
        which are disabled; the scan lists the pool twice to find out.
      </p>
      <h3>Deleting</h3>
      <p>
        Choose up to 60 on a page. AWS may delete some and refuse others; you see the result of each, and can retry
        those that failed.
      </p>
    </Help>
  );
}

export function CleanUpHelp() {
  return (
    <Help
      title="Clean up"
      links={[
        ['DeleteIdentities', `${api}/API_DeleteIdentities.html`],
        [
          'Identities in the AWS guide',
          'https://docs.aws.amazon.com/cognito/latest/developerguide/identity-pools.html',
        ],
      ]}
    >
      <p>
        A clean-up takes down the list of the identities that the filter finds, then deletes those of the list and no
        others. Whoever is made meanwhile is left alone.
      </p>
      <h3>Who signs in meanwhile</h3>
      <p>
        A guest who signs in after the scan is a guest no more. Of up to 600 Lifeguard looks at each one just before it
        is deleted; longer lists are compared with a new scan that begins after you confirm. The job says which of the
        two was done, and what remains possible.
      </p>
      <h3>Who notices</h3>
      <p>
        Deleting an identity does not delete a user account. The person gets a new identity ID next time, and no longer
        reaches what your apps keep under the old one. Guests can&apos;t prove who they were: for them it is lost.
      </p>
      <h3>Untouched is not the same as unused</h3>
      <p>
        AWS sets the modified date when logins change, not at every visit. An identity untouched for long may still be
        in use: try a dry run, download its report, and compare it with what your apps know.
      </p>
      <h3>What you get</h3>
      <p>An exact account: deleted, already gone, left alone, failed and why; to download as a file.</p>
    </Help>
  );
}
