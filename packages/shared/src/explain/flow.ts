import { documentOf, noDocumentReason } from './facts.ts';
import { causeOf, either, type Explainers, listText, open, yes } from './cause.ts';

/** Messages about the basic (classic) flow: https://docs.aws.amazon.com/cognito/latest/developerguide/authentication-flow.html */
export const flowExplainers: Explainers = {
  'classic-off'(facts) {
    const document = documentOf(facts);
    const finding =
      document === undefined
        ? open(noDocumentReason(facts))
        : either(
            document.AllowClassicFlow === false,
            'The pool has AllowClassicFlow: false.',
            `The pool allows the classic flow now (AllowClassicFlow: ${document.AllowClassicFlow ?? 'not set, which counts as allowed'}): the setting was changed since, or the app uses another pool.`,
          );
    return [
      causeOf(
        {
          id: 'classic-flow-off',
          title: 'The classic flow is switched off',
          fix: 'Let the app call GetCredentialsForIdentity (the enhanced flow) in place of GetOpenIdToken and AssumeRoleWithWebIdentity. Allow the classic flow only where an app can’t be changed.',
          page: 'properties',
        },
        finding,
      ),
    ];
  },

  'classic-with-mappings'(facts) {
    const document = documentOf(facts);
    const keys = Object.keys(document?.RoleMappings ?? {});
    const finding =
      document === undefined
        ? open(noDocumentReason(facts))
        : either(
            keys.length > 0,
            `The pool has role mappings for ${listText(keys)}. While there is any, AWS refuses the classic flow for everybody, guests too.`,
            'The pool has no role mapping now: it was removed since, or the app uses another pool.',
          );
    return [
      causeOf(
        {
          id: 'has-role-mappings',
          title: 'The pool has role mappings',
          fix: 'Let the app use the enhanced flow (GetCredentialsForIdentity), or remove every role mapping.',
          page: 'role-mappings',
        },
        finding,
      ),
    ];
  },

  'classic-with-saml'(facts) {
    const { login } = facts.attempt;
    const arns = documentOf(facts)?.SamlProviderARNs ?? [];
    const finding =
      login === undefined
        ? arns.length > 0
          ? yes(`A login of a SAML provider was sent; the pool has ${listText(arns)}.`)
          : open('It is not known which login the app sent.')
        : either(
            arns.includes(login) || /:saml-provider\//.test(login),
            `The app sent a login of the SAML provider ${login}.`,
            `The login ${login} is not one of a SAML provider.`,
          );
    return [
      causeOf(
        {
          id: 'saml-login',
          title: 'The login is of a SAML provider',
          fix: 'Users of SAML providers can come in by the enhanced flow only: let the app call GetCredentialsForIdentity.',
          page: 'providers',
        },
        finding,
      ),
    ];
  },
};
