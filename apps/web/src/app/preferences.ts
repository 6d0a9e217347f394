import { applyDensity, applyMode, Density, Mode } from '@cloudscape-design/global-styles';
import { useSyncExternalStore } from 'react';
import { z } from 'zod';
import { readStored, writeStored } from '#ui/stored.ts';

const storageKey = 'lifeguard.appearance';

const appearance = z.object({
  mode: z.enum(['light', 'dark', 'system']),
  density: z.enum(['comfortable', 'compact']),
});
export type Appearance = z.infer<typeof appearance>;

const systemIsDark = window.matchMedia('(prefers-color-scheme: dark)');
const listeners = new Set<() => void>();
let current: Appearance = readStored(localStorage, storageKey, appearance) ?? {
  mode: 'system',
  density: 'comfortable',
};

/** Called before the first render, so that nothing flashes in the wrong colours. */
export function applyAppearance(): void {
  const isDark = current.mode === 'dark' || (current.mode === 'system' && systemIsDark.matches);
  applyMode(isDark ? Mode.Dark : Mode.Light);
  applyDensity(current.density === 'compact' ? Density.Compact : Density.Comfortable);
  document.documentElement.style.colorScheme = isDark ? 'dark' : 'light';
}

export function setAppearance(change: Partial<Appearance>): void {
  current = { ...current, ...change };
  writeStored(localStorage, storageKey, current);
  applyAppearance();
  for (const listener of listeners) listener();
}

export function useAppearance(): Appearance {
  return useSyncExternalStore(subscribe, () => current);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

systemIsDark.addEventListener('change', applyAppearance);
