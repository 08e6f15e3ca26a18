import { describe, expect, test } from "vitest";
import { mentionFinder, respelt, spellingsOf } from "../../src/model/spelling.ts";

describe("a mention", () => {
  const find = mentionFinder(["acme_crm", "acme", "web_search_&_browse"]);
  const texts = (text: string) => find(text).map(({ name, start, end }) => [name, text.slice(start, end)]);

  test.each(["acme_crm", "acme-crm", "acmeCrm", "AcmeCrm", "ACME_CRM", "Acme Crm", "Acme CRM", "acme crm"])(
    "may be spelt %s",
    (text) => {
      expect(texts(`x(${text})`)).toEqual([["acme_crm", text]]);
    },
  );

  test.each([
    ["ACME_CRM_SERVER", "ACME_CRM"],
    ["createAcmeCrmServer", "AcmeCrm"],
    ["acmeCrmMetadata", "acmeCrm"],
    ["acme_crm_tool", "acme_crm"],
    ["my_acme_crm", "acme_crm"],
  ])("may be words of an identifier: %s", (text, spelt) => {
    expect(texts(text)).toEqual([["acme_crm", spelt]]);
  });

  test.each(["acme_crms", "xacme_crm", "AcmeCrms", "XACME_CRM", "acmecrm2go", "Acme Crms"])(
    "is whole words: %s",
    (text) => {
      expect(texts(text).filter(([name]) => name === "acme_crm")).toEqual([]);
    },
  );

  test("is of the longest name", () => {
    expect(texts("acme, acme_crm and ACME_CRM")).toEqual([
      ["acme", "acme"],
      ["acme_crm", "acme_crm"],
      ["acme_crm", "ACME_CRM"],
    ]);
  });

  test("may be of a name with other characters", () => {
    expect(texts('"web_search_&_browse", webSearchBrowse')).toEqual([
      ["web_search_&_browse", "web_search_&_browse"],
      ["web_search_&_browse", "webSearchBrowse"],
    ]);
  });
});

test("a path is spelt for another name as it was for the first", () => {
  expect(respelt("core/acme-crm/AcmeCrmLogo.tsx", "acme_crm", "val_town")).toBe("core/val-town/ValTownLogo.tsx");
  expect(respelt("docs/acmes.md", "acme", "val_town")).toBe("docs/acmes.md");
});

test("the spellings of a name", () => {
  expect(spellingsOf("acme_crm")).toEqual(["acme_crm", "acme_crm", "acme-crm", "acmeCrm", "AcmeCrm", "ACME_CRM"]);
});
