import type { Finding } from "../../../../src/model/finding.ts";
import { memoryRepo } from "../../../../src/repo/memory.ts";
import type { Repo } from "../../../../src/repo/repo.ts";
import { type RuleRun, runRules } from "../../../../src/rules/run.ts";
import { detectOAuth, type OAuthHost } from "../../../../src/targets/dust-oauth/host.ts";
import { readProviders } from "../../../../src/targets/dust-oauth/read.ts";
import { rules } from "../../../../src/targets/dust-oauth/rules/index.ts";

type Files = Readonly<Record<string, string>>;

/** The OAuth host over files in memory. Throws when they are none. */
export function oauthHostOf(files: Files): OAuthHost {
  return hostIn(memoryRepo(files));
}

function hostIn(repo: Repo): OAuthHost {
  const host = detectOAuth(repo);
  if (!host) throw new Error("no OAuth part");
  return host;
}

/** What all rules say about all providers in some files. */
export function checkOAuth(files: Files): RuleRun {
  return checkDraft(memoryRepo(files));
}

/** What all rules say about all providers in a tree. */
export function checkDraft(repo: Repo): RuleRun {
  const host = hostIn(repo);
  const all = readProviders(host);
  return runRules(rules, all, all, host);
}

/** A finding as one line: rule without its prefix, provider, place and line. */
export function lineOf({ rule, provider, server, location }: Finding): string {
  return `${rule.replace("dust/oauth-", "")} ${provider ?? server}: ${location.path}:${location.line}`;
}
