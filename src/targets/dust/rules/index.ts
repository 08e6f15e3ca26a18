import type { DustRule } from "../judge/dust-rule.ts";
import approvalArgs from "./approval-args.ts";
import availabilityKnown from "./availability-known.ts";
import availabilitySnapshot from "./availability-snapshot.ts";
import availabilityVisible from "./availability-visible.ts";
import bm25Listed from "./bm25-listed.ts";
import bm25Once from "./bm25-once.ts";
import casePresent from "./case-present.ts";
import caseReturnsOwnServer from "./case-returns-own-server.ts";
import contextType from "./context-type.ts";
import contractParamRequired from "./contract-param-required.ts";
import contractServerGone from "./contract-server-gone.ts";
import contractStakeLowered from "./contract-stake-lowered.ts";
import contractToolGone from "./contract-tool-gone.ts";
import costFields from "./cost-fields.ts";
import descriptionDrift from "./description-drift.ts";
import descriptionNamesTools from "./description-names-tools.ts";
import descriptionPresent from "./description-present.ts";
import descriptionVerb from "./description-verb.ts";
import documentationUrl from "./documentation-url.ts";
import duplicateRow from "./duplicate-row.ts";
import entryExposesTools from "./entry-exposes-tools.ts";
import entryImportsOwnMetadata from "./entry-imports-own-metadata.ts";
import entryPresent from "./entry-present.ts";
import featureFlagKnown from "./feature-flag-known.ts";
import fieldDescribed from "./field-described.ts";
import formatCheck from "./format-check.ts";
import handlerErrorPath from "./handler-error-path.ts";
import handlerStub from "./handler-stub.ts";
import iconKnown from "./icon-known.ts";
import iconListsAgree from "./icon-lists-agree.ts";
import idGap from "./id-gap.ts";
import idNotRetired from "./id-not-retired.ts";
import idPositive from "./id-positive.ts";
import idRetired from "./id-retired.ts";
import idStable from "./id-stable.ts";
import idUnique from "./id-unique.ts";
import importResolves from "./import-resolves.ts";
import indexDefaultExport from "./index-default-export.ts";
import instructionsShape from "./instructions-shape.ts";
import labelsPresent from "./labels-present.ts";
import layoutMixed from "./layout-mixed.ts";
import leftoverRow from "./leftover-row.ts";
import mapComplete from "./map-complete.ts";
import metadataFile from "./metadata-file.ts";
import metadataSnapshot from "./metadata-snapshot.ts";
import monitoringName from "./monitoring-name.ts";
import nameConstOnce from "./name-const-once.ts";
import nameListed from "./name-listed.ts";
import nameOnce from "./name-once.ts";
import noBareFetch from "./no-bare-fetch.ts";
import noErrorLeak from "./no-error-leak.ts";
import noRawJson from "./no-raw-json.ts";
import oauthAllowsInstances from "./oauth-allows-instances.ts";
import oauthFrontPersonal from "./oauth-front-personal.ts";
import oauthFrontUseCase from "./oauth-front-use-case.ts";
import oauthProviderKnown from "./oauth-provider-known.ts";
import parity from "./parity.ts";
import pathIdEncoded from "./path-id-encoded.ts";
import previewGated from "./preview-gated.ts";
import registryReadable from "./registry-readable.ts";
import responseValidated from "./response-validated.ts";
import retryPolicyKnown from "./retry-policy-known.ts";
import schemaDrift from "./schema-drift.ts";
import schemaUnused from "./schema-unused.ts";
import serverNameArgument from "./server-name-argument.ts";
import serverNameMatchesKey from "./server-name-matches-key.ts";
import sourceReadable from "./source-readable.ts";
import stakeFitsVerb from "./stake-fits-verb.ts";
import stakePerTool from "./stake-per-tool.ts";
import stakeValue from "./stake-value.ts";
import tokenLabel from "./token-label.ts";
import tokenWiring from "./token-wiring.ts";
import toolNameBudget from "./tool-name-budget.ts";
import toolNameStyle from "./tool-name-style.ts";
import toolNameUnique from "./tool-name-unique.ts";
import toolSetsMatch from "./tool-sets-match.ts";
import toolsFile from "./tools-file.ts";
import toolsOwnMetadata from "./tools-own-metadata.ts";
import typeCheck from "./type-check.ts";
import useCaseKnown from "./use-case-known.ts";

/** Every rule about a server, from the registries inwards. */
export const rules: DustRule[] = [
  registryReadable,
  nameListed,
  entryPresent,
  casePresent,
  nameOnce,
  idPositive,
  idUnique,
  idNotRetired,
  idStable,
  idGap,
  sourceReadable,
  importResolves,
  metadataFile,
  entryImportsOwnMetadata,
  serverNameMatchesKey,
  indexDefaultExport,
  caseReturnsOwnServer,
  serverNameArgument,
  monitoringName,
  toolsOwnMetadata,
  toolNameUnique,
  entryExposesTools,
  toolSetsMatch,
  descriptionDrift,
  schemaDrift,
  schemaUnused,
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
  oauthFrontPersonal,
  oauthFrontUseCase,
  availabilityKnown,
  previewGated,
  featureFlagKnown,
  availabilitySnapshot,
  tokenWiring,
  handlerStub,
  bm25Listed,
  tokenLabel,
  contextType,
  toolsFile,
  stakePerTool,
  mapComplete,
  approvalArgs,
  retryPolicyKnown,
  duplicateRow,
  metadataSnapshot,
  iconListsAgree,
  noBareFetch,
  noErrorLeak,
  handlerErrorPath,
  stakeFitsVerb,
  oauthAllowsInstances,
  availabilityVisible,
  descriptionNamesTools,
  descriptionVerb,
  documentationUrl,
  toolNameStyle,
  nameConstOnce,
  bm25Once,
  noRawJson,
  responseValidated,
  pathIdEncoded,
  layoutMixed,
  contractServerGone,
  idRetired,
  leftoverRow,
  contractToolGone,
  contractParamRequired,
  contractStakeLowered,
  parity,
  typeCheck,
  formatCheck,
];
