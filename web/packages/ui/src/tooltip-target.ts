/** The element with a tooltip that something is in. */
export function withTooltip(target: EventTarget | null): Element | null {
  return target instanceof Element ? target.closest("[data-tooltip]") : null;
}
