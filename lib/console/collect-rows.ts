/**
 * The newest `limit` rows below a container, oldest first, without walking the others: goes backwards from the end (or
 * forwards when the console keeps the newest first) and never descends into a row.
 */
export function collectRows(container: Element, rowCss: string, limit: number, newestFirst = false): Element[] {
  const rows: Element[] = [];
  const forwards = { first: (e: Element) => e.firstElementChild, after: (e: Element) => e.nextElementSibling };
  const backwards = { first: (e: Element) => e.lastElementChild, after: (e: Element) => e.previousElementSibling };
  const visit = (parent: Element): void => {
    // a list that runs upwards may hold groups that run downwards
    const next = newestFirst && (parent === container || !runsDown(parent)) ? forwards : backwards;
    for (let child = next.first(parent); child && rows.length < limit; child = next.after(child)) {
      if (child.matches(rowCss)) rows.push(child);
      else if (child.firstElementChild) visit(child);
    }
  };
  visit(container);
  return rows.reverse();
}

const runsDown = (parent: Element): boolean => {
  const first = parent.firstElementChild?.getBoundingClientRect();
  const last = parent.lastElementChild?.getBoundingClientRect();
  return first !== undefined && last !== undefined && last.top > first.top + 1;
};

/** Where a row of a virtual list stands: inline `top` or `translateY` of the row or its positioned wrapper, else its layout. */
export function getRowTop(row: Element, container: Element): number {
  for (let node: Element | null = row; node && node !== container; node = node.parentElement) {
    const style = node.getAttribute('style');
    if (!style) continue;
    const top =
      /(?:^|;)\s*top:\s*(-?[\d.]+)px/.exec(style) ?? /translate(?:Y\(|3d\([^,]+,|\([^,]+,)\s*(-?[\d.]+)px/.exec(style);
    if (top?.[1]) return Number(top[1]);
  }
  return row.getBoundingClientRect().top + container.scrollTop;
}
