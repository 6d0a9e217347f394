import Box from '@cloudscape-design/components/box';
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import styles from './cli-command.module.css';

/** A command for the terminal, with a button that copies it. `label` names it for screen readers. */
export function CliCommand({ command, label = 'command' }: { command: string; label?: string }) {
  return (
    <div className={styles['frame']}>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex, jsx-a11y/prefer-tag-over-role -- it scrolls, so it must be reachable by keyboard */}
      <pre className={styles['text']} tabIndex={0} role="group" aria-label={label}>
        <Box variant="code">{command}</Box>
      </pre>
      <CopyToClipboard
        variant="icon"
        textToCopy={command}
        copyButtonAriaLabel={`Copy ${label}`}
        copySuccessText="Copied"
        copyErrorText="It could not be copied. Select it and copy it by hand."
      />
    </div>
  );
}
