import type { ComponentChildren, JSX } from 'preact';
import { useRef } from 'preact/hooks';

/** Pixels around a key in which letting go still counts: fingers slip. */
const slipPx = 12;

export interface KeyProps {
  readonly class: string;
  readonly onPress: () => void;
  readonly children: ComponentChildren;
  readonly testId: string;
  readonly label?: string;
  readonly isDisabled?: boolean;
  /** For keys that stay down, and for rows of which one is marked. */
  readonly pressed?: boolean;
  readonly checked?: boolean;
}

/**
 * A key for fingers. It counts when the finger that came first is let go on it or near it, after a
 * slip or a long press too. The browser's own click is taken only from keyboards and aids (its
 * detail is 0), so one press is never two.
 */
export function Key(props: KeyProps): JSX.Element {
  const finger = useRef<number | null>(null);
  const press = () => {
    if (props.isDisabled !== true) props.onPress();
  };
  return (
    <button
      type="button"
      class={props.class}
      data-testid={props.testId}
      aria-label={props.label}
      aria-disabled={props.isDisabled === true}
      aria-pressed={props.pressed}
      {...(props.checked === undefined
        ? {}
        : { role: 'radio' as const, 'aria-checked': props.checked })}
      onPointerDown={event => {
        if (!event.isPrimary || event.button !== 0) return;
        finger.current = event.pointerId;
        event.currentTarget.setPointerCapture(event.pointerId);
      }}
      onPointerUp={event => {
        if (finger.current !== event.pointerId) return;
        finger.current = null;
        if (isNear(event.currentTarget.getBoundingClientRect(), event)) press();
      }}
      onPointerCancel={() => {
        finger.current = null;
      }}
      onClick={event => {
        if (event.detail === 0) press();
      }}
    >
      {props.children}
    </button>
  );
}

function isNear(key: DOMRect, at: { clientX: number; clientY: number }): boolean {
  return (
    at.clientX >= key.left - slipPx &&
    at.clientX <= key.right + slipPx &&
    at.clientY >= key.top - slipPx &&
    at.clientY <= key.bottom + slipPx
  );
}
