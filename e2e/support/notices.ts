import { expect, type Page } from '@playwright/test';

/** A notice at the top of the page. Its text is announced to screen readers too, which is a second place on the page. */
export async function expectNotice(page: Page, text: string | RegExp): Promise<void> {
  const notices = page.getByRole('region', { name: 'Notifications' });
  await expect(notices.getByText(text).first()).toBeVisible({ timeout: 60_000 });
}
