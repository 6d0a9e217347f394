import { Help } from '#ui/help.tsx';

const api = 'https://docs.aws.amazon.com/cognitoidentity/latest/APIReference';

export function JobsHelp() {
  return (
    <Help
      title="Jobs"
      links={[
        ['ListIdentities', `${api}/API_ListIdentities.html`],
        ['DeleteIdentities', `${api}/API_DeleteIdentities.html`],
        ['Quotas of Amazon Cognito', 'https://docs.aws.amazon.com/cognito/latest/developerguide/quotas.html'],
      ]}
    >
      <p>
        A job is work that takes longer than a click: the scan of a pool, an export, a clean-up. It goes on in Lifeguard
        when you close the page, and after a restart it goes on where it stood.
      </p>
      <h3>Speed</h3>
      <p>
        AWS allows an account so many requests a second, for your apps too. Jobs send only a few, and fewer when AWS
        slows them down.
      </p>
      <h3>When a job stops</h3>
      <p>
        After many failures in a row a job pauses by itself and says why. When credentials expire it waits, and goes on
        once they are renewed. Cancelling ends it after the batch that is under way; what was deleted stays deleted.
      </p>
      <h3>The report of a clean-up</h3>
      <p>Every identity of the list with what became of it: deleted, already gone, left alone, or failed and why.</p>
    </Help>
  );
}
