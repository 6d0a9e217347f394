import { expect, type Page } from '@playwright/test';

/** Turns editing of the local connection off and on, as its menu does. */
export async function setReadOnly(page: Page, readOnly: boolean): Promise<void> {
  const status = await page.evaluate(async (value) => {
    const headers = {
      'Content-Type': 'application/json',
      'X-Console-CSRF': localStorage.getItem('lifeguard.csrf') ?? '',
    };
    const body = JSON.stringify({ readOnly: value });
    return (await fetch('/api/connections/local', { method: 'PATCH', headers, body })).status;
  }, readOnly);
  expect(status).toBe(200);
}
