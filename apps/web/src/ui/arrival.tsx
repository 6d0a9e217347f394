import { type ReactNode, useEffect, useRef } from 'react';
import styles from './arrival.module.css';

/** The result of an action: when it comes, it comes into view and has the focus, so that reading goes on there. Give each result a key. */
export function Arrival({ children }: { children: ReactNode }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    place.current?.focus({ preventScroll: true });
    place.current?.scrollIntoView({ block: 'start' });
  }, []);
  return (
    <div ref={place} tabIndex={-1} className={styles['place']}>
      {children}
    </div>
  );
}
