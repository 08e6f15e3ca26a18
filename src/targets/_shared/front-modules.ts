/** `@app/…` import specifiers stand for files below `front/`. */
export const ALIASES = { "@app/": "front/" } as const;

/** The `@app/…` specifier of a source file: `front/lib/x/index.ts` → `@app/lib/x`. */
export function moduleOf(path: string): string {
  return path.replace(/^front\//, "@app/").replace(/(\/index)?\.tsx?$/, "");
}
