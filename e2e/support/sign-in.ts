import http from 'node:http';

import type { Console } from './servers.ts';

/** A signed-in caller of the BFF without a browser. */
export interface ApiSession {
  readonly cookie: string;
  readonly csrf: string;
  /** GETs a path over a kept-alive connection; any status but 200 is an error. */
  get(path: string): Promise<unknown>;
  /** POSTs JSON; any status but 200 is an error. */
  post(path: string, body: unknown): Promise<unknown>;
}

/** Trades the console's one-time link for a session. */
export async function signIn(console: Console): Promise<ApiSession> {
  const token = new URL(console.signInLink).hash.slice('#t='.length);
  const answer = await fetch(`${console.url}/auth/local/exchange`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Origin: console.url, 'Sec-Fetch-Site': 'same-origin' },
    body: JSON.stringify({ token }),
  });
  if (!answer.ok) throw new Error(`The sign-in link was refused: ${answer.status} ${await answer.text()}`);
  const { csrf } = (await answer.json()) as { csrf: string };
  const cookie = answer.headers
    .getSetCookie()
    .map((line) => line.split(';')[0])
    .join('; ');
  const agent = new http.Agent({ keepAlive: true });
  return {
    cookie,
    csrf,
    get: (path) => get(new URL(path, console.url), agent, { Cookie: cookie, 'X-Console-CSRF': csrf }),
    async post(path, body) {
      const answer = await fetch(new URL(path, console.url), {
        method: 'POST',
        headers: { 'Content-Type': 'application/json', Cookie: cookie, 'X-Console-CSRF': csrf },
        body: JSON.stringify(body),
      });
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
      return answer.json();
    },
  };
}

function get(url: URL, agent: http.Agent, headers: http.OutgoingHttpHeaders): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const request = http.get(url, { agent, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (part: string) => {
        text += part;
      });
      response.on('end', () => {
        if (response.statusCode === 200) resolve(JSON.parse(text));
        else reject(new Error(`${url.pathname}: ${response.statusCode} ${text}`));
      });
    });
    request.on('error', reject);
  });
}
