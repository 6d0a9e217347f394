/** Calls a control endpoint of a local AWS; anything but success is an error. */
export async function callControl(
  localAws: { readonly url: string },
  method: 'POST' | 'PUT',
  name: string,
  body: unknown,
): Promise<unknown> {
  const request = { method, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) } as const;
  const answer = await fetch(`${localAws.url}/_local/${name}`, request);
  if (!answer.ok) throw new Error(`${name}: ${answer.status} ${await answer.text()}`);
  return answer.json();
}
