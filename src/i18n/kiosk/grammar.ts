// The little grammar that sentences with numbers and lists need.

export function plural(n: number, one: string, many: string): string {
  return n === 1 ? one : many;
}

/** `a, b et c` */
export function list(and: string): (items: readonly string[]) => string {
  return (items) => [items.slice(0, -1).join(', '), items.at(-1)].filter(Boolean).join(` ${and} `);
}
