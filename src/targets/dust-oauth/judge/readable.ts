import { UserError } from "../../../errors.ts";
import { parseLocation } from "../../../model/location.ts";
import type { Verdict } from "../../../rules/rule.ts";
import { readableSource } from "../../_shared/anchors.ts";
import { problem } from "../../_shared/verdicts.ts";
import type { OAuthHost } from "../host.ts";

/** What keeps a file from being read: its first syntax error; a file that is no text at all could not be checked. */
export function unreadable(path: string, { sources, rust }: OAuthHost): Verdict[] {
  try {
    if (path.endsWith(".rs")) rust.source(path);
    else readableSource(sources, path);
    return [];
  } catch (error) {
    if (!(error instanceof UserError)) throw error;
    const [first] = error.details;
    const at = parseLocation(first?.at ?? path);
    if (!SYNTAX.has(error.code)) return [{ kind: "unknown", at, reason: error.message }];
    return [problem(at, path, `${path} cannot be read: ${first?.message ?? error.message}`)];
  }
}

const SYNTAX = new Set(["host-unreadable", "rust-not-read"]);
