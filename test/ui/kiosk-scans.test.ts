import { describe, expect, test } from 'vitest';
import type { ScanMessage } from '../../contract/sockets.ts';
import { sameScanMs, watchKioskScans } from '../../kiosk-ui/scans.ts';
import { isAddress, readingsOf, ticketTokenIn } from '../../ui-kit/scan-code.ts';

/** A key as a browser would tell of it; node has no such event. */
function keyEvent(key: string, at: number): Event {
  const event = new Event('keydown', { cancelable: true });
  const code = /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : `Digit${key}`;
  const plain = { shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, repeat: false };
  Object.assign(event, { key, code: key === 'Enter' ? key : code, ...plain });
  Object.assign(event, { isComposing: false, getModifierState: () => false });
  Object.defineProperty(event, 'timeStamp', { value: at });
  return event;
}

function bench() {
  const keys = new EventTarget();
  const heard: string[] = [];
  let now = 0;
  let agent: (message: ScanMessage) => void = () => undefined;
  const stop = watchKioskScans(
    {
      keys,
      stream: { on: (_event, listener) => (agent = listener) },
      monotonic: () => now,
    },
    text => heard.push(text),
  );
  let keyAt = 1_000;
  return {
    heard,
    stop,
    wait: (ms: number) => (now += ms),
    agent: (text: string) => agent({ text }),
    keyboard: (text: string) => {
      keyAt += 1_000;
      for (const key of [...text.split(''), 'Enter']) {
        keys.dispatchEvent(keyEvent(key, (keyAt += 8)));
      }
    },
  };
}

describe('scans of a kiosk', () => {
  test('SCAN-10: both ways of scanning come to one listener, as one text', () => {
    const { heard, keyboard, agent, wait } = bench();
    keyboard('abc123def');
    wait(sameScanMs);
    agent(' https://mpp.example/t/abc ');
    expect(heard).toEqual(['abc123def', 'https://mpp.example/t/abc']);
  });

  test('SCAN-10: a code held before the scanner is one scan; a little later it is another', () => {
    const { heard, agent, keyboard, wait } = bench();
    agent('abc123def');
    wait(sameScanMs - 1);
    keyboard('abc123def');
    expect(heard).toHaveLength(1);
    wait(sameScanMs);
    agent('abc123def');
    expect(heard).toHaveLength(2);
    agent('zzz999');
    agent('abc123def');
    expect(heard).toHaveLength(4);
  });

  test('SCAN-10: after its end nothing is heard, whichever way', () => {
    const { heard, agent, keyboard, stop } = bench();
    stop();
    agent('abc123def');
    keyboard('abc123def');
    agent('');
    expect(heard).toEqual([]);
  });
});

describe('what a code says', () => {
  test('SCAN-11: the token of a ticket’s address, and of no other', () => {
    const token = 'v2345678abcdefG-Hijk_lmno12';
    expect(ticketTokenIn(`http://192.168.1.4:8080/t/${token}`)).toBe(token);
    expect(ticketTokenIn(` HTTPS://MPP.EXAMPLE/t/${token}/\n`)).toBe(token);
    for (const other of [
      'A012',
      token,
      `http://mpp.example/x/${token}`,
      `http://mpp.example/t/`,
      `http://mpp.example/t/a/b`,
      `http://mpp.example/t/a?b=c`,
      `javascript://mpp.example/t/${token}`,
      `http://mpp.example/t/${'a'.repeat(65)}`,
    ]) {
      expect(ticketTokenIn(other), other).toBeNull();
    }
  });

  test('SCAN-11: two readings are tried, the scanner’s own first', () => {
    expect(readingsOf({ text: 'a', usText: 'a' })).toEqual(['a']);
    expect(readingsOf({ text: 'httpsÖ--', usText: 'https://' })).toEqual(['https://', 'httpsÖ--']);
    expect([isAddress('https://x'), isAddress('https:'), isAddress('A012')]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
