/**
 * Reports every call once, after it has really been painted: elements that carry `data-call` and
 * say "now" are read from the page, not from the model, so that a report is never a promise.
 */
export interface ShownCalls {
  /** To be called after each rendering. */
  look(): void;
}

const reportedMax = 200;

export function watchShownCalls(root: HTMLElement, report: (callId: number) => void): ShownCalls {
  const reported = new Set<number>();
  let asked = false;

  const read = () => {
    asked = false;
    for (const element of root.querySelectorAll<HTMLElement>('.now [data-call], .now[data-call]')) {
      const callId = Number(element.dataset['call']);
      if (reported.has(callId)) continue;
      reported.add(callId);
      const [oldest] = reported;
      if (reported.size > reportedMax && oldest !== undefined) reported.delete(oldest);
      report(callId);
    }
  };

  return {
    look() {
      if (asked) return;
      asked = true;
      // The second frame begins only after the first one has been painted.
      requestAnimationFrame(() => requestAnimationFrame(read));
    },
  };
}
