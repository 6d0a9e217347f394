import ButtonDropdown from '@cloudscape-design/components/button-dropdown';
import type { Pool } from '@lifeguard/shared/api/pools';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { useConnection } from '#api/connection.tsx';
import { paths } from '#paths.ts';
import { useNotify } from '#ui/notifications.tsx';
import { readDraft, writeDraft } from './create/draft.ts';
import { DraftQuestion } from './create/draft-question.tsx';
import { likePool, originOf } from './create/copy.ts';
import { inputJson, type PoolJson, poolJson } from './json.ts';

/** What can be made out of a pool without changing it. */
export function PoolActions({ pool }: { pool: Pool }) {
  const { id } = useConnection();
  const navigate = useNavigate();
  const notify = useNotify();
  const [isAsking, setIsAsking] = useState(false);
  const { document, unknownMembers } = pool;
  const name = document.IdentityPoolName;

  /** `what` is said after "Copied". */
  async function copyJson({ text, hasSecrets }: PoolJson, what: string) {
    const notice = { id: 'copy-json' };
    try {
      await navigator.clipboard.writeText(text);
      const secrets = hasSecrets ? ' Consumer secrets are not in it.' : '';
      const unknown = unknownMembers.length === 0 ? '' : ` Left out, as not known here: ${unknownMembers.join(', ')}.`;
      notify({
        ...notice,
        type: 'success',
        content: `Copied ${what}.${secrets}${unknown}`,
      });
    } catch {
      // The browser asked the person, or its policy says no: there is no other way to the clipboard.
      notify({
        ...notice,
        type: 'error',
        header: 'The JSON was not copied',
        content:
          'The browser does not let this page use the clipboard. Allow it in the settings of the site, then try again.',
      });
    }
  }

  function openWizard() {
    void navigate(paths.poolCreate(id));
  }

  function fillWizard() {
    const origin = originOf(pool);
    writeDraft(id, { values: likePool(document), idempotencyKey: crypto.randomUUID(), origin });
    openWizard();
  }

  function handleClick(action: string) {
    const inputs = inputJson(document);
    if (action === 'json') void copyJson(poolJson(document), `${name} as JSON`);
    else if (action === 'UpdateIdentityPool' || action === 'SetIdentityPoolRoles')
      void copyJson(inputs[action], `the input of ${action} for ${name}`);
    else if (readDraft(id) === undefined) fillWizard();
    else setIsAsking(true);
  }

  return (
    <>
      <ButtonDropdown
        items={[
          { id: 'json', text: 'Copy as JSON' },
          { id: 'UpdateIdentityPool', text: 'Copy input of UpdateIdentityPool' },
          { id: 'SetIdentityPoolRoles', text: 'Copy input of SetIdentityPoolRoles' },
          { id: 'like', text: 'Create a pool like this one' },
        ]}
        onItemClick={({ detail }) => handleClick(detail.id)}
      >
        More
      </ButtonDropdown>
      {isAsking && (
        <DraftQuestion
          poolName={document.IdentityPoolName}
          onReplace={fillWizard}
          onGoOn={openWizard}
          onClose={() => setIsAsking(false)}
        />
      )}
    </>
  );
}
