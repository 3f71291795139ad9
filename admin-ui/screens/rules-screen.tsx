import { RotateCcw } from 'lucide';
import type { JSX } from 'preact';
import { Icon } from '../../ui-kit/icon.tsx';
import { placeAt } from '../edit-place.ts';
import { finishingUsual, ruleGroups, type NumberField, type RuleGroup } from '../rule-fields.ts';
import { rulesText as r } from '../rules-texts.ts';
import type { SetupDesk } from '../setup-desk.ts';
import type { SetupPage } from '../setup-page.ts';
import { EditNumber, EditSwitch } from './edit-fields.tsx';
import { SetupFrame } from './setup-frame.tsx';

type Has = { readonly page: SetupPage };

/** One key back to what a rule is by default; where it is so already, that is said. */
function Usual(props: {
  readonly desk: SetupDesk;
  readonly at: string;
  readonly usual: number | boolean;
  readonly words: string;
  readonly range?: string;
  readonly name: string;
  readonly mayEdit: boolean;
}): JSX.Element {
  const { desk, at, usual, words, name, mayEdit } = props;
  const place = placeAt<number | boolean>(desk, at);
  const isUsual = place.value === usual;
  return (
    <p class="rule-usual">
      {isUsual ? r('usual', { value: words }) : null}
      {!isUsual && mayEdit ? (
        <button
          type="button"
          data-testid={`usual-${at.split('/')[1]}`}
          title={r('toUsual')}
          onClick={() => place.change(usual)}
        >
          <Icon of={RotateCcw} size={14} />
          {r('usual', { value: words })}
          <span class="spoken-only">{r('toUsualOf', { name })}</span>
        </button>
      ) : null}
      {!isUsual && !mayEdit ? r('usual', { value: words }) : null}
      {props.range === undefined ? null : <span>{props.range}</span>}
    </p>
  );
}

function NumberRow({ page, field }: Has & { readonly field: NumberField }): JSX.Element {
  const { key, unit, min, max, usual } = field;
  const at = `rules/${key}`;
  return (
    <li class="rule-row">
      <EditNumber
        desk={page.desk}
        isLocked={!page.mayEdit()}
        at={at}
        label={r(key)}
        min={min}
        max={max}
        unit={r(`unit_${unit}`)}
      />
      <p class="rule-why">{r(`${key}Why`)}</p>
      <Usual
        desk={page.desk}
        at={at}
        usual={usual}
        words={String(usual)}
        range={r('range', { min, max })}
        name={r(key)}
        mayEdit={page.mayEdit()}
      />
    </li>
  );
}

function Finishing({ page }: Has): JSX.Element {
  const at = 'rules/nextFinishes';
  return (
    <li class="rule-row">
      <EditSwitch desk={page.desk} isLocked={!page.mayEdit()} at={at} label={r('nextFinishes')} />
      <p class="rule-why">{r('nextFinishesWhy')}</p>
      <Usual
        desk={page.desk}
        at={at}
        usual={finishingUsual}
        words={r('off').toLowerCase()}
        name={r('nextFinishes')}
        mayEdit={page.mayEdit()}
      />
    </li>
  );
}

const wayOf = (href: NonNullable<RuleGroup['elsewhere']>) =>
  r(`to_${href.split('/').at(-1) as 'booking' | 'privacy' | 'queues'}`);

function Group({ page, group }: Has & { readonly group: RuleGroup }): JSX.Element {
  return (
    <section id={`rules-${group.id}`} data-testid={`rules-${group.id}`}>
      <h2>{r(group.id)}</h2>
      <ul>
        {group.hasFinishing === true ? <Finishing page={page} /> : null}
        {group.fields.map(field => (
          <NumberRow key={field.key} page={page} field={field} />
        ))}
      </ul>
      {group.elsewhere === undefined ? null : (
        <p class="rule-elsewhere">
          <a href={group.elsewhere}>{wayOf(group.elsewhere)}</a>
        </p>
      )}
    </section>
  );
}

/** How many rules somebody has decided otherwise; the way to each group. */
function Contents({ page }: Has): JSX.Element {
  const { desk } = page;
  const fields = ruleGroups.flatMap(group => group.fields);
  const others = fields.filter(({ key, usual }) => desk.field('rules', key) !== usual);
  const isOther = desk.field('rules', 'nextFinishes') !== finishingUsual;
  const count = others.length + (isOther ? 1 : 0);
  const takeUsual = () => {
    for (const { key, usual } of others) desk.change(`rules/${key}`, usual);
    if (isOther) desk.change('rules/nextFinishes', finishingUsual);
  };
  return (
    <nav class="rule-contents" aria-label={r('title')}>
      <p class="house-note">{r('lead')}</p>
      <ul>
        {ruleGroups.map(({ id }) => (
          <li key={id}>
            <button
              type="button"
              onClick={() => document.getElementById(`rules-${id}`)?.scrollIntoView()}
            >
              {r(id)}
            </button>
          </li>
        ))}
      </ul>
      <p class="rule-count" role="status">
        {count === 0 ? r('allUsual') : r('notUsual', { count })}
      </p>
      {count > 0 && page.mayEdit() ? (
        <button type="button" class="printing-second" data-testid="all-usual" onClick={takeUsual}>
          {r('toUsual')}
        </button>
      ) : null}
    </nav>
  );
}

/** The building's rules in groups, each with its unit, what it is for, and its default. */
export function RulesScreen({ page }: Has): JSX.Element {
  return (
    <SetupFrame page={page} section="rules" testId="rules-setup">
      {() => (
        <main class="rule-columns">
          <Contents page={page} />
          <div class="rule-groups" tabIndex={-1}>
            {ruleGroups.map(group => (
              <Group key={group.id} page={page} group={group} />
            ))}
          </div>
        </main>
      )}
    </SetupFrame>
  );
}
