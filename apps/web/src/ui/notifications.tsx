import Flashbar, { type FlashbarProps } from '@cloudscape-design/components/flashbar';
import { createContext, type ReactNode, use, useState } from 'react';

export interface Notice {
  /** A notice replaces an earlier one with the same id. */
  id: string;
  type: 'success' | 'info' | 'warning' | 'error';
  header?: string;
  content?: ReactNode;
  action?: ReactNode;
}

const NoticesContext = createContext<readonly Notice[]>([]);
const NotifyContext = createContext<{ notify: (notice: Notice) => void; dismiss: (id: string) => void }>({
  notify: () => undefined,
  dismiss: () => undefined,
});

export function NotificationProvider({ children }: { children: ReactNode }) {
  const [notices, setNotices] = useState<readonly Notice[]>([]);
  const [actions] = useState(() => ({
    notify: (notice: Notice) => setNotices((shown) => [notice, ...shown.filter((other) => other.id !== notice.id)]),
    dismiss: (id: string) => setNotices((shown) => shown.filter((notice) => notice.id !== id)),
  }));
  return (
    <NotifyContext value={actions}>
      <NoticesContext value={notices}>{children}</NoticesContext>
    </NotifyContext>
  );
}

export function useNotify() {
  return use(NotifyContext).notify;
}

/** The bar that shows the notices; the shell renders it once. */
export function Notifications() {
  const notices = use(NoticesContext);
  const { dismiss } = use(NotifyContext);
  const items = notices.map(
    (notice): FlashbarProps.MessageDefinition => ({
      ...notice,
      ariaRole: notice.type === 'error' ? 'alert' : 'status',
      dismissible: true,
      dismissLabel: 'Dismiss',
      onDismiss: () => dismiss(notice.id),
    }),
  );
  return <Flashbar items={items} stackItems={items.length > 3} />;
}
