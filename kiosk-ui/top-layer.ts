/** What lies on top: a sheet, or the screen; whatever is behind it can be neither read nor pressed. */
export function topLayer(root: ParentNode): HTMLElement | null {
  const sheets = [...root.querySelectorAll<HTMLElement>('[role="dialog"][aria-modal="true"]')];
  return sheets.at(-1) ?? root.querySelector<HTMLElement>('.screen');
}

export const isShown = (element: Element): boolean =>
  element.checkVisibility({ visibilityProperty: true }) && element.closest('[inert]') === null;

/** Every key of the layer, those that do nothing now included: they are named as such. */
export const keysOf = (layer: ParentNode): HTMLElement[] =>
  [...layer.querySelectorAll<HTMLElement>('button, a[href], input')].filter(isShown);
