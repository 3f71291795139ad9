import '../ui-kit/base.css';

/** One page for everyone who only looks: the path decides what is seen. */
async function openPage(root: HTMLElement, address: Location): Promise<void> {
  const [, place, name] = address.pathname.split('/');
  if (place === 't') {
    const { startPhone } = await import('./phone/start.tsx');
    startPhone(root, decodeURIComponent(name ?? ''));
  } else if (place === 'sign') {
    const { startSign } = await import('./sign/start.tsx');
    startSign(root, decodeURIComponent(name ?? ''), new URLSearchParams(address.search));
  } else if (place === 'survey') {
    const { startTablet } = await import('./tablet/start.tsx');
    startTablet(root);
  } else if (place === 'paper') {
    const { startPapers } = await import('./paper/start.tsx');
    startPapers(root);
  } else {
    const { startLobby } = await import('./lobby/start.tsx');
    startLobby(root, new URLSearchParams(address.search));
  }
}

const root = document.querySelector<HTMLElement>('#screen');
if (root !== null) void openPage(root, window.location);
