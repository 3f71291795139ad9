export function startPapers(root: HTMLElement): void {
  root.textContent = '';
}
