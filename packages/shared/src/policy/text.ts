/** A policy (JSON text) indented, to read and compare; text that is no JSON as it is. */
export function indentedPolicy(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    // Shown as it stands: what is wrong with it is said beside it.
    return text;
  }
}
