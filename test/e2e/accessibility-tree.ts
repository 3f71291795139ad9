import type { Page } from 'playwright-core';

interface Node {
  readonly ignored: boolean;
  readonly role?: { readonly value?: string };
  readonly name?: { readonly value?: string };
  readonly properties?: readonly { readonly name: string; readonly value: { value?: unknown } }[];
}

/** What a screen reader is told of the page now, ignored parts left out. */
async function nodesOf(page: Page): Promise<readonly Node[]> {
  const session = await page.context().newCDPSession(page);
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as { nodes: Node[] };
  await session.detach();
  return nodes.filter(({ ignored }) => !ignored);
}

const roleOf = ({ role }: Node): string => role?.value ?? '';
const nameOf = ({ name }: Node): string => (name?.value ?? '').replaceAll(/\s+/g, ' ').trim();

/** "radio: Akta Kelahiran checked", in the order of the tree. */
export async function treeOf(page: Page, roles: readonly string[]): Promise<string[]> {
  const found = (await nodesOf(page)).filter(node => roles.includes(roleOf(node)));
  return found.map(node => {
    const states = (node.properties ?? []).flatMap(({ name, value }) =>
      ['checked', 'pressed', 'disabled'].includes(name) && String(value.value) === 'true'
        ? [name]
        : [],
    );
    return [`${roleOf(node)}: ${nameOf(node)}`, ...states].join(' ');
  });
}

const needsName: ReadonlySet<string> = new Set(
  'button radio radiogroup dialog heading img link textbox group navigation'.split(' '),
);

/** What somebody who hears the page would not be told. */
export async function namelessOn(page: Page): Promise<string[]> {
  const nodes = await nodesOf(page);
  const nameless = nodes.filter(node => needsName.has(roleOf(node)) && nameOf(node) === '');
  const problems = nameless.map(node => `${roleOf(node)} without a name`);
  const hasQuestion = nodes.some(node => ['heading', 'dialog'].includes(roleOf(node)));
  return hasQuestion ? problems : [...problems, 'no question'];
}
