import { Help } from '#ui/help.tsx';

const guide = 'https://docs.aws.amazon.com/cognito/latest/developerguide';
const api = 'https://docs.aws.amazon.com/cognitoidentity/latest/APIReference';

export function AttributesHelp() {
  return (
    <Help
      title="Attributes for access control"
      links={[
        ['Using attributes for access control', `${guide}/attributes-for-access-control.html`],
        ['Default provider mappings', `${guide}/provider-mappings.html`],
        ['SetPrincipalTagAttributeMap', `${api}/API_SetPrincipalTagAttributeMap.html`],
      ]}
    >
      <p>
        Claims of a person&rsquo;s token become tags of their session. Policies of the role can then decide by them, for
        example with aws:PrincipalTag/department, so that one role serves many groups of people.
      </p>
      <h3>Inactive, default, custom</h3>
      <p>
        Default mappings make two tags: client and username. Custom mappings name each tag and the claim that it is
        filled from. Inactive providers make no tags.
      </p>
      <h3>What is left out</h3>
      <p>
        A tag whose claim is missing, or is a list of several values or an object, is not set; the sign-in goes on
        without it. All tags of a person together may have at most 460 bytes.
      </p>
      <h3>sts:TagSession</h3>
      <p>
        The trust policy of every role that such people get must allow sts:TagSession to Cognito identity pools. Without
        it they get no credentials at all.
      </p>
      <h3>Guests and developer identities</h3>
      <p>
        Guests never get tags. For developer identities your server gives the tags itself, as PrincipalTags of
        GetOpenIdTokenForDeveloperIdentity.
      </p>
    </Help>
  );
}
