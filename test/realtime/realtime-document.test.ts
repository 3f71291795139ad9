import { format, resolveConfig } from 'prettier';
import { describe, expect, test } from 'vitest';
import { fileURLToPath } from 'node:url';
import { realtimeDocument } from './realtime-document.ts';

const path = fileURLToPath(new URL('../../docs/realtime.md', import.meta.url));

describe('docs/realtime.md', () => {
  test('LIVE-7: it says what the schemas say', async () => {
    const options = await resolveConfig(path);
    const text = await format(realtimeDocument(), { ...options, filepath: path });
    expect(text).not.toMatch(/\bunknown;|undefined|\$ref/);
    await expect(text).toMatchFileSnapshot(path);
  });
});
