import type { RenderOptions } from "../../../src/ui/report/check/render.ts";
import type { CheckReport } from "../../../src/workflow/check.ts";
import type { FindingDocument } from "../../../src/workflow/check-document.ts";

/** How the samples are rendered when a test does not say otherwise. */
export const PLAIN: RenderOptions = { color: false, failOn: "error", prefix: "", flags: "" };

/** Every file of the samples. */
export const SOURCES: Record<string, string> = {
  "front/constants.ts": 'const NAMES = [\n  "acme",\n  "other",\n] as const;\n',
  "front/servers/acme.ts": 'export function create() {\n\treturn server("acme");\n}\n',
};

/** A finding about `acme` on its name in the list of names. */
export function finding(fields: Partial<FindingDocument> = {}): FindingDocument {
  return {
    rule: "dust/case-present",
    severity: "error",
    server: "acme",
    provider: null,
    message: "`acme` has no case.",
    location: { path: "front/constants.ts", line: 2, column: 3, endLine: 2, endColumn: 9 },
    related: [],
    fixable: false,
    fingerprint: "0123456789abcdef",
    baselined: false,
    ...fields,
  };
}

const rule = (id: string, severity: "error" | "warning" | "info") => ({
  id,
  severity,
  title: `Title of ${id}`,
  why: `Why ${id}.`,
  fixHint: `Mend ${id}.`,
});

const RULES = [rule("dust/case-present", "error"), rule("dust/labels", "warning"), rule("dust/hint", "info")];

/** A report of two servers and three rules with these findings; every rule that has none passed, or ended as `others` says. */
export function reportOf(findings: FindingDocument[], others: CheckReport["outcomes"] = []): CheckReport {
  const servers = ["acme", "other"];
  const said = new Map(others.map((outcome) => [`${outcome.server} ${outcome.rule}`, outcome]));
  const outcomes = servers.flatMap((server) =>
    RULES.map(({ id }): CheckReport["outcomes"][number] => {
      const problem = findings.some((each) => each.rule === id && each.server === server);
      return said.get(`${server} ${id}`) ?? { rule: id, server, status: problem ? "problem" : "pass" };
    }),
  );
  const fresh = findings.filter((each) => !each.baselined);
  const having = (severity: string) => fresh.filter((each) => each.severity === severity).length;
  const ended = (status: string) => outcomes.filter((each) => each.status === status).length;
  const document: CheckReport["document"] = {
    schemaVersion: 1,
    tool: { name: "mcp-new", version: "1.2.3" },
    host: { targets: ["dust"], layouts: ["arrays"], evidence: [] },
    servers: servers.map((name) => ({ name, directory: `front/servers/${name}`, layout: "arrays" })),
    findings,
    checklist: RULES.map(({ id, title }) => ({
      id,
      item: title,
      status: findings.some((each) => each.rule === id) ? ("fail" as const) : ("pass" as const),
      rules: [id],
      servers: findings.some((each) => each.rule === id) ? ["acme"] : servers,
    })),
    summary: {
      servers: servers.length,
      rules: RULES.length,
      errors: having("error"),
      warnings: having("warning"),
      infos: having("info"),
      notApplicable: ended("not-applicable"),
      couldNotCheck: ended("could-not-check"),
      durationMs: 1234,
    },
  };
  return {
    document,
    providers: 0,
    rules: RULES,
    outcomes,
    fixes: new Map(),
    accepted: [],
    source: (path) => SOURCES[path] ?? null,
    toJSON: () => document,
  };
}
