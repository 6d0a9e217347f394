import Flashbar, { type FlashbarProps } from '@cloudscape-design/components/flashbar';
import { createContext, type ReactNode, use, useEffect, useState } from 'react';
import { useLocation } from 'react-router';

export interface Notice {
  /** A notice replaces an earlier one with the same id. */
  id: string;
  type: 'success' | 'info' | 'warning' | 'error';
  header?: string;
  content?: ReactNode;
  action?: ReactNode;
}

interface ShownNotice extends Notice {
  /** `Date.now()` */
  since: number;
}

/** How long a success stays that nobody has to act on. */
const successMs = 10_000;
/** What is said on the way to another page belongs to that page. */
const onTheWayMs = 3_000;

const NoticesContext = createContext<readonly ShownNotice[]>([]);
interface NoticeActions {
  notify: (notice: Notice) => void;
  dismiss: (isOver: (notice: ShownNotice) => boolean) => void;
}

const NotifyContext = createContext<NoticeActions>({ notify: () => undefined, dismiss: () => undefined });

export function NotificationProvider({ children }: { children: ReactNode }) {
  const [notices, setNotices] = useState<readonly ShownNotice[]>([]);
  const [actions] = useState(
    (): NoticeActions => ({
      notify: (notice) =>
        setNotices((shown) => [{ ...notice, since: Date.now() }, ...shown.filter((other) => other.id !== notice.id)]),
      dismiss: (isOver) =>
        setNotices((shown) => (shown.some(isOver) ? shown.filter((notice) => !isOver(notice)) : shown)),
    }),
  );
  return (
    <NotifyContext value={actions}>
      <NoticesContext value={notices}>{children}</NoticesContext>
    </NotifyContext>
  );
}

export function useNotify() {
  return use(NotifyContext).notify;
}

/**
 * The bar that shows the notices; the shell renders it once. Good news goes by itself, or with the page where something can be
 * done about it; what went wrong stays until somebody has dismissed it.
 */
export function Notifications() {
  const notices = use(NoticesContext);
  const { dismiss } = use(NotifyContext);
  const { pathname } = useLocation();

  useEffect(() => {
    const next = Math.min(...notices.filter(goesByItself).map(({ since }) => since + successMs));
    if (next === Number.POSITIVE_INFINITY) return;
    const timer = setTimeout(
      () => dismiss((notice) => goesByItself(notice) && notice.since + successMs <= Date.now()),
      Math.max(0, next - Date.now()),
    );
    return () => clearTimeout(timer);
  }, [notices, dismiss]);

  const items = notices.map((shown): FlashbarProps.MessageDefinition => {
    const { since: _, ...notice } = shown;
    return {
      ...notice,
      ariaRole: notice.type === 'error' ? 'alert' : 'status',
      dismissible: true,
      dismissLabel: 'Dismiss',
      onDismiss: () => dismiss(({ id }) => id === notice.id),
    };
  });
  return (
    <>
      <PageLeft key={pathname} />
      <Flashbar items={items} stackItems={items.length > 1} />
    </>
  );
}

/** Good news of a page goes when the page is left. */
function PageLeft() {
  const { dismiss } = use(NotifyContext);
  useEffect(() => () => dismiss((notice) => isGood(notice) && Date.now() - notice.since > onTheWayMs), [dismiss]);
  return null;
}

function isGood({ type }: Notice): boolean {
  return type === 'success' || type === 'info';
}

function goesByItself(notice: Notice): boolean {
  return isGood(notice) && notice.action === undefined;
}
