import Button from '@cloudscape-design/components/button';
import type { CollectionPreferencesProps } from '@cloudscape-design/components/collection-preferences';
import { lazy, Suspense, useEffect, useRef, useState } from 'react';

const CollectionPreferences = lazy(() => import('@cloudscape-design/components/collection-preferences'));

/** The button that opens the preferences of a table. What is behind it, drag and drop, comes when it is first pressed. */
export function ViewPreferences(props: CollectionPreferencesProps) {
  const [isWanted, setIsWanted] = useState(false);
  const closed = (isLoading: boolean) => (
    <Button
      variant="icon"
      iconName="settings"
      ariaLabel="Preferences"
      ariaHaspopup="dialog"
      loading={isLoading}
      onClick={() => setIsWanted(true)}
    />
  );
  if (!isWanted) return closed(false);
  return (
    <Suspense fallback={closed(true)}>
      <Opened {...props} />
    </Suspense>
  );
}

/** Cloudscape has no way to show its preferences but its own button. */
function Opened(props: CollectionPreferencesProps) {
  const around = useRef<HTMLDivElement>(null);
  useEffect(() => around.current?.querySelector('button')?.click(), []);
  return (
    <div ref={around}>
      <CollectionPreferences {...props} />
    </div>
  );
}
