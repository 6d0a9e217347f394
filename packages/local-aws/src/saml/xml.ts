import { DOMParser } from '@xmldom/xmldom';
import { XMLValidator } from 'fast-xml-parser';
import { z } from 'zod';

import { namespaces } from './names.ts';

/** A name in one of the namespaces, whatever the document's prefix for it. */
export type QualifiedName = readonly [namespace: keyof typeof namespaces, localName: string];

// SAML nests about ten deep. The signature library recurses, so that without a bound the stack would be the bound.
const maximumDepth = 50;

// Nor has a response more than some hundred tags and comments. The signature library's time grows with their square.
const maximumMarkup = 4000;

const dateTime = z.iso.datetime({ offset: true });

/**
 * Parses a document and gives its root element, or `undefined` when it is not well-formed, has a DOCTYPE, a processing
 * instruction, elements nested more than fifty deep, or more than 4,000 tags and comments.
 *
 * SAML has no use for a DOCTYPE: https://cheatsheetseries.owasp.org/cheatsheets/SAML_Security_Cheat_Sheet.html
 */
export function parseXml(xml: string): Element | undefined {
  // xmldom repairs what is not well-formed (an element left open, text after the root), so another parser judges first.
  if (/<!DOCTYPE/i.test(xml) || xml.split('<').length > maximumMarkup || XMLValidator.validate(xml) !== true) {
    return undefined;
  }
  const complaints: string[] = [];
  const parser = new DOMParser({ errorHandler: (level: string, message: string) => complaints.push(level + message) });
  try {
    const root: Element | null = parser.parseFromString(xml, 'text/xml').documentElement;
    return root === null || complaints.length > 0 || !isPlain(root, 0) ? undefined : root;
  } catch (error) {
    // Beyond what it reports, xmldom throws its own ParseError and DOMException, and a RangeError from deep nesting.
    if (error instanceof Error) {
      return undefined;
    }
    throw error;
  }
}

/** True when the element has the name. */
export function isNamed(element: Element, [namespace, localName]: QualifiedName): boolean {
  return element.namespaceURI === namespaces[namespace] && element.localName === localName;
}

/** The child elements of any name, in document order. */
export function childElements(parent: Element): readonly Element[] {
  return Array.from(parent.childNodes).filter((node): node is Element => node.nodeType === node.ELEMENT_NODE);
}

/** The child elements of the name, in document order. */
export function childrenNamed(parent: Element, name: QualifiedName): readonly Element[] {
  return childElements(parent).filter((child) => isNamed(child, name));
}

/** The child element of the name; `undefined` when there is none, or more than one. */
export function onlyChild(parent: Element | undefined, name: QualifiedName): Element | undefined {
  const found = parent === undefined ? [] : childrenNamed(parent, name);
  return found.length === 1 ? found[0] : undefined;
}

/** The element and all elements below it, in document order. */
export function withDescendants(root: Element): readonly Element[] {
  return [root, ...Array.from(root.getElementsByTagName('*'))];
}

/** The text of an element, in full though comments may stand in it; `''` for none. */
export function textOf(element: Element | undefined): string {
  return element?.textContent ?? '';
}

/**
 * The time in an attribute, in milliseconds since the epoch; `undefined` without the attribute, and NaN when it is no
 * xs:dateTime with a time zone. Rule: SAML core 1.3.3, https://docs.oasis-open.org/security/saml/v2.0/saml-core-2.0-os.pdf
 */
export function timeOf(element: Element, attribute: string): number | undefined {
  const value = element.getAttributeNode(attribute)?.value;
  if (value === undefined) {
    return undefined;
  }
  return dateTime.safeParse(value).success ? Date.parse(value) : Number.NaN;
}

function isPlain(node: Node, depth: number): boolean {
  switch (node.nodeType) {
    case node.TEXT_NODE:
    case node.CDATA_SECTION_NODE:
    case node.COMMENT_NODE:
      return true;
    case node.ELEMENT_NODE:
      return depth < maximumDepth && Array.from(node.childNodes).every((child) => isPlain(child, depth + 1));
    default:
      return false;
  }
}
