// Shows a page anew where the server says that it has changed. Without this script it is loaded anew.
const source = new EventSource(document.body.dataset.live);
const lost = document.getElementById('lost');

async function showAnew() {
  const answer = await fetch(location.pathname, { headers: { Accept: 'text/html' } });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
  // What to bring stays as it is, perhaps opened, until it is no matter any more.
  const more = fresh.getElementById('more');
  if (more?.textContent.trim() === '') document.getElementById('more')?.replaceChildren();
  const now = document.getElementById('live');
  const next = fresh.getElementById('live');
  if (now === null || next === null || now.isEqualNode(next)) return;
  now.replaceWith(next);
  document.title = fresh.title;
}

const look = () => {
  showAnew().catch(() => {});
};

source.addEventListener('changed', look);
source.addEventListener('open', () => {
  lost.hidden = true;
  look();
});
source.addEventListener('error', () => {
  lost.hidden = false;
  // Turned away for good, where too many watch: then this page asks by itself.
  if (source.readyState !== EventSource.CLOSED) return;
  lost.hidden = true;
  setInterval(look, 30_000);
});
document.addEventListener('visibilitychange', () => {
  if (document.visibilityState === 'visible') look();
});
