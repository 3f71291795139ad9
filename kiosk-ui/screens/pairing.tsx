import { Delete, MonitorCheck } from 'lucide';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { BuildingMark } from '../../ui-kit/building-mark.tsx';
import { Icon } from '../../ui-kit/icon.tsx';
import { language } from '../../ui-kit/language.ts';
import { applianceText as t } from '../appliance-texts.ts';
import type { Appliance } from '../appliance.ts';
import { pairingLength, pairingSigns } from '../pairing.ts';
import type { Pairing } from '../pairing.ts';
import { Key } from '../press.tsx';
import { speakIn } from '../spoken-language.ts';
import './pairing.css';

interface Props {
  readonly pairing: Pairing;
  readonly appliance: Appliance;
}

/** Where a browser of the building reaches the page that makes codes. */
const devicesPage = (): string => `${location.host}/admin/devices`;

export function PairingScreen({ pairing, appliance }: Props): JSX.Element {
  useTyping(pairing);
  return (
    <div class="pairing" data-testid="pairing">
      <header>
        <BuildingMark size={60} />
        <h1>{t('pairTitle')}</h1>
        <p>{t('pairVisitor')}</p>
        <Languages />
      </header>
      <main>
        <Steps appliance={appliance} />
        <Typed pairing={pairing} />
        <Trouble pairing={pairing} />
        <div class="pairing-keys">
          {pairingSigns.split('').map(sign => (
            <Key
              key={sign}
              class="key outlined"
              testId={`sign-${sign}`}
              onPress={() => pairing.type(sign)}
            >
              {sign}
            </Key>
          ))}
          <Key
            class="key outlined pairing-erase"
            testId="pair-erase"
            onPress={() => pairing.erase()}
          >
            <Icon of={Delete} size={44} />
            {t('pairErase')}
          </Key>
        </div>
        <Key
          class="key primary pairing-send"
          testId="pair-send"
          isDisabled={!pairing.isWhole || pairing.isSending.value}
          onPress={() => void pairing.send()}
        >
          <Icon of={MonitorCheck} size={48} />
          {t(pairing.isSending.value ? 'pairSending' : 'pairSend')}
        </Key>
      </main>
    </div>
  );
}

/** A technician often has a keyboard at hand. */
function useTyping(pairing: Pairing): void {
  useEffect(() => {
    const type = (event: KeyboardEvent): void => {
      if (event.ctrlKey || event.altKey || event.metaKey) return;
      if (event.key === 'Backspace') pairing.erase();
      else if (event.key === 'Enter' && event.target === document.body) void pairing.send();
      else if (event.key.length === 1) pairing.type(event.key.toUpperCase());
    };
    addEventListener('keydown', type);
    return () => removeEventListener('keydown', type);
  }, [pairing]);
}

function Languages(): JSX.Element {
  return (
    <div class="pairing-languages">
      {(['id', 'en'] as const).map(code => (
        <Key
          key={code}
          class={language.value === code ? 'is-on' : ''}
          testId={`language-${code}`}
          pressed={language.value === code}
          onPress={() => void speakIn(code)}
        >
          {code === 'id' ? 'Indonesia' : 'English'}
        </Key>
      ))}
    </div>
  );
}

function Steps({ appliance }: Pick<Props, 'appliance'>): JSX.Element {
  const admission = appliance.admission.value;
  if (admission.is === 'other-kind') {
    return (
      <p class="pairing-other" role="alert" data-testid="pair-other-kind">
        {t('pairOtherKind', { name: admission.name })}
      </p>
    );
  }
  return (
    <ol class="pairing-steps">
      <li>{t('pairStepOne', { address: devicesPage() })}</li>
      <li>{t('pairStepTwo')}</li>
      <li>{t('pairStepThree')}</li>
    </ol>
  );
}

function Typed({ pairing }: Pick<Props, 'pairing'>): JSX.Element {
  const code = pairing.code.value;
  const words = { count: code.length, all: pairingLength };
  return (
    <p class="pairing-code" role="img" aria-label={t('pairCode', words)} data-testid="pair-code">
      {Array.from({ length: pairingLength }, (_, at) => (
        <i key={at} class={at < code.length ? 'is-typed' : ''}>
          {code[at] ?? ''}
        </i>
      ))}
    </p>
  );
}

const ownSentence = new Set(['unknown-code', 'too-many-attempts', 'unreachable']);
type Refused = 'unknown-code' | 'too-many-attempts' | 'unreachable' | 'other';

function Trouble({ pairing }: Pick<Props, 'pairing'>): JSX.Element {
  const problem = pairing.problem.value;
  const code = (problem && ownSentence.has(problem.code) ? problem.code : 'other') as Refused;
  const seconds = Number(problem?.facts?.['waitSeconds'] ?? 60);
  return (
    <p class="pairing-trouble" role="alert" data-testid="pair-trouble">
      {problem === null ? '' : t(`pairRefused:${code}`, { seconds })}
    </p>
  );
}
