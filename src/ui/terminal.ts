/** The part of a stream that says whether a person sits behind it. */
export interface MaybeTerminal {
  isTTY?: boolean | undefined;
}

interface Environment {
  CI?: string | undefined;
  FORCE_COLOR?: string | undefined;
  NO_COLOR?: string | undefined;
  TERM?: string | undefined;
  [name: string]: string | undefined;
}

/** Variables that continuous integration services set besides `CI`, or instead of it. */
const CI_VARIABLES = [
  "GITHUB_ACTIONS",
  "GITLAB_CI",
  "BUILDKITE",
  "CIRCLECI",
  "TRAVIS",
  "APPVEYOR",
  "DRONE",
  "TF_BUILD",
  "JENKINS_URL",
  "TEAMCITY_VERSION",
  "BITBUCKET_BUILD_NUMBER",
  "CODEBUILD_BUILD_ID",
];

/** True when a person can be asked: both streams are terminals, no CI, and prompts were not declined with `--no-input`. */
export function isInteractive(session: {
  stdin: MaybeTerminal;
  stdout: MaybeTerminal;
  env: Environment;
  noInput: boolean;
}): boolean {
  const terminals = session.stdin.isTTY === true && session.stdout.isTTY === true;
  return terminals && !session.noInput && !isCi(session.env);
}

/** True when `env` is that of a continuous integration run; an explicit `CI=false` or `CI=0` overrules every other variable. */
export function isCi(env: Environment): boolean {
  const ci = env.CI?.toLowerCase();
  if (ci === "1" || ci === "true") return true;
  if (ci === "0" || ci === "false") return false;
  return CI_VARIABLES.some((name) => isOn(env[name]));
}

/** Whether to colour what is written to `stream`: the flag, then FORCE_COLOR, NO_COLOR, TERM=dumb, then whether it is a terminal. */
export function useColor(stream: MaybeTerminal, env: Environment, flag: boolean | undefined): boolean {
  if (flag !== undefined) return flag;
  const forced = env.FORCE_COLOR;
  if (forced !== undefined) return forced !== "0" && forced.toLowerCase() !== "false";
  if (env.NO_COLOR) return false;
  return env.TERM !== "dumb" && stream.isTTY === true;
}

function isOn(value: string | undefined): boolean {
  return value !== undefined && value !== "" && value !== "0" && value.toLowerCase() !== "false";
}
