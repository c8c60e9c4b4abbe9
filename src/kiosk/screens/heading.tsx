// The one h1 of a screen. It takes the focus when the screen appears, so that a screen reader starts at its top and
// nothing of the last screen stays focused.
import { type HTMLAttributes, useEffect, useRef } from 'react';

export function Heading(props: HTMLAttributes<HTMLHeadingElement>) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return <h1 {...props} ref={heading} tabIndex={-1} />;
}
