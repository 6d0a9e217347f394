import { causeOf, either, type Explainer, open, yes } from '../cause.ts';
import { loginKeyCause, loginKeySlip } from './login-key.ts';
import { loginProviders } from '../../aws/providers.ts';

const noToken = 'The token is not known here: paste it, and its form is looked at.';

/** "Not a valid OpenId Connect identity token": what else it may be. */
export const explainTokenForm: Explainer = (facts) => {
  const { tokenForm: form, login = '' } = facts.attempt;
  const isOpaque = form !== undefined && form.parts !== 3 && form.parts !== 5;
  const social = loginProviders.find(({ key }) => key === login)?.label;
  return [
    // AWS reads a token under a key that it does not know as a JWT, whatever it is.
    ...(loginKeySlip(facts) === undefined ? [] : [loginKeyCause(facts)]),
    causeOf(
      {
        id: 'token-wrapping',
        title: 'There is something around the token',
        fix: 'Send the token alone: without “Bearer”, quotes, spaces or line breaks.',
      },
      form === undefined
        ? open(noToken)
        : either(
            form.hasWrapping,
            'The text has “Bearer”, quotes or white space in it.',
            'There is nothing around it.',
          ),
    ),
    causeOf(
      {
        id: 'token-encrypted',
        title: 'The token is encrypted',
        fix: 'Let the provider sign its ID tokens and not encrypt them: AWS can’t read a JWE.',
      },
      form === undefined
        ? open(noToken)
        : either(form.parts === 5, 'It has five parts, as an encrypted token (JWE).', `It has ${form.parts} parts.`),
    ),
    causeOf(
      {
        id: 'token-opaque',
        title: 'It is not a JWT: an opaque access token, an authorization code or a SAML response',
        fix: `Send the ID token${social === undefined ? '' : ` of ${social}`}: a JWT with three parts that begins with eyJ. A SAML response goes under the ARN of its provider.`,
      },
      form === undefined
        ? open(noToken)
        : either(isOpaque, `It has ${form.parts} of the three parts of a JWT.`, `It has ${form.parts} parts.`),
    ),
    causeOf(
      {
        id: 'token-damaged',
        title: 'A piece of the token was lost or changed',
        fix: 'Look where the app cuts, encodes or stores the token: cookies and columns that are too short are usual.',
      },
      form === undefined
        ? open(noToken)
        : either(
            form.parts === 3 && !form.hasWrapping,
            form.algorithm === undefined
              ? 'It has three parts, and its header can’t be read.'
              : 'It has three parts and a readable header, so its claims can’t be read.',
            'It is not a JWT in the first place.',
          ),
    ),
  ];
};

/** RSA keys of 2048, 3072 and 4096 bits. */
const signatureSizes = [256, 384, 512];

/** "Couldn't verify signed token": why a signature does not fit. */
export const explainSignature: Explainer = ({ attempt }) => {
  const { tokenForm: form, claims } = attempt;
  const isRsa = form?.algorithm === undefined || /^RS(256|384|512)$/.test(form.algorithm);
  const isCut = isRsa && form !== undefined && form.parts === 3 && !signatureSizes.includes(form.signatureBytes ?? 0);
  const issuer = typeof claims?.['iss'] === 'string' ? claims['iss'] : 'its issuer';
  const others = !isRsa || isCut;
  return [
    causeOf(
      {
        id: 'signature-algorithm',
        title: 'The token is not signed with RSA',
        fix: 'Let the provider sign ID tokens with RS256, RS384 or RS512. Tokens signed with a shared secret (HS256) can’t be checked by AWS.',
      },
      form?.algorithm === undefined
        ? open(noToken)
        : either(!isRsa, `Its header says alg: ${form.algorithm}.`, `Its header says alg: ${form.algorithm}.`),
    ),
    causeOf(
      {
        id: 'signature-cut',
        title: 'The end of the token is missing',
        fix: 'Look where the app cuts the token: cookies and columns that are too short are usual.',
      },
      form === undefined
        ? open(noToken)
        : either(
            isCut,
            `Its signature has ${form.signatureBytes ?? 'no readable'} bytes, which no RSA key makes.`,
            `Its signature has ${form.signatureBytes ?? 'no readable'} bytes.`,
          ),
    ),
    causeOf(
      {
        id: 'signature-other-key',
        title: 'It was signed with another key than its issuer publishes',
        fix: 'Check that the token comes from this very issuer and was not changed on the way; that the issuer still publishes the key (kid) of the token; and that the provider in IAM is the right environment (test, production).',
        page: 'providers',
      },
      others
        ? either(false, '', 'What is wrong shows above.')
        : form === undefined
          ? yes(`AWS took the keys that ${issuer} publishes, and none of them fits.`)
          : form.parts !== 3
            ? yes(
                'The token has no signature that could be looked at here: its provider was asked, and does not know it.',
              )
            : yes(
                `Form and algorithm are right, so none of the keys that ${issuer} publishes fits: the token was changed, or another issuer made it.`,
              ),
    ),
  ];
};
