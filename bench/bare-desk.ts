/**
 * The floor of a desk's screen: a page that asks the server for nothing, and shows the number that
 * the socket then tells. `serveClient` of socket.io gives it its client.
 */
export const bareDeskPage = `<!doctype html>
<html lang="en">
  <meta charset="utf-8" />
  <title>Floor</title>
  <h1 data-testid="number">0</h1>
  <button data-testid="primary">Next</button>
  <script src="/socket.io/socket.io.min.js"></script>
  <script>
    const number = document.querySelector('h1');
    const next = () =>
      fetch('/echo', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: '{}',
      });
    io({ transports: ['websocket'] }).on('echo', ({ label }) => {
      number.textContent = label;
    });
    addEventListener('keydown', event => {
      if (event.key === ' ') next();
    });
    document.querySelector('button').addEventListener('click', next);
  </script>
</html>
`;
