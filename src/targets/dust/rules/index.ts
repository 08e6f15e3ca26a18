import type { DustRule } from "../judge/dust-rule.ts";
import availabilityKnown from "./availability-known.ts";
import availabilitySnapshot from "./availability-snapshot.ts";
import bm25Listed from "./bm25-listed.ts";
import casePresent from "./case-present.ts";
import caseReturnsOwnServer from "./case-returns-own-server.ts";
import costFields from "./cost-fields.ts";
import descriptionPresent from "./description-present.ts";
import entryImportsOwnMetadata from "./entry-imports-own-metadata.ts";
import entryPresent from "./entry-present.ts";
import featureFlagKnown from "./feature-flag-known.ts";
import fieldDescribed from "./field-described.ts";
import handlerStub from "./handler-stub.ts";
import iconKnown from "./icon-known.ts";
import idNotRetired from "./id-not-retired.ts";
import idPositive from "./id-positive.ts";
import idUnique from "./id-unique.ts";
import indexDefaultExport from "./index-default-export.ts";
import instructionsShape from "./instructions-shape.ts";
import labelsPresent from "./labels-present.ts";
import metadataFile from "./metadata-file.ts";
import monitoringName from "./monitoring-name.ts";
import nameListed from "./name-listed.ts";
import nameOnce from "./name-once.ts";
import oauthProviderKnown from "./oauth-provider-known.ts";
import previewGated from "./preview-gated.ts";
import serverNameArgument from "./server-name-argument.ts";
import serverNameMatchesKey from "./server-name-matches-key.ts";
import stakeValue from "./stake-value.ts";
import tokenLabel from "./token-label.ts";
import tokenWiring from "./token-wiring.ts";
import toolNameBudget from "./tool-name-budget.ts";
import toolNameUnique from "./tool-name-unique.ts";
import toolSetsMatch from "./tool-sets-match.ts";
import useCaseKnown from "./use-case-known.ts";

/** Every rule about a server, from the registries inwards. */
export const rules: DustRule[] = [
  nameListed,
  entryPresent,
  casePresent,
  nameOnce,
  idPositive,
  idUnique,
  idNotRetired,
  metadataFile,
  entryImportsOwnMetadata,
  serverNameMatchesKey,
  indexDefaultExport,
  caseReturnsOwnServer,
  serverNameArgument,
  monitoringName,
  toolSetsMatch,
  toolNameUnique,
  toolNameBudget,
  descriptionPresent,
  stakeValue,
  labelsPresent,
  costFields,
  instructionsShape,
  fieldDescribed,
  iconKnown,
  oauthProviderKnown,
  useCaseKnown,
  availabilityKnown,
  previewGated,
  featureFlagKnown,
  availabilitySnapshot,
  tokenWiring,
  handlerStub,
  bm25Listed,
  tokenLabel,
];
