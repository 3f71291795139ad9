import type { ComponentChildren, JSX } from 'preact';
import { signal } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import type { BuildingView } from '../../contract/views.ts';
import { countOfChanges } from '../edit-place.ts';
import { editText as e } from '../edit-texts.ts';
import { sectionWords, type SectionId } from '../office-sections.ts';
import type { SetupDesk } from '../setup-desk.ts';
import type { SetupPage } from '../setup-page.ts';
import { Office, type OfficeWords } from './office.tsx';
import { SaveBar } from './save-bar.tsx';
import { SetupPlans } from './setup-plans.tsx';

interface Props {
  readonly page: SetupPage;
  readonly testId: string;
  /** Where they are not of the section's name. */
  readonly words?: Partial<OfficeWords>;
  readonly section: SectionId;
  readonly tabs?: ComponentChildren;
  /** Where the page shows what saving would do itself, in a window that is wide enough. */
  readonly isBarSmall?: boolean;
  readonly children: (building: BuildingView) => ComponentChildren;
}

/** Where somebody was about to go with changes that are not saved. */
const leavingTo = signal<string | null>(null);

function Leaving({ desk, href }: { readonly desk: SetupDesk; readonly href: string }): JSX.Element {
  const box = useRef<HTMLDialogElement>(null);
  const count = countOfChanges(desk.edits.value);
  useEffect(() => box.current?.showModal(), []);
  return (
    <dialog
      ref={box}
      class="office-question"
      aria-labelledby="leaving-title"
      data-testid="leaving"
      onClose={() => (leavingTo.value = null)}
    >
      <h2 id="leaving-title">{e(count === 1 ? 'unsavedOne' : 'unsaved', { count })}</h2>
      <p>{e('unsavedLead')}</p>
      <div class="office-question-keys">
        <button
          type="button"
          class="printing-key"
          data-testid="stay"
          onClick={() => (leavingTo.value = null)}
        >
          {e('stay')}
        </button>
        <button
          type="button"
          class="printing-second"
          data-testid="leave"
          onClick={() => {
            desk.reset();
            location.assign(href);
          }}
        >
          {e('leave')}
        </button>
      </div>
    </dialog>
  );
}

/** Links ask with this page's own words; everything else that leaves it with the browser's. */
function useUnsavedQuestion(desk: SetupDesk): void {
  useEffect(() => {
    const onLeave = (event: BeforeUnloadEvent) => {
      if (desk.isChanged.value) event.preventDefault();
    };
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a[href]') : null;
      const isPlain = !event.ctrlKey && !event.metaKey && !event.shiftKey && event.button === 0;
      if (!link || !isPlain || !desk.isChanged.value) return;
      if (link.getAttribute('target') === '_blank') return;
      event.preventDefault();
      leavingTo.value = link.getAttribute('href');
    };
    window.addEventListener('beforeunload', onLeave);
    document.addEventListener('click', onClick);
    return () => {
      window.removeEventListener('beforeunload', onLeave);
      document.removeEventListener('click', onClick);
    };
  }, [desk]);
}

/** A page that edits the set-up: what it edits, and at its foot how changes are saved. */
export function SetupFrame(props: Props): JSX.Element {
  const { page, testId, section, tabs, isBarSmall = false, children } = props;
  const { desk } = page;
  useUnsavedQuestion(desk);
  const lead = sectionWords(section);
  const words = {
    title: lead,
    signInLead: e('signInLead', { section: lead }),
    wrongRoleLead: (name: string) => e('wrongRoleLead', { name, section: lead }),
    loading: e('loading'),
    ...props.words,
  };
  const href = leavingTo.value;
  const role = page.session.user.value?.role;
  const mayEditNothing = role === 'auditor' || role === 'supervisor';
  return (
    <Office
      page={page}
      nav={section}
      testId={testId}
      words={words}
      isLoaded={desk.seen.value !== null}
      tabs={tabs}
    >
      {building => (
        <>
          <SetupPlans page={page} />
          {mayEditNothing ? <p class="office-note">{e('readOnly')}</p> : null}
          <div class="office-work">{children(building)}</div>
          <SaveBar desk={desk} isSmall={isBarSmall} />
          {href === null ? null : <Leaving desk={desk} href={href} />}
        </>
      )}
    </Office>
  );
}
