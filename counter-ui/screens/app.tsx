import type { JSX } from 'preact';
import { entryText } from '../entry-texts.ts';
import type { CounterPage } from '../model.ts';
import { DeskScreen } from './desk-screen.tsx';
import { ChooseCounterScreen, SignInScreen } from './entry.tsx';

/** Which screen the officer is on: signing in, choosing a counter, or at the desk. */
export function App(props: { readonly page: CounterPage }): JSX.Element {
  const { page } = props;
  if (page.session.state.value === 'signed-out') return <SignInScreen page={page} />;
  const desk = page.desk.value;
  const view = desk?.view.value;
  if (desk && view) return <DeskScreen page={page} desk={desk} view={view} key={view.counter.id} />;
  if (page.session.state.value === 'signed-in' && !desk && page.choices.value) {
    return <ChooseCounterScreen page={page} />;
  }
  const isSilent = page.session.problem.value !== null || desk?.link.value === 'lost';
  return (
    <main class="loading" aria-busy="true" data-testid="loading">
      <p>{entryText(isSilent ? 'serverSilent' : 'loading')}</p>
    </main>
  );
}
