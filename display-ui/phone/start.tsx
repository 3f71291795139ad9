export function startPhone(root: HTMLElement, token: string): void {
  root.textContent = token;
}
