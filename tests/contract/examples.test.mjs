// The examples of the contract against openapi.json by ajv: the side on which the extension stands.

import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";
import { test } from "node:test";
import Ajv from "ajv/dist/2020.js";
import formats from "ajv-formats";

const root = new URL("../../shared_schema/", import.meta.url);
const read = (/** @type {string} */ path) => JSON.parse(readFileSync(new URL(path, root), "utf8"));
const document = read("openapi.json");
const ajv = new Ajv({ strict: false, allErrors: true });
formats(ajv);
ajv.addSchema({ $id: "contract", components: document.components });

for (const kind of ["valid", "invalid"]) {
  for (const name of readdirSync(new URL(`examples/${kind}/`, root))) {
    test(`${kind}: ${name}`, () => {
      const { model, value } = read(`examples/${kind}/${name}`);
      // A model that is sent and answered has a schema for each direction.
      const validate = ajv.getSchema(`contract#/components/schemas/${model}`) ?? ajv.getSchema(`contract#/components/schemas/${model}-Input`);
      assert.ok(validate, `no schema of ${model}`);
      assert.equal(validate(value), kind === "valid", JSON.stringify(validate.errors));
    });
  }
}
