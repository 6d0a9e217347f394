import { Help } from '#ui/help.tsx';

const guide = 'https://docs.aws.amazon.com/cognito/latest/developerguide';

export function AccessCheckHelp() {
  return (
    <Help
      title="Access check"
      links={[
        ['Identity pools authentication flow', `${guide}/authentication-flow.html`],
        ['IAM roles of identity pools', `${guide}/role-trust-and-permissions.html`],
        ['External identity providers', `${guide}/external-identity-providers.html`],
      ]}
    >
      <p>AWS has one error for most failures. This page finds out what is behind it, from the settings of this pool.</p>
      <h3>Try a user</h3>
      <p>
        Makes the calls that an app makes, one by one, and shows what each of them answers. They are real: a guest is a
        new identity, and a user who signs in for the first time gets one. It can be removed again afterwards. What the
        user would get is compared with what the simulator of the role mappings says.
      </p>
      <h3>Explain an error message</h3>
      <p>
        Paste what a log or a person says, with whatever stands around it. The causes that the message can have are
        checked against the pool, its roles and, if you give one, the token. This reads only.
      </p>
      <h3>Tokens and keys</h3>
      <p>
        A token that you paste to try a user goes to AWS and nowhere else: it is not kept and not logged. The temporary
        keys that AWS answers never reach the browser. To explain a message the token is decoded in the browser, and
        only its claims are used.
      </p>
    </Help>
  );
}
