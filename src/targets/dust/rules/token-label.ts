import { factValue } from "../../../model/found.ts";
import { notApplicable, problem, unknown } from "../../_shared/verdicts.ts";
import { addTokenLabel } from "../fixes/side-lists.ts";
import type { DustRule } from "../judge/dust-rule.ts";
import { PATHS } from "../paths.ts";
import { tokenLabels } from "../registry/side-lists.ts";

export default {
  id: "dust/token-label",
  severity: "info",
  title: "A server with a bearer token has a label for it",
  why: 'Without a label administrators are asked for a "Bearer Token" and not told where to find it.',
  fixHint: "Add the server to `SERVER_TOKEN_LABELS` in server_token_labels.ts.",
  example: {
    path: PATHS.tokenLabels,
    good: "  val_town: {\n",
    bad: "  valtown: {\n",
  },
  needs: ["dust/entry-present"],
  check: ({ found, host }) => {
    const bearer = found.entry?.requiresBearerToken;
    if (!factValue(bearer)) return [notApplicable("it requires no bearer token")];
    const labels = tokenLabels(host);
    if (!labels) return [notApplicable(`this checkout has no ${PATHS.tokenLabels}`)];
    if (labels.some((label) => label.known && label.value === found.name)) return [];
    const open = labels.find((label) => !label.known);
    if (open && !open.known) return [unknown(`a row of ${PATHS.tokenLabels}`, open)];
    const message = `\`SERVER_TOKEN_LABELS\` has no label for the token of \`${found.name}\`.`;
    return [{ ...problem(bearer?.at ?? found.at, "label", message), fix: addTokenLabel(found.name, host) }];
  },
} satisfies DustRule;
