import { DOMParser, XMLSerializer } from '@xmldom/xmldom';
import { expect, it } from 'vitest';

import { signedElement } from './signature.ts';
import { newIdentity, outcome, responseXml, sign, verify } from './test-bed.ts';
import { parseXml, textOf, withDescendants } from './xml.ts';

const idp = await newIdentity('idp');
const valid = {
  Response: sign(responseXml, 'Response', idp.private),
  Assertion: sign(responseXml, 'Assertion', idp.private),
};

// The eight attacks of https://www.usenix.org/conference/usenixsecurity12/technical-sessions/presentation/somorovsky as
// the tool SAML Raider numbers them. Each is given the signed element, a forged copy of it, and the signature, which is
// still in the signed element and has been taken out of the copy.
const attacks = [
  {
    name: 'XSW1: the signed response inside the signature of the forged one',
    signs: 'Response',
    wrap: ({ signed, forged, signature }) => {
      signed.parentNode?.replaceChild(forged, signed);
      forged.insertBefore(signature, forged.firstChild);
      signature.appendChild(signed);
    },
  },
  {
    name: 'XSW2: the signed response in front of its signature in the forged one',
    signs: 'Response',
    wrap: ({ signed, forged, signature }) => {
      signed.parentNode?.replaceChild(forged, signed);
      forged.insertBefore(signature, forged.firstChild);
      forged.insertBefore(signed, signature);
    },
  },
  {
    name: 'XSW3: the forged assertion in front of the signed one',
    signs: 'Assertion',
    wrap: ({ signed, forged }) => signed.parentNode?.insertBefore(forged, signed),
  },
  {
    name: 'XSW4: the signed assertion inside the forged one',
    signs: 'Assertion',
    wrap: ({ signed, forged }) => {
      signed.parentNode?.replaceChild(forged, signed);
      forged.appendChild(signed);
    },
  },
  {
    name: 'XSW5: the signature in the forged assertion, the signed one at the end of the response',
    signs: 'Assertion',
    wrap: ({ signed, forged, signature }) => {
      signed.parentNode?.insertBefore(forged, signed);
      forged.insertBefore(signature, forged.firstChild);
    },
  },
  {
    name: 'XSW6: the signed assertion inside the signature of the forged one',
    signs: 'Assertion',
    wrap: ({ signed, forged, signature }) => {
      signed.parentNode?.replaceChild(forged, signed);
      forged.insertBefore(signature, forged.firstChild);
      signature.appendChild(signed);
    },
  },
  {
    name: 'XSW7: the forged assertion in the extensions of the response',
    signs: 'Assertion',
    wrap: ({ signed, forged, create }) => {
      const extensions = create('urn:oasis:names:tc:SAML:2.0:protocol', 'p:Extensions');
      extensions.appendChild(forged);
      signed.parentNode?.insertBefore(extensions, signed);
    },
  },
  {
    name: 'XSW8: the signed assertion in an object of the signature of the forged one',
    signs: 'Assertion',
    wrap: ({ signed, forged, signature, create }) => {
      const object = create('http://www.w3.org/2000/09/xmldsig#', 'Object');
      signed.parentNode?.replaceChild(forged, signed);
      forged.insertBefore(signature, forged.firstChild);
      signature.appendChild(object);
      object.appendChild(signed);
    },
  },
] satisfies readonly { name: string; signs: 'Response' | 'Assertion'; wrap: (parts: Parts) => void }[];

interface Parts {
  signed: Element;
  forged: Element;
  signature: Element;
  create: (namespace: string, name: string) => Element;
}

const cases = attacks.flatMap((attack) => [
  { ...attack, title: attack.name, rename: (id: string) => id },
  { ...attack, title: `${attack.name}, under another ID`, rename: (id: string) => `${id}2` },
]);

it.each(cases)('refuses $title', ({ signs, wrap, rename }) => {
  expect(outcome(verify(valid[signs], idp.cert))).toBe('valid');
  expect(outcome(verify(wrapped(signs, wrap, rename), idp.cert))).toBe('malformed');
});

// The second line of defence: without the check that a document is unambiguous no forged text would be taken either.
it.each(cases)('takes nothing forged as signed in $title', ({ signs, wrap, rename }) => {
  const xml = wrapped(signs, wrap, rename);
  const root = parseXml(xml);
  expect(root).toBeDefined();
  const signed = (root === undefined ? [] : withDescendants(root)).map((element) =>
    signedElement(element, xml, [idp.cert]),
  );
  expect(signed.filter((element) => textOf(element).includes('root@x.evil'))).toEqual([]);
});

// No second assertion or response gives these away.
it.each([
  ['the signature of another element', (xml: string) => xml.replace('#_assertion', '#_response')],
  [
    'the signed ID on another element',
    (xml: string) => xml.replace('ID="_assertion"', 'ID="_2"').replace('<p:Status>', '<p:Status ID="_assertion">'),
  ],
  [
    'the signed content under another name',
    (xml: string) =>
      xml.replace(
        /<a:Assertion .*<\/a:Assertion>/s,
        (signed) =>
          `<p:Extensions>${signed.replaceAll('a:Assertion', 'a:Advice')}</p:Extensions>${signed.replace('_assertion', '_2').replace('admin@', 'root@')}`,
      ),
  ],
])('refuses %s', (_name, change) => {
  const changed = change(valid.Assertion);
  expect(changed).not.toBe(valid.Assertion);
  expect(verify(changed, idp.cert)).toMatchObject({ isValid: false });
});

function wrapped(
  signs: 'Response' | 'Assertion',
  wrap: (parts: Parts) => void,
  rename: (id: string) => string,
): string {
  const document = new DOMParser().parseFromString(valid[signs], 'text/xml');
  const [signed] = Array.from(document.getElementsByTagNameNS('*', signs));
  const [signature] = Array.from(document.getElementsByTagNameNS('*', 'Signature'));
  const forged = signed?.cloneNode(true) as Element;
  if (signed === undefined || signature === undefined) {
    throw new Error('The response to attack is not signed.');
  }
  for (const element of [forged, ...Array.from(forged.getElementsByTagName('*'))]) {
    if (element.hasAttribute('ID')) {
      element.setAttribute('ID', rename(element.getAttribute('ID') ?? ''));
    }
    if (element.localName === 'NameID') {
      element.textContent = 'root@x.evil';
    }
  }
  const copied = Array.from(forged.getElementsByTagNameNS('*', 'Signature'));
  copied.forEach((copy) => copy.parentNode?.removeChild(copy));
  wrap({ signed, forged, signature, create: (namespace, name) => document.createElementNS(namespace, name) });
  return new XMLSerializer().serializeToString(document);
}
