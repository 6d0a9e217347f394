import {
  CognitoIdentityClient,
  CreateIdentityPoolCommand,
  type MappingRule,
  SetIdentityPoolRolesCommand,
} from '@aws-sdk/client-cognito-identity';
import { IAMClient } from '@aws-sdk/client-iam';
import { chromium, type Page } from '@playwright/test';

import { paths } from '@lifeguard/web/paths';

import { browserOptions } from '../support/browser.ts';
import { localAwsClient } from '../support/clients.ts';
import { createPool, createRole } from '../support/seed.ts';
import { type Server, startConsole, startLocalAws } from '../support/servers.ts';
import { median, type Row } from './report.ts';

const pools = 60;
const letters = 'abcdefghijklmnopqrstuvwxyz0123';
const userPool = 'cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEfGhI';

/** Typing into the last of 25 rules with the simulator open: from the key to the next paint. */
export async function* benchRuleTyping(): AsyncGenerator<Row> {
  const localAws = await startLocalAws();
  const console = await startConsole(localAws);
  const browser = await chromium.launch(browserOptions);
  try {
    const poolId = await seed(localAws);
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
    await page.goto(console.signInLink);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.goto(new URL(paths.poolRoleMapping('local', poolId, `${userPool}0:client`), console.url).href);
    const value = page.getByRole('group', { name: 'Rule 25', exact: true }).getByLabel('Value');
    await value.click();
    await page.getByRole('list', { name: 'Way to the role' }).waitFor();
    const times = await typeAndMeasure(page);
    const sorted = [...times].sort((left, right) => left - right);
    yield {
      name: 'Web: key to next paint, rule 25 of 25, 95 %',
      value: `${Math.round(sorted[Math.ceil(sorted.length * 0.95) - 1] ?? Number.NaN)} ms`,
      baseline: `median ${Math.round(median(times))} ms, longest ${Math.round(sorted.at(-1) ?? Number.NaN)} ms`,
      aim: 'below 50 ms',
    };
  } finally {
    await browser.close();
    await console.stop();
    await localAws.stop();
  }
}

/** Milliseconds from each keydown until the frame that shows its letter has been drawn. */
async function typeAndMeasure(page: Page): Promise<number[]> {
  await page.evaluate(() => {
    const times: number[] = [];
    Object.assign(window, { times });
    document.addEventListener(
      'keydown',
      (event) => {
        const channel = new MessageChannel();
        channel.port1.addEventListener('message', () => times.push(performance.now() - event.timeStamp));
        channel.port1.start();
        // Callbacks come before the frame is drawn, and messages that they send after it.
        requestAnimationFrame(() => channel.port2.postMessage(undefined));
      },
      true,
    );
  });
  for (const letter of letters) {
    await page.keyboard.press(letter);
    await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestIdleCallback(resolve))));
  }
  return page.evaluate(() => (window as unknown as { times: number[] }).times);
}

async function seed(localAws: Server): Promise<string> {
  const cognito = new CognitoIdentityClient(localAwsClient(localAws));
  const iam = new IAMClient(localAwsClient(localAws));
  const roles = await Promise.all(Array.from({ length: 25 }, (_, index) => createRole(iam, `role-${index}`)));
  for (let index = 1; index < pools; index += 1) await createPool(cognito, `pool ${index}`);
  const CognitoIdentityProviders = Array.from({ length: 10 }, (_, index) => ({
    ProviderName: `${userPool}${index}`,
    ClientId: 'client',
    ServerSideTokenCheck: false,
  }));
  const { IdentityPoolId = '' } = await cognito.send(
    new CreateIdentityPoolCommand({
      IdentityPoolName: 'busy',
      AllowUnauthenticatedIdentities: false,
      AllowClassicFlow: false,
      CognitoIdentityProviders,
    }),
  );
  const Rules = roles.map(
    (RoleARN, index): MappingRule => ({ Claim: 'cognito:groups', MatchType: 'Equals', Value: `g${index}`, RoleARN }),
  );
  const mapping = { Type: 'Rules', AmbiguousRoleResolution: 'Deny', RulesConfiguration: { Rules } } as const;
  const RoleMappings = Object.fromEntries(
    CognitoIdentityProviders.map(({ ProviderName, ClientId }) => [`${ProviderName}:${ClientId}`, mapping]),
  );
  await cognito.send(new SetIdentityPoolRolesCommand({ IdentityPoolId, Roles: {}, RoleMappings }));
  cognito.destroy();
  iam.destroy();
  return IdentityPoolId;
}
