import { useState } from 'preact/hooks';
import type { JSX } from 'preact';
import type { Overview } from '../../contract/overview.ts';
import type { Problem } from '../../ui-kit/api.ts';
import { pick } from '../../ui-kit/language.ts';
import { counterLook } from '../board-rows.ts';
import type { CounterRow } from '../board-rows.ts';
import { steerText as s } from '../steer-texts.ts';
import type { Steering, SteerSheet } from '../steering.ts';
import { t } from '../texts.ts';
import { lookWords } from './counter-squares.tsx';
import { ReasonSheet } from './reason-sheet.tsx';
import { TellSheet } from './tell-sheet.tsx';

interface Shows {
  readonly steering: Steering;
  readonly overview: Overview;
  /** Milliseconds of the building. */
  readonly now: number;
}

const gone: Problem = { code: 'unknown', status: 404 };

function queueWords({ queues }: Overview, queueId: string): string {
  const queue = queues.find(({ id }) => id === queueId);
  if (queue === undefined) return queueId;
  const { agencyShort: agency, series } = queue;
  return s('queueName', { agency, series, name: pick(queue.name) });
}

/** The props of a sheet that is about a counter. */
type Of<What extends 'move' | 'ask-serve' | 'counter'> = Shows & {
  readonly sheet: What extends 'counter'
    ? Extract<SteerSheet, { what: 'counter' }>
    : { readonly counterId: string };
};

function Stop(props: Shows & { readonly queueId: string }): JSX.Element {
  const { steering, overview, queueId } = props;
  const queue = queueWords(overview, queueId);
  return (
    <ReasonSheet
      testId="stop-sheet"
      title={s('stopTitle', { queue })}
      lead={s('stopLead')}
      yes={s('stopYes')}
      isDanger
      likely="crowding"
      onYes={why => steering.stopIssuing(queueId, why)}
      onClose={() => steering.close()}
    />
  );
}

function Resume(props: Shows & { readonly queueId: string }): JSX.Element {
  const { steering, overview, queueId } = props;
  return (
    <ReasonSheet
      testId="resume-sheet"
      title={s('resumeTitle', { queue: queueWords(overview, queueId) })}
      lead={s('resumeLead')}
      yes={s('resumeYes')}
      onYes={why => steering.resumeIssuing(queueId, why)}
      onClose={() => steering.close()}
    />
  );
}

/** What the server takes at most. */
const leftMax = 500;

function Limit(props: Shows & { readonly queueId: string }): JSX.Element {
  const { steering, overview, queueId } = props;
  const [left, setLeft] = useState('10');
  const count = /^\d{1,3}$/.test(left) ? Number(left) : -1;
  return (
    <ReasonSheet
      testId="limit-sheet"
      title={s('limitTitle', { queue: queueWords(overview, queueId) })}
      lead={s('limitLead')}
      yes={s('limitYes')}
      likely="crowding"
      isReady={count >= 0 && count <= leftMax}
      onYes={why => steering.limitIssuing(queueId, count, why)}
      onClose={() => steering.close()}
    >
      <label class="steer-field">
        {s('limitLeft')}
        <input
          inputMode="numeric"
          maxLength={3}
          data-testid="limit-left"
          value={left}
          onInput={event => setLeft(event.currentTarget.value)}
        />
      </label>
    </ReasonSheet>
  );
}

/** Those of the queue come first, closed ones before those at work; then the agency's others. */
function askable(overview: Overview, queueId: string): readonly CounterRow[] {
  const queue = overview.queues.find(({ id }) => id === queueId);
  if (queue === undefined) return [];
  const rank = (row: CounterRow): number =>
    (queue.counterIds.includes(row.id) ? 0 : 2) + (row.state === 'closed' ? 0 : 1);
  return overview.counters
    .filter(row => row.agencyId === queue.agencyId)
    .filter(row => !(queue.counterIds.includes(row.id) && row.state === 'open'))
    .sort((a, b) => rank(a) - rank(b) || a.number - b.number);
}

function AskQueue(props: Shows & { readonly queueId: string }): JSX.Element {
  const { steering, overview, queueId } = props;
  const counters = askable(overview, queueId);
  const [chosen, setChosen] = useState(counters[0]?.id ?? '');
  const counter = counters.find(({ id }) => id === chosen);
  const own = overview.queues.find(({ id }) => id === queueId)?.counterIds ?? [];
  return (
    <ReasonSheet
      testId="ask-sheet"
      title={s('askTitle', { queue: queueWords(overview, queueId) })}
      lead={counters.length === 0 ? s('askNone') : s('askLead')}
      yes={s('askYes')}
      likely="crowding"
      isReady={counter !== undefined}
      onYes={why =>
        counter === undefined
          ? Promise.resolve(gone)
          : steering.askCounter(counter.id, own.includes(counter.id) ? null : queueId, why)
      }
      onClose={() => steering.close()}
    >
      {counters.length > 0 && (
        <label class="steer-field">
          {s('askWhich')}
          <select
            data-testid="ask-counter"
            value={chosen}
            onChange={event => setChosen(event.currentTarget.value)}
          >
            {counters.map(row => (
              <option key={row.id} value={row.id}>
                {s('counterOption', {
                  number: row.number,
                  agency: row.agencyShort,
                  look: t(lookWords[counterLook(row)]),
                })}
              </option>
            ))}
          </select>
        </label>
      )}
    </ReasonSheet>
  );
}

