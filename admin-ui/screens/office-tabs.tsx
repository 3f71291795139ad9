import type { JSX } from 'preact';

interface Props<Tab extends string> {
  readonly look?: 'printing' | 'sheets';
  /** Each has an address of its own, so that it can be a bookmark. */
  readonly tabs: readonly { readonly id: Tab; readonly words: string; readonly path: string }[];
  readonly shown: Tab;
  readonly onShow: (tab: Tab) => void;
}

/** Several screens of one page of the office, side by side in its head. */
export function OfficeTabs<Tab extends string>(props: Props<Tab>): JSX.Element {
  const { look = 'printing', tabs, shown, onShow } = props;
  return (
    <nav class={`${look}-tabs`}>
      {tabs.map(({ id, words, path }) => (
        <button
          type="button"
          key={id}
          data-testid={`tab-${id}`}
          aria-current={shown === id ? 'page' : undefined}
          onClick={() => {
            onShow(id);
            history.replaceState(null, '', path);
          }}
        >
          {words}
        </button>
      ))}
    </nav>
  );
}
