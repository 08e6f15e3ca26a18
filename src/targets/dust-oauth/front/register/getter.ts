import { insertProperty } from "../../../../edit/list.ts";
import type { Sources } from "../../../../edit/sources.ts";
import { AnchorNotFound, type Splice } from "../../../../edit/splice.ts";
import { declaredIn } from "../../../../edit/syntax/scope.ts";
import { property, staticName } from "../../../../edit/ts.ts";
import { objectAnchor, requiredSource } from "../../../_shared/anchors.ts";
import { OAUTH_PATHS } from "../../../_shared/oauth/paths.ts";
import { frontNames } from "../names.ts";

const ENVIRONMENT = "EnvironmentConfig";

/** The splices that add the getter of a client id, behind the last one of its kind. Throws AnchorNotFound. */
export function getterSplices(provider: string, sources: Sources): Splice[] {
  const source = requiredSource(sources, OAUTH_PATHS.config);
  const config = objectAnchor(source, "config");
  const { getter, clientIdVariable } = frontNames(provider);
  if (property(config, getter)) return [];
  if (!declaredIn(source).has(ENVIRONMENT)) {
    throw new AnchorNotFound(config, `an import of \`${ENVIRONMENT}\`, which reads variables`, "none");
  }
  const keys = config.properties.map((each) => (each.name ? staticName(each.name) : null));
  const last = keys.findLastIndex((key) => key !== null && /^getOAuth\w*Client\w*$/.test(key));
  const text = `${getter}: (): string => {\n  return ${ENVIRONMENT}.getEnvVariable("${clientIdVariable}");\n}`;
  return insertProperty(source, config, last < 0 ? "last" : { after: last }, text);
}