function AskOpen(props: Shows & { readonly counterId: string }): JSX.Element {
  const { steering, overview, counterId } = props;
  const number = overview.counters.find(({ id }) => id === counterId)?.number ?? '';
  return (
    <ReasonSheet
      testId="ask-sheet"
      title={s('askOpenTitle', { number })}
      lead={s('askLead')}
      yes={s('askYes')}
      likely="crowding"
      onYes={why => steering.askCounter(counterId, null, why)}
      onClose={() => steering.close()}
    />
  );
}

/** Which of the agency's lines the counter does not serve yet; the fullest stands chosen. */
function AskServe({ steering, overview, sheet }: Of<'ask-serve'>): JSX.Element {
  const counter = overview.counters.find(({ id }) => id === sheet.counterId);
  const others = overview.queues
    .filter(({ id, agencyId }) => agencyId === counter?.agencyId && !counter.queueIds.includes(id))
    .sort((a, b) => b.waiting - a.waiting);
  const [chosen, setChosen] = useState(others[0]?.id ?? '');
  return (
    <ReasonSheet
      testId="ask-sheet"
      title={s('askServeTitle', { number: counter?.number ?? '' })}
      lead={others.length === 0 ? s('askServeNone') : s('askLead')}
      yes={s('askYes')}
      likely="crowding"
      isReady={chosen !== ''}
      onYes={why => steering.askCounter(sheet.counterId, chosen, why)}
      onClose={() => steering.close()}
    >
      {others.length > 0 && (
        <label class="steer-field">
          {s('askServeWhich')}
          <select
            data-testid="ask-queue"
            value={chosen}
            onChange={event => setChosen(event.currentTarget.value)}
          >
            {others.map(({ id, waiting }) => (
              <option key={id} value={id}>
                {s('queueOption', { queue: queueWords(overview, id), waiting })}
              </option>
            ))}
          </select>
        </label>
      )}
    </ReasonSheet>
  );
}

function Move({ steering, overview, sheet }: Of<'move'>): JSX.Element {
  const counter = overview.counters.find(({ id }) => id === sheet.counterId);
  const [chosen, setChosen] = useState<readonly string[]>(counter?.queueIds ?? []);
  const [isOwn, setOwn] = useState(false);
  const toggle = (id: string) =>
    setChosen(chosen.includes(id) ? chosen.filter(other => other !== id) : [...chosen, id]);
  const own = overview.queues.filter(({ agencyId }) => agencyId === counter?.agencyId);
  return (
    <ReasonSheet
      testId="move-sheet"
      title={s('moveTitle', { number: counter?.number ?? '' })}
      lead={s('moveLead')}
      yes={s('moveYes')}
      likely="crowding"
      isReady={isOwn || chosen.length > 0}
      onYes={why => steering.moveCounter(sheet.counterId, isOwn ? null : chosen, why)}
      onClose={() => steering.close()}
    >
      <div class="steer-queues">
        {own.map(({ id }) => (
          <label key={id}>
            <input
              type="checkbox"
              disabled={isOwn}
              checked={chosen.includes(id)}
              onChange={() => toggle(id)}
            />
            {queueWords(overview, id)}
          </label>
        ))}
        {counter?.isMoved && (
          <label>
            <input type="checkbox" checked={isOwn} onChange={() => setOwn(!isOwn)} />
            {s('moveOwn')}
          </label>
        )}
      </div>
    </ReasonSheet>
  );
}

function AtCounter({ steering, overview, sheet }: Of<'counter'>): JSX.Element {
  const { act, counterId } = sheet;
  const counter = overview.counters.find(({ id }) => id === counterId);
  // What stands at the counter when the question is asked is what is answered, not who comes after.
  const [ticketId] = useState(counter?.ticketId ?? null);
  const [label] = useState(counter?.label ?? '');
  const done = (why: Parameters<Steering['actAt']>[2]): Promise<Problem | null> => {
    if (act !== 'end') return steering.actAt(counterId, act, why);
    return ticketId === null ? Promise.resolve(gone) : steering.endTicket(ticketId, why);
  };
  return (
    <ReasonSheet
      testId={`${act}-sheet`}
      title={s(`${act}Title`, { number: counter?.number ?? '', label })}
      lead={s(`${act}Lead`)}
      yes={s(`${act}Yes`)}
      isDanger={act === 'end' || act === 'close'}
      likely="officer-absent"
      onYes={done}
      onClose={() => steering.close()}
    />
  );
}

/** The one question that lies over the page now, if any. */
export function SteerSheets(props: Shows): JSX.Element | null {
  const sheet = props.steering.sheet.value;
  if (sheet === null) return null;
  switch (sheet.what) {
    case 'tell':
      return <TellSheet {...props} counterIds={sheet.counterIds} />;
    case 'stop':
      return <Stop {...props} queueId={sheet.queueId} />;
    case 'resume':
      return <Resume {...props} queueId={sheet.queueId} />;
    case 'limit':
      return <Limit {...props} queueId={sheet.queueId} />;
    case 'ask':
      if (sheet.counterId !== undefined && sheet.queueId === null) {
        return <AskOpen {...props} counterId={sheet.counterId} />;
      }
      return <AskQueue {...props} queueId={sheet.queueId ?? ''} />;
    case 'ask-serve':
      return <AskServe {...props} sheet={sheet} />;
    case 'move':
      return <Move {...props} sheet={sheet} />;
    case 'counter':
      return <AtCounter {...props} sheet={sheet} />;
  }
}
