/**
 * The floor of a kiosk's page: one key of plain HTML that posts a ticket and shows its number. It
 * asks for nothing, offers nothing and listens to nobody.
 */
export const bareKioskPage = `<!doctype html>
<html lang="en">
  <meta charset="utf-8" />
  <title>Floor</title>
  <script>
    // Before the key stands there, so that its first touch counts.
    document.addEventListener('pointerup', async event => {
      if (event.target.dataset.testid !== 'take') return;
      const answer = await fetch('/tickets', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ serviceIds: ['service-a01'] }),
      });
      document.querySelector('h1').textContent = (await answer.json()).ticket.label;
    });
  </script>
  <h1 data-testid="number"></h1>
  <button data-testid="take" style="width: 600px; height: 400px">Take a number</button>
</html>
`;
