import { describe, expect, it } from "vitest";
import { parseFields } from "../../src/workflow/interview/result.ts";

describe("parseFields", () => {
  const absent = { nullable: true, optional: true };

  it.each([
    ["id", [{ name: "id", type: "string" }]],
    [
      "id:string, name:string?",
      [
        { name: "id", type: "string" },
        { name: "name", type: "string", ...absent },
      ],
    ],
    [
      " id : integer ,total:number",
      [
        { name: "id", type: "integer" },
        { name: "total", type: "number" },
      ],
    ],
    ["note?", [{ name: "note", type: "string", ...absent }]],
    ["tags:string[]", [{ name: "tags", type: "array", items: { type: "string" } }]],
    ["tags[]?", [{ name: "tags", type: "array", items: { type: "string" }, ...absent }]],
    [
      "created-at:string, $id:string",
      [
        { name: "created-at", type: "string" },
        { name: "$id", type: "string" },
      ],
    ],
  ])("reads %j", (text, fields) => {
    expect(parseFields(text)).toEqual(fields);
  });

  it.each([
    ["", /"" is no field/],
    ["id,,name", /"" is no field/],
    ["id string", /"id string" is no field/],
    ["id:string:x", /is no field/],
    ["id:", /"id:" is no field/],
    ["id:text", /text is no type of a field: string, number, integer, boolean/],
    ["owner:object", /object is no type/],
    ["id, name, id:integer", /id is there twice/],
  ])("refuses %j with a reason", (text, reason) => {
    expect(parseFields(text)).toMatch(reason);
  });
});
