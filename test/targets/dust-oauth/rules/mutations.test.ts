import { describe, expect, test } from "vitest";
import { mutatedFiles } from "../../../support/fixture-host.ts";
import { oauthOverlay } from "../../../support/oauth-replica.ts";
import { checkOAuth, lineOf } from "./checked.ts";
import type { OAuthFault } from "./mutations/case.ts";
import { coreCode, coreCredentials, coreRegistries } from "./mutations/core.ts";
import { frontCode, frontRegistries } from "./mutations/front.ts";

const clean = oauthOverlay("dust-arrays", { byHand: true });

/** `path:line` of the snippet of a mutated file; `|` in it marks the place. */
function placeIn(files: Readonly<Record<string, string>>, [path, snippet]: OAuthFault["at"]): string {
  const text = files[path] ?? "";
  const start = text.indexOf(snippet.replace("|", ""));
  if (start < 0) throw new Error(`the mutated ${path} has no ${snippet}`);
  return `${path}:${text.slice(0, start + Math.max(snippet.indexOf("|"), 0)).split("\n").length}`;
}

const cases = [...coreRegistries, ...coreCredentials, ...coreCode, ...frontRegistries, ...frontCode];

describe("one fault is one finding, in its place", () => {
  test.each(cases)("$rule: $fault", ({ rule, of, at, edits }) => {
    const files = mutatedFiles(clean, edits);
    expect(checkOAuth(files).findings.map(lineOf)).toEqual([`${rule} ${of}: ${placeIn(files, at)}`]);
  });
});
