import { Menu, X } from 'lucide';
import { useState } from 'preact/hooks';
import type { JSX } from 'preact';
import type { Role } from '../../contract/values.ts';
import { Icon } from '../../ui-kit/icon.tsx';
import { officeText as o } from '../office-texts.ts';
import { groupsFor, sectionWords, type SectionId } from '../office-sections.ts';

/** All of the office at the left of each of its pages; in a narrow window behind a key. */
export function OfficeNav(props: { readonly shown: SectionId; readonly role: Role }): JSX.Element {
  const { shown, role } = props;
  const [isOpen, setOpen] = useState(false);
  return (
    <nav class={isOpen ? 'office-nav is-open' : 'office-nav'} aria-label={o('sections')}>
      <button
        type="button"
        class="office-nav-key"
        data-testid="office-menu"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <Icon of={isOpen ? X : Menu} size={18} />
        {sectionWords(shown)}
      </button>
      <div class="office-nav-groups" tabIndex={-1}>
        {groupsFor(role).map(group => (
          <ul key={group[0]!.id}>
            {group.map(({ id, path, icon }) => (
              <li key={id}>
                <a
                  href={path}
                  data-testid={`section-${id}`}
                  aria-current={id === shown ? 'page' : undefined}
                >
                  <Icon of={icon} size={16} />
                  <span>{sectionWords(id)}</span>
                </a>
              </li>
            ))}
          </ul>
        ))}
      </div>
    </nav>
  );
}
