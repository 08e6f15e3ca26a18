import { camel, type Server } from "./servers.ts";

/** One parameter: the Zod type after `z.`, and its description. */
export interface Param {
  name: string;
  type: string;
  optional: boolean;
  description: string;
}

/** One tool of a generated server. `path` is a template literal's text over the parameters. */
export interface Tool {
  name: string;
  method: "GET" | "POST" | "PATCH" | "DELETE";
  path: string;
  /** What the vendor answers with. */
  answer: "list" | "one" | "none";
  description: string;
  labels: { running: string; done: string };
  stake: "never_ask" | "low" | "medium" | "high";
  params: Param[];
}

const NOUNS = ["task", "project", "contact", "document", "ticket", "note", "report", "meeting", "order", "invoice"];
const ACTIONS = ["list", "get", "create", "update", "search", "read", "delete", "count"] as const;
type Action = (typeof ACTIONS)[number];

const TEXT: Param = { name: "text", type: "string()", optional: false, description: "The text, in Markdown." };

/** The tools of a server: those that its entry names, then four to eight on two kinds of things; `run_agent` has one. */
export function toolsOf(server: Server): Tool[] {
  if (server.original === "run_agent") return [runAgent()];
  const named = Object.entries(server.argumentsRequiringApproval ?? {}).map(([name, args]) => approved(name, args));
  const nouns = [NOUNS[server.index % NOUNS.length], NOUNS[(server.index + 3) % NOUNS.length]].map(
    (noun) => noun ?? "",
  );
  const count = 4 + ((server.index * 7) % 5);
  const others = ACTIONS.slice(0, count).map((action, at) => tool(action, nouns[at < 4 ? 0 : 1] ?? "", server.title));
  return [...named, ...others].filter((each, at, all) => all.findIndex((one) => one.name === each.name) === at);
}

function tool(action: Action, noun: string, title: string): Tool {
  const many = action === "list" || action === "search" || action === "count";
  const verb = action.charAt(0).toUpperCase() + action.slice(1);
  const what = many ? `${noun}s` : noun;
  const id = idOf(noun);
  return {
    name: `${action}_${what}`,
    ...REQUESTS[action](`/${noun}s`, id.name),
    description: `${verb} ${many ? `the ${what}` : `one ${what}`} of ${title}.`,
    labels: { running: `${running(verb)} ${title} ${what}`, done: `${verb} ${title} ${what}` },
    params: paramsOf(action, noun, id),
  };
}

type Sent = Pick<Tool, "method" | "path" | "answer" | "stake">;

const REQUESTS: Record<Action, (collection: string, id: string) => Sent> = {
  list: (path) => ({ method: "GET", path, answer: "list", stake: "never_ask" }),
  search: (path) => ({ method: "GET", path: `${path}/search`, answer: "list", stake: "never_ask" }),
  count: (path) => ({ method: "GET", path: `${path}/all`, answer: "list", stake: "never_ask" }),
  get: (path, id) => ({ method: "GET", path: withId(path, id), answer: "one", stake: "never_ask" }),
  read: (path, id) => ({ method: "GET", path: withId(path, id), answer: "one", stake: "never_ask" }),
  create: (path) => ({ method: "POST", path, answer: "one", stake: "low" }),
  update: (path, id) => ({ method: "PATCH", path: withId(path, id), answer: "one", stake: "medium" }),
  delete: (path, id) => ({ method: "DELETE", path: withId(path, id), answer: "none", stake: "high" }),
};

function withId(path: string, id: string): string {
  return `${path}/\${encodeURIComponent(${id})}`;
}

function idOf(noun: string): Param {
  return { name: `${noun}Id`, type: "string().min(1)", optional: false, description: `The id of the ${noun}.` };
}

function paramsOf(action: Action, noun: string, id: Param): Param[] {
  if (action === "list" || action === "search" || action === "count") {
    return [
      { name: "query", type: "string()", optional: true, description: `Words that the ${noun}s must have.` },
      { name: "limit", type: "number().int().max(100)", optional: true, description: `How many ${noun}s at most.` },
    ];
  }
  const title: Param = { name: "title", type: "string()", optional: false, description: `The title of the ${noun}.` };
  if (action === "create") return [title, TEXT];
  return action === "update" ? [id, title] : [id];
}

// Tools whose arguments need approval are of stake medium.
function approved(name: string, args: string[]): Tool {
  const [verb = "", ...rest] = name.split("_");
  const what = rest.join(" ");
  const done = `${verb.charAt(0).toUpperCase()}${verb.slice(1)}`;
  return {
    name,
    method: "POST",
    path: `/actions/${name}`,
    answer: "one",
    description: `${done} ${what} on behalf of the user.`,
    labels: { running: `${running(done)} ${what}`, done: `${done} ${what}` },
    stake: "medium",
    params: [
      ...args.map((arg) => ({ name: arg, type: "string()", optional: false, description: `The value of ${arg}.` })),
      TEXT,
    ],
  };
}

function runAgent(): Tool {
  const param = (name: string, description: string): Param => ({
    name,
    type: "string()",
    optional: false,
    description,
  });
  return {
    name: "run_agent",
    method: "POST",
    path: "/agents",
    answer: "one",
    description: "Run another agent of the workspace and return its answer.",
    labels: { running: "Running agent", done: "Run agent" },
    stake: "never_ask",
    params: [param("agentId", "The id of the agent."), param("query", "What the agent is asked.")],
  };
}

/** The method of the client for a tool. */
export function methodOf(tool: Tool): string {
  return camel(tool.name);
}

function running(verb: string): string {
  if (/[^aeiou][aeiou]t$/.test(verb) && verb.length === 3) return `${verb}ting`;
  return `${verb.replace(/e$/, "")}ing`;
}
