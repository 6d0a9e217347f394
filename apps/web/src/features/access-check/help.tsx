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
      <h3>Paste what you have</h3>
      <p>
        One box takes a token, the claims of one as JSON, or an error message, with whatever stands around it. The
        provider is found by who issued the token (iss) or whom it is for (aud). Left empty, a guest is tried.
      </p>
      <h3>Run the check</h3>
      <p>
        Makes the calls that an app makes, one by one, and shows what each of them answers. They are real: a guest is a
        new identity, and a user who signs in for the first time gets one. It can be removed again afterwards. What the
        user would get is compared with what the simulator of the role mappings says.
      </p>
      <h3>Predict</h3>
      <p>
        Says from the settings of the pool and the trust policies of its roles what the user would get. Nothing is
        called as the user, so it works in read-only connections too.
      </p>
      <h3>Explain the message</h3>
      <p>
        The causes that an error message can have are checked against the pool, its roles and, if you paste it too, the
        token. This reads only.
      </p>
      <h3>Tokens and keys</h3>
      <p>
        To run the check the token goes to AWS and nowhere else: it is not kept and not logged. The temporary keys that
        AWS answers never reach the browser. Otherwise the token is decoded in the browser, and only its claims are
        used.
      </p>
    </Help>
  );
}
