import { ts, walk } from "../../../edit/ts.ts";
import { factValue } from "../../../model/found.ts";
import type { FrontProvider } from "../front/read/index.ts";

/** Whether the file of a strategy names the scope `openid`, for which a vendor sends an id token. */
export function asksForIdToken({ row }: FrontProvider): boolean {
  const source = factValue(row)?.strategy?.getSourceFile();
  if (!source) return false;
  return walk(source)
    .filter(ts.isStringLiteralLike)
    .some(({ text }) => text.split(/[\s,]+/).includes("openid"));
}
