import { KeyRound } from 'lucide';
import type { JSX } from 'preact';
import { Icon } from '../../ui-kit/icon.tsx';
import { partnersText as p } from '../partners-texts.ts';
import type { ToldSecret } from '../told-secret.ts';

/** A secret that is told once, until somebody says that they have it. */
export function PartnerSecret({ secret }: { readonly secret: ToldSecret }): JSX.Element | null {
  const told = secret.now.value;
  if (told === null) return null;
  const isCopied = secret.isCopied.value;
  return (
    <section class="partners-secret" data-testid="told-secret">
      <h2>
        <Icon of={KeyRound} size={20} />
        {p(told.kind === 'key' ? 'secretOfKey' : 'secretOfWebhook', { of: told.of })}
      </h2>
      <p class="printing-note">{p('secretLead')}</p>
      <code data-testid="secret">{told.secret}</code>
      <div class="partners-secret-foot">
        <button
          type="button"
          class="printing-second"
          data-testid="copy-secret"
          onClick={() => void secret.copy()}
        >
          {p('copy')}
        </button>
        <button
          type="button"
          class="printing-second"
          data-testid="secret-kept"
          onClick={() => secret.forget()}
        >
          {p('secretKept')}
        </button>
        <p role="status" class="printing-note">
          {isCopied === null ? '' : p(isCopied ? 'copied' : 'copyByHand')}
        </p>
      </div>
    </section>
  );
}
