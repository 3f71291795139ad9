import { Check, Download, Minus, TriangleAlert } from 'lucide';
import type { JSX } from 'preact';
import type { Health, HealthItem, HealthKind } from '../../contract/health.ts';
import { Icon, type IconNode } from '../../ui-kit/icon.tsx';
import { clockWrongSeconds, type HealthPage } from '../health-page.ts';
import { healthText as h } from '../health-texts.ts';
import { nameWords, stateWords, timeWords } from '../health-words.ts';
import { instantWords } from '../instant-words.ts';
import { Office } from './office.tsx';

const icons: Readonly<Record<HealthItem['state'], IconNode>> = {
  good: Check,
  off: Minus,
  wrong: TriangleAlert,
};
const states = { good: 'stateGood', off: 'stateOff', wrong: 'stateWrong' } as const;

interface RowProps {
  readonly name: string;
  readonly state: HealthItem['state'];
  readonly said: string;
  readonly since: string | null;
}

function Row({ name, state, said, since }: RowProps): JSX.Element {
  return (
    <li class={`health-row is-${state}`}>
      <Icon of={icons[state]} size={18} />
      <span class="spoken-only">{h(states[state])}</span>
      <b>{name}</b>
      <span>
        {said}
        {since === null ? null : <small>{h('since', { when: since })}</small>}
      </span>
    </li>
  );
}

const groups: readonly (readonly [
  'groupServer' | 'groupHall' | 'groupPrograms',
  readonly HealthKind[],
])[] = [
  [
    'groupServer',
    ['server', 'memory', 'database', 'disk', 'backup', 'second-place', 'reports', 'setup'],
  ],
  ['groupHall', ['printer', 'kiosk', 'display', 'agent', 'zone']],
  ['groupPrograms', ['media', 'voice', 'webhooks', 'hub']],
];

interface ShownProps {
  readonly page: HealthPage;
  readonly health: Health;
  readonly timeZone: string;
}

function ClockRow({ page }: Pick<ShownProps, 'page'>): JSX.Element {
  const seconds = page.clockSeconds.value;
  const isWrong = Math.abs(seconds) > clockWrongSeconds;
  const time = timeWords(seconds);
  const wrong = h(seconds > 0 ? 'clockAhead' : 'clockBehind', { time });
  return (
    <Row
      name={h('clock')}
      state={isWrong ? 'wrong' : 'good'}
      said={isWrong ? wrong : h('clockGood')}
      since={null}
    />
  );
}

function Groups({ page, health, timeZone }: ShownProps): JSX.Element {
  const now = Date.parse(health.now);
  // A server's beginning is told by how long it runs.
  const sinceOf = ({ kind, since, state }: HealthItem): string | null =>
    since === null || kind === 'server' || (kind === 'database' && state === 'good')
      ? null
      : instantWords(since, now, timeZone);
  return (
    <div class="health-groups">
      {groups.map(([title, kinds]) => {
        const items = health.items.filter(({ kind }) => kinds.includes(kind));
        return (
          <section key={title}>
            <h2>{h(title)}</h2>
            {items.length === 0 ? <p class="health-note">{h('none')}</p> : null}
            <ul>
              {items.map((item, place) => (
                <Row
                  key={`${item.kind}-${place}`}
                  name={nameWords(item)}
                  state={item.state}
                  said={stateWords(item)}
                  since={sinceOf(item)}
                />
              ))}
              {title === 'groupServer' ? <ClockRow page={page} /> : null}
            </ul>
          </section>
        );
      })}
    </div>
  );
}

function Shown(props: ShownProps): JSX.Element {
  const { page, health, timeZone } = props;
  const isClockWrong = Math.abs(page.clockSeconds.value) > clockWrongSeconds;
  const wrong =
    health.items.filter(({ state }) => state === 'wrong').length + (isClockWrong ? 1 : 0);
  const many = wrong === 1 ? h('wrongOne') : h('wrongMany', { count: wrong });
  const when = instantWords(health.now, Date.parse(health.now), timeZone);
  return (
    <main class="health-main">
      <header class="health-head">
        <p class={wrong === 0 ? 'health-sum is-good' : 'health-sum is-wrong'} role="status">
          <Icon of={wrong === 0 ? Check : TriangleAlert} size={24} />
          {wrong === 0 ? h('allWell') : many}
        </p>
        {page.isLost.value ? <p class="health-lost">{h('lost', { when })}</p> : null}
        {page.mayChange.value ? (
          <p class="health-diagnosis">
            <small>{h('diagnosisNote')}</small>
            <a
              class="printing-second"
              href="/api/v1/admin/diagnosis"
              download
              data-testid="diagnosis"
            >
              <Icon of={Download} size={18} />
              {h('diagnosis')}
            </a>
          </p>
        ) : null}
      </header>
      <Groups {...props} />
    </main>
  );
}

/** Everything that a technician asks, what is wrong in colour and word. */
export function HealthApp({ page }: { readonly page: HealthPage }): JSX.Element {
  const health = page.health.value;
  const words = {
    title: h('title'),
    signInLead: h('signInLead'),
    wrongRoleLead: (name: string) => h('wrongRoleLead', { name }),
    loading: h('loading'),
  };
  return (
    <Office page={page} nav="health" testId="health" words={words} isLoaded={health !== null}>
      {building => health && <Shown page={page} health={health} timeZone={building.timeZone} />}
    </Office>
  );
}
