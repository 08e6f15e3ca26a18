import { titleCase } from "../../model/name.ts";
import { integrationProblems, specInvalid } from "../../model/problems/parse.ts";
import { type Ask, choicesOf } from "../question.ts";
import { askAuth, askGate } from "./access.ts";
import { fieldProblem } from "./field.ts";
import { askNewProvider } from "./oauth.ts";
import { askTools } from "./tool.ts";

/** A spec before the schema has seen it, in the shape of the JSON spec; what is left out takes the schema's default. */
export interface RawSpec {
  name?: unknown;
  title?: unknown;
  description?: unknown;
  icon?: unknown;
  documentationUrl?: unknown;
  auth?: unknown;
  availability?: unknown;
  gate?: unknown;
  api?: unknown;
  tools?: unknown;
  [field: string]: unknown;
}

/** What the checkout offers to choose from. */
export interface InterviewChoices {
  icons: string[];
  /** The icon that is proposed: the temporary one. */
  defaultIcon: string;
  providers: string[];
  /** Whether a provider that is not there yet can be scaffolded along. */
  newProvider?: boolean;
  featureFlags: string[];
  /** What is wrong with a name, by the schema or because the checkout has it already. */
  nameProblem(name: string): string | undefined;
}

const STAND_INS = { name: "example", api: { baseUrl: "https://example.com" } };

/**
 * Asks for everything about a new integration that `known` (from flags) lacks and returns the whole spec, `known` included.
 * Throws UserError (exit 2) before the first question when something known is wrong; rejects with `Cancelled`.
 */
export async function interviewProvider(ask: Ask, known: RawSpec, choices: InterviewChoices): Promise<RawSpec> {
  refuseWrongAnswers(known, choices);
  const spec: RawSpec = { ...known };
  spec.name ??= await ask(nameQuestion("Name of the integration", choices));
  const name = String(spec.name);
  await askWords(ask, spec, name, choices);
  spec.auth = await askAuth(ask, objectAt(spec, "auth"), choices);
  await askReach(ask, spec);
  if (spec.gate !== null) spec.gate = await askGate(ask, objectAt(spec, "gate"), { name, ...choices });
  await askBaseUrl(ask, spec);
  spec.tools ??= await askTools(ask, spec.api !== undefined);
  return spec;
}

/** Asks for everything about an OAuth provider alone that `known` lacks, as `interviewProvider` does. */
export async function interviewOAuthProvider(ask: Ask, known: RawSpec, choices: InterviewChoices): Promise<RawSpec> {
  refuseWrongAnswers(known, choices);
  const spec: RawSpec = { ...known };
  spec.name ??= await ask(nameQuestion("Name of the OAuth provider", choices));
  const name = String(spec.name);
  await askTitle(ask, spec, name);
  spec.auth = await askNewProvider(ask, { provider: name, ...objectAt(spec, "auth") });
  return spec;
}

function nameQuestion(message: string, choices: InterviewChoices) {
  return {
    kind: "text",
    message,
    flag: "<name>",
    placeholder: "acme_crm",
    validate: (name: string) => fieldProblem("name", name) ?? choices.nameProblem(name),
  } as const;
}

async function askTitle(ask: Ask, spec: RawSpec, name: string): Promise<void> {
  spec.title ??= await ask({
    kind: "text",
    message: "Title, as people see it",
    flag: "--title",
    initial: titleCase(name),
    validate: (title) => fieldProblem("title", title),
  });
}

async function askWords(ask: Ask, spec: RawSpec, name: string, choices: InterviewChoices): Promise<void> {
  await askTitle(ask, spec, name);
  spec.description ??= await ask({
    kind: "text",
    message: "What is it for? One sentence",
    flag: "--description",
    placeholder: "Search and update Acme CRM records.",
    validate: (description) => fieldProblem("description", description),
  });
  if (spec.icon !== undefined || choices.icons.length === 0) return;
  spec.icon = await ask({
    kind: "autocomplete",
    message: "Icon",
    flag: "--icon",
    choices: choicesOf(choices.icons),
    initial: choices.defaultIcon,
  });
}

async function askReach(ask: Ask, spec: RawSpec): Promise<void> {
  if (spec.documentationUrl === undefined) {
    const url = await ask(urlQuestion("URL of its documentation", "--docs-url", "documentationUrl"));
    spec.documentationUrl = url === "" ? null : url;
  }
  spec.availability ??= await ask({
    kind: "select",
    message: "How does it get into a workspace?",
    flag: "--availability",
    choices: [
      { value: "manual", label: "An administrator adds it", hint: "manual" },
      { value: "auto", label: "It is always there", hint: "auto" },
      {
        value: "auto_hidden_builder",
        label: "It is always there, but not in the builder",
        hint: "auto_hidden_builder",
      },
    ],
  });
}

async function askBaseUrl(ask: Ask, spec: RawSpec): Promise<void> {
  if (spec.api !== undefined) return;
  const baseUrl = await ask(urlQuestion("Base URL of the vendor's API", "--base-url", "api.baseUrl"));
  if (baseUrl !== "") spec.api = { baseUrl };
}

function urlQuestion(message: string, flag: string, path: string) {
  return {
    kind: "text",
    message,
    flag,
    placeholder: "https://",
    optional: true,
    validate: (url: string) => fieldProblem(path, url),
  } as const;
}

/** What is missing is asked for later: a name and a base URL stand in for it here, and a gate's flag comes with the gate. */
function refuseWrongAnswers(known: RawSpec, choices: InterviewChoices): void {
  const problems = integrationProblems({ ...STAND_INS, ...known }).filter(
    (problem) => !problem.missing && problem.path.join() !== "gate",
  );
  const taken = typeof known.name === "string" ? choices.nameProblem(known.name) : undefined;
  if (taken !== undefined && !problems.some((problem) => problem.path[0] === "name")) {
    problems.unshift({ path: ["name"], message: taken });
  }
  if (problems.length > 0) throw specInvalid(problems);
}

function objectAt(spec: RawSpec, field: string): Record<string, unknown> {
  const value = spec[field];
  return typeof value === "object" && value !== null ? { ...value } : {};
}
