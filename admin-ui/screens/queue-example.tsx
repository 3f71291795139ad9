import type { JSX } from 'preact';
import type { Queue } from '../../contract/setup.ts';
import {
  exampleOrder,
  examplePeople,
  isOverdue,
  overtakenMinutes,
  type ExamplePerson,
} from '../calling-example.ts';
import type { LinesPage } from '../lines-page.ts';
import { queueText as q } from '../queues-texts.ts';

/** Rates are told by what they come to for somebody who has waited so long. */
const waitedMinutes = 10;

function overtakes(rates: Queue['rates'], name: 'booked' | 'vulnerable'): string {
  const someone = q(`someone:${name}`);
  const earlier = overtakenMinutes(rates, name, waitedMinutes);
  if (earlier === null) return q('overtakesAlways', { someone });
  if (earlier === 0) return q('overtakesNever', { someone });
  return q('overtakes', { someone, waited: waitedMinutes, earlier });
}

function meaning({ policy, rates, maxWaitMinutes }: Queue): string[] {
  const overdue = q('overdue', { minutes: maxWaitMinutes });
  switch (policy.kind) {
    case 'accumulating':
      return [overtakes(rates, 'vulnerable'), overtakes(rates, 'booked'), overdue];
    case 'ratio':
      return [overdue, q('ratesRatio')];
    case 'strict':
    case 'fifo':
      return [overdue, q('ratesElsewhere')];
  }
}

const whoIs = (person: ExamplePerson): string =>
  person.class === 'vulnerable' ? q('elderly') : q(`class:${person.class}`);

interface Passing {
  readonly person: ExamplePerson;
  readonly came: number;
  /** How many who came earlier are called later. */
  readonly passed: number;
}

function passings(queue: Queue): Passing[] {
  const order = exampleOrder(queue);
  return order.map((person, at) => {
    const came = examplePeople.indexOf(person);
    const later = order.slice(at + 1);
    return {
      person,
      came: came + 1,
      passed: later.filter(other => examplePeople.indexOf(other) < came).length,
    };
  });
}

function note(queue: Queue, { person, passed }: Passing): string {
  if (isOverdue(person, queue)) return q('first');
  return passed > 0 ? q('before', { count: passed }) : '';
}

/** What is not a number yet is in nobody's example. */
const isWhole = ({ rates, maxWaitMinutes, policy }: Queue): boolean =>
  [...Object.values(rates), maxWaitMinutes].every(value => typeof value === 'number') &&
  (policy.kind !== 'ratio' || typeof policy.prioritisedPerWalkIn === 'number');

export function QueueExample(props: {
  readonly page: LinesPage;
  readonly id: string;
}): JSX.Element {
  const queue = props.page.desk.row('queues', props.id)!;
  return (
    <section class="line-example" aria-labelledby="example-title" data-testid="queue-example">
      <h2 id="example-title">{q('example')}</h2>
      <p>{q('exampleLead')}</p>
      {isWhole(queue) ? (
        <>
          <table>
            <thead>
              <tr>
                <th scope="col">{q('called')}</th>
                <th scope="col">{q('who')}</th>
                <th scope="col">{q('came')}</th>
                <th scope="col">{q('waited')}</th>
              </tr>
            </thead>
            <tbody>
              {passings(queue).map((row, at) => (
                <tr key={row.person.name} data-testid={`example-${at}`} data-came={row.came}>
                  <td>
                    <b>{at + 1}</b>
                  </td>
                  <td>
                    <b class={`line-class is-${row.person.class}`}>{whoIs(row.person)}</b>
                    <small>{note(queue, row)}</small>
                  </td>
                  <td>{q('ordinal', { at: row.came })}</td>
                  <td>{q('minutesShort', { minutes: row.person.waitedMinutes })}</td>
                </tr>
              ))}
            </tbody>
          </table>
          <ul>
            {meaning(queue).map(sentence => (
              <li key={sentence}>{sentence}</li>
            ))}
          </ul>
        </>
      ) : null}
    </section>
  );
}
