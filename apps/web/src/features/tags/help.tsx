import { Help } from '#ui/help.tsx';

const api = 'https://docs.aws.amazon.com/cognitoidentity/latest/APIReference';

export function TagsHelp() {
  return (
    <Help
      title="Tags"
      links={[
        ['Tagging AWS resources', 'https://docs.aws.amazon.com/tag-editor/latest/userguide/tagging.html'],
        ['TagResource', `${api}/API_TagResource.html`],
        ['UntagResource', `${api}/API_UntagResource.html`],
      ]}
    >
      <p>
        Labels on the pool itself: to find it, to share out costs, and for IAM policies that decide by tag who may
        change it. Users of the pool never see them; for tags of their sessions see Attributes.
      </p>
      <h3>Limits</h3>
      <p>
        At most 50 tags. A key has 1 to 128 characters, a value up to 256: letters, digits, spaces and _ . : / = + - @.
        Upper and lower case differ. Keys that begin with aws: are AWS&rsquo;s own.
      </p>
      <h3>Saving</h3>
      <p>
        Only tags that differ are sent: UntagResource for those that go, then TagResource for those that are new or have
        another value. All other tags stay as they are.
      </p>
      <h3>Protection</h3>
      <p>
        A pool with the tag console:protected=true can&rsquo;t be deleted in Lifeguard, and its roles, role mappings and
        guest access are kept. It guards against mistakes here; it does not stop other programs.
      </p>
    </Help>
  );
}
