/** Deeper than any policy: no text of a caller may exhaust the stack. */
const maxDepth = 20;

/** `arn:aws:iam::123456789012:root` */
const accountArn = /^arn:aws[\w-]*:iam::(\d{12}):root$/;

/**
 * Whether two policy texts say the same. The order of members and lists has no meaning, nor has a list of one, and IAM
 * writes account ids as ARNs: what it answers is not always what was sent. Texts that are not JSON are compared as texts.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_principal.html
 */
export function samePolicy(left: string, right: string): boolean {
  return left === right || uniform(left) === uniform(right);
}

function uniform(text: string): string {
  try {
    return uniformValue(JSON.parse(text), 0);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof RangeError) return text;
    throw error;
  }
}

function uniformValue(value: unknown, depth: number): string {
  if (depth > maxDepth) throw new RangeError('No policy is that deep.');
  if (Array.isArray(value)) {
    const items = [...new Set(value.map((item) => uniformValue(item, depth + 1)))].sort();
    return items.length === 1 ? items.join() : `[${items.join()}]`;
  }
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value).map(
      ([key, member]) => `${JSON.stringify(key)}:${uniformValue(member, depth + 1)}`,
    );
    return `{${members.sort().join()}}`;
  }
  // IAM takes true and "true" for the same value of a condition.
  return JSON.stringify(String(value).replace(accountArn, '$1'));
}
